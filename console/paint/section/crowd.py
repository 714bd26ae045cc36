"""The people of a section: avatars and rings, blocks when small, names when large, and badges."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, qGray

from console.domain.arrays import Bools
from console.domain.clock import State
from console.domain.packs import CARE
from console.paint.arrays import draw_rects
from console.paint.atlas import atlas_of, device_scale, draw_placed, is_raster
from console.paint.badges import paint_badge, paint_more
from console.paint.figures import Figures, draw_figures
from console.paint.marks import Mark, paint_mark
from console.paint.theme import Theme
from console.state.section.layout import Tier
from console.state.section.measures import BADGE_PX
from console.state.section.scene import SectionScene
from console.store.columns import F32, F64

_PALE_GREY = 160
"""A lighter class colour needs a keyline on a light ground."""
_SIGN_LEAST_DOTS, _LINE_SHARE = 10.0, 0.16
"""Pixels of the device in the smallest block with a sign on a screen; how thick its line is."""


def paint_people(painter: QPainter, scene: SectionScene, theme: Theme, seen: Bools) -> None:
    """Draw the avatars of the units that `seen` bool[n] picks; blocks where cells are small."""
    who = np.flatnonzero(seen[scene.people.unit] & (scene.places.boxes[:, 2] > 0))
    if not len(who):
        return
    if scene.tier == Tier.MARK:
        _paint_blocks(painter, scene, theme, who)
    else:
        _paint_avatars(painter, scene, theme, who)


def _paint_blocks(
    painter: QPainter, scene: SectionScene, theme: Theme, who: npt.NDArray[np.int64]
) -> None:
    """A block a person: solid under the clock, hollow when complete, a line when expected.

    Where there are dots for it, and on paper always, the class's sign is a line through it.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    people = scene.people
    for number, one in enumerate(scene.pack.classes):
        colour = theme.classes[one.role]
        mine = who[people.colour_class[who] == number]
        for state in (State.ACTIVE, State.DUE, State.COMPLETE, State.PLANNED):
            boxes = scene.places.boxes[mine[people.state[mine] == state]]
            if len(boxes):
                _paint_block(painter, boxes, state, colour, theme)
                if state != State.PLANNED and _is_fine(painter, boxes):
                    _paint_line(painter, boxes, one.sign, state, colour, theme)


def _is_fine(painter: QPainter, boxes: F32) -> bool:
    side = float(boxes[:, 2:].min())
    return not is_raster(painter) or side * device_scale(painter) >= _SIGN_LEAST_DOTS


def _paint_line(
    painter: QPainter, boxes: F32, sign: str, state: State, colour: QColor, theme: Theme
) -> None:
    """The sign in blocks: level for a bar, upright for a ring, nothing for others."""
    if sign not in ("bar", "ring"):
        return
    line, along = boxes.copy(), 1 if sign == "bar" else 0
    line[:, along + 2] = boxes[:, along + 2] * _LINE_SHARE
    line[:, along] += (boxes[:, along + 2] - line[:, along + 2]) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    solid = state in (State.ACTIVE, State.DUE)
    painter.setBrush(theme.chrome.keyline if solid else colour)
    draw_rects(painter, line)


