"""Committees: neighbouring plots joined into the wanted number of areas that tile the street."""

from __future__ import annotations

import numpy as np
import shapely

from console.demo.terrain.ground import Geometries
from console.demo.terrain.site import Site
from console.domain.arrays import I64

_SMALL_SHARE = 0.4
"""A part smaller than this share of the median joins a neighbour."""


def group(site: Site, wanted: int, joined_cells: list[int]) -> I64:
    """The committee of each plot, int64[n], numbered 0 to wanted − 1 from north-west to south-east.

    Cells in `joined_cells` (parks, halls) never stand alone while they have a neighbour. Fewer
    than `wanted` come out only when there are fewer plots.
    """
    groups = _Groups(site)
    for cell in joined_cells:
        members = np.flatnonzero(site.cell == cell)
        if len(members):
            groups.join_smallest_neighbour(int(groups.of[members[0]]))
    groups.join_small(_SMALL_SHARE)
    groups.reach(min(wanted, len(site.face)))
    return groups.numbered()


class _Groups:
    """Groups of plots being joined and split; `of` holds the group of each plot."""

    def __init__(self, site: Site) -> None:
        import shapely

        self._area = shapely.area(site.whole)
        self._centre = shapely.get_coordinates(shapely.centroid(site.whole))
        self._pairs = _neighbours(site.whole)
        self.of = np.unique(site.cell, return_inverse=True)[1].astype(np.int64)
        self._near: dict[int, set[int]] = {}
        self._size: dict[int, float] = {}
        self._count()

    def _count(self) -> None:
        areas = np.bincount(self.of, self._area)
        self._size = {int(group): float(areas[group]) for group in np.unique(self.of)}
        self._near = {group: set() for group in self._size}
        for one, other in self.of[self._pairs]:
            if one != other:
                self._near[int(one)].add(int(other))
                self._near[int(other)].add(int(one))

    def join_smallest_neighbour(self, group: int) -> bool:
        """Joins a group to the smallest beside it; False when there is none."""
        near = self._near[group]
        if not near:
            return False
        into = min(near, key=lambda one: (self._size[one], one))
        self.of[self.of == group] = into
        self._size[into] += self._size.pop(group)
        for one in self._near.pop(group) - {into}:
            self._near[one].discard(group)
            self._near[one].add(into)
            self._near[into].add(one)
        self._near[into].discard(group)
        return True

    def join_small(self, share: float) -> None:
        """Joins every group below a share of the median area to a neighbour."""
        least = share * float(np.median(list(self._size.values())))
        for group in sorted(self._size, key=lambda one: (self._size[one], one)):
            if self._size.get(group, least) < least:
                self.join_smallest_neighbour(group)

    def reach(self, wanted: int) -> None:
        """Joins the smallest or splits the largest until there are `wanted` groups."""
        alone: set[int] = set()
        while len(self._size) > wanted and len(alone) < len(self._size):
            rest = [one for one in self._size if one not in alone]
            smallest = min(rest, key=lambda one: (self._size[one], one))
            if not self.join_smallest_neighbour(smallest):
                alone.add(smallest)
        while len(self._size) < wanted:
            splittable = [one for one in self._size if np.count_nonzero(self.of == one) > 1]
            self._split(max(splittable, key=lambda one: (self._size[one], one)))

    def _split(self, group: int) -> None:
        """Cuts a group in two across its longer side, about half the area each."""
        rows = np.flatnonzero(self.of == group)
        centre = self._centre[rows]
        axis = int(np.ptp(centre[:, 1]) > np.ptp(centre[:, 0]))
        order = rows[np.argsort(centre[:, axis], kind="stable")]
        half = np.cumsum(self._area[order])
        cut = int(np.clip(np.searchsorted(half, half[-1] / 2), 1, len(order) - 1))
        self.of[order[cut:]] = self.of.max() + 1
        self._count()

    def numbered(self) -> I64:
        """Groups renumbered by where they lie: rows of about a kilometre, west to east in each."""
        groups = np.unique(self.of)
        east, north = (
            np.array(
                [
                    np.average(
                        self._centre[self.of == one, axis], weights=self._area[self.of == one]
                    )
                    for one in groups
                ]
            )
            for axis in (0, 1)
        )
        order = np.lexsort((east, -np.floor(north / 1100.0)))
        place = np.empty(len(groups), np.int64)
        place[order] = np.arange(len(groups))
        numbered: I64 = place[np.searchsorted(groups, self.of)]
        return numbered


def _neighbours(whole: Geometries) -> I64:
    """Pairs int64[k, 2] of plots that share more than a corner."""
    tree = shapely.STRtree(whole)
    one, other = tree.query(whole, predicate="intersects")
    once = one < other
    one, other = one[once], other[once]
    shared = shapely.length(shapely.intersection(whole[one], whole[other]))
    pairs: I64 = np.column_stack((one, other))[shared > 5.0].astype(np.int64)
    return pairs
