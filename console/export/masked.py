"""Masking of tables that leave: names, phones, birth dates and origins coarsened, hashes gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.masking import mask_name, mask_phone
from console.snapshot.schema import DAY

LEFT_OUT = ("id_hash",)
_SHORTEST_NAME = 2


def masked(name: str, table: pa.Table) -> pa.Table:
    """A table as it may leave.

    Of residents the year of birth stays, as its first day; of an episode's origin the country or
    the province, which is all that its colour class is decided from.
    """
    if name == "episodes":
        return _put(_put(table, "origin", _nothing), "origin_code", _provinces)
    if name != "residents":
        return table
    table = table.drop_columns([one for one in LEFT_OUT if one in table.column_names])
    for column, mask in (("name", mask_name), ("phone", mask_phone)):
        table = _put(table, column, partial(mask_texts, mask=mask))
    return _put(table, "born", _first_of_year)


def years(table: pa.Table) -> pa.Table:
    """Residents whose masked day of birth is said as what it is: a year."""
    return _put(table, "born", lambda days: pc.year(days).cast(pa.int16()))


def without_names(notes: pa.ChunkedArray, names: pa.Array) -> pa.Array:
    """Notes in which the name of the person each is about stands masked."""
    told = notes.to_pylist()
    for row in np.flatnonzero(notes.is_valid().to_numpy()).tolist():
        name = (names[row].as_py() or "").strip()
        if len(name) >= _SHORTEST_NAME:
            told[row] = told[row].replace(name, mask_name(name))
    return pa.array(told, pa.string())


def mask_texts(texts: pa.ChunkedArray, mask: Callable[[str], str]) -> pa.Array:
    """Every text masked; a mask is made once for each distinct text."""
    coded = texts.combine_chunks().dictionary_encode()
    shown = pa.array([mask(one) for one in coded.dictionary.to_pylist()], pa.string())
    return shown.take(coded.indices)


def _first_of_year(days: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.floor_temporal(days, unit="year").cast(DAY)


def _nothing(texts: pa.ChunkedArray) -> pa.Array:
    return pa.nulls(len(texts), texts.type)


def _provinces(codes: pa.ChunkedArray) -> pa.ChunkedArray:
    """Six digits (GB/T 2260) as those of their province; two letters (ISO 3166-1) as they are."""
    province = pc.binary_join_element_wise(pc.utf8_slice_codeunits(codes, 0, 2), "0000", "")
    return pc.if_else(pc.equal(pc.utf8_length(codes), 6), province, codes)


def _put(
    table: pa.Table, column: str, change: Callable[[pa.ChunkedArray], pa.Array | pa.ChunkedArray]
) -> pa.Table:
    if column not in table.column_names:
        return table
    return table.set_column(table.column_names.index(column), column, change(table[column]))
