"""One table file: its bytes hashed, then the very same bytes read as Parquet within sane bounds."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from console.domain.errors import UserError
from console.snapshot.manifest import TableFile
from console.snapshot.thrift import Chunk, Footer, read_footer

Bytes = bytes | bytearray
Pause = Callable[[], None]
"""Called now and then while reading; raises Cancelled when it is to stop."""

_PIECE = 1 << 23
MOST_ROWS = 200_000_000
MOST_COLUMNS = 1_000
MOST_VALUE_BYTES = 64_000_000
SMALL_BYTES = 512_000_000
"""Decoded data below this is never out of proportion."""
MOST_RATIO = 250
"""Decoded to stored bytes; streets have 5 to 60, the text of a bomb many thousands."""
MOST_BYTES = 32_000_000_000
MOST_TEXT_BYTES = (1 << 31) - 1
"""One column of text is one Arrow array with 32-bit offsets."""
_DENSE = 8
"""A text column of at most so many bytes a value in its pages is held as a dictionary."""


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


def sealed_bytes(folder: Path, table: str, said: TableFile, pause: Pause) -> bytearray:
    """The bytes of a table file after their size and sha256 were found right; else UserError.

    `pause` is called every few milliseconds and may raise Cancelled.
    """
    path = folder / said.file
    try:
        _check_place(folder, path, table, said)
        content, found = _hashed(path, said.bytes, pause)
    except FileNotFoundError as gone:
        raise UserError("snapshot.file_missing", table=table, file=said.file) from gone
    except OSError as failure:
        reason = failure.strerror or ""
        raise UserError("snapshot.unreadable_file", file=said.file, reason=reason) from failure
    if found != said.sha256:
        raise UserError("snapshot.file_hash", table=table, file=said.file)
    return content


def _hashed(path: Path, size: int, pause: Pause) -> tuple[bytearray, str]:
    """The first `size` bytes of a file and the sha256 of all of it, read once."""
    content, filled = bytearray(size), 0
    view, digest = memoryview(content), hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while got := file.readinto(view[filled : filled + _PIECE]):
            digest.update(view[filled : filled + got])
            filled += got
            pause()
        digest.update(file.read(1))
    return content, digest.hexdigest() if filled == size else ""


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


def read_table(content: Bytes, table: str, said: TableFile, pause: Pause) -> Read:
    """A table file's content; UserError when it is no Parquet, not as said, or out of bounds."""
    try:
        return _read(content, table, said, pause)
    except (pa.ArrowException, OSError, ValueError, KeyError) as damage:
        raise UserError("snapshot.not_parquet", table=table, file=said.file) from damage


def _read(content: Bytes, table: str, said: TableFile, pause: Pause) -> Read:
    footer = read_footer(content)
    schema = _opened(content).schema_arrow
    _check_shape(footer, schema, table, said)
    ledger = _Ledger(table, said)
    file = _opened(content, _dictionary_columns(content, footer, schema, ledger))
    groups = []
    for group in range(len(footer.groups)):
        pause()
        groups.append(file.read_row_group(group))
        groups[-1].validate(full=True)
        ledger.add_texts(groups[-1])
    whole = pa.concat_tables(groups) if groups else file.schema_arrow.empty_table()
    chunks = [chunk for group in footer.groups for chunk in group]
    return Read(
        whole.unify_dictionaries(),
        schema,
        checksums=all(chunk.pages.checksums for chunk in chunks),
        zstd=all(chunk.zstd for chunk in chunks),
    )


def _opened(content: Bytes, dictionaries: list[str] | None = None) -> pq.ParquetFile:
    return pq.ParquetFile(
        pa.BufferReader(content),
        read_dictionary=dictionaries,
        page_checksum_verification=True,
        pre_buffer=False,
        arrow_extensions_enabled=False,
    )


def _check_shape(footer: Footer, schema: pa.Schema, table: str, said: TableFile) -> None:
    if footer.rows != said.rows:
        raise UserError(
            "snapshot.row_count", table=table, file=said.file, found=footer.rows, said=said.rows
        )
    if footer.rows > MOST_ROWS:
        raise UserError("snapshot.too_many_rows", table=table, found=footer.rows, most=MOST_ROWS)
    if footer.leaves > MOST_COLUMNS:
        raise UserError(
            "snapshot.too_many_columns", table=table, found=footer.leaves, most=MOST_COLUMNS
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
        self._texts: dict[str, int] = {}
        self._most = min(MOST_BYTES, max(SMALL_BYTES, MOST_RATIO * said.bytes))

    def add(self, decoded: int) -> None:
        """Counts bytes that reading will take; UserError when they are too many."""
        self._decoded += decoded
        if self._decoded > self._most:
            raise UserError(
                "snapshot.too_large",
                table=self._table,
                file=self._said.file,
                found=self._decoded // 1_000_000,
                size=f"{self._said.bytes / 1e6:.1f}",
            )

    def add_texts(self, group: pa.Table) -> None:
        """Counts the texts of a row group that stand in dictionaries; none may be too long."""
        for name, column in zip(group.column_names, group.columns, strict=True):
            for chunk in column.chunks:
                self._texts[name] = self._texts.get(name, 0) + self._add_text(name, chunk)
            if self._texts.get(name, 0) > MOST_TEXT_BYTES:
                raise UserError("snapshot.too_much_text", table=self._table, column=name[:40])

    def _add_text(self, name: str, chunk: pa.Array) -> int:
        """The bytes of a chunk's texts; those that come out of a dictionary are counted."""
        if not pa.types.is_dictionary(chunk.type):
            if _is_text(chunk.type) and chunk.nbytes > MOST_VALUE_BYTES:
                self._check_longest(name, chunk)
            return int(chunk.nbytes) if _is_text(chunk.type) else 0
        longest = self._check_longest(name, chunk.dictionary)
        if longest * len(chunk) <= _PIECE:
            return longest * len(chunk)
        unfolded = _unfolded(chunk)
        self.add(unfolded)
        return unfolded

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


def _dictionary_columns(
    content: Bytes, footer: Footer, schema: pa.Schema, ledger: _Ledger
) -> list[str]:
    """The flat text columns to hold as dictionaries; counts what all others will unfold to."""
    flat = set(schema.names)
    filled = [chunks for chunks in footer.groups if chunks]
    encoded = []
    for chunks in zip(*filled, strict=True):
        if chunks[0].width:
            ledger.add(sum(chunk.values * chunk.width for chunk in chunks))
        elif chunks[0].path in flat and all(_is_dense(chunk) for chunk in chunks):
            encoded.append(chunks[0].path)
            ledger.add(sum(4 * chunk.values for chunk in chunks))
        elif _may_unfold(content, chunks, ledger, flat=chunks[0].path in flat):
            encoded.append(chunks[0].path)
    return encoded


def _is_dense(chunk: Chunk) -> bool:
    pages = chunk.pages
    return bool(pages.dictionary) and pages.unfolded <= _DENSE * chunk.values + 4096


def _may_unfold(content: Bytes, chunks: Sequence[Chunk], ledger: _Ledger, *, flat: bool) -> bool:
    """Whether a flat column's long texts may be repeated beyond what its pages' sizes say.

    What may come of a nested column is counted as if it did.
    """
    for chunk in chunks:
        ledger.add(chunk.pages.unfolded)
        if chunk.pages.dictionary:
            longest = _longest_entry(content, chunk.group, chunk.path)
            if flat and longest * chunk.values > SMALL_BYTES:
                return True
            ledger.add(longest * chunk.values)
    return False


def _longest_entry(content: Bytes, group: int, path: str) -> int:
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
