"""What a file is, by its first bytes, whatever its name says."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from console.domain.errors import UserError

_HEAD = 4_096
_SQLITE, _SHAPEFILE, _PARQUET, _ZIP = b"SQLite format 3\0", b"\0\0\x27\x0a", b"PAR1", b"PK\x03\x04"
_OF_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods")
_BINARY = b"\0"


class Format(StrEnum):
    """The kinds of file that become layers; their names are those people use."""

    GEOJSON = "GeoJSON"
    GEOPACKAGE = "GeoPackage"
    SHAPEFILE = "Shapefile"
    GEOPARQUET = "GeoParquet"
    DELIMITED = "CSV"


def main_file(path: Path) -> Path:
    """The file that is opened for `path`: a Shapefile's .shp whichever of its files was given."""
    if path.suffix.casefold() in _OF_SHAPEFILE:
        for ending in (".shp", ".SHP"):
            beside = path.with_suffix(ending)
            if beside.is_file():
                return beside
    return path


def format_of(path: Path) -> Format:
    """What a file is; UserError when it is nothing that can become a layer."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_SQLITE):
        return Format.GEOPACKAGE
    if head.startswith(_SHAPEFILE):
        return Format.SHAPEFILE
    if head.startswith(_PARQUET):
        return Format.GEOPARQUET
    if head.startswith(_ZIP):
        is_workbook = path.suffix.casefold() in _WORKBOOKS
        raise UserError("foreign.workbook" if is_workbook else "foreign.packed", file=path.name)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[")):
        return Format.GEOJSON
    if _BINARY in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError("foreign.unknown", file=path.name)
    return Format.DELIMITED
