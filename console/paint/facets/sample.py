"""The mark an entry of the legend stands for, as the section draws it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from console.domain import packs
from console.domain.clock import State
from console.domain.packs import CARE, ROLE, Pack
from console.paint.badges import badge_pixmap
from console.paint.marks import Mark, mark_pixmap
from console.paint.section.cells import paint_swatch
from console.paint.theme import Theme, load
from console.state.facets.choice import Entry
from console.state.look import Recolouring

SAMPLED = ("category", "state", "occupancy", CARE, ROLE)
"""The facets whose values have a mark."""
_MARK_PX, _BADGE_PX, _SMALL = 22, 16, 0.7
_SAMPLE_DAY, _SAMPLE_OF = 9, 14


class Samples(NamedTuple):
    """What marks are drawn of: the street's scenario, and the section's view in force."""

    scenario: str
    recolouring: Recolouring = "clock"

    @property
    def pack(self) -> Pack:
        """The scenario's pack."""
        return packs.load(self.scenario)


def paint_sample(
    painter: QPainter, slot: QRectF, entry: Entry, samples: Samples, theme: Theme
) -> None:
    """Paint the mark an entry stands for, as the section draws it, centred in `slot`."""
    scale, ratio = theme.metrics.scale, painter.device().devicePixelRatio()
    if entry.facet == "occupancy":
        box = _centred(slot, *_swatch_px(scale))
        drawn = _swatch(entry.value, samples.recolouring, theme.name, scale, ratio)
        painter.drawPixmap(box.topLeft(), drawn)
    elif entry.facet in (CARE, ROLE):
        side = round(_BADGE_PX * scale)
        drawn = badge_pixmap(samples.pack.tags[entry.value], side, theme, ratio)
        painter.drawPixmap(_centred(slot, side, side).topLeft(), drawn)
    else:
        side = round(_MARK_PX * scale * (_SMALL if entry.value in ("broken", "none") else 1))
        drawn = mark_pixmap(_mark(entry, samples.pack), side, theme, ratio)
        painter.drawPixmap(_centred(slot, side, side).topLeft(), drawn)


def _swatch_px(scale: float) -> tuple[int, int]:
    return round(22 * scale), round(16 * scale)


@lru_cache(maxsize=128)
def _swatch(
    name: str, recolouring: Recolouring, theme_name: str, scale: float, ratio: float
) -> QPixmap:
    """A home as the section shows it in a view; kept."""
    wide, high = _swatch_px(scale)
    drawn = QPixmap(round(wide * ratio), round(high * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_swatch(painter, QRectF(0, 0, wide, high), name, load(theme_name), recolouring)
    painter.end()
    return drawn


def _mark(entry: Entry, pack: Pack) -> Mark:
    if entry.facet == "category":
        found = pack.classes[pack.class_index(entry.value)]
        return Mark(State.ACTIVE, found.role, found.sign, _SAMPLE_DAY, _SAMPLE_OF)
    day = {"active": _SAMPLE_DAY, "due": _SAMPLE_OF}.get(entry.value, 0)
    state = State[entry.value.upper()]
    return Mark(state, "unknown", "none", day, _SAMPLE_OF, ringed=day > 0)


def _centred(slot: QRectF, width: float, height: float) -> QRectF:
    centre: QPointF = slot.center()
    return QRectF(
        round(centre.x() - width / 2), round(centre.y() - height / 2), round(width), round(height)
    )
