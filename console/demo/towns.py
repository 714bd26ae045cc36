"""Which town the options ask for: its own outline, a given boundary, or given footprints."""

from __future__ import annotations

from console.demo.given.boundary import read_boundary
from console.demo.given.realtown import real_town
from console.demo.options import DemoOptions, Scale
from console.demo.terrain.site import given_site, own_site
from console.demo.town import Naming, Town, default_naming, lay_out
from console.domain.progress import Step

_LEAST_FOR_A_TOWN = 1200
"""Fewer residents than this still get a whole estate around them."""


_LEAST_M2_A_RESIDENT = 50.0
"""Ground, all told; a street of its own outline has 84 m² for each resident."""


def town_for(options: DemoOptions, tick: Step) -> Town:
    """The town that the options describe; UserError when a foreign file is not right."""
    scale = Scale(max(options.residents, _LEAST_FOR_A_TOWN))
    boundary = None if options.boundary is None else read_boundary(options.boundary)
    if options.buildings is not None:
        town = real_town(options.buildings, boundary, scale, options.seed, tick)
    elif boundary is not None:
        room = int(boundary.outline.area / _LEAST_M2_A_RESIDENT)
        scale = Scale(max(min(options.residents, room), _LEAST_FOR_A_TOWN))
        site = given_site(boundary.outline, boundary.tangent, options.seed)
        naming = Naming(boundary.code or "demo", boundary.zh, boundary.en, boundary.zone)
        town = lay_out(site, naming, scale, options.seed, tick)
    else:
        return lay_out(own_site(scale, options.seed), default_naming(), scale, options.seed, tick)
    if boundary is not None:
        town.notes = [*boundary.notes, *town.notes]
    return town
