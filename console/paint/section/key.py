"""The key below a printed section: what each mark, ground and badge means, in groups that wrap."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Literal

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.clock import State
from console.domain.packs import CARE, Pack
from console.domain.records import dataclass
from console.domain.spoken import instant
from console.domain.words import say
from console.paint import lettering
from console.paint.badges import paint_badge
from console.paint.marks import Mark, paint_mark
from console.paint.section.cells import paint_swatch
from console.paint.signs_of_change import TAG_PX, write_tag
from console.paint.theme import Theme
from console.state.look import Recolouring
from console.state.marking import Marks
from console.state.section.scene import SectionScene
from console.state.section.words import occupancy_words
from console.store.columns import OCCUPANCIES

LINE_PX = 24.0
_MARK_PX, _SWATCH_PX, _BADGE_PX = 20.0, 22.0, 14.0
_AFTER_SIGN_PX, _AFTER_TEXT_PX, _AFTER_GROUP_PX = 5.0, 16.0, 40.0
_SAMPLE = (8, 14)
_STATES = (State.DUE, State.COMPLETE, State.RELEASED, State.PLANNED, State.BROKEN)

Sign = Callable[[QPainter, QRectF], None]
Group = Literal["class", "state", "occupancy", "badge", "change"]


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A sign of `width` pixels and the words after it; items of one `group` follow one another."""

    sign: Sign
    width: float
    words: str
    group: Group


def key_items(
    scene: SectionScene, theme: Theme, language: str, recolouring: Recolouring = "clock"
) -> list[KeyItem]:
    """The classes, the states, and the occupancies and badges that occur in the building."""
    items = [*_class_items(scene.pack, theme, language), *_state_items(scene, theme, language)]
    words = occupancy_words(language)
    for code in np.unique(scene.occupancy).tolist():
        sign = partial(_swatch, name=OCCUPANCIES[code], theme=theme, recolouring=recolouring)
        items.append(KeyItem(sign, _SWATCH_PX, words[code], "occupancy"))
    for key in scene.tags.keys:
        tag = scene.pack.tags[key]
        sign = partial(_badge, character=tag.badge, care=tag.kind == CARE, theme=theme)
        items.append(KeyItem(sign, _BADGE_PX, tag.label[language], "badge"))
    return items


def mark_items(
    scene: SectionScene, marks: Marks | None, zone: str, theme: Theme, language: str
) -> list[KeyItem]:
    """What changed in the building and since when; nothing where nothing did."""
    if marks is None or not marks.units[scene.plan.first_unit : scene.plan.end_unit].any():
        return []
    at = instant(marks.since_us, zone, language)
    since = say("changes.since_then", language, instant=at)
    words = f"{since} {marks.names.get(language, '')}"
    return [KeyItem(partial(_tag, name=marks.sign, theme=theme), TAG_PX, words, "change")]


def key_lines(
    items: list[KeyItem], theme: Theme, width: float, *, torn: bool = False
) -> list[list[tuple[float, KeyItem]]]:
    """The lines of the key, each item with its distance from the left.

    A group stands apart from the one before, on its line where it has room there as a whole;
    `torn` groups go on in the next line, which takes fewer.
    """
    font = theme.metrics.font("small", tabular=True)
    lines: list[list[tuple[float, KeyItem]]] = [[]]
    end = 0.0
    for _, members in groupby(items, key=attrgetter("group")):
        group = list(members)
        wides = [_AFTER_SIGN_PX + lettering.width(one.words, font) + 1 + one.width for one in group]
        whole = sum(wides) + _AFTER_TEXT_PX * (len(group) - 1)
        before = _AFTER_GROUP_PX
        for item, wide in zip(group, wides, strict=True):
            needed = whole if item is group[0] and not torn else wide
            if lines[-1] and end + before + needed > width:
                lines.append([])
            left = end + before if lines[-1] else 0.0
            lines[-1].append((left, item))
            end, before = left + wide, _AFTER_TEXT_PX
    return lines


def paint_key(
    painter: QPainter, lines: list[list[tuple[float, KeyItem]]], theme: Theme, room: QRectF
) -> None:
    """Draw the key from the upper left corner of `room`; lines below it are left out."""
    font = theme.metrics.font("small", tabular=True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fitting = int(room.height() // LINE_PX)
    for number, line in enumerate(lines[:fitting]):
        y = room.top() + number * LINE_PX
        for left, item in line:
            x = room.left() + left
            item.sign(painter, QRectF(x, y, item.width, LINE_PX))
            x += item.width + _AFTER_SIGN_PX
            box = QRectF(x, y, lettering.width(item.words, font) + 1, LINE_PX)
            lettering.line(painter, box, item.words, font, theme.chrome.muted)


def _class_items(pack: Pack, theme: Theme, language: str) -> list[KeyItem]:
    items = []
    for one in pack.classes:
        mark = Mark(State.ACTIVE, one.role, one.sign, *_SAMPLE)
        words = say("section.key_class", language, label=one.label[language])
        items.append(KeyItem(partial(_mark, mark=mark, theme=theme), _MARK_PX, words, "class"))
    return items


def _state_items(scene: SectionScene, theme: Theme, language: str) -> list[KeyItem]:
    items = []
    role = scene.pack.classes[0].role
    for state in _STATES:
        mark = Mark(state, role, day=_SAMPLE[1], of=_SAMPLE[1], ringed=state == State.DUE)
        words = say(f"section.state.{state.name.lower()}", language)
        items.append(KeyItem(partial(_mark, mark=mark, theme=theme), _MARK_PX, words, "state"))
    early = Mark(State.RELEASED, role, early=True, ringed=False)
    words = say("section.state.early", language)
    items.insert(3, KeyItem(partial(_mark, mark=early, theme=theme), _MARK_PX, words, "state"))
    return items


def _mark(painter: QPainter, box: QRectF, *, mark: Mark, theme: Theme) -> None:
    side = _MARK_PX if mark.ringed else 15.0
    paint_mark(painter, _centred(box, side), mark, theme)


def _badge(painter: QPainter, box: QRectF, *, character: str, care: bool, theme: Theme) -> None:
    paint_badge(painter, _centred(box, _BADGE_PX), character, theme, care=care)


def _tag(painter: QPainter, box: QRectF, *, name: str, theme: Theme) -> None:
    write_tag(painter, name, box.center(), theme)


def _swatch(
    painter: QPainter, box: QRectF, *, name: str, theme: Theme, recolouring: Recolouring
) -> None:
    swatch = QRectF(box.left(), box.center().y() - 7, _SWATCH_PX, 14)
    paint_swatch(painter, swatch, name, theme, recolouring)


def _centred(box: QRectF, side: float) -> QRectF:
    middle = box.center()
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
