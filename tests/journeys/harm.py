"""Ways to spoil a snapshot after it was written, each with what its sentence must name."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from tests.snapshot import builders

Spoil = Callable[[Path], object]
_MANIFEST_TOO_LARGE = (16 << 20) + 1


@dataclass(frozen=True)
class Harm:
    """One kind of damage; `names` are the words that say where it is, in either language."""

    spoil: Spoil
    names: tuple[str, ...]


def _units(folder: Path) -> Path:
    return folder / "units.parquet"


def _missing(folder: Path) -> None:
    _units(folder).unlink()


def _renamed(folder: Path) -> None:
    _units(folder).rename(folder / "Units.PARQUET")


def _truncated(folder: Path) -> None:
    _units(folder).write_bytes(_units(folder).read_bytes()[:-7])


def _flipped(folder: Path) -> None:
    content = bytearray(_units(folder).read_bytes())
    content[len(content) // 2] ^= 0x10
    _units(folder).write_bytes(bytes(content))


def _oversized(folder: Path) -> None:
    with _units(folder).open("ab") as file:
        file.truncate(1 << 36)


def _pipe(folder: Path) -> None:
    _units(folder).unlink()
    os.mkfifo(_units(folder))


def _link(folder: Path) -> None:
    outside = folder.parent / "elsewhere.parquet"
    _units(folder).rename(outside)
    _units(folder).symlink_to(outside)


def _swollen_manifest(folder: Path) -> None:
    with (folder / "manifest.json").open("ab") as file:
        file.write(b" " * _MANIFEST_TOO_LARGE)


def _manifest_text(text: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / "manifest.json").write_text(text, "utf-8")

    return spoil


def _no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _manifest(**said: Any) -> Spoil:
    """Other values of the manifest's keys."""

    def spoil(folder: Path) -> None:
        _retell(folder, lambda whole: whole.update(said))

    return spoil


def _units_said(**said: Any) -> Spoil:
    """Other values in what the manifest says of the units."""

    def spoil(folder: Path) -> None:
        _retell(folder, lambda whole: whole["tables"]["units"].update(said))

    return spoil


def _retell(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "manifest.json"
    whole = json.loads(path.read_text("utf-8"))
    change(whole)
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


def rewrite(folder: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change a table, and make the manifest tell the truth about its file again."""
    path = folder / f"{name}.parquet"
    table = change(pq.read_table(path))
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)
    said = builders.described(path, table.num_rows)
    _retell(folder, lambda whole: whole["tables"].update({name: said}))


def _column(table: str, column: str, values: Callable[[pa.Table], pa.Array]) -> Spoil:
    def replaced(whole: pa.Table) -> pa.Table:
        if column not in whole.column_names:
            return whole.append_column(column, values(whole))
        return whole.set_column(whole.column_names.index(column), column, values(whole))

    def spoil(folder: Path) -> None:
        rewrite(folder, table, replaced)

    return spoil


def _text_floors(units: pa.Table) -> pa.Array:
    return pa.array(["三层"] * units.num_rows)


def _same_ids(residents: pa.Table) -> pa.Array:
    return pa.array([residents["resident_id"][0].as_py()] * residents.num_rows)


def _nowhere(units: pa.Table) -> pa.Array:
    return pa.array(["<i>nowhere</i>"] * units.num_rows)


def _beliefs(residents: pa.Table) -> pa.Array:
    return pa.array(["x"] * residents.num_rows)


def _bow_ties(estates: pa.Table) -> pa.Array:
    bow = shapely.Polygon([(121.5, 31.2), (121.6, 31.3), (121.6, 31.2), (121.5, 31.3)])
    return pa.array([bytes(shapely.to_wkb(bow))] * estates.num_rows, pa.binary())


def _one_place(units: pa.Table) -> pa.Array:
    return pa.array([0] * units.num_rows, pa.int16())


HARMS = {
    "a file missing": Harm(_missing, ("units.parquet",)),
    "a file renamed": Harm(_renamed, ("units.parquet",)),
    "a file truncated": Harm(_truncated, ("units.parquet",)),
    "a bit flipped": Harm(_flipped, ("units.parquet",)),
    "a file of 64 GB": Harm(_oversized, ("units.parquet",)),
    "a pipe instead of a file": Harm(_pipe, ("units.parquet",)),
    "a link out of the folder": Harm(_link, ("units.parquet",)),
    "no manifest": Harm(_no_manifest, ("manifest.json",)),
    "a manifest beyond bounds": Harm(_swollen_manifest, ("manifest.json",)),
    "half a manifest": Harm(_manifest_text('{"format": "street-sna'), ("manifest.json",)),
    "a manifest nested without end": Harm(_manifest_text("[" * 200_000), ("manifest.json",)),
    "another format": Harm(_manifest(format="<b>recipe</b>"), ("<b>recipe</b>",)),
    "a newer version": Harm(_manifest(version=2), ("2",)),
    "an unknown scenario": Harm(_manifest(scenario="<b>flood</b>"), ("<b>flood</b>",)),
    "an unknown time zone": Harm(_manifest(timezone="Asia/Nowhere"), ("Asia/Nowhere",)),
    "an instant without offset": Harm(_manifest(as_of="2020-03-18T08:00:00"), ("as_of",)),
    "rows that are not there": Harm(_units_said(rows=1), ("units",)),
    "a hash that is not the file's": Harm(_units_said(sha256="0" * 64), ("units.parquet",)),
    "a path that escapes": Harm(
        _units_said(file="../../etc/units.parquet"), ("../../etc/units.parquet",)
    ),
    "text where a number should be": Harm(
        _column("units", "floor", _text_floors), ("units", "floor")
    ),
    "ids there twice": Harm(
        _column("residents", "resident_id", _same_ids), ("residents", "resident_id")
    ),
    "units of no building": Harm(_column("units", "building_id", _nowhere), ("units",)),
    "units upon one another": Harm(_column("units", "column", _one_place), ("units", "column")),
    "what may not be held": Harm(_column("residents", "religion", _beliefs), ("religion",)),
    "a geometry that crosses itself": Harm(
        _column("estates", "geometry", _bow_ties), ("estates", "geometry")
    ),
}
