"""What left this machine, one entry an export, in a file of the user's that only grows.

An entry names nobody: residents are counted where a condition names them, a file is told without
its folder. Every entry seals the one before it, so that one taken out or altered later shows. The
oldest go when there are too many.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from console.domain import instants, whole, words
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.domain.spoken import capped

if TYPE_CHECKING:
    from console.export.facts import Facts
    from console.store.columns import Street

Road = Literal["window", "command"]
MOST_ENTRIES = 2_000
_LONGEST = 200
_MOST_CONDITIONS = 24
_WAIT_S = 5.0
_PEOPLE = re.compile(r"^(resident\s*(?:!=|=))(.*)$", re.DOTALL)
_TABLE = """
create table if not exists exports (
    number integer primary key, entry text not null, before text not null, seal text not null
)
"""
_STAYS = """
create trigger if not exists exports_stay before update on exports
begin
    select raise(abort, 'an entry stays as it is');
end
"""


@dataclass(frozen=True, slots=True)
class Export:
    """One thing that left.

    at         when, ISO with the offset of this machine's zone
    what       a table, or one of map, section, list, charts, card, booklet, wall, snapshot
    named      what people call it, by language
    file       its name without the folder, "" on the clipboard
    street     the street's code
    as_of      the instant shown, ISO
    where      the filter as conditions, residents counted
    spoken     the filter in words by language, empty where nobody had them
    snapshot   the sha256 of the manifest it was taken from
    masking    none, masked or aggregate
    rows       how many, None for a picture
    road       from the window or the command line
    """

    at: str
    what: str
    named: dict[str, str]
    file: str
    street: str
    as_of: str
    where: tuple[str, ...]
    spoken: dict[str, str]
    snapshot: str
    masking: str
    rows: int | None
    road: Road


@dataclass(frozen=True, slots=True)
class Kept:
    """What the log holds, the newest first, and whether every entry seals the one before it."""

    exports: tuple[Export, ...]
    is_whole: bool = True


def log_file() -> Path:
    """Where the log is kept."""
    return platformdirs.user_data_path("street-console", appauthor=False) / "exports.db"


def now_text() -> str:
    """The moment, as an entry tells it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def without_people(conditions: Iterable[str]) -> tuple[str, ...]:
    """Conditions as an entry tells them: residents by how many, long ones cut."""
    told = []
    for condition in conditions:
        found = _PEOPLE.match(condition)
        if found is not None:
            condition = f"{found[1]}({found[2].count(',') + 1})"
        told.append(capped(condition, _LONGEST))
    return tuple(told[:_MOST_CONDITIONS])


def export_of(facts: Facts, out: Path, road: Road) -> Export:
    """The entry of rows or a snapshot that left as `out`."""
    return Export(
        at=now_text(),
        what=facts.what,
        named={language: capped(facts.said_what(language)) for language in words.LANGUAGES},
        file=capped(out.name, _LONGEST),
        street=facts.street_code,
        as_of=facts.as_of,
        where=without_people(facts.where),
        spoken={language: capped(said) for language, said in facts.spoken.items()},
        snapshot=facts.snapshot,
        masking=facts.masking,
        rows=facts.rows,
        road=road,
    )


def picture_of(
    street: Street,
    as_of_us: int,
    out: Path | None,
    *,
    what: str,
    named: dict[str, str],
    masking: str = "masked",
    where: Iterable[str] = (),
    spoken: dict[str, str] | None = None,
    rows: int | None = None,
    road: Road = "command",
) -> Export:
    """The entry of a picture or pages of a street, None as `out` for the clipboard.

    What the snapshot itself masks stays masked.
    """
    return Export(
        at=now_text(),
        what=what,
        named={language: capped(said) for language, said in named.items()},
        file=capped(out.name, _LONGEST) if out is not None else "",
        street=street.code,
        as_of=instants.iso(as_of_us, instants.zone(street.zone)),
        where=without_people(where),
        spoken={language: capped(said) for language, said in (spoken or {}).items()},
        snapshot=street.key,
        masking=street.masking if street.masking != "none" else masking,
        rows=rows,
        road=road,
    )


def remember(export: Export, file: Path | None = None) -> bool:
    """Write an entry and have it on the disk; False when the log cannot be written.

    A log that is no log any more is put aside, never written over.
    """
    path = file or log_file()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _append(path, export)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            whole.put_aside(path)
            _append(path, export)
    except (OSError, sqlite3.Error):
        return False
    return True


def read(file: Path | None = None) -> Kept:
    """Everything the log holds; UserError when it cannot be read."""
    path = file or log_file()
    if not path.exists():
        return Kept(())
    try:
        with _opened(path) as log:
            rows = log.execute("select entry, before, seal from exports order by number").fetchall()
        found = tuple(_export(entry) for entry, _, _ in reversed(rows))
    except (sqlite3.Error, *whole.UNSOUND) as fault:
        raise UserError("export_log.unreadable", folder=capped(str(path.parent))) from fault
    sealed = all(_seal(before, entry) == seal for entry, before, seal in rows)
    chained = all(later[1] == earlier[2] for earlier, later in pairwise(rows))
    return Kept(found, sealed and chained)


def _append(path: Path, export: Export) -> None:
    """Add an entry after the last, and let the oldest go, in one step."""
    entry = json.dumps(asdict(export), ensure_ascii=False)
    with _opened(path) as log:
        log.execute("begin immediate")
        log.execute(_TABLE)
        log.execute(_STAYS)
        last = log.execute("select number, seal from exports order by number desc limit 1")
        number, before = last.fetchone() or (0, "")
        values = (number + 1, entry, before, _seal(before, entry))
        log.execute("insert into exports values (?, ?, ?, ?)", values)
        log.execute("delete from exports where number <= ?", (number + 1 - MOST_ENTRIES,))
        log.execute("commit")
    with suppress(OSError):
        path.chmod(0o600)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)) as log:
        log.execute("pragma synchronous = full")
        yield log


def _seal(before: str, entry: str) -> str:
    return sha256(f"{before}\n{entry}".encode()).hexdigest()


def _export(entry: str) -> Export:
    said = json.loads(entry)
    return Export(**{**said, "where": tuple(said["where"])})
