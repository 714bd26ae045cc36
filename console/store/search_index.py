"""What the locator looks through: names and addresses, folded so that slips do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.store.columns import I32, Street, Strings
from console.store.pinyin import Letters, letters

_NUMBER = re.compile(r"(\d+[a-z]?)(?=号|栋|幢|座|楼|#|$)")
_BLANKS = re.compile(r"[\s,，。·]+")
_MOST_SEARCHED = 400
"""Characters of a name or an address that are looked through; no real one is longer."""


def folded(text: str) -> str:
    """A text as it is compared: full width as half, lower case, without blanks and commas."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True, eq=False)
class Lines:
    """Texts in one string, a line each, so that one search finds the rows that hold a text."""

    texts: tuple[str, ...]

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self.texts)

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        lengths = np.fromiter((len(text) + 1 for text in self.texts), np.int64, len(self.texts))
        return np.concatenate(([0], np.cumsum(lengths)))

    def rows_with(self, wanted: str, most: int | None = None) -> list[int]:
        """Rows that hold `wanted`, ascending, at most `most` of them."""
        rows: list[int] = []
        at = self._whole.find(wanted)
        while at >= 0 and (most is None or len(rows) < most):
            row = int(np.searchsorted(self._starts, at, side="right")) - 1
            rows.append(row)
            at = self._whole.find(wanted, int(self._starts[row + 1]))
        return rows


class SearchIndex:
    """Names of committees, estates and buildings, made when first asked for."""

    def __init__(self, street: Street) -> None:
        self._committees, self._estates = street.committees, street.estates
        self._buildings = street.buildings

    @cached_property
    def committees(self) -> Lines:
        """Names of committees."""
        return Lines(tuple(_folded(self._committees.name)))

    @cached_property
    def estates(self) -> Lines:
        """Names and addresses of estates."""
        names, addresses = _folded(self._estates.name), _folded(self._estates.address)
        return Lines(tuple(map("\t".join, zip(names, addresses, strict=True))))

    @cached_property
    def buildings(self) -> Lines:
        """Address, name, and estate with name of every building."""
        names, addresses = _folded(self._buildings.name), _folded(self._buildings.address)
        estates = [_folded_text(self._estates.name, row) for row in range(len(self._estates.id))]
        of_building = self._buildings.estate.tolist()
        return Lines(
            tuple(
                f"{address}\t{estates[estate] if estate >= 0 else ''}{name}"
                for address, name, estate in zip(addresses, names, of_building, strict=True)
            )
        )

    @cached_property
    def _rows_of_number(self) -> dict[str, list[int]]:
        names, addresses = _folded(self._buildings.name), _folded(self._buildings.address)
        rows: dict[str, list[int]] = {}
        for row, (name, address) in enumerate(zip(names, addresses, strict=True)):
            for number in {*_NUMBER.findall(name), *_NUMBER.findall(address)[-1:]}:
                rows.setdefault(number, []).append(row)
        return rows

    def numbered(self, number: str) -> list[int]:
        """Buildings that go by a number: "30" for 30号楼 and for an address that ends in 30号."""
        return self._rows_of_number.get(number, [])

    @cached_property
    def committee_letters(self) -> tuple[Letters, ...]:
        """Readings of the committees' names."""
        return tuple(letters(text) for text in self.committees.texts)

    @cached_property
    def estate_letters(self) -> tuple[Letters, ...]:
        """Readings of the estates' names."""
        return tuple(letters(text.split("\t")[0]) for text in self.estates.texts)

    @cached_property
    def road_letters(self) -> tuple[Letters, ...]:
        """Readings of the estates' addresses."""
        return tuple(letters(text.split("\t")[1]) for text in self.estates.texts)

    def of_estates(self, estates: list[int]) -> npt.NDArray[np.bool_]:
        """Which buildings lie in one of `estates`, bool[b]."""
        chosen = np.zeros(len(self._estates.id) + 1, np.bool_)
        chosen[[row + 1 for row in estates]] = True
        of_building: I32 = self._buildings.estate
        inside: npt.NDArray[np.bool_] = chosen[of_building + 1]
        return inside


_known: WeakKeyDictionary[Street, SearchIndex] = WeakKeyDictionary()


def index_of(street: Street) -> SearchIndex:
    """The index of a street; its parts are made when first used, on whatever thread asks."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = SearchIndex(street)
    return known


def _folded(texts: Strings) -> list[str]:
    return [_folded_text(texts, row) for row in range(len(texts))]


def _folded_text(texts: Strings, row: int) -> str:
    return folded(texts.text(row)[:_MOST_SEARCHED])
