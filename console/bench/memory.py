"""Memory: what this process has in use, and what the street's code columns take."""

from __future__ import annotations

import os
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from console.store.columns import Strings

_SELF = Path("/proc/self/statm")


def resident_bytes() -> int | None:
    """Bytes of this process that are in memory, shared pages included; None off Linux."""
    if sys.platform != "linux":
        return None
    pages = int(_SELF.read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def columns_bytes(value: object) -> int:
    """Bytes of the columns of numbers and codes of a street or of a part of it; texts count 0."""
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    if isinstance(value, Strings) or not is_dataclass(value):
        return 0
    return sum(columns_bytes(getattr(value, one.name)) for one in fields(value))
