"""What a Parquet file says of itself, read without trust: its footer and every page's header."""

from __future__ import annotations

from typing import Any

from console.domain.records import dataclass

Bytes = bytes | bytearray
Struct = dict[int, Any]
"""A Thrift struct: values by field number."""

_MAGIC = b"PAR1"
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_INTEGERS = (4, 5, 6)
_DEEPEST = 16
_ZSTD = 6
_CODED = (2, 8)
"""The encodings PLAIN_DICTIONARY and RLE_DICTIONARY."""
_WIDTHS = (1, 4, 8, 12, 4, 8)
"""Bytes of BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE; BYTE_ARRAY and fixed length follow."""
_BYTE_ARRAY = 6


@dataclass(frozen=True)
class Dictionary:
    """A dictionary page of `values`: `size` bytes from `start`, `unfolded` when decompressed."""

    start: int
    size: int
    unfolded: int
    values: int


@dataclass(frozen=True)
class Pages:
    """The pages of one column chunk, by their own headers.

    unfolded      the bytes they hold when decompressed
    checksums     whether every page carries one
    coded         how many values stand as codes of the dictionary page
    dictionaries  the pages of those; there should be one at most
    """

    unfolded: int
    checksums: bool
    coded: int
    dictionaries: list[Dictionary]


@dataclass(frozen=True)
class Chunk:
    """One column of row group `group`; path "list.element" style, width in bytes, 0 for texts."""

    group: int
    path: str
    width: int
    values: int
    zstd: bool
    pages: Pages


@dataclass(frozen=True)
class Footer:
    """A file's row groups, each with a chunk for every leaf column, or empty."""

    rows: int
    leaves: int
    groups: list[list[Chunk]]


def read_footer(content: Bytes) -> Footer:
    """The footer of a Parquet file and the headers of all its pages; ValueError when damaged."""
    try:
        return _footer(content)
    except (LookupError, TypeError, AttributeError, OverflowError) as damage:
        raise ValueError("a damaged footer") from damage


def _footer(content: Bytes) -> Footer:
    length = int.from_bytes(content[-8:-4], "little")
    if content[:4] != _MAGIC or content[-4:] != _MAGIC or length + 12 > len(content):
        raise ValueError("no Parquet")
    said, _ = read_struct(content, len(content) - 8 - length)
    widths = [_width(one) for one in said[2] if not one.get(5)]
    groups = [_group(content, at, one, widths) for at, one in enumerate(said.get(4, []))]
    if sum(one[3] for one in said.get(4, [])) != said[3]:
        raise ValueError("row groups do not add up")
    return Footer(said[3], len(widths), groups)


def _width(element: Struct) -> int:
    kind = element[1]
    if kind == _BYTE_ARRAY:
        return 0
    return _WIDTHS[kind] if kind < len(_WIDTHS) else max(int(element[2]), 1)


def _group(content: Bytes, group: int, said: Struct, widths: list[int]) -> list[Chunk]:
    if not said[3]:
        return []
    if len(said[1]) != len(widths):
        raise ValueError("a row group lacks columns")
    columns = zip(said[1], widths, strict=True)
    return [_chunk(content, group, one[3], width) for one, width in columns]


def _chunk(content: Bytes, group: int, said: Struct, width: int) -> Chunk:
    path = ".".join(bytes(part).decode() for part in said[3])
    first = said.get(11) or said[9]
    pages = _pages(content, min(first, said[9]), said[7], said[5])
    return Chunk(group, path, width, said[5], said[4] == _ZSTD, pages)


def _pages(content: Bytes, start: int, size: int, values: int) -> Pages:
    """Walks the headers of a chunk's pages, which fill `size` bytes from `start`."""
    at, end = start, start + size
    unfolded = coded = 0
    checksums, dictionaries = True, []
    if not 0 <= start <= end <= len(content) or values < 0:
        raise ValueError("a chunk outside the file")
    while at < end:
        header, body = read_struct(content, at)
        if header[2] < 0 or header[3] < 0:
            raise ValueError("a page of negative size")
        unfolded += header[2]
        checksums = checksums and 4 in header
        coded += _coded(header)
        if 7 in header:
            dictionaries.append(Dictionary(body, header[3], header[2], header[7][1]))
        at = body + header[3]
    return Pages(unfolded, checksums, coded, dictionaries)


def _coded(header: Struct) -> int:
    """The values of a data page, of either version, that are codes of the dictionary."""
    data, encoding = (header[8], 4) if 8 in header else (header.get(5, {}), 2)
    return data[1] if data.get(encoding) in _CODED else 0


def read_struct(content: Bytes, at: int, depth: int = 0) -> tuple[Struct, int]:
    """A struct of Thrift's compact protocol at a place, and the place after it."""
    if depth > _DEEPEST or at < 0:
        raise ValueError("too deep")
    held: Struct = {}
    field = 0
    while head := content[at]:
        at += 1
        if head >> 4:
            field += head >> 4
        else:
            field, at = _integer(content, at)
        kind = head & 15
        if kind in _INTEGERS and content[at] < 128:
            held[field] = (content[at] >> 1) ^ -(content[at] & 1)
            at += 1
        elif kind in (_TRUE, _FALSE):
            held[field] = kind == _TRUE
        else:
            held[field], at = _value(content, at, kind, depth)
    return held, at + 1


def _value(content: Bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    if kind in _INTEGERS:
        return _integer(content, at)
    if kind == _BINARY:
        size, at = _varint(content, at)
        if at + size > len(content):
            raise ValueError("text beyond the end")
        return content[at : at + size], at + size
    if kind == _STRUCT:
        return read_struct(content, at, depth + 1)
    if kind in (_LIST, _SET):
        return _list(content, at, depth)
    if kind in (_TRUE, _FALSE, _BYTE):
        return content[at], at + 1
    if kind == _DOUBLE:
        return None, at + 8
    raise ValueError("a kind that Parquet does not use")


def _list(content: Bytes, at: int, depth: int) -> tuple[list[Any], int]:
    size, kind = content[at] >> 4, content[at] & 15
    at += 1
    if size == 15:
        size, at = _varint(content, at)
    if size > len(content):
        raise ValueError("a list beyond the end")
    held = []
    for _ in range(size):
        value, at = _value(content, at, kind, depth + 1)
        held.append(value)
    return held, at


def _integer(content: Bytes, at: int) -> tuple[int, int]:
    raw, at = _varint(content, at)
    return (raw >> 1) ^ -(raw & 1), at


def _varint(content: Bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while content[at] & 128:
        value |= (content[at] & 127) << shift
        shift += 7
        at += 1
        if shift > 63:
            raise ValueError("a number without end")
    return value | content[at] << shift, at + 1
