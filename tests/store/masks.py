"""What a filter keeps, from masks written out."""

from __future__ import annotations

from console.store.bits import Rows
from console.store.columns import Street
from console.store.crowd import crowd_of
from console.store.homes import ChosenHomes
from console.store.kept import Kept, Mask


def kept_of(street: Street, people: Mask, units: Mask) -> Kept:
    """Those people bool[r] and those units bool[u], by no condition at all."""
    return Kept(crowd_of(street, people), ChosenHomes(street, Rows.of(units)), ())
