"""Columns of a snapshot as NumPy arrays, and the clock of its episodes, for tests of the demo."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from console.domain.clock import Episodes, Outcome
from console.domain.instants import NEVER_US, local_days, zone
from console.snapshot.read import Snapshot

Array = npt.NDArray[Any]


def told(text: object) -> None:
    """Says a figure in the test's output, which pytest shows when asked (-rP) or when it fails."""
    sys.stdout.write(f"{text}\n")


def within(name: str, value: float, wanted: float, by: float) -> None:
    """Tells a figure beside what is wanted, and holds it to that."""
    told(f"{name}: {value:.4g} (wanted {wanted:.4g} ± {by:.2g})")
    assert abs(value - wanted) <= by, name


def column(snapshot: Snapshot, table: str, name: str) -> Array:
    """A column as NumPy values; null is None in texts and not-a-number in numbers."""
    values: Array = snapshot.tables[table][name].combine_chunks().to_numpy(zero_copy_only=False)
    return values


def shapes(snapshot: Snapshot, table: str) -> npt.NDArray[np.object_]:
    """Geometries in degrees."""
    decoded: npt.NDArray[np.object_] = shapely.from_wkb(column(snapshot, table, "geometry"))
    return decoded


def in_metres(snapshot: Snapshot, some: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Geometries in metres of the UTM zone of the street."""
    from pyproj import Transformer

    lon, lat = shapely.get_coordinates(shapely.centroid(some[0]))[0]
    epsg = (32600 if lat >= 0 else 32700) + int((lon + 180) // 6) + 1
    to_metres = Transformer.from_crs(4326, epsg, always_xy=True)
    moved: npt.NDArray[np.object_] = shapely.transform(
        some, lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1]))
    )
    return moved


def boundary(snapshot: Snapshot) -> Any:
    """The outline of the street, in degrees."""
    return shapes(snapshot, "basemap")[column(snapshot, "basemap", "layer") == "boundary"][0]


def ages(snapshot: Snapshot) -> Array:
    """Whole years on the local as-of date, int64[n]."""
    born = snapshot.tables["residents"]["born"].combine_chunks().cast(pa.int32()).to_numpy()
    today = np.datetime64(snapshot.manifest.as_of_day, "D")
    date = born.astype("datetime64[D]")
    year = date.astype("datetime64[Y]").astype(int)
    this_year = today.astype("datetime64[Y]").astype(int)
    day = (date.astype("datetime64[M]") - date.astype("datetime64[Y]")).astype(int) * 32
    day = day + (date - date.astype("datetime64[M]")).astype(int)
    now = int((today.astype("datetime64[M]") - today.astype("datetime64[Y]")).astype(int)) * 32
    now += int((today - today.astype("datetime64[M]")).astype(int))
    years: Array = this_year - year - (day > now)
    return years


def has_tag(snapshot: Snapshot, tag: str) -> Array:
    """Whether each resident has a tag, bool[n]."""
    tags = snapshot.tables["residents"]["tags"].combine_chunks()
    flat = tags.flatten().to_numpy(zero_copy_only=False) == tag
    lengths = np.array(tags.value_lengths().fill_null(0))
    owner = np.repeat(np.arange(len(lengths)), lengths)
    found: Array = np.bincount(owner[flat], minlength=len(lengths)) > 0
    return found


def clock(snapshot: Snapshot) -> Episodes:
    """The episodes as columns of the clock, resident and unit left at 0."""
    table = snapshot.tables["episodes"]
    pack, tz = snapshot.manifest.pack, zone(snapshot.manifest.timezone)
    anchored = table["anchored_at"].cast(pa.int64()).to_numpy()
    ended = table["ended_at"].cast(pa.int64()).fill_null(NEVER_US).to_numpy()
    rules = [pack.rules[rule] for rule in table["rule"].to_pylist()]
    extension = table["extension_days"].fill_null(0).to_numpy()
    first = local_days(anchored, tz) + np.array([rule.day1 == "next" for rule in rules])
    length = np.array([rule.days for rule in rules]) + extension
    words: dict[str | None, int] = {one.name.lower(): int(one) for one in Outcome}
    words[None] = 0
    open_ = ended == NEVER_US
    ended_day = np.where(open_, 2**30, local_days(np.where(open_, 0, ended), tz))
    return Episodes(
        resident=np.zeros(len(table), np.int32),
        unit=np.zeros(len(table), np.int32),
        anchored_us=anchored,
        first_day=first.astype(np.int32),
        last_day=(first + length - 1).astype(np.int32),
        length=length.astype(np.int32),
        ended_us=ended,
        ended_day=ended_day.astype(np.int32),
        outcome=np.array([words[word] for word in table["outcome"].to_pylist()], np.uint8),
    )
