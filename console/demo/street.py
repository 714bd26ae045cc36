"""The demo street written: laid out, peopled, told and saved as one snapshot or a series."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from console import VERSION
from console.demo import tables
from console.demo.given.foreign import Said
from console.demo.options import MOST_RESIDENTS, DemoOptions, Scale, Stage, generator
from console.demo.people.households import Households, settle
from console.demo.people.residents import stretches
from console.demo.spool import Spool
from console.demo.tale import alarms, rounds, story
from console.demo.tale.episode_table import episode_table
from console.demo.tale.story import Episodes
from console.demo.tale.told import as_of_date, as_of_day, instant_of_as_of
from console.demo.town import Town
from console.demo.towns import town_for
from console.domain import instants, leftovers, words
from console.domain.arrays import I64
from console.domain.errors import Cancelled, UserError
from console.domain.progress import Progress, Stopped, never, silent
from console.domain.reasons import reason
from console.domain.records import dataclass
from console.snapshot.manifest import ManifestDraft, read_manifest
from console.snapshot.write import write_snapshot

SOURCES = "sources"
"""The manifest's key that says what became of foreign files: a list of {"zh", "en"}, most with
"kind", "count" and all "ids"."""
_CREATED_AFTER_US = 120_000_000


def write_demo(
    out: Path,
    options: DemoOptions,
    progress: Progress = silent,
    cancelled: Stopped = never,
) -> Path:
    """Writes a synthetic street at `out`, which may not exist yet; gives `out`.

    One snapshot, or with days a folder of daily ones, each the parent of the next, the last the
    one there would be without. Progress hears a stage ("demo.stage.…", a key of words)
    and the part done. UserError when an argument or a foreign file is not right or the target
    exists, Cancelled when `cancelled` says so; then nothing is left.
    """
    steps = _Steps(progress, cancelled)
    _refuse(out, options)
    steps.at("ground", 0.0)
    town = town_for(options, lambda done: steps.at("ground", 0.3 * done))
    steps.at("homes", 0.3)
    households = settle(town.homes, options.residents, options.seed)
    town.notes.extend(_too_few(households, options))
    try:
        parent = out.absolute().parent
        leftovers.sweep(parent)
        with tempfile.TemporaryDirectory(
            prefix=leftovers.hidden_prefix("demo"), suffix=".part", dir=parent
        ) as spare:
            street = _street(town, households, options, Path(spare), steps)
            if options.days is None:
                return _write(out, street, 0, None, steps)
            return _write_series(out, street, options.days, Path(spare), steps)
    except OSError as failure:
        raise UserError("snapshot.not_written", reason=reason(failure)) from failure


def said_of_sources(written: Path) -> list[Said]:
    """What was left out, merged or mended of the files a demo was made from, as sentences."""
    folder = written if (written / "manifest.json").exists() else min(written.iterdir())
    said: list[Said] = read_manifest(folder).extra.get(SOURCES, [])
    return said


class _Steps:
    """Says which stage is on and stops when asked to."""

    def __init__(self, progress: Progress, cancelled: Stopped) -> None:
        self._progress = progress
        self.cancelled = cancelled

    def at(self, stage: str, done: float) -> None:
        if self.cancelled():
            raise Cancelled
        self._progress(f"demo.stage.{stage}", done)


def _refuse(out: Path, options: DemoOptions) -> None:
    if out.exists() or out.is_symlink():
        raise UserError("snapshot.exists", folder=str(out))
    if not out.absolute().parent.is_dir():
        raise UserError("snapshot.no_parent_folder", folder=str(out.absolute().parent))
    if not 1 <= options.residents <= MOST_RESIDENTS:
        raise UserError("demo.residents", least=1, most=MOST_RESIDENTS)
    if options.days is not None and options.days < 1:
        raise UserError("demo.days")


def _too_few(households: Households, options: DemoOptions) -> list[Said]:
    if households.residents == options.residents:
        return []
    return [words.both("demo.note.full", asked=options.residents, got=households.residents)]


@dataclass(slots=True)
class _Street:
    """Everything a day's snapshot is cut from."""

    town: Town
    households: Households
    options: DemoOptions
    scale: Scale
    zone: ZoneInfo
    episodes: Episodes
    residents: pa.Table
    alone: I64
    still: dict[str, pa.Table]


