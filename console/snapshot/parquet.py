"""One table file: its bytes hashed, then the very same bytes read as Parquet within sane bounds."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from console.domain.errors import Cancelled, UserError
from console.snapshot.manifest import TableFile

_PIECE = 1 << 23
MOST_ROWS = 200_000_000
MOST_COLUMNS = 1_000
MOST_VALUE_BYTES = 64_000_000
SMALL_BYTES = 512_000_000
"""Decoded data below this is never out of proportion."""
MOST_RATIO = 1_000
MOST_BYTES = 32_000_000_000
_DENSE = 8
"""A text column of at most so many bytes a value in its pages is held as a dictionary."""

_WIDTHS = {"BOOLEAN": 1, "INT32": 4, "INT64": 8, "INT96": 12, "FLOAT": 4, "DOUBLE": 8}


@dataclass(frozen=True, slots=True)
class Read:
    """A table file as read, rows in the file's order.

    table      repeated text may be dictionary-encoded
    types      the columns' types as the file declares them
    checksums  whether every column chunk's pages carry one
    zstd       whether every column chunk is compressed with it
    """

    table: pa.Table
    types: pa.Schema
    checksums: bool
    zstd: bool


def sealed_bytes(folder: Path, table: str, said: TableFile) -> bytes:
    """The bytes of a table file after their size and sha256 were found right; else UserError."""
    path = folder / said.file
    try:
        _check_place(folder, path, table, said)
        content = path.read_bytes()
    except FileNotFoundError as gone:
        raise UserError("snapshot.file_missing", table=table, file=said.file) from gone
    except OSError as failure:
        reason = failure.strerror or ""
        raise UserError("snapshot.unreadable_file", file=said.file, reason=reason) from failure
    _check_size(table, said, len(content))
    if hashlib.sha256(content).hexdigest() != said.sha256:
        raise UserError("snapshot.file_hash", table=table, file=said.file)
    return content


def _check_place(folder: Path, path: Path, table: str, said: TableFile) -> None:
    found = path.stat()
    inside = path.resolve().parent == folder.resolve()
    if not inside or not stat.S_ISREG(found.st_mode):
        raise UserError("snapshot.file_outside", table=table, file=said.file)
    _check_size(table, said, found.st_size)


def _check_size(table: str, said: TableFile, found: int) -> None:
    if found != said.bytes:
        raise UserError(
            "snapshot.file_size", table=table, file=said.file, found=found, said=said.bytes
        )


def read_table(content: bytes, table: str, said: TableFile, cancelled: Callable[[], bool]) -> Read:
    """A table file's content; UserError when it is no Parquet, not as said, or out of bounds."""
    try:
        return _read(content, table, said, cancelled)
    except (pa.ArrowException, OSError, ValueError, KeyError) as damage:
        raise UserError("snapshot.not_parquet", table=table, file=said.file) from damage


def _read(content: bytes, table: str, said: TableFile, cancelled: Callable[[], bool]) -> Read:
    footer = _opened(content)
    held = footer.metadata
    _check_shape(held, footer.schema_arrow, table, said)
    ledger = _Ledger(table, said)
    encoded = _dictionary_columns(content, footer, ledger)
    file = _opened(content, encoded)
    groups = []
    for group in range(held.num_row_groups):
        if cancelled():
            raise Cancelled
        groups.append(file.read_row_group(group))
        ledger.add_texts(groups[-1])
    whole = pa.concat_tables(groups) if groups else file.schema_arrow.empty_table()
    whole.validate(full=True)
    chunks = list(_chunks(held))
    return Read(
        whole.unify_dictionaries(),
        footer.schema_arrow,
        checksums=all(_has_checksum(content, chunk) for chunk in chunks),
        zstd=all(chunk.compression == "ZSTD" for chunk in chunks),
    )


def _opened(content: bytes, dictionaries: list[str] | None = None) -> pq.ParquetFile:
    return pq.ParquetFile(
        pa.BufferReader(content),
        read_dictionary=dictionaries,
        page_checksum_verification=True,
        pre_buffer=False,
        arrow_extensions_enabled=False,
    )


def _check_shape(held: pq.FileMetaData, schema: pa.Schema, table: str, said: TableFile) -> None:
    if held.num_rows != said.rows:
        raise UserError(
            "snapshot.row_count", table=table, file=said.file, found=held.num_rows, said=said.rows
        )
    if held.num_rows > MOST_ROWS:
        raise UserError("snapshot.too_many_rows", table=table, found=held.num_rows, most=MOST_ROWS)
    if held.num_columns > MOST_COLUMNS:
        raise UserError(
            "snapshot.too_many_columns", table=table, found=held.num_columns, most=MOST_COLUMNS
        )
    names = schema.names
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UserError("snapshot.same_column", table=table, column=twice[:40])


