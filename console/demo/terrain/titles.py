"""Titles: names and addresses of committees, estates and buildings, and the numbers on doors."""

from __future__ import annotations

import numpy as np

from console.demo.options import Stage, generator
from console.demo.terrain.basemap import ground_name
from console.demo.terrain.land import Land
from console.demo.terrain.oddities import Compound
from console.demo.terrain.roads import Roads, place_words
from console.demo.terrain.stock import Stock
from console.domain.arrays import I64
from console.domain.records import dataclass

_ORDINALS = "一二三四五六七八九十"


@dataclass(slots=True)
class Doors:
    """Names and addresses of buildings, and the number of each one's first door and the step on."""

    name: list[str]
    address: list[str | None]
    first: I64
    step: I64


def committee_names(count: int) -> list[str]:
    """Names of `count` committees: the known ones first, then plants with numbers."""
    words = place_words()
    known, plants = words["committees"], words["plants"]
    more = [
        f"{plants[one % len(plants)]}第{_ordinal(one // len(plants) + 1)}"
        for one in range(max(0, count - len(known)))
    ]
    return [f"{name}居委会" for name in (known + more)[:count]]


def _ordinal(number: int) -> str:
    """A number from 1 in Chinese up to ten, in digits beyond."""
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)


def estate_names(kinds: list[str], seed: int) -> list[str]:
    """A name for each estate after its kind, none there twice."""
    rng = generator(seed, Stage.NAMES, 1)
    words = place_words()
    heads = words["estate_heads"] + words["plants"]
    order = rng.permutation(len(heads))
    taken: dict[str, int] = {}
    names = []
    for place, kind in enumerate(kinds):
        endings = words["suffix"][kind]
        name = heads[order[place % len(heads)]] + endings[int(rng.integers(len(endings)))]
        taken[name] = taken.get(name, 0) + 1
        names.append(name if taken[name] == 1 else f"{name}{_ordinal(taken[name])}期")
    return names


def estate_addresses(land: Land, roads: Roads) -> list[tuple[str, int]]:
    """Road and lane number of each estate, in the order of estates."""
    plots = np.flatnonzero(land.estate >= 0)
    found = {int(land.estate[plot]): roads.address(int(plot)) for plot in plots}
    return [found[estate] for estate in sorted(found)]


def number_doors(
    stock: Stock, land: Land, roads: Roads, lanes: list[tuple[str, int]], odd: Compound
) -> Doors:
    """Names, addresses and door numbers of every building of a laid-out street."""
    doors = Doors([], [], np.zeros(len(stock), np.int64), np.ones(len(stock), np.int64))
    next_door: dict[int, int] = {}
    next_shop: dict[int, int] = {}
    next_house: dict[int, int] = {}
    fronts = (stock.form == "shop") & (stock.homes_above >= stock.floors)
    for row in range(len(stock)):
        estate, plot, count = int(stock.estate[row]), int(stock.plot[row]), int(stock.doors[row])
        if estate < 0:
            next_house[plot] = next_house.get(plot, 0) + 1
            name, address = _ground_title(land, roads, plot, next_house[plot])
            doors.first[row] = next_house[plot]
        elif fronts[row]:
            start = next_shop.get(estate, lanes[estate][1] + 2)
            next_shop[estate] = start + 2 * count
            doors.first[row], doors.step[row] = start, 2
            address = f"{lanes[estate][0]}{_range(start, start + 2 * count - 2)}号"
            name = f"沿街商铺{_range(start, start + 2 * count - 2)}号"
        else:
            start = next_door.get(estate, 1)
            next_door[estate] = start + count
            doors.first[row] = start
            span = _range(start, start + count - 1)
            name = f"{span}号" if stock.form[row] == "villa" else f"{span}号楼"
            name = f"{odd.names[row]}（{span}号）" if row in odd.names else name
            address = f"{lanes[estate][0]}{lanes[estate][1]}弄{span}号"
        doors.name.append(name)
        doors.address.append(address)
    return doors


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _ground_title(land: Land, roads: Roads, plot: int, number: int) -> tuple[str, str]:
    road, house = roads.address(plot)
    return f"{ground_name(land, roads, plot) or road}{number}号楼", f"{road}{house}号"
