"""The street as plain columns: dense row numbers, codes and metres, one building's rows together.

Everything the screen draws or counts comes from here; the arrays may be memory-mapped, or be
exchanged for mapped ones of the same values, and are never written to. Row numbers are the order
of the snapshot contract (estates by id, buildings by estate and id, units by building, floor and
column, residents by unit and id), so that an estate's buildings, a building's units and a unit's
residents are slices. Direct identifiers are not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from console.domain.arrays import F32 as F32
from console.domain.arrays import F64 as F64
from console.domain.arrays import I8 as I8
from console.domain.arrays import I16 as I16
from console.domain.arrays import I32 as I32
from console.domain.arrays import I64 as I64
from console.domain.arrays import U8 as U8
from console.domain.arrays import U64 as U64
from console.domain.clock import Episodes
from console.domain.closed_lists import ANCHOR_KINDS as ANCHOR_KINDS
from console.domain.closed_lists import BASEMAP_LAYERS as BASEMAP_LAYERS
from console.domain.closed_lists import LAYOUTS as LAYOUTS
from console.domain.closed_lists import OCCUPANCIES as OCCUPANCIES
from console.domain.closed_lists import REGISTRATIONS as REGISTRATIONS
from console.domain.closed_lists import SEXES as SEXES
from console.domain.records import dataclass

NO_DAY = -(2**31)
"""Stands for a missing date in an int32 column of day numbers."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Strings(Sequence[str | None]):
    """n texts in one UTF-8 buffer: `ends` int32/int64[n+1] offsets, `data` uint8[], null bool[n].

    `null` is None where no text is null.

    Reading one text costs one slice; nothing is decoded before it is asked for.
    """

    ends: npt.NDArray[np.int32] | npt.NDArray[np.int64]
    data: U8
    null: npt.NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, row: int) -> str | None:  # type: ignore[override]
        if self.null is not None and self.null[row]:
            return None
        return self.data[self.ends[row] : self.ends[row + 1]].tobytes().decode()

    def __iter__(self) -> Iterator[str | None]:
        return (self[row] for row in range(len(self)))

    def text(self, row: int) -> str:
        """The text at `row`, "" for null and for row -1."""
        return (self[row] or "") if row >= 0 else ""

    def texts(self) -> list[str]:
        """Every text, "" for null; what stands in many rows is decoded once."""
        raw, ends = self.data.tobytes(), self.ends.tolist()
        pieces = [raw[start:end] for start, end in pairwise(ends)]
        decoded = {piece: piece.decode() for piece in set(pieces)}
        found = [decoded[piece] for piece in pieces]
        for row in [] if self.null is None else np.flatnonzero(self.null).tolist():
            found[row] = ""
        return found

    def head(self, row: int, most_bytes: int) -> str:
        """The text at `row` as far as its first bytes go, "" for null and for row -1."""
        if row < 0 or (self.null is not None and self.null[row]):
            return ""
        end = min(int(self.ends[row + 1]), int(self.ends[row]) + most_bytes)
        return self.data[self.ends[row] : end].tobytes().decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Shapes:
    """Geometry of n rows, flattened, in metres east and north of the street's origin.

    xy       float32[p, 2]  vertices, polygon rings closed
    rings    int32[r+1]     first vertex of each ring or line
    parts    int32[r]       row each ring belongs to (ascending)
    is_hole  bool[r]        inner rings; False for lines and points
    first    int32[n+1]     first ring of each row; a row without geometry has none
    boxes    float32[n, 4]  west, south, east, north; nan without geometry
    """

    xy: F32
    rings: I32
    parts: I32
    is_hole: npt.NDArray[np.bool_]
    first: I32
    boxes: F32

    def __len__(self) -> int:
        return len(self.first) - 1

    def rings_of(self, row: int) -> list[F32]:
        """The vertex arrays float32[k, 2] of one row's rings or lines."""
        return [
            self.xy[self.rings[ring] : self.rings[ring + 1]]
            for ring in range(self.first[row], self.first[row + 1])
        ]


@dataclass(frozen=True, slots=True)
class Projection:
    """How metres were made from lon and lat: an EPSG code and the origin's metres in it.

    `lon_terms` and `lat_terms` lead back: degrees as polynomials of the point, measured in
    `reach_m` from the origin, within which they hold.
    """

    epsg: int
    origin_x_m: float
    origin_y_m: float
    reach_m: float
    lon_terms: tuple[float, ...]
    lat_terms: tuple[float, ...]

    def degrees(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Longitude and latitude of a point in the street's metres."""
        u, v = x_m / self.reach_m, y_m / self.reach_m
        terms = [u**i * v**j for i, j in _POWERS]
        lon = sum(term * by for term, by in zip(terms, self.lon_terms, strict=True))
        lat = sum(term * by for term, by in zip(terms, self.lat_terms, strict=True))
        return float(lon), float(lat)


_DEGREE = 6
_POWERS = tuple((i, j) for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i))


def polynomial_terms(u: F64, v: F64) -> F64:
    """The products of powers of `u` and `v` float64[n] up to the sixth degree, float64[n, 28]."""
    return np.stack([u**i * v**j for i, j in _POWERS], axis=1)


@dataclass(frozen=True, slots=True)
class Committees:
    """Residents' committees, by id."""

    id: Strings
    name: Strings
    shapes: Shapes


@dataclass(frozen=True, slots=True)
class Estates:
    """Estates, by id; committee int32[n] row or -1; first_building int32[n+1] slices buildings."""

    id: Strings
    name: Strings
    address: Strings
    kind: Strings
    committee: I32
    first_building: I32
    shapes: Shapes


