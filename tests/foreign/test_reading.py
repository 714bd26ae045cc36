"""Files that others made: every row is there or counted and named, and nothing takes too much."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from console.domain.errors import Cancelled, UserError
from console.foreign.answer import Reader, Writer
from console.foreign.asked import Asked
from console.foreign.flat import Kind
from console.foreign.limits import Limits
from console.foreign.reading import answered, read_file, work
from console.foreign.table import Table
from tests.foreign import made


def here(path: Path, crs: str = "", limits: Limits | None = None) -> tuple[Table, ...] | Asked:
    """What a child would read, read here: the same work, without its second of starting."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(Path(folder))
        try:
            work(path, {"crs": crs}, limits or Limits(), Writer(Path(folder)))
        except UserError:
            raise
        except Exception as fault:
            raise UserError("foreign.damaged", file=path.name) from fault
        assert reader.listen()
        return answered(reader, path.name)


def texts(table: Table, name: str) -> list[str | None]:
    column = next(one for one in table.columns if one.name == name)
    data = column.data.tobytes()
    return [
        None if column.null[row] else data[column.ends[row] : column.ends[row + 1]].decode()
        for row in range(table.rows)
    ]


def counted(table: Table) -> dict[str, int]:
    return {note.key.removeprefix("foreign.note."): note.count for note in table.told.notes}


def named(table: Table, key: str) -> tuple[int, ...]:
    return next(note.rows for note in table.told.notes if note.key == f"foreign.note.{key}")


def only(found: tuple[Table, ...] | Asked) -> Table:
    assert not isinstance(found, Asked)
    (table,) = found
    return table


