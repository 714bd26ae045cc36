"""What a child hands back: one JSON text and one file of plain numbers, no code, no pickles.

That is all the parent reads: a file that took over the child's libraries cannot make the parent run
anything.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_SAID, _SHARE, _NUMBERS = "answer.json", "share", "numbers"
_TYPES = frozenset({"|b1", "|u1", "<i4", "<i8", "<f4", "<f8"})


class Writer:
    """The child's side: `put` arrays, `tell` how far it is, and `say` last of all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: dict[str, tuple[str, int, list[int]]] = {}
        self._length = 0

    def put(self, name: str, array: Array) -> None:
        """Write an array of numbers or claims."""
        packed = np.ascontiguousarray(array)
        self._index[name] = packed.dtype.str, self._length, list(packed.shape)
        with (self._folder / _NUMBERS).open("ab") as file:
            file.write(packed.data)
        self._length += packed.nbytes

    def tell(self, share: float) -> None:
        """How much is done, 0 to 1."""
        (self._folder / _SHARE).write_text(f"{share:.3f}", "ascii")

    def say(self, said: dict[str, Any]) -> None:
        """What it found; nothing may follow."""
        whole = json.dumps({"said": said, "index": self._index}, ensure_ascii=False)
        (self._folder / _SAID).write_text(whole, "utf-8")


class Reader:
    """The parent's side."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: dict[str, Any] = {}
        self._share = 0.0
        self.said: dict[str, Any] = {}

    def share(self) -> float:
        """How much is done, 0 to 1; never less than was told before."""
        try:
            share = float((self._folder / _SHARE).read_text("ascii"))
        except (OSError, ValueError):
            share = 0.0
        self._share = max(self._share, min(share, 1.0))
        return self._share

    def listen(self) -> bool:
        """Read what was said; False when nothing was, or nothing whole."""
        try:
            whole = json.loads((self._folder / _SAID).read_text("utf-8"))
            self.said, self._index = dict(whole["said"]), dict(whole["index"])
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return True

    def take(self, name: str) -> Array:
        """An array by its name; KeyError when there is none, or none that is sound."""
        try:
            kind, offset, shape = self._index[name]
            if kind not in _TYPES:
                raise ValueError(kind)
            count = int(np.prod(shape))
            with (self._folder / _NUMBERS).open("rb") as file:
                found = np.fromfile(file, np.dtype(kind), count, offset=int(offset))
            return found.reshape(shape)
        except (OSError, ValueError, TypeError) as fault:
            raise KeyError(name) from fault
