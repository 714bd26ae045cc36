"""The building stock: every building of the street with its floors, doors, kind and name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.demo.options import Scale, Stage, generator
from console.demo.terrain.footprints import Places, footprints, join
from console.demo.terrain.ground import Geometries
from console.demo.terrain.land import Land
from console.demo.terrain.site import Site
from console.domain.arrays import F64, I64
from console.domain.records import dataclass

BUILDINGS_A_STREET = 4_000
_CLASS_TOP = np.array([3, 7, 12, 20])
"""Highest floors of the classes low, middle, raised, high; above is the class of towers."""
CLASS_SHARES = np.array([0.424, 0.412, 0.050, 0.083, 0.031])
"""Of residential buildings, as in a sample of 6,000 of Shanghai's."""
SHOP_SHARE = 0.045
HOUSING = ("slab", "mid", "tower", "point", "villa", "terrace", "lane", "house")
"""Forms with homes on every floor; shop-houses have them above the ground floor."""


@dataclass(slots=True)
class Stock:
    """Buildings as columns, in the contract's order: by estate, those without one last.

    estate int64[n] or −1; plot int64[n]; form, kind str[n]; floors, below, doors int64[n];
    flats int64[n] homes a door and floor; height float64[n] metres; built int64[n];
    shape polygons in metres; east, north float64[n] the middle; homes_above int64[n]: floors up
    to this one hold shops.
    """

    estate: I64
    plot: I64
    form: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    floors: I64
    below: I64
    doors: I64
    flats: I64
    height: F64
    built: I64
    shape: Geometries
    east: F64
    north: F64
    homes_above: I64

    def __len__(self) -> int:
        return len(self.estate)


def build(
    site: Site, land: Land, estates: Places, grounds: Places | None, scale: Scale, seed: int
) -> Stock:
    """The stock of a laid-out street: thinned to the wanted classes, in the contract's order."""
    rng = generator(seed, Stage.BUILDINGS)
    others = 0 if grounds is None else len(grounds)
    kept = thinned(estates, land, max(scale.count(BUILDINGS_A_STREET) - others, 1), rng)
    places = kept if grounds is None else join([kept, grounds])
    estate = land.estate[places.plot]
    order = np.lexsort(
        (*_reading_order(site, places), np.where(estate < 0, len(land.kinds), estate))
    )
    places, estate = places.only(order), estate[order]
    return _stock(places, estate, land, rng)


