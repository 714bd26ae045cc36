"""What wall and console say to each other: one line of JSON a message, checked word for word.

Both ends are this program, but neither trusts the other: what is too long, of another version or
not as it should be is `RubbishError`, and nothing of it is taken.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, field
from typing import Any

from console.domain import instants
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import LANGUAGES
from console.state.wall.lens import MOST_CONDITIONS
from console.state.wall.notice import MOST_MESSAGE, Age
from console.state.wall.orders import DOES, Order
from console.state.wall.scenes import KINDS
from console.state.wall.sending import SHOWS, View

VERSION = 1
MOST_ORDER_BYTES, MOST_TOLD_BYTES = 8_192, 400_000
_MOST_TEXT, _MOST_WHERE, _MOST_SENTENCE = 80, 400, 400
_MOST_ENTRIES, _FAR = 200, 1 << 53


class RubbishError(ValueError):
    """A message that is none; its text says why and holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A scene by its kind, and the place it shows where that is settled."""

    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a wall says of itself; `sent` when the last entry is a view that a console has sent.

    `trouble` is why the last view was not taken, in every language.
    `picture` is the wall in small as a file's bytes; empty where it is as it was told last.
    """

    screen: int
    street: str
    zone: str
    as_of_us: int
    now_us: int
    age: Age
    shown: Listed
    at: int
    entries: tuple[Listed, ...]
    paused: bool = False
    pinned: bool = False
    blank: bool = False
    held: bool = False
    message: str = ""
    sent: bool = False
    trouble: dict[str, str] = field(default_factory=dict)
    picture: bytes = b""

    @property
    def following(self) -> Listed | None:
        """What comes next; None where it is known to stay."""
        if self.pinned or self.paused or self.held or not self.entries:
            return None
        return self.entries[(self.at + 1) % len(self.entries)]


class Lines:
    """Takes bytes and gives whole lines; RubbishError when one is longer than `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rest = b""

    def take(self, data: bytes) -> list[bytes]:
        """The lines that are whole now."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        if max(map(len, (*whole, self._rest))) > self._most:
            self._rest = b""
            raise RubbishError("too long")
        return whole

    @property
    def is_half(self) -> bool:
        """Whether a line has begun that is not whole."""
        return bool(self._rest)


def order_line(order: Order) -> bytes:
    """An order as it is sent."""
    said = {"v": VERSION, "do": order.do, "number": order.number, "on": order.on}
    view = None if order.view is None else asdict(order.view)
    return _line(said | {"text": capped(order.text, MOST_MESSAGE), "view": view})


def order_in(line: bytes) -> Order:
    """The order that a line holds; RubbishError when it is none."""
    said = _read(line, MOST_ORDER_BYTES)
    do = next((one for one in DOES if one == said.get("do")), None)
    if do is None:
        raise RubbishError("no such act")
    text = _text(said, "text", MOST_MESSAGE)
    view = _view(said.get("view"))
    if (view is None) == (do == "send"):
        raise RubbishError("view")
    return Order(do, _whole(said, "number", -1_000, 1_000), _flag(said, "on"), text, view)


def told_line(told: Told) -> bytes:
    """What a wall says as it is sent."""
    return _line(
        {
            "v": VERSION,
            "screen": told.screen,
            "street": capped(told.street, _MOST_TEXT),
            "zone": told.zone,
            "as_of_us": told.as_of_us,
            "now_us": told.now_us,
            "age": told.age.value,
            "shown": _pair(told.shown),
            "at": told.at,
            "entries": [_pair(one) for one in told.entries[:_MOST_ENTRIES]],
            "paused": told.paused,
            "pinned": told.pinned,
            "blank": told.blank,
            "held": told.held,
            "message": capped(told.message, MOST_MESSAGE),
            "sent": told.sent,
            "trouble": {one: capped(text, _MOST_SENTENCE) for one, text in told.trouble.items()},
            "picture": base64.b64encode(told.picture).decode("ascii"),
        }
    )


