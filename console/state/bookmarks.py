"""Bookmarks: views of the street that were given a name, kept in a file of the user's.

A bookmark holds where the map looks, the place that is chosen, the instant, the filter and how all
is shown, by what outlives a snapshot: coordinates of the plane, ids, and conditions as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from math import isfinite
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QObject, Signal

from console.domain import instants, packs, whole
from console.domain.conditions import parse_all
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.state import places
from console.state.filtering import NO_FILTER, Filter
from console.state.gone import Gone
from console.state.history import Visit
from console.state.map.viewport import Viewport
from console.state.preferences import APPLICATION, PlaceIds
from console.state.situation import Fill
from console.store.columns import Street

_VERSION = 1
_MOST = 200
LONGEST_NAME = 80


def bookmarks_file() -> Path:
    """Where bookmarks are kept."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "bookmarks.json"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One view by its name.

    x_m, y_m   the map's middle, in metres from an origin on a plane: origin_x_m, origin_y_m, epsg,
               all 0 where the street has none
    filter     source and conditions of every clause
    """

    name: str
    street: str
    as_of_us: int
    epsg: int
    origin_x_m: float
    origin_y_m: float
    x_m: float
    y_m: float
    metres_per_px: float
    fill: str
    recolouring: str
    metric: str
    place: PlaceIds
    filter: tuple[tuple[str, tuple[str, ...]], ...] = ()


def bookmark_of(name: str, street: Street, visit: Visit, recolouring: str, metric: str) -> Bookmark:
    """A view as a bookmark; `metric` is what was asked to shade the map, "" for what suits."""
    view = visit.map_viewpoint
    assert isinstance(view, Viewport)
    plane = street.projection
    return Bookmark(
        name=name,
        street=street.code,
        as_of_us=visit.as_of_us,
        epsg=plane.epsg if plane is not None else 0,
        origin_x_m=plane.origin_x_m if plane is not None else 0.0,
        origin_y_m=plane.origin_y_m if plane is not None else 0.0,
        x_m=view.centre_x_m,
        y_m=view.centre_y_m,
        metres_per_px=view.metres_per_px,
        fill=visit.fill.value,
        recolouring=recolouring,
        metric=metric,
        place=places.ids_of(street, visit.place),
        filter=tuple(
            (clause.source, tuple(one.text for one in clause.conditions))
            for clause in visit.filter.clauses
        ),
    )


def visit_of(bookmark: Bookmark, street: Street, size: Viewport) -> Visit:
    """A bookmark as a view of a street, the map in the size of another viewport.

    UserError when it is of another street, or of one that lies on another plane.
    """
    plane = street.projection
    if bookmark.street != street.code or bookmark.epsg != (plane.epsg if plane else 0):
        raise UserError("bookmarks.other_street", name=bookmark.name)
    return Visit(
        place=places.find(street, bookmark.place),
        as_of_us=bookmark.as_of_us,
        fill=Fill(bookmark.fill),
        map_viewpoint=Viewport(
            bookmark.x_m + (bookmark.origin_x_m - (plane.origin_x_m if plane else 0.0)),
            bookmark.y_m + (bookmark.origin_y_m - (plane.origin_y_m if plane else 0.0)),
            bookmark.metres_per_px,
            size.width_px,
            size.height_px,
        ),
        filter=_filter(bookmark, street),
    )


def _filter(bookmark: Bookmark, street: Street) -> Filter:
    pack = packs.load(street.scenario)
    found = NO_FILTER
    for source, texts in bookmark.filter:
        found = found.put(source, parse_all(texts, pack))
    return found


class Bookmarks(QObject):
    """Holds the bookmarks, the newest first, and writes them down; `changed` when they are others.

    A file that cannot be read is left where it is and reads as none; what is kept next replaces
    it, with the unreadable one beside it. Another console may keep bookmarks in it too: every act
    is done to what the file holds by then.
    """

    changed = Signal()

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file or bookmarks_file()
        self._all: tuple[Bookmark, ...] | None = None
        self._gone: Gone[Bookmark] = Gone()
        self._is_sound = True
        self._seen = whole.Seen(self._file)

    @property
    def is_sound(self) -> bool:
        """Whether the file, where there is one, can be read."""
        return bool(self.all) or self._is_sound

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._file

    @property
    def all(self) -> tuple[Bookmark, ...]:
        """All of them; read when first asked for."""
        if self._all is None:
            self._all = self._read()
        return self._all

    def freshen(self) -> None:
        """Have what another console has kept meanwhile; what cannot be read changes nothing."""
        if self._all is None or not self._seen.is_other:
            return
        found, before = self._read(), self._all
        if self._is_sound and found != before:
            self._all = found
            self.changed.emit()

    def of(self, name: str) -> Bookmark | None:
        """The bookmark called `name`."""
        return next((one for one in self.all if one.name == name), None)

    def like(self, text: str) -> tuple[Bookmark, ...]:
        """Those whose name holds `text`, letters large or small."""
        wanted = text.casefold()
        return tuple(one for one in self.all if wanted in one.name.casefold())

    def free_name(self, wanted: str) -> str:
        """`wanted`, with a number after it where a bookmark has that name already."""
        self.freshen()
        name, number = wanted[:LONGEST_NAME].strip(), 2
        while self.of(name) is not None:
            name, number = f"{wanted[: LONGEST_NAME - 4].strip()} {number}", number + 1
        return name

    def add(self, bookmark: Bookmark) -> None:
        """Keep another one; one of the same name is replaced."""
        self.freshen()
        rest = [one for one in self.all if one.name != bookmark.name]
        self._become([bookmark, *rest])

    def rename(self, name: str, wanted: str) -> str:
        """Give a bookmark another name; gives the one it got, which is a free one."""
        self.freshen()
        if self.of(name) is None or not wanted.strip() or wanted == name:
            return name
        fresh = self.free_name(wanted)
        self._become(replace(one, name=fresh) if one.name == name else one for one in self.all)
        return fresh

    def remove(self, name: str) -> None:
        """Forget a bookmark; until the console is left it can be had back."""
        self.freshen()
        gone = self.of(name)
        if gone is not None:
            self._gone.delete(gone, self.all, self._become)

    @property
    def can_restore(self) -> bool:
        """Whether one was forgotten that there is room for."""
        return bool(self._gone) and len(self.all) < _MOST

    def restore(self) -> str:
        """Have the bookmark back that was forgotten last, where it stood; gives its name."""
        self.freshen()
        return self._gone.bring_back(self.all, self._freely_named, self._become).name

    def _freely_named(self, one: Bookmark) -> Bookmark:
        return replace(one, name=self.free_name(one.name))

    def _become(self, bookmarks: Iterable[Bookmark]) -> None:
        wanted = tuple(bookmarks)[:_MOST]
        said = {"version": _VERSION, "bookmarks": [asdict(one) for one in wanted]}
        try:
            if not self._is_sound:
                whole.put_aside(self._file)
                self._is_sound = True
            whole.put(self._file, json.dumps(said, ensure_ascii=False, indent=1))
        except OSError as fault:
            raise UserError("bookmarks.not_written", file=str(self._file)) from fault
        self._seen.note()
        self._all = wanted
        self.changed.emit()

    def _read(self) -> tuple[Bookmark, ...]:
        self._seen.note()
        self._is_sound = True
        try:
            said = json.loads(self._file.read_text("utf-8"))
            if said["version"] != _VERSION:
                raise ValueError(said["version"])
            return tuple(_bookmark(one) for one in said["bookmarks"])
        except FileNotFoundError:
            return ()
        except whole.UNSOUND:
            self._is_sound = False
            return ()


def _bookmark(said: dict[str, Any]) -> Bookmark:
    """A bookmark as it was written; one of the usual errors when it is none."""
    read = {name: kind(said[name]) for name, kind in _KINDS.items()}
    if not all(isfinite(one) for one in read.values() if isinstance(one, float)):
        raise ValueError(read)
    if read["metres_per_px"] <= 0:
        raise ValueError(read)
    instants.moment(read["as_of_us"], instants.zone("UTC"))
    place = {level: str(text) for level, text in said["place"].items()}
    clauses = tuple((str(source), tuple(map(str, texts))) for source, texts in said["filter"])
    return Bookmark(**read, place=PlaceIds(**place), filter=clauses)


def _name(said: object) -> str:
    return str(said)[:LONGEST_NAME]


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "street": str,
    "as_of_us": int,
    "epsg": int,
    "origin_x_m": float,
    "origin_y_m": float,
    "x_m": float,
    "y_m": float,
    "metres_per_px": float,
    "fill": Fill,
    "recolouring": str,
    "metric": str,
}
"""What a bookmark says of itself in one word or number, and how each is read."""