def thinned(places: Places, land: Land, wanted: int, rng: np.random.Generator) -> Places:
    """At most `wanted` places in the shares of the classes; others make up for short ones."""
    shops = (places.form == "shop") & ~_in_shophouse_estate(places, land)
    klass = np.where(shops, len(CLASS_SHARES), np.searchsorted(_CLASS_TOP, places.floors))
    there = np.bincount(klass, minlength=len(CLASS_SHARES) + 1)
    share = np.append(CLASS_SHARES * (1 - SHOP_SHARE), SHOP_SHARE)
    quota = np.minimum(there, np.round(share * wanted).astype(np.int64))
    while (short := wanted - int(quota.sum())) > 0 and (quota < there).any():
        spare = there - quota
        quota += np.minimum(spare, -(-short * spare // max(int(spare.sum()), 1)))
        quota[np.argmax(quota)] -= max(0, int(quota.sum()) - wanted)
    keep = np.zeros(len(places), bool)
    for one in range(len(quota)):
        rows = np.flatnonzero(klass == one)
        keep[rng.permutation(rows)[: quota[one]]] = True
    return places.only(keep)


def _in_shophouse_estate(places: Places, land: Land) -> npt.NDArray[np.bool_]:
    kinds = np.array(land.kinds)
    mask: npt.NDArray[np.bool_] = kinds[land.estate[places.plot]] == "shophouse"
    return mask


_ROW_M = 26.0


def _reading_order(site: Site, places: Places) -> tuple[F64, F64]:
    """Keys for lexsort: west to east within rows, rows from north to south, by each plot's turn."""
    turn = np.where(places.along >= places.across, places.turn, 0.0)
    median = np.zeros(len(site.face))
    order = np.lexsort((turn, places.plot))
    plots, start, count = np.unique(places.plot[order], return_index=True, return_counts=True)
    median[plots] = turn[order][start + count // 2]
    cos, sin = np.cos(median[places.plot]), np.sin(median[places.plot])
    along = places.east * cos + places.north * sin
    across = places.north * cos - places.east * sin
    return along, -np.floor(across / _ROW_M)


_BUILT = {
    "lane": (1958, 1989), "slab": (1983, 2001), "tower": (1997, 2013), "villa": (1998, 2011),
    "mixed": (1994, 2008), "shophouse": (1986, 2000), "oddities": (2004, 2012),
}  # fmt: skip
_KIND = {
    "slab": "slab",
    "mid": "slab",
    "lane": "slab",
    "house": "slab",
    "tower": "tower",
    "point": "tower",
    "villa": "villa",
    "terrace": "villa",
    "shop": "shop",
    "mall": "shop",
    "school": "school",
}  # fmt: skip


def _stock(places: Places, estate: I64, land: Land, rng: np.random.Generator) -> Stock:
    estate_built = np.array([int(rng.integers(*_BUILT[kind])) for kind in land.kinds] or [2000])
    alone = rng.integers(1995, 2016, len(places))
    built = np.where(estate >= 0, estate_built[estate] + rng.integers(0, 3, len(places)), alone)
    tall = np.isin(places.form, ("tower", "point", "office", "hospital", "mall"))
    storey = np.where(np.isin(places.form, ("office", "mall", "hospital", "hall")), 4.0, 2.9)
    shop = places.form == "shop"
    shophouse = shop & (estate >= 0)
    shophouse[shophouse] = np.array(land.kinds)[estate[shophouse]] == "shophouse"
    return Stock(
        estate=estate,
        plot=places.plot,
        form=places.form,
        kind=np.array([_KIND.get(form, "office") for form in places.form.tolist()]),
        floors=places.floors,
        below=np.where(tall, 1 + (places.floors > 24), 0),
        doors=places.doors,
        flats=flats_a_door(places.form, places.along * places.across, places.doors, rng),
        height=np.round(places.floors * storey + 1.2, 1),
        built=built.astype(np.int64),
        shape=footprints(places),
        east=places.east,
        north=places.north,
        homes_above=np.where(shop, np.where(shophouse, 1, places.floors), 0),
    )


def flats_a_door(
    form: npt.NDArray[np.str_], ground_m2: F64, doors: I64, rng: np.random.Generator
) -> I64:
    """Homes a door and floor, by form and ground area."""
    a_door = ground_m2 / np.maximum(doors, 1)
    flats = np.ones(len(form), np.int64)
    stairs = np.isin(form, ("slab", "mid", "house"))
    flats[stairs] = np.clip(np.round(a_door[stairs] / rng.uniform(76, 104, stairs.sum())), 1, 4)
    flats[form == "slab"] = np.clip(flats[form == "slab"], 2, 3)
    flats[form == "tower"] = np.clip(np.round(a_door[form == "tower"] / 84), 2, 4)
    flats[form == "point"] = np.clip(np.round(a_door[form == "point"] / 96), 3, 8)
    return flats


def meet_units(stock: Stock, wanted: int, rng: np.random.Generator) -> None:
    """Changes homes a floor in towers, then in slabs, until there are about `wanted` units."""
    for forms, low, high in ((("point",), 3, 9), (("tower", "mid"), 2, 5), (("slab",), 1, 3)):
        rows = rng.permutation(np.flatnonzero(np.isin(stock.form, forms)))
        for _ in range(3):
            gap = wanted - int(unit_counts(stock).sum())
            step = 1 if gap > 0 else -1
            may = rows[(stock.flats[rows] < high) if step > 0 else (stock.flats[rows] > low)]
            gain = np.cumsum((stock.floors * stock.doors)[may])
            stock.flats[may[: np.searchsorted(gain, abs(gap), side="right")]] += step


def unit_counts(stock: Stock) -> I64:
    """Units in each building, int64[n]; 0 where nobody lives and no shop is."""
    whole = np.isin(stock.form, ("villa", "terrace"))
    has = np.isin(stock.form, (*HOUSING, "shop", "trade"))
    floors = np.where(whole, 1, stock.floors)
    return np.where(has, floors * stock.doors * stock.flats, 0)