class _Ledger:
    """Adds up what a file would unfold to, and refuses it before it is out of proportion."""

    def __init__(self, table: str, said: TableFile) -> None:
        self._table, self._said = table, said
        self._decoded = 0
        self._most = min(MOST_BYTES, max(SMALL_BYTES, MOST_RATIO * said.bytes))

    def add(self, decoded: int) -> None:
        """Counts bytes that reading will take."""
        self._decoded += decoded
        self.check(0)

    def check(self, more: int) -> None:
        """UserError when `more` bytes would be too many."""
        if self._decoded + more > self._most:
            raise UserError(
                "snapshot.too_large",
                table=self._table,
                file=self._said.file,
                found=(self._decoded + more) // 1_000_000,
                size=f"{self._said.bytes / 1e6:.1f}",
            )

    def add_texts(self, group: pa.Table) -> None:
        """Counts the texts of a row group that stand in dictionaries; none may be too long."""
        for name, column in zip(group.column_names, group.columns, strict=True):
            for chunk in column.chunks:
                if pa.types.is_dictionary(chunk.type):
                    longest = self._check_longest(name, chunk.dictionary)
                    if longest * len(chunk) > _PIECE:
                        self.add(_unfolded(chunk))
                elif _is_text(chunk.type) and chunk.nbytes > MOST_VALUE_BYTES:
                    self._check_longest(name, chunk)

    def _check_longest(self, column: str, texts: pa.Array) -> int:
        longest = longest_bytes(texts)
        if longest > MOST_VALUE_BYTES:
            raise UserError(
                "snapshot.text_too_long",
                table=self._table,
                column=column[:40],
                most=MOST_VALUE_BYTES // 1_000_000,
            )
        return longest


def longest_bytes(texts: pa.Array) -> int:
    """The length in bytes of the longest text, 0 when there is none."""
    if not len(texts) or not _is_text(texts.type):
        return 0
    return pc.max(pc.binary_length(texts)).as_py() or 0


def _unfolded(chunk: pa.DictionaryArray) -> int:
    lengths = pc.binary_length(chunk.dictionary)
    return pc.sum(lengths.take(chunk.indices.drop_null()).cast(pa.int64())).as_py() or 0


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
    )


def _dictionary_columns(content: bytes, footer: pq.ParquetFile, ledger: _Ledger) -> list[str]:
    """The flat text columns to hold as dictionaries; counts what all others will unfold to."""
    held, flat = footer.metadata, set(footer.schema_arrow.names)
    encoded = []
    for place in range(held.num_columns):
        chunks = [held.row_group(one).column(place) for one in range(held.num_row_groups)]
        path = held.schema.column(place).path
        if held.schema.column(place).physical_type != "BYTE_ARRAY":
            ledger.add(sum(_fixed_bytes(held, place, chunk) for chunk in chunks))
        elif path in flat and chunks and all(_is_dense(chunk) for chunk in chunks):
            encoded.append(path)
            ledger.add(sum(4 * chunk.num_values for chunk in chunks))
        elif _may_unfold(content, chunks, path, ledger):
            encoded.append(path)
    return encoded


def _fixed_bytes(held: pq.FileMetaData, place: int, chunk: pq.ColumnChunkMetaData) -> int:
    width = _WIDTHS.get(chunk.physical_type) or held.schema.column(place).length
    return int(chunk.num_values * max(width, 1))


def _is_dense(chunk: pq.ColumnChunkMetaData) -> bool:
    return bool(
        chunk.has_dictionary_page
        and chunk.total_uncompressed_size <= _DENSE * chunk.num_values + 4096
    )


def _may_unfold(
    content: bytes, chunks: list[pq.ColumnChunkMetaData], path: str, ledger: _Ledger
) -> bool:
    """Whether long texts of a dictionary may be repeated beyond what the pages' sizes say."""
    for group, chunk in enumerate(chunks):
        ledger.add(chunk.total_uncompressed_size)
        if chunk.has_dictionary_page:
            longest = _longest_entry(content, group, path)
            if longest * chunk.num_values > SMALL_BYTES:
                if "." in path:
                    ledger.check(longest * chunk.num_values)
                return True
            ledger.add(longest * chunk.num_values)
    return False


def _longest_entry(content: bytes, group: int, path: str) -> int:
    """The longest entry in bytes of one chunk's dictionary, read with its first row alone."""
    file = _opened(content, [path])
    top = path.split(".")[0] if path not in file.schema_arrow.names else path
    first = next(file.iter_batches(batch_size=1, row_groups=[group], columns=[top]), None)
    return max((longest_bytes(one) for one in _dictionaries(first)), default=0) if first else 0


def _dictionaries(batch: pa.RecordBatch) -> Iterator[pa.Array]:
    waiting = list(batch.columns)
    while waiting:
        column = waiting.pop()
        if pa.types.is_dictionary(column.type):
            yield column.dictionary
        elif pa.types.is_struct(column.type):
            waiting += column.flatten()
        elif pa.types.is_map(column.type):
            waiting += [column.keys, column.items]
        elif hasattr(column, "values"):
            waiting.append(column.values)


def _chunks(held: pq.FileMetaData) -> Iterator[pq.ColumnChunkMetaData]:
    for group in range(held.num_row_groups):
        row_group = held.row_group(group)
        if row_group.num_rows:
            yield from (row_group.column(place) for place in range(held.num_columns))


def _has_checksum(content: bytes, chunk: pq.ColumnChunkMetaData) -> bool:
    """Whether a chunk's first page carries a CRC: field 4 of its Thrift compact header.

    Fields 1 to 3, the page's kind and sizes, come before it as 32-bit numbers.
    """
    at = chunk.dictionary_page_offset if chunk.has_dictionary_page else chunk.data_page_offset
    field = 0
    while at < len(content) and content[at] and content[at] & 15 == 5:
        field += content[at] >> 4
        if field >= 4:
            return bool(field == 4)
        at += 1
        while at < len(content) and content[at] & 128:
            at += 1
        at += 1
    return False
