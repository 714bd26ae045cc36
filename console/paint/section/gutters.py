"""What stands beside a section: floor labels left, totals a floor right, doors under the ground."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from console.domain.clock import State
from console.domain.words import say
from console.paint import lettering
from console.paint.arrays import draw_rects
from console.paint.figures import Figures, draw_figures
from console.paint.marks import Mark, paint_mark
from console.paint.numbers import Number
from console.paint.theme import Theme
from console.state.lists.link import ListLink, is_number
from console.state.section.layout import SectionLayout
from console.state.section.plan import CORE
from console.state.section.scene import SectionScene
from console.store.kept import Mask
from console.store.lists import Kind

_LINE_PX = 16.0
_SIGN_PX = 13.0
_TOTALS = {
    "active": Mark(State.ACTIVE, ringed=False),
    "complete": Mark(State.COMPLETE, ringed=False),
    "people": Mark(State.NONE, ringed=False),
}
_KINDS: tuple[Kind, ...] = ("active", "complete", "people")
_DOOR_GAP_PX, _HEAD_GAP_PX = 10.0, 8.0
_BRACKET_PX, _SERIF_PX, _BRACKETED_PX = 5.0, 3.0, 8.0
"""How far before the labels' edge a bracket stands, its serifs, and how far labels then end."""
_DROP = 0.37
"""From the middle of a line to its baseline, as a share of the text's size."""


def paint_floor_labels(
    painter: QPainter, scene: SectionScene, theme: Theme, right: float | None = None
) -> None:
    """Write floor labels, right-aligned before the building or before `right`.

    Where floors share a label and their totals, brackets at both sides say which.
    """
    gutters, banded = scene.layout.gutters, scene.floors.banded
    gap = 6 if gutters.is_narrow or banded else 12
    edge = scene.layout.body[0] - gap if right is None else right
    room = gutters.left - 6
    if banded:
        _paint_brackets(painter, scene, theme, edge - _BRACKET_PX, _SERIF_PX)
        edge, room = edge - _BRACKETED_PX, room - _BRACKETED_PX
    font = theme.metrics.font("small", tabular=True)
    drop = _DROP * font.pixelSize()
    texts = [lettering.elided(text, font, room) for text, _ in scene.floors.labels]
    at = np.array([(edge, middle + drop) for _, middle in scene.floors.labels]).reshape(-1, 2)
    draw_figures(painter, theme.name, Figures(texts, at, font, theme.chrome.muted, right=True))


def paint_totals(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    language: str,
    left: float | None = None,
    head: float | None = None,
    area: QRectF | None = None,
) -> None:
    """Write how many are under the clock, complete, and live on each floor or band of floors.

    They stand beside the building, headed above its roof, or from `left` and headed at `head`.
    Only what reaches into an `area` is written, where one is given.
    """
    start = _totals_left(scene) if left is None else left
    if area is None or heads_rect(scene, left, head).intersects(area):
        paint_heads(painter, scene, theme, language, start, head)
    _paint_figures(painter, scene, theme, start, area, _clear_of(scene, head))
    if scene.floors.banded:
        _paint_brackets(painter, scene, theme, start - 4, -_SERIF_PX)


def paint_heads(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    language: str,
    left: float | None = None,
    head: float | None = None,
) -> None:
    """Head the totals, in words where there is room for them."""
    heads, gutters = heads_rect(scene, left, head), scene.layout.gutters
    wide, small = gutters.figure, theme.metrics.font("small", tabular=True)
    texts = head_words(scene, language, small)
    for number, (text, mark) in enumerate(zip(texts, _TOTALS.values(), strict=True)):
        box = QRectF(heads.left() + number * wide, heads.top(), wide - 4, _LINE_PX)
        if gutters.is_narrow:
            sign = QRectF(box.right() - _SIGN_PX + 2, box.bottom() - _SIGN_PX, _SIGN_PX, _SIGN_PX)
            paint_mark(painter, sign, mark, theme)
        else:
            lettering.line(painter, box, text, small, theme.chrome.muted, side="right")


def head_words(scene: SectionScene, language: str, font: QFont) -> tuple[str, ...]:
    """What heads the totals: whole words where they all fit and stay apart, else short ones."""
    room = scene.layout.gutters.figure - 4 - _HEAD_GAP_PX
    names = ("active", "complete", "kept" if scene.floors.of_kept else "people")
    whole = tuple(say(f"section.whole.{name}", language) for name in names)
    if all(lettering.fits(text, font, room) for text in whole):
        return whole
    return tuple(say(f"section.total.{name}", language) for name in names)


def _paint_figures(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    start: float,
    area: QRectF | None,
    clear: Mask,
) -> None:
    """Write the totals alone, those of the `clear` bands in `area`."""
    floors, wide = scene.floors, scene.layout.gutters.figure
    top, bottom = (-np.inf, np.inf) if area is None else (area.top(), area.bottom())
    middle, half = floors.middle, _LINE_PX / 2
    which = clear & (middle + half > top) & (middle - half < bottom)
    small = theme.metrics.font("small", tabular=True)
    bold = theme.metrics.font("small", bold=True, tabular=True)
    columns = np.stack((floors.active, floors.complete, floors.people))[:, which]
    texts = [f"{figure:,}" if figure else "" for figure in columns.ravel().tolist()]
    at = np.empty((*columns.shape, 2))
    at[..., 0] = (start + wide * np.arange(1, len(columns) + 1) - 4)[:, None]
    at[..., 1] = floors.middle[which] + _DROP * small.pixelSize()
    pressing, ends = 2 * columns.shape[1], at.reshape(-1, 2)
    draw_figures(
        painter,
        theme.name,
        Figures(texts[:pressing], ends[:pressing], bold, theme.chrome.ink, right=True),
        Figures(texts[pressing:], ends[pressing:], small, theme.chrome.muted, right=True),
    )


