"""Roads: what the lines of the fabric are called, and the road and number of a plot's address."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np

from console.demo.options import Stage, generator
from console.demo.terrain.site import Site
from console.domain import resources
from console.domain.records import dataclass

_RANK = {"secondary": 0, "residential": 1, "primary": 2, "expressway": 3}
_NUMBER_M = 9.0
"""Metres of road from one even number to the next."""


@dataclass(slots=True)
class Roads:
    """Names of the fabric's lines ("" where a line has none)."""

    names: list[str]
    site: Site

    def address(self, plot: int) -> tuple[str, int]:
        """The road a plot is entered from, and its number there: even on one side, odd opposite."""
        face = self.site.fabric.faces[int(self.site.face[plot])]
        lines = self.site.fabric.lines
        named = [side for side in range(4) if self.names[face.sides[side]]]
        if not named:
            return self.names_nearby(plot), 1 + 2 * (plot % 400)
        side = min(named, key=lambda one: (_RANK.get(lines[face.sides[one]].kind, 9), one))
        line = lines[face.sides[side]]
        place = face.centre[1] if line.axis == 0 else face.centre[0]
        step = (
            int((place - line.low) / _NUMBER_M)
            if line.high - line.low < 2500
            else int(abs(place - line.low * 0.7) / _NUMBER_M)
        )
        return self.names[face.sides[side]], 2 * max(step, 1) + (side >= 2)

    def names_nearby(self, plot: int) -> str:
        """Any named road, for a plot whose four sides have none."""
        return next((name for name in self.names[plot:] + self.names if name), "")


def named(site: Site, seed: int) -> Roads:
    """Names for the lines that bound a plot of the site; waters get theirs too."""
    rng = generator(seed, Stage.NAMES)
    pool = _pool(rng)
    used = {line for row in site.face for line in site.fabric.faces[int(row)].sides}
    names = [""] * len(site.fabric.lines)
    waters = 0
    taken = 0
    for number in sorted(used, key=lambda one: (-_length(site, one), one)):
        line = site.fabric.lines[number]
        if line.is_water:
            names[number] = pool[(7 * waters + 3) % len(pool)][0] + (
                "浦" if line.kind == "river" else "泾"
            )
            waters += 1
        elif line.kind != "residential" or rng.random() < 0.55:
            names[number] = _called(pool[taken % len(pool)], line.kind)
            taken += 1
    return Roads(names, site)


def _length(site: Site, number: int) -> float:
    line = site.fabric.lines[number]
    return line.high - line.low


def _called(words: tuple[str, str], kind: str) -> str:
    stem, road = words
    if kind == "expressway":
        return f"{stem}高架路"
    return (
        f"{stem}大道"
        if kind == "primary" and road == "街"
        else f"{stem}路"
        if kind == "primary"
        else stem + road
    )


@cache
def place_words() -> dict[str, Any]:
    """The words places are called by."""
    return resources.read_toml("demo", "places.toml")


def _pool(rng: np.random.Generator) -> list[tuple[str, str]]:
    """Stems and kinds of road names: plants first, then made-up pairs, each in chance order."""
    words = place_words()
    plants = [(plant, "路" if rng.random() < 0.85 else "街") for plant in words["plants"]]
    pairs = [
        (head + tail, "路") for head, tail in product(words["road_heads"], words["road_tails"])
    ]
    first = [plants[one] for one in rng.permutation(len(plants))]
    return first + [pairs[one] for one in rng.permutation(len(pairs))]