def told_in(line: bytes) -> Told:
    """What a wall says in a line; RubbishError when it is not as it should be."""
    said = _read(line, MOST_TOLD_BYTES)
    entries = said.get("entries")
    if not isinstance(entries, list) or len(entries) > _MOST_ENTRIES:
        raise RubbishError("entries")
    age = next((one for one in Age if one.value == said.get("age")), None)
    if age is None:
        raise RubbishError("age")
    return Told(
        screen=_whole(said, "screen", 0, 1_000),
        street=_text(said, "street", _MOST_TEXT),
        zone=_zone(said),
        as_of_us=_whole(said, "as_of_us", -_FAR, _FAR),
        now_us=_whole(said, "now_us", -_FAR, _FAR),
        age=age,
        shown=_listed(said.get("shown")),
        at=_whole(said, "at", 0, max(0, len(entries) - 1)),
        entries=tuple(_listed(one) for one in entries),
        paused=_flag(said, "paused"),
        pinned=_flag(said, "pinned"),
        blank=_flag(said, "blank"),
        held=_flag(said, "held"),
        message=_text(said, "message", MOST_MESSAGE),
        sent=_flag(said, "sent"),
        trouble=_sentence(said.get("trouble")),
        picture=_bytes(said, "picture"),
    )


def _line(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _read(line: bytes, most: int) -> Mapping[str, Any]:
    if len(line) > most:
        raise RubbishError("too long")
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise RubbishError("no JSON") from fault
    if not isinstance(said, dict):
        raise RubbishError("no object")
    if type(said.get("v")) is not int or said["v"] != VERSION:
        raise RubbishError("another version")
    return said


def _pair(one: Listed) -> tuple[str, str]:
    return one.kind, capped(one.name, _MOST_TEXT)


def _listed(said: object) -> Listed:
    if not isinstance(said, list) or len(said) != 2 or said[0] not in KINDS:
        raise RubbishError("scene")
    return Listed(said[0], _text({"name": said[1]}, "name", _MOST_TEXT))


def _whole(said: Mapping[str, Any], key: str, least: int, most: int) -> int:
    value = said.get(key)
    if type(value) is not int or not least <= value <= most:
        raise RubbishError(key)
    return value


def _flag(said: Mapping[str, Any], key: str) -> bool:
    value = said.get(key)
    if not isinstance(value, bool):
        raise RubbishError(key)
    return value


def _text(said: Mapping[str, Any], key: str, most: int) -> str:
    value = said.get(key)
    if not isinstance(value, str) or len(value) > most or capped(value, most) != value:
        raise RubbishError(key)
    return value


def _view(said: object) -> View | None:
    if said is None:
        return None
    if not isinstance(said, dict):
        raise RubbishError("view")
    show = next((one for one in SHOWS if one == said.get("show")), None)
    where = said.get("where")
    if show is None or not isinstance(where, list) or len(where) > MOST_CONDITIONS:
        raise RubbishError("view")
    asked = tuple(_text({"where": one}, "where", _MOST_WHERE) for one in where)
    as_of_us = None if said.get("as_of_us") is None else _whole(said, "as_of_us", -_FAR, _FAR)
    place = _text(said, "place", _MOST_TEXT)
    return View(_text(said, "street", _MOST_TEXT), show, place, asked, as_of_us)


def _sentence(said: object) -> dict[str, str]:
    if not isinstance(said, dict) or (said and set(said) != set(LANGUAGES)):
        raise RubbishError("trouble")
    return {str(one): _text(said, str(one), _MOST_SENTENCE) for one in said}


def _zone(said: Mapping[str, Any]) -> str:
    name = _text(said, "zone", _MOST_TEXT)
    try:
        instants.zone(name)
    except UserError as fault:
        raise RubbishError("zone") from fault
    return name


def _bytes(said: Mapping[str, Any], key: str) -> bytes:
    value = said.get(key)
    try:
        return base64.b64decode(value, validate=True) if isinstance(value, str) else _none(key)
    except ValueError as fault:
        raise RubbishError(key) from fault


def _none(key: str) -> bytes:
    raise RubbishError(key)
