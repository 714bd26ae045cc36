"""The footer: what the project's own reader says of a file Arrow says too, and damage is told."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.snapshot.thrift import read_footer, read_struct
from tests.snapshot import builders

WIDTHS = {"BOOLEAN": 1, "INT32": 4, "INT64": 8, "FLOAT": 4, "DOUBLE": 8, "BYTE_ARRAY": 0}


def parquet(folder: Path, table: pa.Table, **options: object) -> bytes:
    pq.write_table(table, folder / "t.parquet", **options)
    return (folder / "t.parquet").read_bytes()


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("name", ["units", "residents", "events", "basemap"])
def test_a_footer_says_what_arrow_says(tmp_path: Path, name: str, version: str) -> None:
    table = builders.tables(builders.columns())[name]
    content = parquet(tmp_path, table, row_group_size=2, data_page_version=version)
    footer, arrow = read_footer(content), pq.read_metadata(tmp_path / "t.parquet")
    assert (footer.rows, footer.leaves) == (arrow.num_rows, arrow.num_columns)
    assert len(footer.groups) == arrow.num_row_groups
    for at, chunks in enumerate(footer.groups):
        for place, chunk in enumerate(chunks):
            known = arrow.row_group(at).column(place)
            assert chunk.path == known.path_in_schema
            assert chunk.values == known.num_values
            assert chunk.width == WIDTHS[known.physical_type]
            assert chunk.pages.unfolded <= known.total_uncompressed_size


def test_values_in_a_dictionary_are_told_from_plain_ones(tmp_path: Path) -> None:
    table = pa.table({"a": ["x", "y"], "b": ["x", "y"]})
    content = parquet(tmp_path, table, use_dictionary=["a"])
    coded, plain = read_footer(content).groups[0]
    assert (coded.pages.coded, plain.pages.coded) == (2, 0)


@pytest.mark.parametrize("checksums", [True, False])
def test_checksums_are_seen(tmp_path: Path, checksums: bool) -> None:
    content = parquet(tmp_path, pa.table({"a": [1]}), write_page_checksum=checksums)
    assert read_footer(content).groups[0][0].pages.checksums is checksums


@pytest.mark.parametrize(
    "content", [b"", b"PAR1PAR1", b"PAR1" + b"\x1c" * 99 + b"c\0\0\0PAR1", b"PAR1\xff\0\0\0PAR1"]
)
def test_what_is_no_footer_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"footer|Parquet|deep"):
        read_footer(content)


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"\x1c" * 40, "too deep"),
        (b"\x15" + b"\xff" * 20, "without end"),
        (b"\x18\x7fabc", "beyond the end"),
        (b"\x19\xf5\xff\xff\x03", "beyond the end"),
        (b"\x1e\x00", "does not use"),
    ],
)
def test_a_struct_that_lies_is_told(content: bytes, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        read_struct(content, 0)


def test_every_kind_of_value_is_read() -> None:
    content = bytes(
        [0x11, 0x12, 0x13, 7, 0x15, 3, 0x17, *bytes(8), 0x18, 1, 65, 0x29, 0x11, 1, 0x05, 40, 1, 0]
    )
    held, end = read_struct(content, 0)
    assert held == {1: True, 2: False, 3: 7, 4: -2, 5: None, 6: b"A", 8: [1], 20: -1}
    assert end == len(content)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    try:
        _, end = read_struct(content, 0)
    except (ValueError, IndexError):
        return
    assert end <= len(content)


@pytest.mark.parametrize("field", [1, 7, 9])
def test_a_chunk_outside_the_file_is_told(tmp_path: Path, field: int) -> None:
    content = bytearray(parquet(tmp_path, pa.table({"a": list(range(100))})))
    length = int.from_bytes(content[-8:-4], "little")
    damaged = 0
    for place in range(len(content) - 8 - length, len(content) - 8):
        held = content[place]
        content[place] = (held + field) % 256
        try:
            read_footer(bytes(content))
        except ValueError:
            damaged += 1
        content[place] = held
    assert damaged
