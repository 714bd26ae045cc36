"""The town: everything of a street that does not move, laid out before anybody lives there."""

from __future__ import annotations

from dataclasses import field

import numpy as np
import shapely

from console.demo import points
from console.demo.given.foreign import Said
from console.demo.options import STREET_RESIDENTS, Scale, Stage, generator
from console.demo.points import Facilities, Ground
from console.demo.terrain import basemap
from console.demo.terrain.basemap import Features
from console.demo.terrain.ground import Geometries, Geometry, Tangent
from console.demo.terrain.grounds import ground_places
from console.demo.terrain.homes import Homes, joined, regular_homes
from console.demo.terrain.land import MALL, SCHOOL, Land, allot
from console.demo.terrain.oddities import Compound, put_in
from console.demo.terrain.places import estate_places
from console.demo.terrain.roads import named, place_words
from console.demo.terrain.site import Site
from console.demo.terrain.stock import Stock, build, meet_units
from console.demo.terrain.titles import (
    Doors,
    committee_names,
    estate_addresses,
    estate_names,
    number_doors,
)
from console.domain.arrays import I64
from console.domain.progress import Step
from console.domain.records import dataclass

UNITS_A_STREET = 95_000


@dataclass(slots=True)
class Naming:
    """What the street itself is called, and where its clocks are."""

    code: str
    zh: str
    en: str
    zone: str


@dataclass(slots=True)
class Town:
    """Ground, estates, buildings and units of a street; geometry in metres around `tangent`.

    committee_of_estate int64[e]; estate kinds and names by estate; doors by building; words: texts
    that Homes.room and label refer to; source_id: ids of real buildings in their file (empty for
    made-up ones); notes: what was left out or mended of foreign files.
    """

    naming: Naming
    tangent: Tangent
    outline: Geometry
    committee_shape: Geometries
    committee_name: list[str]
    estate_shape: Geometries
    estate_name: list[str]
    estate_address: list[str]
    estate_kind: list[str]
    committee_of_estate: I64
    stock: Stock
    homes: Homes
    doors: Doors
    words: list[str]
    features: Features
    facilities: Facilities
    committee_of_facility: I64
    source_id: list[str] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    @property
    def estate_of_unit(self) -> I64:
        """The estate of each unit, int64[u], −1 for none."""
        return self.stock.estate[self.homes.building]


def lay_out(site: Site, naming: Naming, scale: Scale, seed: int, tick: Step) -> Town:
    """A town on a site: land use, buildings, homes, names, basemap and facilities."""
    tick(0.2)
    land = allot(site, scale, seed)
    roads = named(site, seed)
    tick(0.3)
    placed = estate_places(site, land, seed, tick)
    tick(0.5)
    stock = build(site, land, placed, ground_places(site, land, seed), scale, seed)
    tick(0.6)
    odd, homes = _furnished(stock, land, scale, seed)
    names = estate_names(land.kinds, seed)
    lanes = estate_addresses(land, roads)
    tick(0.7)
    features = basemap.draw(site, land, roads, naming.zh, seed)
    tick(0.9)
    shapes = site.net[_plots_of_estates(land)]
    committees = _committee_shapes(site, land)
    ground = Ground(shapes, names, _public(site, land), points.road_belts(site))
    facilities = points.set_out(ground, features, scale, seed)
    return Town(
        naming=naming,
        tangent=site.tangent,
        outline=site.outline,
        committee_shape=committees,
        committee_name=committee_names(land.committees),
        estate_shape=shapes,
        estate_name=names,
        estate_address=[f"{road}{number}弄" for road, number in lanes],
        estate_kind=["mixed" if kind == "oddities" else kind for kind in land.kinds],
        committee_of_estate=land.committee[_plots_of_estates(land)],
        stock=stock,
        homes=homes,
        doors=number_doors(stock, land, roads, lanes, odd),
        words=odd.words,
        features=features,
        facilities=facilities,
        committee_of_facility=points.areas_under(committees, np.array(facilities.shape, object)),
    )


def _furnished(stock: Stock, land: Land, scale: Scale, seed: int) -> tuple[Compound, Homes]:
    """The odd buildings put in, and the units of all buildings, as many as the scale has."""
    odd = put_in(stock, land.kinds)
    extra = [] if odd.homes is None else [odd.homes]
    wanted = scale.count(UNITS_A_STREET, 1) - sum(len(one) for one in extra)
    meet_units(stock, wanted, generator(seed, Stage.BUILDINGS, 1))
    return odd, joined([regular_homes(stock, shapely.area(stock.shape)), *extra])


def _committee_shapes(site: Site, land: Land) -> Geometries:
    shapes = [
        shapely.union_all(site.whole[land.committee == one]) for one in range(land.committees)
    ]
    return np.array(shapes, object)


def _plots_of_estates(land: Land) -> I64:
    """The plot of each estate."""
    rows = np.flatnonzero(land.estate >= 0)
    return rows[np.argsort(land.estate[rows])]


def _public(site: Site, land: Land) -> list[tuple[str, Geometry]]:
    """Middles of the grounds of schools and malls."""
    rows = np.flatnonzero(np.isin(land.use, (SCHOOL, MALL)))
    return [("", shapely.point_on_surface(site.net[row])) for row in rows]


def default_naming() -> Naming:
    """The model street's own name and place."""
    words = place_words()
    return Naming(words["street_code"], words["street_zh"], words["street_en"], "Asia/Shanghai")


__all__ = ["STREET_RESIDENTS", "Naming", "Town", "default_naming", "lay_out"]
