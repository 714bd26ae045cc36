"""A table of a foreign file as the console holds it: texts, numbers, geometry, and notes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.foreign.flat import Flat


@dataclass(frozen=True, slots=True)
class Column:
    """One column of n cells.

    ends int64[n+1] and data uint8[] hold the texts as UTF-8, null bool[n]; numbers float64[n] (nan
    for null) where every cell is a number, else None; cut is how many texts were too long.
    """

    name: str
    ends: npt.NDArray[np.int64]
    data: npt.NDArray[np.uint8]
    null: npt.NDArray[np.bool_]
    numbers: npt.NDArray[np.float64] | None
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is not as it should be: a sentence's key, how often, and the first rows.

    Rows count from 1 as people do; of lines that are no rows they are the file's line numbers.
    """

    key: str
    count: int
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one table besides its cells; `crs` is "" for a table without positions."""

    name: str
    format: str
    encoding: str = ""
    crs: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """One table of a file, its columns, and its geometry where it has one."""

    told: Told
    rows: int
    columns: tuple[Column, ...]
    flat: Flat | None
