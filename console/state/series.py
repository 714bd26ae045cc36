"""A series: the snapshots of one street that lie in a folder, known by their manifests alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from console.domain import instants
from console.domain.errors import Cancelled, UserError
from console.domain.progress import Stopped
from console.domain.records import dataclass
from console.snapshot.manifest import FILE, Manifest, read_manifest

MOST_LOOKED_AT = 500
"""How many snapshots are looked at, the last by name; an hourly series of three weeks."""
FARTHEST_US = 400 * instants.MICROS_A_DAY
"""How far from the open snapshot another may lie and still stand on its day strip."""

_EXPORT, _SUFFIX = "export", ".street"


@dataclass(frozen=True, slots=True)
class Stop:
    """A snapshot of the series; not `is_whole` where a data file is missing or of another size."""

    as_of_us: int
    created: str
    folder: str
    producer: str
    key: str
    is_whole: bool

    @property
    def name(self) -> str:
        """What its folder is called."""
        return Path(self.folder).name


@dataclass(frozen=True, slots=True)
class Series:
    """Stops by their instants, and the names of folders beside them that cannot be read."""

    stops: tuple[Stop, ...] = ()
    unread: tuple[str, ...] = ()

    def before(self, at_us: int) -> Stop | None:
        """The last stop before an instant."""
        earlier = [one for one in self.stops if one.as_of_us < at_us]
        return earlier[-1] if earlier else None

    def after(self, at_us: int) -> Stop | None:
        """The first stop after an instant."""
        return next((one for one in self.stops if one.as_of_us > at_us), None)

    def due(self, at_us: int, open_us: int) -> Stop | None:
        """The stop to be shown at `at_us` instead of the open snapshot of `open_us`; None for none.

        That is the newest not after the instant; before all of them the first.
        """
        row = bisect_right([one.as_of_us for one in self.stops], at_us)
        if row:
            newest = self.stops[row - 1]
            better = newest.as_of_us > open_us or open_us > at_us
            return newest if better and newest.as_of_us != open_us else None
        first = self.stops[0] if self.stops else None
        return first if first is not None and first.as_of_us < open_us else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the snapshots in `parent` that are of the same kind as the open one."""

    parent: str
    folder: str
    code: str
    masking: str
    as_of_us: int


def read_series(asked: Asked, stopped: Stopped) -> Series:
    """The series an open snapshot belongs to; no data file is opened.

    Of the same street, masked alike and holding the same part of it. Folders whose names begin with
    a dot are still being written. Cancelled when `stopped` says so.
    """
    own_part = _part(_manifest(Path(asked.folder)))
    stops: list[Stop] = []
    unread: list[str] = []
    for folder in _folders(Path(asked.parent)):
        if stopped():
            raise Cancelled
        try:
            manifest = read_manifest(folder)
        except UserError:
            if folder.suffix == _SUFFIX:
                unread.append(folder.name)
            continue
        same = (manifest.street_code, manifest.masking) == (asked.code, asked.masking)
        near = abs(manifest.as_of_us - asked.as_of_us) <= FARTHEST_US
        if same and near and _part(manifest) == own_part:
            stops.append(_stop(folder, manifest))
    return Series(tuple(sorted(stops, key=_order)), tuple(sorted(unread)))


def _order(stop: Stop) -> tuple[int, str, str]:
    """Of one instant the one made last comes last: it corrects the others."""
    return stop.as_of_us, stop.created, stop.folder


def _folders(parent: Path) -> Iterator[Path]:
    try:
        found = [one for one in parent.iterdir() if not one.name.startswith(".")]
        found = [one for one in found if (one / FILE).is_file()]
    except OSError:
        return
    yield from sorted(found)[-MOST_LOOKED_AT:]


def _manifest(folder: Path) -> Manifest | None:
    try:
        return read_manifest(folder)
    except UserError:
        return None


def _part(manifest: Manifest | None) -> tuple[str, ...]:
    """The conditions by which a snapshot holds a part of its street; none for the whole."""
    said = manifest.extra.get(_EXPORT) if manifest is not None else None
    where = said.get("where") if isinstance(said, dict) else None
    return tuple(str(one) for one in where) if isinstance(where, list) else ()


def _stop(folder: Path, manifest: Manifest) -> Stop:
    from console.store.load import files_have_their_sizes

    return Stop(
        as_of_us=manifest.as_of_us,
        created=manifest.created or "",
        folder=str(folder),
        producer=manifest.producer,
        key=manifest.key,
        is_whole=files_have_their_sizes(folder, manifest),
    )
