"""Bounds: what a Parquet file may unfold to, judged before and while it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from console.domain.errors import UserError
from console.snapshot.hashes import longest
from console.snapshot.manifest import TableFile
from console.snapshot.thrift import Bytes, Chunk, Footer

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
_HARMLESS = 1 << 23
_PREFIX = 4
"""Bytes before each text of a page that say how long it is."""


def opened(content: Bytes, coded: list[str] | None = None) -> pq.ParquetFile:
    """A Parquet file in memory, page checksums to be verified; `coded` texts as dictionaries."""
    return pq.ParquetFile(
        pa.BufferReader(content),
        read_dictionary=coded,
        page_checksum_verification=True,
        pre_buffer=False,
        arrow_extensions_enabled=False,
    )


def check_shape(footer: Footer, schema: pa.Schema, table: str, said: TableFile) -> None:
    """UserError when a file has other rows than said, too many, or two columns of one name."""
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


class Ledger:
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

    def add_column(self, name: str, column: pa.ChunkedArray) -> None:
        """Counts what a column as read will take without its dictionary; none may be too long."""
        texts = sum(self._add_text(name, chunk) for chunk in column.chunks)
        if texts > MOST_TEXT_BYTES:
            raise UserError("snapshot.too_much_text", table=self._table, column=name[:40])

    def _add_text(self, name: str, chunk: pa.Array) -> int:
        """The bytes of a chunk's texts; those that come out of a dictionary are counted."""
        if not pa.types.is_dictionary(chunk.type):
            if _is_text(chunk.type) and chunk.nbytes > MOST_VALUE_BYTES:
                self._check_longest(name, chunk)
            return int(chunk.nbytes) if _is_text(chunk.type) else 0
        longest = self._check_longest(name, chunk.dictionary)
        if longest * len(chunk) <= _HARMLESS:
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
    is_large = pa.types.is_large_string(texts.type) or pa.types.is_large_binary(texts.type)
    held = np.frombuffer(texts.buffers()[1], "i8" if is_large else "i4")
    return longest(held[texts.offset : texts.offset + len(texts) + 1])


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


def coded_columns(content: Bytes, footer: Footer, schema: pa.Schema, ledger: Ledger) -> list[str]:
    """The flat text columns to read as dictionaries; counts what all the others will unfold to.

    Those whose every value is a code are cheapest so; among the rest are those of which nobody
    can say beforehand how much text their codes stand for.
    """
    flat = set(schema.names)
    filled = [chunks for chunks in footer.groups if chunks]
    coded = []
    for chunks in zip(*filled, strict=True):
        if chunks[0].width:
            ledger.add(sum(chunk.values * chunk.width for chunk in chunks))
        elif chunks[0].path in flat and all(chunk.pages.coded for chunk in chunks):
            if all(chunk.pages.coded == chunk.values for chunk in chunks):
                coded.append(chunks[0].path)
                ledger.add(sum(4 * chunk.values + chunk.pages.unfolded for chunk in chunks))
            elif _may_unfold(content, chunks, ledger):
                coded.append(chunks[0].path)
        else:
            _count_codes(content, chunks, ledger)
    return coded


def _may_unfold(content: Bytes, chunks: Sequence[Chunk], ledger: Ledger) -> bool:
    """Whether long texts of a dictionary may be repeated beyond what the pages' sizes say.

    Where they may not, they are counted.
    """
    most = []
    for repeated in _repeated(content, chunks):
        if repeated > SMALL_BYTES:
            return True
        most.append(repeated)
    ledger.add(sum(most) + sum(chunk.pages.unfolded for chunk in chunks))
    return False


def _count_codes(content: Bytes, chunks: Sequence[Chunk], ledger: Ledger) -> None:
    """Counts the most that the pages and the codes in them can unfold to."""
    for chunk, repeated in zip(chunks, _repeated(content, chunks), strict=True):
        ledger.add(chunk.pages.unfolded + repeated)


def _repeated(content: Bytes, chunks: Sequence[Chunk]) -> Iterator[int]:
    """The most bytes that the codes in each chunk of a column can stand for."""
    file = None
    for chunk in chunks:
        if not chunk.pages.coded:
            yield 0
            continue
        longest = even_length(content, chunk)
        if longest is None:
            file = file or opened(content, [chunk.path])
            longest = longest_entry(file, chunk)
        yield longest * chunk.pages.coded


def even_length(content: Bytes, chunk: Chunk) -> int | None:
    """The length in bytes of all entries of a chunk's dictionary, told from its page alone.

    None where that is not quick, or the entries are not of one length.
    """
    pages = chunk.pages.dictionaries
    if not chunk.zstd or chunk.width or len(pages) != 1:
        return None
    page = pages[0]
    if page.values < 1 or page.unfolded % page.values or page.unfolded > _HARMLESS:
        return None
    size = page.unfolded // page.values
    if size < _PREFIX:
        return None
    stored = memoryview(content)[page.start : page.start + page.size]
    held = pa.Codec("zstd").decompress(stored, page.unfolded)
    lengths = np.ndarray((page.values,), "<u4", held, 0, (size,))
    return size - _PREFIX if (lengths == size - _PREFIX).all() else None


def longest_entry(file: pq.ParquetFile, chunk: Chunk) -> int:
    """The longest entry in bytes of one chunk's dictionary, read with its first row alone.

    `file` is opened with the chunk's column as a dictionary.
    """
    top = chunk.path if chunk.path in file.schema_arrow.names else chunk.path.split(".")[0]
    first = next(file.iter_batches(batch_size=1, row_groups=[chunk.group], columns=[top]), None)
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
