"""CSV and TSV: encoding, separator and coordinates are found, and every line accounted for."""

from __future__ import annotations

import csv
import re
from dataclasses import field
from io import StringIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import shapely

from console.domain.datums import Datum
from console.domain.errors import UserError
from console.domain.progress import Step
from console.domain.records import dataclass
from console.foreign.encodings import Encoding, guess
from console.foreign.flat import Geometries
from console.foreign.limits import Limits
from console.foreign.packing import note
from console.foreign.table import Note

_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 60
_SAMPLE_BYTES = 2_000_000
_EAST = ("lon", "lng", "long", "longitude", "经度", "經度", "x", "easting", "东坐标", "横坐标")
_NORTH = ("lat", "latitude", "纬度", "緯度", "y", "northing", "北坐标", "纵坐标")
_SHAPE = ("wkt", "geometry", "geom", "the_geom", "wkt_geom")
_OF_DATUM = (
    (re.compile(r"gcj|高德|火星|腾讯|amap", re.IGNORECASE), Datum.GCJ02),
    (re.compile(r"bd-?09|baidu|百度", re.IGNORECASE), Datum.BD09),
)
_WKT = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)", re.IGNORECASE
)
_NAMED_LINES = 200


@dataclass(eq=False, slots=True)
class Delimited:
    """The cells as texts, geometry object[n] where columns hold coordinates, and what was found.

    `crs` is "" when the coordinates are no degrees and nothing says what they are.
    """

    cells: pa.Table
    shapes: Geometries | None
    crs: str
    encoding: Encoding
    broken: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_delimited(path: Path, limits: Limits, tell: Step) -> Delimited:
    """A table of texts; UserError when it is none."""
    raw = path.read_bytes()
    encoding = guess(raw)
    text = raw.decode(encoding.name, "replace").removeprefix("\ufeff")
    if not text.strip():
        raise UserError("foreign.empty", file=path.name)
    tell(0.2)
    cells, odd = _parsed(text, limits)
    tell(0.6)
    found = Delimited(cells, None, "", encoding)
    if odd:
        found.notes.append(Note("foreign.note.lines", len(odd), tuple(odd[:_NAMED_LINES])))
    if "\ufffd" in text and encoding.guessed:
        found.notes.append(Note("foreign.note.encoding", text.count("\ufffd")))
    _place(found)
    return found


def _parsed(text: str, limits: Limits) -> tuple[pa.Table, list[int]]:
    """The table, and the numbers of lines that have more or fewer cells than the heading."""
    separator = separator_of(text)
    names = _names(next(csv.reader(StringIO(text), delimiter=separator)))
    if len(names) > limits.columns:
        raise UserError("foreign.columns", count=len(names), most=limits.columns)
    odd: list[int] = []

    def note_odd(line: arrow_csv.InvalidRow) -> str:
        odd.append(int(line.number or 0))
        return "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(text.encode("utf-8", "replace")),
        read_options=arrow_csv.ReadOptions(
            use_threads=False, column_names=names, skip_rows_after_names=1, block_size=1 << 24
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, invalid_row_handler=note_odd
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
            null_values=[""], quoted_strings_can_be_null=True,
        ),
    )  # fmt: skip
    if table.num_rows > limits.rows:
        raise UserError("foreign.rows", count=table.num_rows, most=limits.rows)
    return table, odd


def separator_of(text: str) -> str:
    """The separator that cuts the first lines into the most cells, as many in each as it can."""
    lines = text[:_SAMPLE_BYTES].splitlines()[:_SAMPLE_LINES]
    scores = {}
    for one in _SEPARATORS:
        sizes = [len(row) for row in csv.reader(lines, delimiter=one) if row]
        usual = max(set(sizes), key=sizes.count) if sizes else 1
        scores[one] = (sizes.count(usual) / max(len(sizes), 1)) * (usual > 1) + usual / 1e4
    return max(_SEPARATORS, key=lambda one: scores[one])


def _names(heading: list[str]) -> list[str]:
    """Column names, each once; a nameless one is called by its place."""
    names: list[str] = []
    for place, told in enumerate(heading, 1):
        name = " ".join(told.split()) or f"#{place}"
        while name in names:
            name += "′"
        names.append(name)
    return names


def _place(found: Delimited) -> None:
    """Make geometry of the columns that hold it, if any do."""
    names = found.cells.column_names
    shape = next((one for one in names if one.casefold() in _SHAPE), None)
    if shape is not None and _is_wkt(found.cells.column(shape)):
        _from_wkt(found, shape)
        return
    east, north = _pair(names)
    if not east or not north:
        return
    lon, lat = _figures(found.cells.column(east)), _figures(found.cells.column(north))
    placed = np.isfinite(lon) & np.isfinite(lat)
    if not placed.any():
        return
    found.shapes = np.full(len(lon), None, object)
    found.shapes[placed] = shapely.points(lon[placed], lat[placed])
    told = ~placed & ~(_blank(found.cells.column(east)) & _blank(found.cells.column(north)))
    found.broken = np.flatnonzero(told).tolist()
    if float(np.median(np.abs(lon[placed]))) <= 180 and float(np.median(np.abs(lat[placed]))) <= 90:
        said = f"{east} {north}"
        datum = next((datum for sign, datum in _OF_DATUM if sign.search(said)), None)
        found.crs = datum or Datum.WGS84
        if datum is None:
            found.notes.append(Note("foreign.note.degrees", int(placed.sum())))


def _pair(names: list[str]) -> tuple[str, str]:
    """The columns of longitude and latitude; "" for none. The surer names come first."""
    east = north = ""
    for sure in range(len(_EAST)):
        east = east or _named(names, _EAST[sure])
    for sure in range(len(_NORTH)):
        north = north or _named(names, _NORTH[sure])
    return east, north


def _named(names: list[str], wanted: str) -> str:
    """A column called `wanted`, alone or as one of its words: point_lon, 经度(高德)."""
    for name in names:
        parts = re.split(r"[^0-9A-Za-z\u4e00-\u9fff]+|(?<=[a-z])(?=[A-Z])", name)
        if wanted in (name.casefold(), *(part.casefold() for part in parts)):
            return name
    return ""


def _figures(cells: pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The cells as numbers, nan where one is none."""
    text = pc.utf8_trim_whitespace(cells)
    good = pc.match_substring_regex(text, r"^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?°?$")
    bare = pc.utf8_rtrim(pc.if_else(good, text, None), "°")
    return np.asarray(bare.cast(pa.float64()).to_numpy(), np.float64)


def _blank(cells: pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(cells.is_null().to_numpy())


def _is_wkt(cells: pa.ChunkedArray) -> bool:
    first = next((cell for cell in cells.slice(0, 1000).to_pylist() if cell), "")
    return _WKT.match(first) is not None


def _from_wkt(found: Delimited, name: str) -> None:
    raw = np.array([_bare(cell) for cell in found.cells.column(name).to_pylist()], object)
    shapes = shapely.from_wkt(raw, on_invalid="ignore")
    told = np.array([cell is not None for cell in raw], np.bool_)
    empty = shapely.is_empty(shapes)
    found.broken = np.flatnonzero(told & (shapes == np.array(None))).tolist()
    shapes[empty] = None
    found.shapes = shapely.force_2d(shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    if max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90:
        found.crs = Datum.WGS84
    found.cells = found.cells.drop_columns([name])
    found.notes += note("foreign.note.degrees", [])


def _bare(cell: str | None) -> str | None:
    return None if cell is None else re.sub(r"^\s*SRID=\d+;", "", cell)
