"""Where the wall is, in two small files: what a new process goes on from after a crash."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from console.domain import whole
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.state.wall.notice import MOST_MESSAGE
from console.state.wall.playlist import Entry
from console.state.wall.scenes import KINDS
from console.state.wall.spot import Spot
from console.store.alarms import unpacked

_SPOT, _SNAPSHOT, _CLOSED = "spot.json", "snapshot.json", "closed.json"
_RUNNING = "running.json"
_MOST_BYTES = 50_000_000
_MOST_WALLS = 8


@dataclass(frozen=True, slots=True)
class Last:
    """The snapshot shown last: where it lies, its key, and its alarms packed."""

    folder: str
    key: str
    alarms: Mapping[str, Any]


def folder_of(screen: int) -> Path:
    """The private folder of the wall on a monitor."""
    import platformdirs

    return platformdirs.user_state_path("street-console", appauthor=False) / f"wall-{screen}"


def screens_known() -> tuple[int, ...]:
    """The monitors on which there is a wall, or has been one."""
    try:
        names = [one.name for one in folder_of(0).parent.iterdir()]
    except OSError:
        return ()
    found = [int(name[5:]) for name in names if name[:5] == "wall-" and name[5:].isdecimal()]
    return tuple(sorted(found)[:_MOST_WALLS])


def _entry(said: Mapping[str, Any] | None) -> Entry | None:
    """A sent view as it was written; one of `whole.UNSOUND` when it is none."""
    if said is None:
        return None
    show = KINDS[KINDS.index(said["show"])]
    as_of_us = said["as_of_us"]
    return Entry(
        show,
        float(said["seconds"]),
        places=tuple(map(str, said["places"])),
        where=tuple(map(str, said["where"])),
        as_of_us=None if as_of_us is None else int(as_of_us),
    )


class Memory:
    """Reads and writes the files of one wall; a file that cannot be read is as if not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: Spot | None = None

    def spot(self) -> Spot | None:
        """Where the wall was; None when nobody knows."""
        said = self._read(_SPOT)
        try:
            return Spot(
                entry=int(said["entry"]),
                visits=tuple(int(one) for one in said["visits"]),
                paused=bool(said["paused"]),
                acknowledged=tuple((int(a), int(b)) for a, b in said["acknowledged"]),
                pinned=bool(said.get("pinned")),
                blank=bool(said.get("blank")),
                message=capped(str(said.get("message", "")), MOST_MESSAGE),
                sent=_entry(said.get("sent")),
                asked=tuple(tuple(map(str, one)) for one in said.get("asked", ())),
                asked_us=int(said.get("asked_us", 0)),
            )
        except whole.UNSOUND:
            return None

    def keep_spot(self, spot: Spot) -> None:
        """Write where the wall is; silent when that is known, or when the disk refuses."""
        if spot == self._kept:
            return
        if self._write(_SPOT, asdict(spot)):
            self._kept = spot

    def last(self) -> Last | None:
        """The snapshot shown last; None when nobody knows."""
        said = self._read(_SNAPSHOT)
        try:
            unpacked(said["alarms"])
            return Last(str(said["folder"]), str(said["key"]), dict(said["alarms"]))
        except whole.UNSOUND:
            return None

    def keep_last(self, last: Last) -> None:
        """Write which snapshot is shown."""
        self._write(_SNAPSHOT, {"folder": last.folder, "key": last.key, "alarms": last.alarms})

    def shows(self, pid: int, keeper: int) -> None:
        """Write that a scene is on the wall, which process shows it and which keeps it."""
        self._write(_RUNNING, {"pid": pid, "keeper": keeper})

    def running(self) -> tuple[int, int]:
        """The processes of the wall and of its keeper; zeros when nobody knows."""
        said = self._read(_RUNNING)
        try:
            return int(said["pid"]), int(said["keeper"])
        except whole.UNSOUND:
            return 0, 0

    def close(self, *, refused: bool = False) -> None:
        """Remember that the wall was closed by hand, or could not begin: it stays closed."""
        self._write(_CLOSED, {"refused": refused})

    def open_again(self) -> None:
        """A wall is asked for anew."""
        with contextlib.suppress(OSError):
            (self._folder / _CLOSED).unlink(missing_ok=True)

    def is_closed(self) -> bool:
        """Whether the wall was closed and not only died."""
        return (self._folder / _CLOSED).is_file()

    def was_refused(self) -> bool:
        """Whether it is closed because it could not begin."""
        return bool(self._read(_CLOSED).get("refused"))

    def _read(self, name: str) -> Mapping[str, Any]:
        path = self._folder / name
        try:
            if path.stat().st_size > _MOST_BYTES:
                return {}
            said = json.loads(path.read_text("utf-8"))
        except whole.UNSOUND:
            return {}
        return said if isinstance(said, dict) else {}

    def _write(self, name: str, said: Mapping[str, Any]) -> bool:
        """Write a file so that a crash leaves the old or the new one; False when it cannot be."""
        try:
            whole.put(self._folder / name, json.dumps(said), flushed=False)
        except OSError:
            return False
        return True
