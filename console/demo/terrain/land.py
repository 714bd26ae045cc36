"""Land use: which plots are estates and of which kind, and what the others are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from console.demo.options import Scale, Stage, generator
from console.demo.terrain.committees import group
from console.demo.terrain.site import Site
from console.domain.arrays import F64, I64
from console.domain.records import dataclass

ESTATE, PARK, HALLS, POCKET, SCHOOL, OFFICE, MALL, HOSPITAL, WORKS, VERGE, COURT = (
    "estate", "park", "halls", "pocket", "school", "office", "mall", "hospital", "works",
    "verge", "court",
)  # fmt: skip

KIND_SHARES = {
    "slab": 0.36,
    "tower": 0.22,
    "villa": 0.13,
    "lane": 0.11,
    "mixed": 0.13,
    "shophouse": 0.05,
}
"""Shares of the estates; one compound of oddities is taken out of `mixed`."""

_LEAST_ESTATE_M2 = 0.9e4
_LEAST_ESTATE_WIDTH_M = 64.0


@dataclass(slots=True)
class Land:
    """What each plot of a site is.

    committee int64[n]; use str[n]; estate int64[n], −1 for other uses, numbered by committee;
    kinds     the kind of each estate: a key of KIND_SHARES, or "oddities".
    """

    committee: I64
    use: npt.NDArray[np.str_]
    estate: I64
    kinds: list[str]

    @property
    def committees(self) -> int:
        """How many committees there are."""
        return int(self.committee.max()) + 1


def allot(site: Site, scale: Scale, seed: int) -> Land:
    """Land use by plot; fewer estates than wanted when the ground has no room for them."""
    rng = generator(seed, Stage.LAND_USE)
    area = shapely.area(site.net)
    fit = _fit_for_estate(site, area)
    use = np.full(len(area), VERGE, "U10")
    large = _large_grounds(site, scale, rng)
    for cell, what in large.items():
        use[site.cell == cell] = what
    committee = group(site, scale.committees, list(large))
    free = fit & (use == VERGE)
    chosen = _choose(committee, np.where(free, area, 0.0), scale.estates, rng)
    use[chosen] = ESTATE
    rest = np.flatnonzero((use == VERGE) & (area > 3000.0))
    use[rest] = _other_uses(area[rest], rng)
    return Land(
        committee, use, _numbered(committee, chosen), _kinds(area, committee, chosen, scale, rng)
    )


def _fit_for_estate(site: Site, area: F64) -> npt.NDArray[np.bool_]:

    inner = shapely.area(shapely.buffer(site.net, -_LEAST_ESTATE_WIDTH_M / 2, quad_segs=1))
    fit: npt.NDArray[np.bool_] = (area > _LEAST_ESTATE_M2) & (inner > 0.0)
    return fit


def _large_grounds(site: Site, scale: Scale, rng: np.random.Generator) -> dict[int, str]:
    """Cells given whole to a park (two superblocks) or halls: one of each in a street."""
    if scale.factor < 0.3:
        return {}
    full = np.bincount(site.cell, shapely.area(site.whole))
    inner = np.bincount(site.cell[_inner(site)], minlength=len(full)) == np.bincount(site.cell)
    free: dict[int, list[int]] = {}
    for cell in np.unique(site.cell):
        if inner[cell] and full[cell] > 1.6e5:
            free.setdefault(int(site.block[site.cell == cell][0]), []).append(int(cell))
    taken: dict[int, str] = {}
    for _ in range(scale.count(1.0, 1)):
        _take_blocks(free, taken, PARK, site.fabric.across, rng)
        _take_blocks(free, taken, HALLS, 0, rng)
    return taken


def _inner(site: Site) -> npt.NDArray[np.bool_]:
    """Plots well inside the outline, bool[n]."""
    inner: npt.NDArray[np.bool_] = shapely.contains(
        shapely.buffer(site.outline, -150.0, quad_segs=2), site.whole
    )
    return inner


def _take_blocks(
    free: dict[int, list[int]],
    taken: dict[int, str],
    what: str,
    across: int,
    rng: np.random.Generator,
) -> None:
    """Gives a free superblock to `what`, with `across` also the one north of it."""
    whole = [one for one, cells in free.items() if len(cells) == 2] or list(free)
    if not whole:
        return
    paired = [one for one in whole if one + across in whole] or whole
    block = paired[int(rng.integers(len(paired)))]
    for one in {block, block + across}:
        for cell in free.pop(one, []):
            taken[cell] = what


def _choose(committee: I64, room_m2: F64, wanted: int, rng: np.random.Generator) -> I64:
    """Rows of the plots that become estates: some in each committee, more where there is room."""
    usable = np.flatnonzero(room_m2 > 0)
    by_committee = np.bincount(committee, room_m2, minlength=int(committee.max()) + 1)
    liking = np.exp(-((np.log(room_m2[usable] / 7.0e4) / 1.0) ** 2))
    order = usable[np.argsort(-rng.uniform(0.25, 1.0, len(usable)) * liking, kind="stable")]
    rank = _rank_within(committee[order])
    turn = np.where(rank == 0, 0.0, (rank + 0.5) / by_committee[committee[order]])
    return np.sort(order[np.argsort(turn, kind="stable")][:wanted])


def _rank_within(group_of: I64) -> I64:
    """For each row, how many earlier rows have the same group."""
    order = np.argsort(group_of, kind="stable")
    ordered = group_of[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    run = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.append(starts, len(ordered))))
    rank = np.empty(len(ordered), np.int64)
    rank[order] = run
    return rank


def _numbered(committee: I64, chosen: I64) -> I64:
    estate = np.full(len(committee), -1, np.int64)
    order = chosen[np.argsort(committee[chosen], kind="stable")]
    estate[order] = np.arange(len(order))
    return estate


def _other_uses(area: F64, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Uses of plots that are no estates, by size and chance."""
    names = np.array([SCHOOL, OFFICE, POCKET, WORKS, MALL, HOSPITAL, COURT])
    small = np.array([0.30, 0.16, 0.38, 0.02, 0.06, 0.02, 0.06])
    large = np.array([0.17, 0.26, 0.20, 0.20, 0.08, 0.05, 0.04])
    draw = rng.random(len(area))
    use = np.where(
        area < 3.5e4,
        names[np.searchsorted(np.cumsum(small)[:-1], draw)],
        names[np.searchsorted(np.cumsum(large)[:-1], draw)],
    )
    return np.where(area < 0.6e4, POCKET, use)