def _paint_block(painter: QPainter, boxes: F32, state: State, colour: QColor, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    pale = qGray(colour.rgb()) > _PALE_GREY and not theme.dark
    edged = pale and float(boxes[0, 3]) >= 5
    if state in (State.ACTIVE, State.DUE):
        if edged:
            painter.setBrush(theme.chrome.keyline)
            draw_rects(painter, boxes)
        painter.setBrush(colour)
        draw_rects(painter, _inset(boxes, 1.0) if edged else boxes)
        if state == State.DUE:
            painter.setBrush(theme.chrome.keyline)
            draw_rects(painter, _middle(boxes))
        return
    if state == State.PLANNED:
        painter.setBrush(colour)
        line = boxes.copy()
        line[:, 1] += line[:, 3] - 1
        line[:, 3] = 1
        draw_rects(painter, line)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if edged:
        painter.setPen(QPen(theme.chrome.keyline, 1))
        draw_rects(painter, _inset(boxes, 0.5))
        boxes = _inset(boxes, 1.0)
    painter.setPen(QPen(colour, 1))
    draw_rects(painter, _inset(boxes, 0.5))


def _inset(boxes: F32, by: float) -> F32:
    inner: F32 = boxes + np.array([by, by, -2 * by, -2 * by], np.float32)
    return inner


def _middle(boxes: F32) -> F32:
    """A small square in the middle: today is the last day."""
    side = np.maximum(1.0, np.floor(boxes[:, 3] / 3))
    x = boxes[:, 0] + np.floor((boxes[:, 2] - side) / 2)
    y = boxes[:, 1] + np.floor((boxes[:, 3] - side) / 2)
    return np.stack([x, y, side, side], axis=1).astype(np.float32)


def _paint_avatars(
    painter: QPainter, scene: SectionScene, theme: Theme, who: npt.NDArray[np.int64]
) -> None:
    _, first, kind_of = np.unique(_codes(scene)[who], return_index=True, return_inverse=True)
    marks = [_mark(scene, person) for person in who[first].tolist()]
    boxes = scene.places.boxes[who].astype(np.float64)
    if is_raster(painter):
        _paint_from_atlas(painter, theme, marks, kind_of, boxes)
        return
    for kind, box in zip(kind_of.tolist(), boxes.tolist(), strict=True):
        paint_mark(painter, QRectF(*box), marks[kind], theme)


def _codes(scene: SectionScene) -> npt.NDArray[np.int64]:
    """One number for everything that makes a mark look as it does, int64[p]."""
    people = scene.people
    code = people.state.astype(np.int64) * 2 + people.early
    code = np.where(people.large, code * 64 + people.colour_class, code * 64)
    if not scene.places.measures.ringed:
        return code
    dated = (people.state == State.ACTIVE) | (people.state == State.DUE)
    code = (code << 16) + np.where(dated, people.day, 0)
    shifted: npt.NDArray[np.int64] = (code << 16) + np.where(dated, people.length, 0)
    return shifted


def _mark(scene: SectionScene, person: int) -> Mark:
    """The mark of one of the scene's people."""
    people = scene.people
    one = scene.pack.classes[int(people.colour_class[person])]
    ringed = scene.places.measures.ringed and bool(people.large[person])
    return Mark(
        state=State(int(people.state[person])),
        role=one.role,
        sign=one.sign,
        day=int(people.day[person]) if ringed else 0,
        of=int(people.length[person]) if ringed else 0,
        early=bool(people.early[person]),
        ringed=ringed,
    )


def _paint_from_atlas(
    painter: QPainter,
    theme: Theme,
    marks: list[Mark],
    kind_of: npt.NDArray[np.int64],
    boxes: F64,
) -> None:
    scale = device_scale(painter)
    atlas = atlas_of(theme.name)
    for side_px in np.unique(boxes[:, 2]).tolist():
        here = np.flatnonzero(boxes[:, 2] == side_px)
        side = max(1, round(side_px * scale))
        kinds = np.unique(kind_of[here]).tolist()
        corner = np.zeros((len(marks), 2))
        for kind in kinds:
            draw = partial(_draw_mark, mark=marks[kind], theme=theme)
            corner[kind] = atlas.place(marks[kind], side, scale, draw)
        draw_placed(painter, atlas, corner[kind_of[here]], boxes[here, :2], side)


def _draw_mark(painter: QPainter, box: QRectF, *, mark: Mark, theme: Theme) -> None:
    paint_mark(painter, box, mark, theme)


def paint_badges(painter: QPainter, scene: SectionScene, theme: Theme, seen: Bools) -> None:
    """Draw the badges of the units that `seen` picks, and "+n" for those left out."""
    places = scene.places
    if not len(places.badges.unit):
        return
    which = np.flatnonzero(seen[places.badges.unit])
    tags = [scene.pack.tags[key] for key in scene.badges.keys]
    if is_raster(painter):
        scale = device_scale(painter)
        side, atlas = round(BADGE_PX * scale), atlas_of(theme.name)
        corner = np.zeros((len(tags), 2))
        for number in np.unique(places.badges.tag[which]).tolist():
            tag = tags[number]
            draw = partial(_draw_badge, character=tag.badge, care=tag.kind == CARE, theme=theme)
            corner[number] = atlas.place(tag.key, side, scale, draw)
        at = places.badges.at[which].astype(np.float64)
        draw_placed(painter, atlas, corner[places.badges.tag[which]], at, side)
    else:
        for one in which:
            tag, (x, y) = tags[int(places.badges.tag[one])], places.badges.at[one].tolist()
            box = QRectF(x, y, BADGE_PX, BADGE_PX)
            paint_badge(painter, box, tag.badge, theme, care=tag.kind == CARE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for unit in np.flatnonzero(seen & (places.badges.more > 0)).tolist():
        x, y = places.badges.more_at[unit].tolist()
        paint_more(painter, QRectF(x, y, BADGE_PX, BADGE_PX), int(places.badges.more[unit]), theme)


def _draw_badge(
    painter: QPainter, box: QRectF, *, character: str, care: bool, theme: Theme
) -> None:
    paint_badge(painter, box, character, theme, care=care)


def paint_hidden(painter: QPainter, scene: SectionScene, theme: Theme, seen: Bools) -> None:
    """Write "+n" where people did not fit; in full ink when somebody pressing is among them."""
    places = scene.places
    if scene.tier == Tier.MARK:
        return
    font = theme.metrics.font("small", tabular=True)
    told = seen & (places.hidden > 0) & ~np.isnan(places.plus[:, 0])
    some = []
    for colour, which in (
        (theme.chrome.ink, told & places.pressing),
        (theme.section.number_dim, told & ~places.pressing),
    ):
        texts = [f"+{count}" for count in places.hidden[which].tolist()]
        at = places.plus[which] + np.array([0.0, 0.37 * font.pixelSize()])
        some.append(Figures(texts, at, font, colour))
    draw_figures(painter, theme.name, *some)
