"""Which town the options ask for: its own outline, a given boundary, or given footprints."""

from __future__ import annotations

from console.demo.options import DemoOptions, Scale
from console.demo.site import own_site
from console.demo.town import Town, default_naming, lay_out

_LEAST_FOR_A_TOWN = 1200
"""Fewer residents than this still get a whole estate around them."""


def town_for(options: DemoOptions) -> Town:
    """The town that the options describe; UserError when a foreign file is not right."""
    scale = Scale(max(options.residents, _LEAST_FOR_A_TOWN))
    return lay_out(own_site(scale, options.seed), default_naming(), scale, options.seed)
