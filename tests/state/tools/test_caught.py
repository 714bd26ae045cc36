"""What is said of the buildings caught is true of them, whatever is shown at the moment."""

from __future__ import annotations

import numpy as np

from console.domain import packs
from console.domain.conditions import parse_all
from console.state.filtering import NO_FILTER
from console.state.narrowing import narrow
from console.state.tools.caught import caught_lines
from console.store.frame import frame
from console.store.sieve import Sieve
from tests.store import tiny


def test_people_of_all_buildings_caught_are_told_while_the_frame_holds_fewer() -> None:
    street = tiny.street()
    whole = frame(street, street.as_of_us)
    first = street.buildings.id.text(0)
    asked = parse_all((f"building={first}",), packs.load(street.scenario))
    narrowed = narrow(whole, NO_FILTER.put("map", asked), Sieve(street))
    rows = np.arange(len(street.buildings.id), dtype=np.int32)
    assert narrowed.buildings.people.sum() < whole.buildings.people.sum()
    told = caught_lines(narrowed, rows, "en")
    assert told == caught_lines(whole, rows, "en")
    assert f"{int(whole.buildings.people.sum()):,} residents" in told[1]
