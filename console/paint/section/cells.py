"""The cells of a section: how each unit is lived in or what it asks for, and its room number."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from console.domain.arrays import Bools
from console.paint import hatch
from console.paint.arrays import draw_rects
from console.paint.figures import Figures, draw_figures, draw_word
from console.paint.hatch import paint_hatch
from console.paint.lettering import elided, width
from console.paint.theme import Theme
from console.state.look import Recolouring
from console.state.section.layout import Tier
from console.state.section.scene import SectionScene
from console.store.columns import F32, OCCUPANCIES, U8

HATCHES = {
    "rented": (hatch.RISING,),
    "lent": (hatch.FALLING,),
    "shared": (hatch.RISING, hatch.FALLING),
    "business": (hatch.LEVEL,),
    "unknown": (hatch.DOTTED,),
}
"""The second sign of how a unit is lived in, besides its shade."""
_LEAST_HATCH_PX = 9
_LEAST_HAIRLINE_PX = 7
_HAIRLINE_INSET = np.array([0.5, 0.5, -1.0, -1.0], np.float32)
_VACANT_NAME = "vacant"
_VACANT = OCCUPANCIES.index(_VACANT_NAME)


def paint_cells(
    painter: QPainter, scene: SectionScene, theme: Theme, recolouring: Recolouring, seen: Bools
) -> None:
    """Fill and hatch the units that `seen` bool[n] picks."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    boxes, high = scene.layout.boxes, scene.layout.floor_px
    for code, name in enumerate(OCCUPANCIES):
        which = boxes[seen & (scene.occupancy == code)]
        if len(which):
            paint_homes(painter, which, name, theme, recolouring, high)
    if recolouring in ("care", "roles"):
        _paint_tinted(painter, scene, theme, recolouring, seen)


def paint_homes(
    painter: QPainter,
    boxes: F32,
    name: str,
    theme: Theme,
    recolouring: Recolouring,
    high_px: float,
) -> None:
    """Fill, edge and hatch rectangles [n, 4] as homes that are lived in so, `high_px` a floor."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(occupancy_fill(theme, name, recolouring))
    draw_rects(painter, boxes)
    if name == _VACANT_NAME and high_px >= _LEAST_HAIRLINE_PX:
        painter.setPen(QPen(theme.section.hairline, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        draw_rects(painter, boxes + _HAIRLINE_INSET)
    if high_px >= _LEAST_HATCH_PX:
        for kind in HATCHES.get(name, ()):
            paint_hatch(painter, boxes, kind, theme.section.hatch)


def paint_swatch(
    painter: QPainter, box: QRectF, name: str, theme: Theme, recolouring: Recolouring
) -> None:
    """A home as the section shows it in a view, with an edge, for legends and keys."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    sides = np.array([box.getRect()], np.float32)
    paint_homes(painter, sides, name, theme, recolouring, box.height())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.chrome.line, 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def occupancy_fill(theme: Theme, name: str, recolouring: Recolouring) -> QColor:
    """The ground of a cell: nearly grey, or a shade of its own when recoloured by occupancy."""
    if recolouring == "occupancy":
        return theme.section[f"occupancy_{name}"]
    return theme.section[name if name in ("rented", "vacant") else "owner"]


def grounds(
    scene: SectionScene, theme: Theme, recolouring: Recolouring
) -> tuple[tuple[QColor, ...], U8]:
    """The grounds that cells have, and which of them each of the n units has, uint8[n]."""
    fills = tuple(occupancy_fill(theme, name, recolouring) for name in OCCUPANCIES)
    if recolouring not in ("care", "roles"):
        return fills, scene.occupancy
    tinted = np.where(_tinted(scene, recolouring), len(fills), scene.occupancy)
    return (*fills, _tint(theme, recolouring)), tinted.astype(np.uint8)


def _tinted(scene: SectionScene, recolouring: Recolouring) -> Bools:
    """Which units have a tag of care, or of roles, bool[n]."""
    tinted: Bools = scene.tags.has[scene.tags.care == (recolouring == "care")].any(axis=0)
    return tinted


def _tint(theme: Theme, recolouring: Recolouring) -> QColor:
    return theme.section.tint_care if recolouring == "care" else theme.section.tint_role


def _paint_tinted(
    painter: QPainter, scene: SectionScene, theme: Theme, recolouring: Recolouring, seen: Bools
) -> None:
    """Lay the tint of care or roles over the units that have any, with a bar at their left edge."""
    care = recolouring == "care"
    boxes = scene.layout.boxes[_tinted(scene, recolouring) & seen]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tint(theme, recolouring))
    draw_rects(painter, boxes)
    bars: F32 = boxes.copy()
    bars[:, 2] = 2.0 if scene.layout.column_px < 24 else 3.0
    painter.setBrush(theme.badges.care if care else theme.badges.role)
    draw_rects(painter, bars)


def paint_numbers(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    words: tuple[str, ...],
    recolouring: Recolouring,
    seen: Bools,
) -> None:
    """Write the room numbers, and in large cells `words` (of OCCUPANCIES) after them."""
    which = np.flatnonzero(scene.places.numbered & seen)
    if not len(which):
        return
    sizes = scene.places.measures
    font = theme.metrics.font("small", tabular=True)
    boxes = scene.layout.boxes[which].astype(np.float64)
    base = boxes[:, 1] + 14.0
    if not sizes.header:
        raised = scene.places.raised[which]
        base = boxes[:, 1] + boxes[:, 3] / 2 + 0.37 * font.pixelSize() - 6 * raised
    at = np.stack([boxes[:, 0] + 5.0, base], axis=1)
    texts = _fitting(scene, which.tolist(), font)
    foreign = np.array([not text.isascii() for text in texts])
    dim = scene.occupancy[which] == _VACANT
    some = []
    for colour, picked in ((theme.section.number, ~dim), (theme.section.number_dim, dim)):
        for these in (picked & ~foreign, picked & foreign):
            chosen = [texts[index] for index in np.flatnonzero(these).tolist()]
            some.append(Figures(chosen, at[these], font, colour))
    draw_figures(painter, theme.name, *some)
    if sizes.tier == Tier.NAMED:
        _paint_words(painter, scene, theme, words, which.tolist())


def _fitting(scene: SectionScene, units: list[int], font: QFont) -> list[str]:
    """Room numbers as they fit before the people, elided in the middle."""
    sizes = scene.places.measures
    most = sizes.number - 3 if sizes.number else scene.layout.column_px - 8
    rooms = (scene.rooms[unit] for unit in units)
    return [elided(room, font, most, "middle") if len(room) > 4 else room for room in rooms]


def _paint_words(
    painter: QPainter, scene: SectionScene, theme: Theme, words: tuple[str, ...], units: list[int]
) -> None:
    """How a unit is lived in, in words after its number, where the badges leave room."""
    font = theme.metrics.font("small", tabular=True)
    badges = np.bincount(scene.places.badges.unit, minlength=scene.plan.units)
    badges = badges + (scene.places.badges.more > 0)
    lengths = [width(word, font) for word in words]
    at: dict[int, list[tuple[float, float]]] = {}
    for unit, box in zip(units, scene.layout.boxes[units].tolist(), strict=True):
        start = box[0] + 13.0 + width(scene.rooms[unit], font)
        code = int(scene.occupancy[unit])
        if start + lengths[code] <= box[0] + box[2] - 6 - 16 * int(badges[unit]):
            at.setdefault(code, []).append((start, box[1] + 14.0))
    for code, corners in at.items():
        draw_word(
            painter, words[code], np.array(corners), font, theme.section.number_dim, theme.name
        )
