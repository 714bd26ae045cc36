"""Filters saved with a name: kept in the user's folder, handed on as a small TOML file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain import whole
from console.domain.errors import UserError
from console.domain.parts import MOST
from console.domain.records import dataclass
from console.state.gone import Gone

MOST_FILTERS = 200
MOST_NAME = 60
_MOST_BYTES = 1_000_000
_FORMAT = "street-filters"


FILTERS = "filters.toml"
"""The file beside the preferences in which they are kept."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter by name: `text` is what `summary --where` takes."""

    name: str
    text: str


class SavedFilters(QObject):
    """The filters in their order; `changed` when they are others, written at once.

    A file that cannot be read is left where it is and reads as none; what is saved next replaces
    it, with the unreadable one beside it. Another console may save filters in it too: every act is
    done to what the file holds by then.
    """

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._is_sound = True
        self._filters: tuple[SavedFilter, ...] = ()
        self._gone: Gone[SavedFilter] = Gone()
        self._seen = whole.Seen(self._file)
        if self._file.exists():
            self._read()

    def freshen(self) -> None:
        """Have what another console has saved meanwhile; what cannot be read changes nothing."""
        before = self._filters
        if self._seen.is_other:
            self._read()
            if self._filters != before:
                self.changed.emit()

    @property
    def is_sound(self) -> bool:
        """Whether the file, where there is one, can be read."""
        return self._is_sound

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._file

    @property
    def filters(self) -> tuple[SavedFilter, ...]:
        """What is saved."""
        return self._filters

    def named(self, name: str) -> SavedFilter | None:
        """The filter of a name, None without one."""
        return next((one for one in self._filters if one.name == name), None)

    def save(self, name: str, text: str) -> None:
        """Save a filter under a name; one that had the name is replaced where it stands."""
        name = _tidy(name)
        if not name or not text.strip():
            raise UserError("expression.no_name")
        self.freshen()
        made = SavedFilter(name, text.strip())
        if self.named(name) is not None:
            self._keep(made if one.name == name else one for one in self._filters)
        else:
            self._keep((*self._filters, made))

    def rename(self, name: str, to: str) -> None:
        """Call a filter otherwise; UserError when there is another of that name."""
        to = _tidy(to)
        if not to:
            raise UserError("expression.no_name")
        self.freshen()
        if to != name and self.named(to) is not None:
            raise UserError("expression.name_taken", name=to)
        self._keep(SavedFilter(to, one.text) if one.name == name else one for one in self._filters)

    def remove(self, name: str) -> None:
        """Forget a filter; until the console is left it can be had back."""
        self.freshen()
        gone = self.named(name)
        if gone is not None:
            self._gone.delete(gone, self._filters, self._keep)

    @property
    def can_restore(self) -> bool:
        """Whether one was forgotten that there is room for."""
        return bool(self._gone) and len(self._filters) < MOST_FILTERS

    def restore(self) -> str:
        """Have the filter back that was forgotten last, where it stood; gives its name."""
        self.freshen()
        return self._gone.bring_back(self._filters, self._freely_named, self._keep).name

    def _freely_named(self, one: SavedFilter) -> SavedFilter:
        return SavedFilter(_free(one.name, {other.name for other in self._filters}), one.text)

    def hand_on(self, file: Path) -> int:
        """Write all filters to a file for others, and say how many."""
        self.freshen()
        _write(file, self._filters)
        return len(self._filters)

    def take_in(self, file: Path) -> int:
        """Add the filters of a file, and say how many are new.

        What is there already stays; another filter of a known name gets a number behind its name.
        """
        self.freshen()
        known = {(one.name, one.text) for one in self._filters}
        new = []
        for one in read_filters(file):
            if (one.name, one.text) not in known:
                taken = {name for name, _ in known}
                new.append(SavedFilter(_free(one.name, taken), one.text))
                known.add((new[-1].name, one.text))
        self._keep((*self._filters, *new))
        return len(new)

    def _read(self) -> None:
        self._seen.note()
        try:
            self._filters = read_filters(self._file)
            self._is_sound = True
        except UserError:
            self._is_sound = False

    def _keep(self, filters: Iterable[SavedFilter]) -> None:
        wanted = tuple(filters)[:MOST_FILTERS]
        if wanted == self._filters:
            return
        if not self._is_sound:
            with _told(self._file):
                whole.put_aside(self._file)
            self._is_sound = True
        _write(self._file, wanted)
        self._seen.note()
        self._filters = wanted
        self.changed.emit()


def read_filters(file: Path) -> tuple[SavedFilter, ...]:
    """The filters in a file; UserError says what is wrong with it."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UserError("expression.not_filters", file=file.name)
        said = tomllib.loads(file.read_text("utf-8"))
    except whole.UNSOUND as fault:
        raise UserError("expression.not_filters", file=file.name) from fault
    rows = said.get("filter", [])
    if said.get("format") != _FORMAT or not isinstance(rows, list):
        raise UserError("expression.not_filters", file=file.name)
    return tuple(_read_one(row, number, file) for number, row in enumerate(rows[:MOST_FILTERS], 1))


def _read_one(row: Any, number: int, file: Path) -> SavedFilter:  # noqa: ANN401
    name, text = (row.get(key) if isinstance(row, dict) else None for key in ("name", "text"))
    if not isinstance(name, str) or not isinstance(text, str) or len(text) > MOST:
        raise UserError("expression.not_a_filter", file=file.name, number=number)
    name = _tidy(name)
    if not name or not text.strip():
        raise UserError("expression.not_a_filter", file=file.name, number=number)
    return SavedFilter(name, text.strip())


def _write(file: Path, filters: Iterable[SavedFilter]) -> None:
    """Write filters as a file; UserError when the disk refuses."""
    lines = [f'format = "{_FORMAT}"', ""]
    for one in filters:
        lines += ["[[filter]]", f"name = {_quoted(one.name)}", f"text = {_quoted(one.text)}", ""]
    with _told(file):
        whole.put(file, "\n".join(lines))


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise UserError("expression.not_written", file=file.name) from fault


def _quoted(text: str) -> str:
    """A basic string of TOML, which escapes as JSON does, and DEL besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _tidy(name: str) -> str:
    """A name on one line, no longer than a name is."""
    return " ".join("".join(one if one.isprintable() else " " for one in name).split())[:MOST_NAME]


def _free(name: str, taken: set[str]) -> str:
    """The name, or else with the first number behind it that makes it a new one."""
    number, found = 2, name
    while found in taken:
        found = f"{name[: MOST_NAME - 5]} {number}"
        number += 1
    return found
