"""Homes: the units of every building, floor by floor and column by column."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from console.demo.terrain.stock import Stock, unit_counts
from console.domain.arrays import F32, F64, I8, I16, I32, I64, Bools
from console.domain.records import dataclass

WHOLE_HOUSE = 30_000
"""Room number of a unit that is the whole house; above it stand words, see `words_of`."""
WORDED = 30_001


@dataclass(slots=True)
class Homes:
    """Units as columns, by building, floor and column.

    building int32[n]; floor, column int16[n]; span_floors, span_columns int8[n]; door int16[n]
    counted from 0 in its building; room int32[n]: floor and place as on the door ("1103"),
    WHOLE_HOUSE, or WORDED + row in `words`; label int32[n] row in `words` or −1; area float32[n];
    trade bool[n]: a shop, store or garage, where nobody lives.
    """

    building: I32
    floor: I16
    column: I16
    span_floors: I8
    span_columns: I8
    door: I16
    room: I32
    label: I32
    area: F32
    trade: Bools

    def __len__(self) -> int:
        return len(self.building)

    def only(self, rows: I64) -> Homes:
        """The units at `rows`."""
        return Homes(*(getattr(self, one.name)[rows] for one in fields(self)))


def regular_homes(stock: Stock, ground_m2: F64) -> Homes:
    """The units of every building as its form says; `ground_m2` float64[n] are footprint areas."""
    counts = unit_counts(stock)
    building = np.repeat(np.arange(len(stock), dtype=np.int32), counts)
    place = np.arange(len(building)) - np.repeat(np.cumsum(counts) - counts, counts)
    columns = (stock.doors * stock.flats)[building]
    flats = stock.flats[building]
    floor = place // columns + 1
    column = place % columns
    whole = np.isin(stock.form, ("villa", "terrace"))[building]
    room = np.where(whole, WHOLE_HOUSE, floor * 100 + column % flats + 1)
    floors_each = np.where(whole, np.minimum(stock.floors[building], 4), 1)
    area = ground_m2[building] * 0.88 * floors_each / columns
    return Homes(
        building=building,
        floor=floor.astype(np.int16),
        column=column.astype(np.int16),
        span_floors=floors_each.astype(np.int8),
        span_columns=np.ones(len(building), np.int8),
        door=(column // flats).astype(np.int16),
        room=room.astype(np.int32),
        label=np.full(len(building), -1, np.int32),
        area=np.round(area * _wobble(place), 1).astype(np.float32),
        trade=floor <= stock.homes_above[building],
    )


def _wobble(place: I64) -> F64:
    """Flats of a floor differ a little, the same on every floor above one another."""
    wobble: F64 = 1.0 + 0.08 * np.sin(place * 2.399)
    return wobble


def joined(parts: list[Homes]) -> Homes:
    """Several lists of units as one, in the contract's order."""
    whole = Homes(
        *(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Homes))
    )
    return whole.only(np.lexsort((whole.column, whole.floor, whole.building)))
