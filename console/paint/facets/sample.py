"""The mark an entry of the legend stands for, as the section draws it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console.domain.clock import State
from console.domain.packs import CARE, ROLE, Pack
from console.domain.records import dataclass
from console.paint.badges import badge_pixmap
from console.paint.marks import Mark, mark_pixmap
from console.paint.section.cells import paint_swatch
from console.paint.theme import Theme
from console.state.facets.choice import Entry
from console.state.look import Recolouring

SAMPLED = ("category", "state", "occupancy", CARE, ROLE)
"""The facets whose values have a mark."""
_MARK_PX, _BADGE_PX, _SMALL = 22, 16, 0.7
_SAMPLE_DAY, _SAMPLE_OF = 9, 14


@dataclass(frozen=True, slots=True)
class Samples:
    """What marks are drawn of: the street's pack, and the section's view in force."""

    pack: Pack
    recolouring: Recolouring = "clock"


def paint_sample(
    painter: QPainter, slot: QRectF, entry: Entry, samples: Samples, theme: Theme
) -> None:
    """Paint the mark an entry stands for, as the section draws it, centred in `slot`."""
    scale, ratio = theme.metrics.scale, painter.device().devicePixelRatio()
    if entry.facet == "occupancy":
        box = _centred(slot, 22 * scale, 16 * scale)
        paint_swatch(painter, box, entry.value, theme, samples.recolouring)
    elif entry.facet in (CARE, ROLE):
        side = round(_BADGE_PX * scale)
        drawn = badge_pixmap(samples.pack.tags[entry.value], side, theme, ratio)
        painter.drawPixmap(_centred(slot, side, side).topLeft(), drawn)
    else:
        side = round(_MARK_PX * scale * (_SMALL if entry.value in ("broken", "none") else 1))
        drawn = mark_pixmap(_mark(entry, samples.pack), side, theme, ratio)
        painter.drawPixmap(_centred(slot, side, side).topLeft(), drawn)


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
