"""What the locator looks through: names and addresses, folded so that slips do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.distinct import distinct
from console.store.columns import I32, I64, Street, Strings
from console.store.pinyin import Letters, letters

_NUMBERS = re.compile(r"(\d+[a-z]?)(?=号|栋|幢|座|楼|#|$)|\n", re.MULTILINE)
_BLANKS = re.compile(r"[\s,，。·]+")
_MOST_SEARCHED = 400
"""Characters of a name or an address that are looked through; no real one is longer."""
_TOGETHER, _LINES = 1 << 11, 1 << 14
"""How many texts are folded, and searched, by one call: others want the interpreter too."""
_BETWEEN = "\0"


def folded(text: str) -> str:
    """A text as it is compared: full width as half, lower case, without blanks and commas."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def folded_texts(texts: Strings) -> list[str]:
    """Every text as it is compared, as far as it is looked through.

    Many are folded together: a call for each costs ten times as much.
    """
    found: list[str] = []
    for start in range(0, len(texts), _TOGETHER):
        found += _folded_together(texts, start, min(start + _TOGETHER, len(texts)))
    return found


def _folded_together(texts: Strings, start: int, end: int) -> list[str]:
    ends, null = texts.ends[start : end + 1], texts.null
    lengths = np.diff(ends)
    if lengths.max() <= _MOST_SEARCHED and (null is None or not lengths[null[start:end]].any()):
        data = np.insert(texts.data[ends[0] : ends[-1]], ends[1:-1] - ends[0], ord(_BETWEEN))
        found = folded(data.tobytes().decode()).split(_BETWEEN)
        if len(found) == len(lengths):
            return found
    return [folded(texts.text(row)[:_MOST_SEARCHED]) for row in range(start, end)]


class Lines:
    """Texts, a line each of some long strings, so that one search finds many rows with a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        left = iter(texts)
        self._blocks: list[tuple[str, I64]] = []
        while some := list(islice(left, _LINES)):
            starts = np.cumsum([0, *(len(text) + 1 for text in some)])
            self._blocks.append(("\n".join(some), starts))

    def texts(self) -> list[str]:
        """All of them."""
        return [text for whole, _ in self._blocks for text in whole.split("\n")]

    def text(self, row: int) -> str:
        """One of them."""
        (whole, starts), at = self._blocks[row // _LINES], row % _LINES
        return whole[starts[at] : starts[at + 1] - 1]

    def rows_with(self, wanted: str, most: int | None = None) -> list[int]:
        """Rows that hold `wanted`, ascending, at most `most` of them."""
        found: list[int] = []
        for number, (whole, starts) in enumerate(self._blocks):
            if most is not None and len(found) >= most:
                break
            ends = np.cumsum([len(one) + len(wanted) for one in whole.split(wanted)[:-1]])
            rows = starts.searchsorted(ends - len(wanted), side="right") - 1
            found += (distinct(rows)[0] + number * _LINES).tolist()
        return found[:most]


class _Numbers:
    """Which rows go by a number: every one in a name, and the last one of an address."""

    def __init__(self, names: list[str], addresses: list[str]) -> None:
        self._codes = {"": 0}
        in_names, in_addresses = self._found(names), self._found(addresses)
        rows = in_addresses % len(names)
        keys = np.concatenate((in_names, in_addresses[np.diff(rows, append=-1) != 0]))
        codes, self._rows = np.divmod(distinct(keys)[0], max(len(names), 1))
        self._first = codes.searchsorted(np.arange(len(self._codes) + 1))

    def rows(self, number: str) -> I64:
        """Those that go by one, ascending."""
        code = self._codes.get(number, 0)
        return self._rows[self._first[code] : self._first[code + 1]]

    def _found(self, texts: list[str]) -> I64:
        """Every number that stands in a text: its code, times the texts, and its row."""
        codes, told = self._codes, list[int]()
        for start in range(0, len(texts), _TOGETHER):
            some = "\n".join((*texts[start : start + _TOGETHER], ""))
            told += [codes.setdefault(one, len(codes)) for one in _NUMBERS.findall(some)]
        found = np.array(told, np.int64)
        is_number = found > 0
        return (found * len(texts) + np.cumsum(~is_number))[is_number]


class SearchIndex:
    """Names of committees, estates and buildings, made when first asked for."""

    def __init__(self, street: Street) -> None:
        self._committees, self._estates = street.committees, street.estates
        self._buildings = street.buildings

    @cached_property
    def committees(self) -> Lines:
        """Names of committees."""
        return Lines(folded_texts(self._committees.name))

    @cached_property
    def estates(self) -> Lines:
        """Names and addresses of estates."""
        names, addresses = folded_texts(self._estates.name), folded_texts(self._estates.address)
        return Lines(map("\t".join, zip(names, addresses, strict=True)))

    @property
    def buildings(self) -> Lines:
        """Address, name, and estate with name of every building."""
        return self._of_buildings[0]

    def numbered(self, number: str) -> I64:
        """Buildings that go by a number: "30" for 30号楼 and for an address that ends in 30号."""
        return self._of_buildings[1].rows(number)

    @cached_property
    def _of_buildings(self) -> tuple[Lines, _Numbers]:
        names, addresses = folded_texts(self._buildings.name), folded_texts(self._buildings.address)
        estates = [*folded_texts(self._estates.name), ""]
        of_building = self._buildings.estate.tolist()
        lines = (
            f"{address}\t{estates[estate]}{name}"
            for address, name, estate in zip(addresses, names, of_building, strict=True)
        )
        return Lines(lines), _Numbers(names, addresses)

    @cached_property
    def committee_letters(self) -> tuple[Letters, ...]:
        """Readings of the committees' names."""
        return tuple(letters(text) for text in self.committees.texts())

    @cached_property
    def estate_letters(self) -> tuple[Letters, ...]:
        """Readings of the estates' names."""
        return tuple(letters(text.split("\t")[0]) for text in self.estates.texts())

    @cached_property
    def road_letters(self) -> tuple[Letters, ...]:
        """Readings of the estates' addresses."""
        return tuple(letters(text.split("\t")[1]) for text in self.estates.texts())

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