def _kinds(
    area: F64, committee: I64, chosen: I64, scale: Scale, rng: np.random.Generator
) -> list[str]:
    """The kind of each estate in its numbered order; lanes take small plots, villas larger ones."""
    order = chosen[np.argsort(committee[chosen], kind="stable")]
    count = len(order)
    if count == 1:
        return ["mixed"]
    kinds = _shared_out(count)
    liking = {"lane": -2.0, "villa": 0.5, "shophouse": -1.0, "oddities": 0.2}
    size = np.argsort(np.argsort(area[order], kind="stable"))
    place = size / count + rng.normal(0, 0.20, count)
    wish = np.array([liking.get(kind, 0.1) for kind in kinds]) + rng.normal(0, 0.35, count)
    got = [""] * count
    for row, kind in zip(
        np.argsort(place, kind="stable"), np.argsort(wish, kind="stable"), strict=True
    ):
        got[int(row)] = kinds[int(kind)]
    return got


def _shared_out(count: int) -> list[str]:
    """`count` kinds by KIND_SHARES (largest remainders), one of them the compound of oddities."""
    exact = np.array(list(KIND_SHARES.values())) * (count - 1)
    whole = np.floor(exact).astype(int)
    for kind in np.argsort(whole - exact, kind="stable")[: count - 1 - whole.sum()]:
        whole[kind] += 1
    kinds = ["oddities"]
    for kind, number in zip(KIND_SHARES, whole, strict=True):
        kinds += [kind] * int(number)
    return kinds
