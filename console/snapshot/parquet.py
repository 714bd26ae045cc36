"""One table file: its bytes hashed, then the very same bytes read as Parquet within sane bounds."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from console.domain.errors import UserError
from console.domain.reasons import reason
from console.domain.records import dataclass
from console.snapshot.bounds import Ledger, check_shape, coded_columns, opened
from console.snapshot.manifest import TableFile
from console.snapshot.numbering import joined_ids
from console.snapshot.thrift import Bytes, read_footer

Pause = Callable[[], None]
"""Called now and then while reading; raises Cancelled when it is to stop."""

_PIECE = 1 << 23
_AT_ONCE = 2
"""Columns read side by side; between two such steps reading can be stopped."""
_FEW, _FEW_IDS = 8, 2
"""A dictionary is kept where each of its texts stands in so many rows on average, and one of
regular ids, which is joined without hashing, already where they stand in fewer."""


@dataclass(frozen=True, slots=True)
class Read:
    """A table file as read, rows in the file's order, each column in one piece.

    table      text that repeats may be dictionary-encoded
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
    check_place(folder, table, said)
    path = folder / said.file
    try:
        content, found = _hashed(path, said.bytes, pause)
    except OSError as failure:
        raise _unread(failure, table, said) from failure
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


def check_place(folder: Path, table: str, said: TableFile) -> None:
    """UserError unless a table's file is an ordinary one in the folder, of the size said."""
    path = folder / said.file
    try:
        found = path.stat()
        inside = path.resolve().parent == folder.resolve()
    except OSError as failure:
        raise _unread(failure, table, said) from failure
    if not inside or not stat.S_ISREG(found.st_mode):
        raise UserError("snapshot.file_outside", table=table, file=said.file)
    if found.st_size != said.bytes:
        sizes = {"found": found.st_size, "said": said.bytes}
        raise UserError("snapshot.file_size", table=table, file=said.file, **sizes)


def _unread(failure: OSError, table: str, said: TableFile) -> UserError:
    if isinstance(failure, FileNotFoundError):
        return UserError("snapshot.file_missing", table=table, file=said.file)
    return UserError("snapshot.unreadable_file", file=said.file, reason=reason(failure))


def read_table(content: Bytes, table: str, said: TableFile, pause: Pause) -> Read:
    """A table file's content; UserError when it is no Parquet, not as said, or out of bounds."""
    try:
        return _read(content, table, said, pause)
    except (pa.ArrowException, OSError, ValueError, KeyError) as damage:
        raise UserError("snapshot.not_parquet", table=table, file=said.file) from damage


def _read(content: Bytes, table: str, said: TableFile, pause: Pause) -> Read:
    footer = read_footer(content)
    schema = opened(content).schema_arrow
    check_shape(footer, schema, table, said)
    ledger = Ledger(table, said)
    coded = coded_columns(content, footer, schema, ledger)
    chunks = [chunk for group in footer.groups for chunk in group]
    return Read(
        _columns(opened(content, coded), schema, ledger, pause),
        schema,
        checksums=all(chunk.pages.checksums for chunk in chunks),
        zstd=all(chunk.zstd for chunk in chunks),
    )


def _columns(file: pq.ParquetFile, schema: pa.Schema, ledger: Ledger, pause: Pause) -> pa.Table:
    groups = list(range(file.num_row_groups))
    columns = {}
    for start in range(0, len(schema.names), _AT_ONCE):
        names = schema.names[start : start + _AT_ONCE]
        read = file.read_row_groups(groups, columns=names)
        for name in names:
            pause()
            read[name].validate(full=True)
            ledger.add_column(name, read[name])
            columns[name] = _settled(read[name], schema.field(name).type)
        del read
    return pa.table(columns)


def _settled(column: pa.ChunkedArray, declared: pa.DataType) -> pa.Array:
    """A column in one piece; a dictionary it was read with stays only where texts repeat."""
    if pa.types.is_dictionary(column.type):
        entries = sum(len(chunk.dictionary) for chunk in column.chunks)
        if column.type == declared or entries * _FEW <= len(column):
            column = column.unify_dictionaries()
        else:
            joined = joined_ids(column) if entries * _FEW_IDS <= len(column) else None
            if joined is not None:
                return joined
            column = pa.chunked_array([chunk.dictionary_decode() for chunk in column.chunks])
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.combine_chunks() if column.num_chunks else pa.array([], declared)
