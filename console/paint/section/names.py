"""Words in large cells: names and days beside people, and badges written out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from console.domain.arrays import Bools
from console.domain.packs import CARE, Tag
from console.paint import lettering
from console.paint.theme import Theme
from console.state.section.measures import (
    BELOW_CHIP_PX,
    BELOW_TEXT_PX,
    CHIP_TEXT_PX,
    SMALL_TEXT_PX,
)
from console.state.section.scene import SectionScene
from console.state.section.words import clock_words

_BASE = 0.37
_PILL_PX, _PILL_PAD_PX, _PILL_GAP_PX = 15.0, 4.0, 3.0


def paint_names(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    language: str,
    names: Mapping[int, str],
    seen: Bools,
) -> None:
    """Write name and day beside those who have room; `names` by resident's row."""
    for person in np.flatnonzero(scene.places.worded & seen[scene.people.unit]).tolist():
        name = names.get(int(scene.people.resident[person]), "")
        box = QRectF(*scene.places.boxes[person].tolist())
        if not scene.people.large[person]:
            _write_name(painter, box, name, theme)
            continue
        words = clock_words(scene, person, language)
        if scene.places.measures.words == "below":
            _write_below(painter, box, words, theme)
        else:
            _write_beside(painter, box, name, words, theme)


def _write_name(painter: QPainter, box: QRectF, name: str, theme: Theme) -> None:
    font = theme.metrics.font("small", tabular=True)
    painter.setFont(font)
    painter.setPen(theme.section.number_dim)
    at = QPointF(box.right() + 3, box.center().y() + _BASE * font.pixelSize())
    painter.drawText(at, lettering.elided(name, font, SMALL_TEXT_PX - 4))


def _write_below(painter: QPainter, box: QRectF, words: str, theme: Theme) -> None:
    left = box.center().x() - BELOW_CHIP_PX / 2
    line = QRectF(left, box.bottom(), BELOW_CHIP_PX, BELOW_TEXT_PX)
    font = theme.metrics.font("small", tabular=True)
    lettering.line(painter, line, words, font, theme.section.number, side="centre")


def _write_beside(painter: QPainter, box: QRectF, name: str, words: str, theme: Theme) -> None:
    font = theme.metrics.font("small", tabular=True)
    left, middle = box.right() + 5, box.center().y()
    painter.setFont(font)
    if name:
        painter.setPen(theme.chrome.ink)
        painter.drawText(
            QPointF(left, middle - 2.5), lettering.elided(name, font, CHIP_TEXT_PX - 4)
        )
    painter.setPen(theme.section.number)
    drop = 11.5 if name else 4.0
    painter.drawText(QPointF(left, middle + drop), lettering.elided(words, font, CHIP_TEXT_PX - 4))


def paint_written_badges(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    language: str,
    word_px: tuple[float, ...],
    seen: Bools,
) -> Bools:
    """Write badges out where all of a unit's have room; gives the units where they are.

    `word_px` are the widths of the words for store.columns.OCCUPANCIES, which stand before them.
    """
    written = np.zeros(scene.plan.units, np.bool_)
    if not scene.places.measures.small_words:
        return written
    font = theme.metrics.font("small", tabular=True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tags = [scene.pack.tags[key] for key in scene.badges.keys]
    labels = [tag.label[language] for tag in tags]
    pills = [lettering.width(label, font) + 2 * _PILL_PAD_PX for label in labels]
    for unit in np.flatnonzero(seen & scene.badges.has.any(axis=0)).tolist():
        mine = np.flatnonzero(scene.badges.has[:, unit]).tolist()
        x, y, wide, _ = scene.layout.boxes[unit].tolist()
        taken = 24.0 + lettering.width(scene.rooms[unit], font)
        taken += word_px[int(scene.occupancy[unit])]
        need = sum(pills[tag] + _PILL_GAP_PX for tag in mine)
        if taken + need > wide:
            continue
        written[unit] = True
        left = x + wide - need
        for tag in mine:
            box = QRectF(left, y + 3, pills[tag], _PILL_PX)
            _paint_pill(painter, box, tags[tag], labels[tag], theme)
            left += pills[tag] + _PILL_GAP_PX
    return written


def _paint_pill(painter: QPainter, box: QRectF, tag: Tag, label: str, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.badges.care if tag.kind == CARE else theme.badges.role)
    painter.drawRoundedRect(box, 3, 3)
    font = theme.metrics.font("small", tabular=True)
    lettering.line(painter, box, label, font, theme.badges.ink, side="centre")
