"""Bounds: a small file that would unfold beyond proportion is refused; long text is legal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from console.domain.errors import UserError
from console.snapshot import bounds
from console.snapshot.manifest import TableFile
from console.snapshot.parquet import read_table
from console.snapshot.read import open_snapshot
from console.snapshot.thrift import read_footer
from tests.snapshot import builders
from tests.snapshot.refusals import refused

BOMB_ROWS = 3_000_000


def with_units(folder: Path, units: pa.Table) -> Path:
    tables = builders.tables(builders.columns()) | {"units": units}
    return builders.publish(folder / "s.street", tables)


def repeated(text: pa.Array) -> pa.Array:
    """Three million rows of one text: next to nothing on disk."""
    codes = pa.array(np.zeros(BOMB_ROWS, np.int32))
    return pa.DictionaryArray.from_arrays(codes, text)


@pytest.mark.parametrize("name", ["room", "of_its_own"])
def test_a_long_text_repeated_without_end_is_refused(tmp_path: Path, name: str) -> None:
    folder = with_units(tmp_path, pa.table({name: repeated(pa.array(["x" * 1000]))}))
    assert (folder / "units.parquet").stat().st_size < 1_000_000
    before = pa.total_allocated_bytes()
    peak = pa.default_memory_pool().max_memory() or 0
    assert refused(folder).key == "snapshot.too_large"
    grown = (pa.default_memory_pool().max_memory() or 0) - max(before, peak)
    assert grown < 500_000_000


def test_long_items_of_lists_repeated_without_end_are_refused(tmp_path: Path) -> None:
    ends = pa.array(np.arange(BOMB_ROWS + 1, dtype=np.int32))
    lists = pa.ListArray.from_arrays(ends, repeated(pa.array(["x" * 1000])))
    folder = with_units(tmp_path, pa.table({"tags": lists}))
    assert refused(folder).key == "snapshot.too_large"


def half_coded(folder: Path) -> tuple[bytes, TableFile, list[str]]:
    """A file whose writer gave up its dictionary midway, a long text repeated before that."""
    texts = ["x" * 1000] * 20_000 + [f"unit {number:012}" for number in range(100_000)]
    path = folder / "units.parquet"
    pq.write_table(pa.table({"unit_id": texts}), path)
    return path.read_bytes(), TableFile(path.name, len(texts), path.stat().st_size, ""), texts


def test_dictionaries_given_up_midway_are_read(tmp_path: Path) -> None:
    content, said, texts = half_coded(tmp_path)
    read = read_table(content, "units", said, lambda: None)
    assert read.table["unit_id"].to_pylist() == texts


@pytest.mark.parametrize(("ratio", "opens"), [(80, True), (5, False)])
def test_dictionaries_given_up_midway_are_measured_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ratio: int, opens: bool
) -> None:
    content, said, texts = half_coded(tmp_path)
    monkeypatch.setattr(bounds, "SMALL_BYTES", 1_000_000)
    monkeypatch.setattr(bounds, "MOST_RATIO", ratio)
    if opens:
        read = read_table(content, "units", said, lambda: None)
        assert read.table["unit_id"].to_pylist() == texts
    else:
        with pytest.raises(UserError) as caught:
            read_table(content, "units", said, lambda: None)
        assert caught.value.key == "snapshot.too_large"


@pytest.mark.parametrize(
    ("texts", "compression", "length"),
    [
        (["U0000001", "U0000002", "U0000001"], "zstd", 8),
        (["街道", "abcdef"], "zstd", 6),
        (["", None, ""], "zstd", 0),
        (["U0000001", "U000002"], "zstd", None),
        (["", "12345678"], "zstd", None),
        (["U0000001", "U0000002"], "snappy", None),
        ([None, None], "zstd", None),
    ],
)
def test_the_length_of_even_texts_is_told_by_their_page(
    tmp_path: Path, texts: list[str | None], compression: str, length: int | None
) -> None:
    path = tmp_path / "units.parquet"
    table = pa.table({"unit_id": pa.array(texts, pa.string())})
    pq.write_table(table, path, compression=compression)
    content = path.read_bytes()
    chunk = read_footer(content).groups[0][0]
    assert bounds.even_length(content, chunk) == length
    if length is not None:
        assert bounds.longest_entry(bounds.opened(content, ["unit_id"]), chunk) == length


def test_a_damaged_page_of_even_texts_is_no_parquet(tmp_path: Path) -> None:
    path = tmp_path / "units.parquet"
    texts = [f"U{number:07d}" for number in range(90_000)] * 2
    pq.write_table(pa.table({"unit_id": texts}), path, compression="zstd")
    content = bytearray(path.read_bytes())
    chunk = read_footer(bytes(content)).groups[0][0]
    assert 0 < chunk.pages.coded < chunk.values
    start = chunk.pages.dictionaries[0].start
    content[start : start + 64] = bytes(64)
    said = TableFile(path.name, len(texts), len(content), "")
    with pytest.raises(UserError) as caught:
        read_table(content, "units", said, lambda: None)
    assert caught.value.key == "snapshot.not_parquet"


def test_numbers_repeated_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "SMALL_BYTES", 1_000_000)
    zeros = np.zeros(BOMB_ROWS)
    folder = with_units(tmp_path, pa.table({f"n{at}": zeros for at in range(4)}))
    assert refused(folder).key == "snapshot.too_large"


def test_a_single_text_beyond_bounds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_VALUE_BYTES", 1_000_000)
    for name, texts in (("coded", ["x" * 1_000_001] * 3), ("plain", ["x" * 1_000_001, "y"])):
        tables = builders.tables(builders.columns()) | {"units": pa.table({"room": texts})}
        folder = builders.publish(tmp_path / name, tables, use_dictionary=name == "coded")
        assert refused(folder).key == "snapshot.text_too_long"


def test_too_many_rows_and_columns_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 3)
    assert refused(builders.tiny_street(tmp_path / "rows")).key == "snapshot.too_many_rows"
    monkeypatch.setattr(bounds, "MOST_ROWS", 100)
    monkeypatch.setattr(bounds, "MOST_COLUMNS", 3)
    assert refused(builders.tiny_street(tmp_path / "columns")).key == "snapshot.too_many_columns"


@pytest.mark.parametrize("name", ["王" * 100_000, "<img src=x><table>" * 100, "a\x00b\x1b[31m"])
def test_any_text_is_a_name(tmp_path: Path, name: str) -> None:
    columns = builders.columns()
    columns["residents"]["name"][1] = name
    folder = builders.publish(tmp_path / "s.street", builders.tables(columns))
    opened = open_snapshot(folder)
    assert opened.tables["residents"]["name"][1].as_py() == name


def test_a_street_of_equal_people_is_no_bomb(tmp_path: Path) -> None:
    rows = 300_000
    ids = pa.array(np.char.mod("R%07d", np.arange(rows)))
    texts = {"name": "王伟" * 20, "relation": "户主" * 20, "phone": "13800000000"}
    same = {name: pa.array([text] * rows) for name, text in texts.items()}
    tables = builders.tables(builders.columns())
    for gone in ("episodes", "checks", "events"):
        del tables[gone]
    tables["residents"] = pa.table({"resident_id": ids, **same})
    assert open_snapshot(builders.publish(tmp_path / "s.street", tables)).report.ok


def test_a_column_of_more_text_than_an_array_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_TEXT_BYTES", 100_000)
    folder = with_units(tmp_path, pa.table({"room": ["x" * 40_000] * 3}))
    assert refused(folder).key == "snapshot.too_much_text"