class TestRows:
    def test_each_is_there_or_named_with_what_it_lacks(self, tmp_path: Path) -> None:
        bow = [[121.5, 31.2], [121.6, 31.3], [121.6, 31.2], [121.5, 31.3], [121.5, 31.2]]
        path = made.geojson(
            tmp_path / "混合.geojson",
            [
                made.feature(made.point(*made.HUAMU), name="花木"),
                made.feature(None, name="没有图形"),
                made.feature(made.point(549_876.5, 3_455_123.4), name="米"),
                made.feature({"type": "Polygon", "coordinates": [bow]}, name="蝴蝶结"),
                made.feature({"type": "Point", "coordinates": []}, name="空"),
            ],
        )
        table = only(here(path))
        assert table.rows == 5
        assert texts(table, "name") == ["花木", "没有图形", "米", "蝴蝶结", "空"]
        assert counted(table) == {"bare": 2, "unplaced": 1, "invalid": 1}
        assert named(table, "unplaced") == (3,)
        assert named(table, "invalid") == (4,)
        assert table.flat is not None
        kinds = [Kind.POINT, Kind.NONE, Kind.NONE, Kind.AREA, Kind.NONE]
        assert table.flat.kinds.tolist() == kinds

    def test_a_geopackage_gives_all_its_layers(self, tmp_path: Path) -> None:
        layers = {"雨水井": [made.HUAMU] * 3, "路灯": [made.HUAMU]}
        found = here(made.geopackage(tmp_path / "点位.gpkg", layers))
        assert not isinstance(found, Asked)
        assert {one.told.name: one.rows for one in found} == {"雨水井": 3, "路灯": 1}

    def test_numbers_are_numbers_and_codes_are_not(self, tmp_path: Path) -> None:
        path = tmp_path / "codes.csv"
        path.write_text("code,count,share\n007,7,0.5\n012,,1e3\n")
        table = only(here(path))
        assert [one.numbers is not None for one in table.columns] == [False, True, True]
        assert texts(table, "count") == ["7", None]
        counts = table.columns[1].numbers
        assert counts is not None
        assert counts[0] == 7
        assert np.isnan(counts[1])

    def test_a_cell_too_long_is_cut_and_counted(self, tmp_path: Path) -> None:
        path = made.geojson(
            tmp_path / "long.geojson", [made.feature(made.point(*made.HUAMU), a="长" * 100_000)]
        )
        table = only(here(path))
        assert counted(table) == {"cut": 1}
        (cell,) = texts(table, "a")
        assert cell is not None
        assert len(cell) == Limits().characters


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_chinese_is_read_whatever_it_is_written_in(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "列表.csv"
        lines = "居委会,小区\n牡丹第二居委会,由由新村\n钦洋居委会,御桥花园,多一格\n"
        path.write_bytes(lines.encode(encoding))
        table = only(here(path))
        assert texts(table, "小区") == ["由由新村"]
        assert counted(table) == {"lines": 1}

    def test_big5_is_told_from_gbk(self, tmp_path: Path) -> None:
        path = tmp_path / "大廈.csv"
        path.write_bytes("地區,大廈名單\n油尖旺,福祥樓\n深水埗,福華街157號\n".encode("big5hkscs"))
        table = only(here(path))
        assert texts(table, "大廈名單") == ["福祥樓", "福華街157號"]

    @pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
    def test_the_separator_is_found(self, tmp_path: Path, separator: str) -> None:
        path = tmp_path / "a.txt"
        path.write_text("\n".join(separator.join(row) for row in ("ab", "12", "34")))
        assert [one.name for one in only(here(path)).columns] == ["a", "b"]

    def test_a_shapefile_in_gbk_that_does_not_say_so(self, tmp_path: Path) -> None:
        names = ["牡丹路雨水井", "梅花路", "芳甸路排水口"]
        path = made.shapefile(tmp_path / "井.shp", names, encoding="gbk")
        table = only(here(path))
        assert table.told.encoding == "gb18030"
        assert texts(table, "名称") == names


class TestPlaces:
    @pytest.mark.parametrize(
        "heading", ["lon,lat", "经度,纬度", "POINT_X,POINT_Y", "Longitude,Latitude", "lng,LAT"]
    )
    def test_columns_of_coordinates_are_found(self, tmp_path: Path, heading: str) -> None:
        path = tmp_path / "points.csv"
        path.write_text(f"name,{heading}\na,121.54,31.21\nb,,\nc,oops,31.2\n", "utf-8")
        table = only(here(path))
        assert table.flat is not None
        assert table.flat.degrees.tolist() == [[121.54, 31.21]]
        assert counted(table) == {"degrees": 1, "bare": 1, "broken": 1}
        assert named(table, "broken") == (3,)

    def test_a_table_without_coordinates_is_a_table(self, tmp_path: Path) -> None:
        path = tmp_path / "names.csv"
        path.write_text("name,floors\n甲,6\n", "utf-8")
        table = only(here(path))
        assert table.flat is None
        assert table.told.crs == ""

    def test_degrees_of_another_datum_are_moved_back(self, tmp_path: Path) -> None:
        path = tmp_path / "高德.csv"
        path.write_text("经度(高德),纬度(高德)\n121.531541859215,31.17530398364597\n", "utf-8")
        table = only(here(path))
        assert table.told.crs == "gcj02"
        assert table.flat is not None
        assert table.flat.degrees[0] == pytest.approx((121.5272106, 31.1774276), abs=1e-7)

    def test_a_shapefile_without_a_system_is_asked_about(self, tmp_path: Path) -> None:
        path = made.shapefile(tmp_path / "a.shp", ["甲"], encoding="gbk", crs=None)
        asked = here(path)
        assert isinstance(asked, Asked)
        assert asked.bounds == pytest.approx((*made.HUAMU, *made.HUAMU))
        told = only(here(path, "EPSG:4490"))
        assert told.told.crs == "EPSG:4490"

    def test_metres_in_a_table_are_asked_about_and_then_placed(self, tmp_path: Path) -> None:
        path = tmp_path / "metres.csv"
        path.write_text("x,y\n360919.34,3453933.11\n", "utf-8")
        assert isinstance(here(path), Asked)
        table = only(here(path, "EPSG:4550"))
        assert table.flat is not None
        assert table.flat.degrees[0] == pytest.approx((121.54, 31.20), abs=0.02)

    def test_a_system_that_is_none_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "metres.csv"
        path.write_text("x,y\n360919.34,3453933.11\n", "utf-8")
        with pytest.raises(UserError) as refused:
            here(path, "EPSG:1")
        assert refused.value.key == "foreign.crs"


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("name", "held", "key"),
        [
            ("a.xlsx", b"PK\x03\x04rest", "foreign.workbook"),
            ("a.zip", b"PK\x03\x04rest", "foreign.packed"),
            ("a.bin", b"\x01\x02\x00\x03", "foreign.unknown"),
            ("a.gpkg", b"SQLite format 3\0 and nothing", "foreign.damaged"),
            ("a.parquet", b"PAR1 and nothing PAR1", "foreign.damaged"),
            ("a.shp", b"\0\0\x27\x0a" + b"\0" * 96, "foreign.damaged"),
            ("a.geojson", b'{"type": "FeatureCollection", "features": [{"type"', "foreign.damaged"),
            ("a.json", b'{"name": 1}', "foreign.damaged"),
        ],
    )
    def test_gets_a_sentence(self, tmp_path: Path, name: str, held: bytes, key: str) -> None:
        path = tmp_path / name
        path.write_bytes(held)
        with pytest.raises(UserError) as refused:
            here(path)
        assert refused.value.key == key
        assert name in refused.value.say("zh")

    def test_a_missing_file_an_empty_one_and_a_folder_do_too(self, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").touch()
        paths = (tmp_path / "no.csv", tmp_path, tmp_path / "empty.csv")
        for path, key in zip(paths, ("missing", "folder", "empty"), strict=True):
            with pytest.raises(UserError) as refused:
                read_file(path)
            assert refused.value.key == f"foreign.{key}"

    def test_too_many_rows_or_columns_are_refused(self, tmp_path: Path) -> None:
        path = made.many_points(tmp_path / "many.geojson", 40)
        with pytest.raises(UserError) as refused:
            here(path, limits=Limits(rows=39))
        assert refused.value.key == "foreign.rows"
        with pytest.raises(UserError) as refused:
            here(path, limits=Limits(columns=0))
        assert refused.value.key == "foreign.columns"

    def test_memory_is_bounded(self, tmp_path: Path) -> None:
        limits = Limits(memory_mb=450)
        assert read_file(made.many_points(tmp_path / "few.geojson", 100), limits=limits)
        with pytest.raises(UserError) as refused:
            read_file(made.many_points(tmp_path / "many.geojson", 600_000), limits=limits)
        assert refused.value.key == "foreign.greedy"

    def test_time_is_bounded(self, tmp_path: Path) -> None:
        path = made.many_points(tmp_path / "many.geojson", 1_000)
        with pytest.raises(UserError) as refused:
            read_file(path, limits=Limits(seconds=0.05))
        assert refused.value.key == "foreign.slow"

    def test_a_damaged_file_does_in_a_child_too(self, tmp_path: Path) -> None:
        path = tmp_path / "a.gpkg"
        path.write_bytes(b"SQLite format 3\0 and nothing")
        with pytest.raises(UserError) as refused:
            read_file(path)
        assert refused.value.key == "foreign.damaged"


class TestWaiting:
    def test_it_can_be_cancelled_at_once(self, tmp_path: Path) -> None:
        path = made.many_points(tmp_path / "many.geojson", 100_000)
        stopped = threading.Event()
        threading.Timer(0.3, stopped.set).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            read_file(path, stopped=stopped.is_set)
        assert time.monotonic() - began < 1.5

    def test_progress_is_told_and_only_grows(self, tmp_path: Path) -> None:
        path = made.many_points(tmp_path / "many.geojson", 100_000)
        told: list[float] = []
        table = only(read_file(path, progress=told.append))
        assert table.rows == 100_000
        assert told == sorted(told)
        assert told[-1] > 0.3
