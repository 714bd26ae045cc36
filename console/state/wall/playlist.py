"""The playlist: which scenes the wall shows, how long, of which places; read from TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from console.domain import resources
from console.domain.errors import UserError
from console.domain.reasons import reason
from console.domain.records import dataclass
from console.domain.words import LANGUAGES
from console.state.wall.lens import PLAIN, Lens, clash, conditions_of
from console.state.wall.notice import STALE_HOURS
from console.state.wall.scenes import KINDS, Kind
from console.state.wall.sight import Sight

STANDARD = "standard.toml"
_SECONDS, _MOST, _METRES, _HOURS = (3, 3600), (1, 20), (0.5, 100.0), (0.1, 10_000.0)
_MOST_BYTES = 200_000
_OF_PLACES: tuple[Kind, ...] = ("estate", "section")
_FILTERED: tuple[Kind, ...] = ("street", "estate", "section")
_SCENE_KEYS = ("show", "seconds", "most", "places", "where")
_SCENARIO = "quarantine-2020"
"""The pack by whose words conditions are checked before there is a snapshot."""
_WALL_KEYS = ("distance_m", "width_m", "stale_hours")
_NOBODY_SAID = Sight()
_AT = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One scene of a playlist; `places` are ids, else the `most` fullest take turns.

    `where` are conditions on the people that are counted; `as_of_us` another instant than the
    snapshot's.
    """

    show: Kind
    seconds: float = 20.0
    most: int = 1
    places: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    as_of_us: int | None = None

    @property
    def lens(self) -> Lens:
        """Through what it looks at the street."""
        return Lens(self.where, self.as_of_us)


@dataclass(frozen=True, slots=True)
class Playlist:
    """The scenes in order, the reader's distance, and how old the data may be."""

    entries: tuple[Entry, ...]
    sight: Sight = _NOBODY_SAID
    stale_hours: float = STALE_HOURS


def entries_of(playlist: Playlist, sent: Entry | None) -> tuple[Entry, ...]:
    """The scenes that take turns: the playlist's, and a view that a console has sent."""
    return playlist.entries if sent is None else (*playlist.entries, sent)


def lenses_of(entries: Iterable[Entry]) -> tuple[Lens, ...]:
    """Through what the scenes look at the street, but for the plain view; each once."""
    return tuple(dict.fromkeys(one.lens for one in entries if one.lens != PLAIN))


def standard() -> Playlist:
    """The playlist that ships."""
    path = resources.root().joinpath("playlists", STANDARD)
    return parsed(path.read_text("utf-8"), STANDARD)


def read(path: Path) -> Playlist:
    """The playlist in a file; UserError that names the line when there is something wrong."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("wall.playlist_unreadable", path=path, reason=f"> {_MOST_BYTES} B")
        text = path.read_text("utf-8")
    except (OSError, ValueError) as failed:
        why = reason(failed) if isinstance(failed, OSError) else "UTF-8"
        raise UserError("wall.playlist_unreadable", path=path, reason=why) from failed
    return parsed(text, path.name)


def parsed(text: str, name: str) -> Playlist:
    """The playlist that `text` says; `name` is what the file is called in a sentence."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as slip:
        found = _AT.search(str(slip))
        line = int(found[1]) if found else text.count("\n") + 1
        raise UserError("wall.playlist_toml", path=name, line=line) from slip
    return _Reader(text, name).playlist(said)