@dataclass(frozen=True, slots=True)
class Buildings:
    """Buildings, by estate and id; those without an estate (-1) come last.

    estate int32[n]; floors_above, floors_below int16[n]; height_m float32[n], nan unknown;
    first_unit int32[n+1] slices units; an area footprint or a single point in shapes.
    """

    id: Strings
    name: Strings
    address: Strings
    kind: Strings
    estate: I32
    floors_above: I16
    floors_below: I16
    height_m: F32
    built: I16
    first_unit: I32
    shapes: Shapes


MISSING = 255
"""Code of null in a uint8 column."""


@dataclass(frozen=True, slots=True)
class Units:
    """Units, by building, floor and column.

    building int32[n]; floor, column int16[n]; span_floors, span_columns int8[n] (1 where null);
    occupancy uint8[n] into OCCUPANCIES; layout uint8[n] into LAYOUTS or MISSING;
    area_m2 float32[n], nan unknown; verified_on int32[n] day number or NO_DAY;
    first_resident int32[n+1] slices residents by their own unit.
    """

    id: Strings
    room: Strings
    floor_label: Strings
    entrance: Strings
    building: I32
    floor: I16
    column: I16
    span_floors: I8
    span_columns: I8
    occupancy: U8
    layout: U8
    area_m2: F32
    verified_on: I32
    first_resident: I32


@dataclass(frozen=True, slots=True)
class Residents:
    """Residents, by unit and id; those not placed yet (-1) come last. No direct identifiers.

    unit int32[n]; born int32[n] day number or NO_DAY; sex, registration uint8[n] or MISSING;
    tags uint64[n], bit i stands for Street.tags[i]; household, relation int32[n] into
    Street.households and Street.relations, -1 for null.
    """

    id: Strings
    unit: I32
    born: I32
    sex: U8
    registration: U8
    tags: U64
    household: I32
    relation: I32


@dataclass(frozen=True, slots=True)
class EpisodeDetails:
    """What the card says of an episode beyond the clock's columns; same rows as Street.episodes.

    rule uint8[n] into Street.rules; category uint8[n] position in the pack's classes, decided;
    anchor_kind uint8[n] into ANCHOR_KINDS; days int32[n] given or the rule's; extension_days
    int32[n]. Origin detail is not loaded.
    """

    id: Strings
    rule: U8
    category: U8
    anchor_kind: U8
    days: I32
    extension_days: I32
    extension_reason: Strings


@dataclass(frozen=True, slots=True)
class Facilities:
    """Facilities, by id; kind uint8/int32[n] into `kinds`; serviced_us NEVER_US when not known."""

    id: Strings
    name: Strings
    kinds: tuple[str, ...]
    kind: I32
    serviced_us: I64
    interval_days: I16
    shapes: Shapes


@dataclass(frozen=True, slots=True)
class Basemap:
    """Roads, water, green and the rest; layer uint8[n] into BASEMAP_LAYERS.

    kind int32[n] into `kinds`, as they first appear, "" for null.
    """

    layer: U8
    kinds: tuple[str, ...]
    kind: I32
    name: Strings
    shapes: Shapes


@dataclass(frozen=True, slots=True)
class Checks:
    """When checks were due and done, by due_us; enough to say which are open at an instant.

    due_us int64[n] ascending; done_us int64[n], NEVER_US while not done; unit int32[n] row of the
    place (its own, else its episode's, else its resident's), -1 for none.
    """

    due_us: I64
    done_us: I64
    unit: I32


NO_CHECKS = Checks(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32))
"""The checks of a snapshot that has none."""


@dataclass(frozen=True, slots=True)
class BareIds:
    """Ids whose own table the snapshot does not have; empty where it has the table.

    estates[b] of every building, committees[e] of every estate; residents the distinct people of
    the episodes, into which Episodes.resident then points.
    """

    estates: Strings
    committees: Strings
    residents: Strings


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts table of an aggregate snapshot, n rows; value int32[n], -1 where hidden."""

    level: Strings
    id: Strings
    measure: Strings
    key: Strings
    value: I32


@dataclass(frozen=True, slots=True)
class RareTags:
    """Tags for which there is no bit any more: pairs of a resident's row and a position in `tags`.

    resident, tag int32[k], each pair once; almost always none.
    """

    tags: tuple[str, ...]
    resident: I32
    tag: I32

    def people_with(self, tag: int) -> I32:
        """Rows of the residents who have the tag at a position."""
        people: I32 = self.resident[self.tag == tag]
        return people


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Street:
    """One snapshot as columns, with what its manifest says and the words its codes stand for.

    A street is equal to itself alone.

    `key` is the sha256 of the manifest: what caches are keyed by. `name` has "zh" and "en".
    `tags`, `rules`, `households`, `relations` are dictionaries of codes; tags beyond the 64th are
    in `rare`.
    """

    key: str
    folder: str
    code: str
    name: dict[str, str]
    as_of_us: int
    zone: str
    scenario: str
    synthetic: bool
    masking: str
    projection: Projection | None
    tags: tuple[str, ...]
    rules: tuple[str, ...]
    households: Strings
    relations: Strings
    committees: Committees
    estates: Estates
    buildings: Buildings
    units: Units
    residents: Residents
    episodes: Episodes
    details: EpisodeDetails
    facilities: Facilities
    basemap: Basemap
    bare: BareIds
    counts: Counts
    rare: RareTags
    checks: Checks = NO_CHECKS

    @property
    def is_aggregate(self) -> bool:
        """Whether it holds counts of people, and no people."""
        return self.masking == "aggregate"