def _street(
    town: Town, households: Households, options: DemoOptions, spare: Path, steps: _Steps
) -> _Street:
    zone = instants.zone(town.naming.zone)
    scale = Scale(max(households.residents, 1))
    steps.at("story", 0.35)
    told = story.tell(households, town.estate_of_unit, scale, zone, options.seed)
    spool = Spool(spare / "residents.arrow", households.residents)
    alone = []
    for stretch in stretches(town.homes, households, as_of_date(), options.seed):
        steps.at("people", 0.36 + 0.3 * stretch.first / max(households.residents, 1))
        spool.add(stretch.table)
        alone.append(stretch.alone)
    steps.at("tables", 0.66)
    still = {
        "committees": tables.committees(town),
        "estates": tables.estates(town),
        "buildings": tables.buildings(town),
        "units": tables.units(town, households, as_of_day(), options.seed),
        "basemap": tables.basemap(town),
    }
    return _Street(
        town, households, options, scale, zone, told, spool.table(),
        np.concatenate([*alone, np.zeros(0, np.int64)]), still,
    )  # fmt: skip


def _write_series(out: Path, street: _Street, days: int, spare: Path, steps: _Steps) -> Path:
    """Daily snapshots in a folder that appears whole."""
    stage = spare / "series"
    stage.mkdir()
    parent: str | None = None
    for back in range(days - 1, -1, -1):
        name = f"{_slug(street.town)}-{_as_of(street, back):%Y%m%dT%H%M}.street"
        written = _write(stage / name, street, back, parent, steps)
        parent = read_manifest(written).key
    stage.rename(out)
    return out


def _slug(town: Town) -> str:
    letters = "".join(
        letter
        for letter in town.naming.en.split(" ")[0].lower()
        if letter.isascii() and letter.isalnum()
    )
    return letters or "street"


def _as_of(street: _Street, back: int) -> datetime:
    return instants.moment(instant_of_as_of(street.zone, back), street.zone)


def _write(out: Path, street: _Street, back: int, parent: str | None, steps: _Steps) -> Path:
    as_of_us = instant_of_as_of(street.zone, back)
    steps.at("writing", 0.75)
    return write_snapshot(
        out,
        _manifest(street, as_of_us, parent),
        street.still | _moving(street, as_of_us),
        progress=lambda _, done: steps.at("writing", 0.75 + 0.25 * done),
        cancelled=steps.cancelled,
    )


def _manifest(street: _Street, as_of_us: int, parent: str | None) -> ManifestDraft:
    naming = street.town.naming
    draft = ManifestDraft(
        street_code=naming.code,
        street_name={"zh": naming.zh, "en": naming.en},
        as_of=instants.iso(as_of_us, street.zone),
        timezone=naming.zone,
        created=instants.iso(as_of_us + _CREATED_AFTER_US, street.zone),
        producer=f"street-console {VERSION}",
        synthetic=True,
        parent=parent,
    )
    notes = street.town.notes
    return replace(draft, extra={SOURCES: [dict(one) for one in notes]}) if notes else draft


def _moving(street: _Street, as_of_us: int) -> dict[str, pa.Table]:
    """The tables that differ from day to day, as known at an instant."""
    town, seed = street.town, street.options.seed
    people, units, stays = street.households.residents, len(town.homes), len(street.episodes)
    unit = _units_of(street, street.alone)
    seen = story.seen_at(street.episodes, as_of_us)
    checks = rounds.walk(street.episodes, street.alone, unit, street.zone, as_of_us, seed)
    events = alarms.raise_alarms(
        street.episodes, alarms.People(street.alone, unit), _spots(street), street.scale,
        street.zone, as_of_us, seed,
    )  # fmt: skip
    today = instants.local_day(as_of_us, street.zone)
    return {
        "residents": _born_by(street.residents, today),
        "episodes": episode_table(seen, people, units, stays),
        "checks": rounds.table(checks, people, units, stays),
        "facilities": tables.facilities(town, today, as_of_us, seed),
        "events": alarms.table(events, people, units, len(town.stock)),
    }


_NONE_BORN_SINCE = 60
"""Days before the story's as-of in which nobody of it was born."""


def _born_by(residents: pa.Table, today: int) -> pa.Table:
    """The residents born by a day; all of them, untouched, for the days of the story."""
    if today > as_of_day() - _NONE_BORN_SINCE:
        return residents
    return residents.filter(pc.less_equal(pc.cast(residents["born"], pa.int32()), today))


def _units_of(street: _Street, residents: I64) -> I64:
    ends = np.cumsum(street.households.size, dtype=np.int64)
    return street.households.unit[np.searchsorted(ends, residents, side="right")].astype(np.int64)


def _spots(street: _Street) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Rows of buildings for smoke alarms, and places in the open in degrees."""
    rng = generator(street.options.seed, Stage.ALARMS, 1)
    stock = street.town.stock
    rows = rng.integers(0, len(stock), 400)
    middle = shapely.get_coordinates(shapely.point_on_surface(stock.shape[rows]))
    return rows, street.town.tangent.degrees(middle + np.array((9.0, -7.0)))