class _Reader:
    """Reads what a file says, and knows on which line it says it."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self._name = name
        self._heads = [
            number for number, line in enumerate(self._lines, 1) if re.match(r"\s*\[", line)
        ]

    def playlist(self, said: Mapping[str, Any]) -> Playlist:
        """All of it."""
        self._refuse_unknown(said, ("wall", "scene"), 1)
        scenes, wall = said.get("scene"), said.get("wall", {})
        if not isinstance(scenes, list) or not scenes:
            raise UserError("wall.playlist_empty", path=self._name)
        if not isinstance(wall, dict) or not all(isinstance(one, dict) for one in scenes):
            raise UserError("wall.playlist_empty", path=self._name)
        at = self._line_of(r"\[wall\]")
        self._refuse_unknown(wall, _WALL_KEYS, at)
        distance = self._number(wall, "distance_m", _METRES, _NOBODY_SAID.distance_m, at)
        width = None
        if "width_m" in wall:
            width = self._number(wall, "width_m", _METRES, 1.0, at)
        stale = self._number(wall, "stale_hours", _HOURS, STALE_HOURS, at)
        entries = tuple(self._entry(one, number) for number, one in enumerate(scenes))
        self._refuse_clashes(entries)
        return Playlist(entries, Sight(distance, width), stale)

    def _entry(self, said: Mapping[str, Any], number: int) -> Entry:
        at = self._line_of(r"\[\[\s*scene\s*\]\]", number)
        self._refuse_unknown(said, _SCENE_KEYS, at)
        show = next((kind for kind in KINDS if kind == said.get("show")), None)
        if show is None:
            raise UserError(
                "wall.playlist_scene",
                path=self._name,
                line=self._line(at, "show"),
                said=str(said.get("show", ""))[:40],
                known=" ".join(KINDS),
            )
        places = self._places(said, show, at)
        seconds = self._number(said, "seconds", _SECONDS, Entry(show).seconds, at)
        most = self._number(said, "most", _MOST, 1, at)
        return Entry(show, seconds, int(most), places, self._where(said, show, at))

    def _where(self, said: Mapping[str, Any], show: Kind, at: int) -> tuple[str, ...]:
        where = said.get("where", [])
        line = self._line(at, "where")
        fits = isinstance(where, list) and all(isinstance(one, str) and one for one in where)
        if not fits or (where and show not in _FILTERED):
            raise UserError("wall.playlist_where", path=self._name, line=line)
        try:
            conditions_of(where, _SCENARIO)
        except UserError as slip:
            self._refuse_condition(slip, line)
        return tuple(where)

    def _refuse_clashes(self, entries: tuple[Entry, ...]) -> None:
        """No two filters ask for the same trait, or small numbers could be told from both."""
        asked = [conditions_of(one.where, _SCENARIO) for one in entries]
        for number, mine in enumerate(asked):
            for other in asked[:number]:
                field = clash(mine, other) if mine and other else None
                if field is not None:
                    at = self._line_of(r"\[\[\s*scene\s*\]\]", number)
                    slip = UserError("wall.where_clash", field=field)
                    self._refuse_condition(slip, self._line(at, "where"))

    def _refuse_condition(self, slip: UserError, line: int) -> NoReturn:
        why = {language: slip.say(language) for language in LANGUAGES}
        raise UserError("wall.playlist_condition", path=self._name, line=line, why=why) from slip

    def _places(self, said: Mapping[str, Any], show: Kind, at: int) -> tuple[str, ...]:
        places = said.get("places", [])
        fits = isinstance(places, list) and all(isinstance(one, str) and one for one in places)
        for key in ("places", "most"):
            if key in said and (not fits or show not in _OF_PLACES):
                raise UserError(
                    "wall.playlist_places", path=self._name, line=self._line(at, key), name=key
                )
        return tuple(places)

    def _number(
        self,
        said: Mapping[str, Any],
        key: str,
        within: tuple[float, float],
        otherwise: float,
        at: int,
    ) -> float:
        value = said.get(key, otherwise)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not within[0] <= value <= within[1]:
            raise UserError(
                "wall.playlist_number",
                path=self._name,
                line=self._line(at, key),
                name=key,
                least=f"{within[0]:g}",
                most=f"{within[1]:g}",
            )
        return float(value)

    def _refuse_unknown(self, said: Mapping[str, Any], known: tuple[str, ...], at: int) -> None:
        for key in said:
            if key not in known:
                raise UserError(
                    "wall.playlist_key",
                    path=self._name,
                    line=self._line(at, key),
                    name=key[:40],
                    known=" ".join(known),
                )

    def _line_of(self, head: str, number: int = 0) -> int:
        """The line of the `number`th table with a heading; the first line when there is none."""
        found = [line for line in self._heads if re.match(rf"\s*{head}", self._lines[line - 1])]
        return found[number] if number < len(found) else 1

    def _line(self, at: int, key: str) -> int:
        """The line of a key in the table that begins at a line, or of a table of that name."""
        for line in self._heads:
            if re.match(rf"\s*\[+\s*{re.escape(key)}\s*\]", self._lines[line - 1]):
                return line
        end = next((line for line in self._heads if line > at), len(self._lines) + 1)
        for line in range(at, end):
            if re.match(rf"\s*[\"']?{re.escape(key)}\b", self._lines[line - 1]):
                return line
        return at