def _clear_of(scene: SectionScene, head: float | None) -> Mask:
    """Which bands' totals stand clear below heads at `head`, bool[bands]; all of them without."""
    top = -np.inf if head is None else head + 1.5 * _LINE_PX
    clear: Mask = scene.floors.middle >= top
    return clear


def total_numbers(
    scene: SectionScene, theme: Theme, left: float | None = None, head: float | None = None
) -> tuple[Number, ...]:
    """The totals, each with the list of who is counted on its floors.

    They stand beside the building, or from `left` and below their heads at `head`.
    """
    floors, wide = scene.floors, scene.layout.gutters.figure
    start = _totals_left(scene) if left is None else left
    clear = _clear_of(scene, head).tolist()
    building = int(scene.building)
    found = []
    for number, kind in enumerate(_KINDS):
        font = theme.metrics.font("small", bold=kind != "people", tabular=True)
        for band, count in enumerate(getattr(floors, kind).tolist()):
            if count and clear[band]:
                here = scene.layout.plan.floors[floors.low[band] : floors.high[band]].tolist()
                link = ListLink(kind, "building", building, (is_number("floor", here),))
                right = start + (number + 1) * wide - 4
                text, middle = f"{count:,}", float(floors.middle[band])
                across = lettering.width(text, font)
                box = QRectF(right - across, middle - _LINE_PX / 2, across, _LINE_PX)
                found.append(Number(box, text, link))
    return tuple(found)


def totals_rect(scene: SectionScene, band: int) -> QRectF:
    """Where the totals of a band stand beside the building."""
    wide = scene.layout.gutters.figure * len(_TOTALS)
    middle = float(scene.floors.middle[band])
    return QRectF(_totals_left(scene), middle - _LINE_PX / 2, wide, _LINE_PX)


def heads_rect(scene: SectionScene, left: float | None = None, head: float | None = None) -> QRectF:
    """Where the heads of the totals stand: beside the building, or from `left` and at `head`."""
    start = _totals_left(scene) if left is None else left
    top = heads_top(scene) if head is None else head
    return QRectF(start, top, scene.layout.gutters.figure * len(_TOTALS), _LINE_PX)


def totals_edge(scene: SectionScene) -> float:
    """Where the room of totals beside the building begins: their brackets reach to its left."""
    return _totals_left(scene) - _BRACKETED_PX


def heads_top(scene: SectionScene) -> float:
    """Where the heads of the totals begin above the roof; asked for at every paint."""
    return float(scene.layout.floor_y[-1]) - _LINE_PX - 8


def _totals_left(scene: SectionScene) -> float:
    return float(scene.layout.slot_x[-1]) + 12


def _paint_brackets(
    painter: QPainter, scene: SectionScene, theme: Theme, x: float, serif: float
) -> None:
    """Brackets at `x` round the floors that share a line, open to the side of their serifs."""
    y, floors = scene.layout.floor_y, scene.floors
    left, wide = min(x, x + 1 + serif), abs(serif)
    top, bottom = y[floors.high] + 1, y[floors.low] - 2
    one = np.ones_like(top)
    stems = np.stack([x * one, top, one, bottom - top], axis=1)
    ends = [np.stack([left * one, end, wide * one, one], axis=1) for end in (top, bottom - 1)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.chrome.muted)
    draw_rects(painter, np.concatenate([stems, *ends]))


def paint_doors(painter: QPainter, scene: SectionScene, theme: Theme) -> None:
    """Write each door's name under the ground, centred on its core; names never overlap."""
    layout = scene.layout
    font = theme.metrics.font("body")
    top = layout.body[3] + 8
    taken = float("-inf")
    for left, right, middle, label in _doors(layout):
        room = right - left - _DOOR_GAP_PX
        text = lettering.elided(label, font, room, "middle")
        wide = lettering.width(text, font) + 2
        if not label or text == "…" or middle - wide / 2 < taken:
            continue
        box = QRectF(middle - wide / 2, top, wide, 20)
        lettering.line(painter, box, text, font, theme.section.number, side="centre")
        taken = box.right() + _DOOR_GAP_PX


def _doors(layout: SectionLayout) -> list[tuple[float, float, float, str]]:
    """Left, right, middle of the core (or of the columns) and label of each door."""
    plan, x = layout.plan, layout.slot_x
    core_slots = [slot for slot, kind in enumerate(plan.kinds.tolist()) if kind == CORE]
    cores: dict[int, list[int]] = {}
    for slot, door in zip(core_slots, plan.core_doors.tolist(), strict=True):
        cores.setdefault(door, []).append(slot)
    found = []
    for number, door in enumerate(plan.doors):
        left = float(x[plan.slot_of[door.first]])
        right = float(x[plan.slot_of[door.end - 1] + 1])
        own = cores.get(number, [])
        middle = (left + right) / 2
        if len(own) == 1:
            left = min(left, float(x[own[0]]))
            middle = float(x[own[0]] + x[own[0] + 1]) / 2
        found.append((left, right, middle, door.label))
    return found
