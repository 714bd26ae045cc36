"""Tables: the town as Arrow tables of the contract, ids and geometry in degrees."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from console.demo.options import Stage, generator
from console.demo.people.households import OCCUPANCIES, Households
from console.demo.people.residents import nullable, numbered
from console.demo.points import schedule
from console.demo.terrain.ground import Geometries, Tangent
from console.demo.terrain.homes import WHOLE_HOUSE, WORDED, Homes
from console.demo.town import Town
from console.domain.instants import midnight, zone


def wkb(shapes: Geometries, tangent: Tangent) -> npt.NDArray[np.object_]:
    """WKB in degrees of shapes in metres: rings the contract's way round, all of them valid."""
    degrees = shapely.transform(shapes, tangent.degrees)
    wrong = ~shapely.is_valid(degrees)
    if wrong.any():
        degrees[wrong] = shapely.buffer(degrees[wrong], 0)
    encoded: npt.NDArray[np.object_] = shapely.to_wkb(shapely.orient_polygons(degrees))
    return encoded


def committee_ids(town: Town) -> pa.Array:
    """Ids of the committees: the street's code and a number."""
    count = len(town.committee_name)
    width = max(3, len(str(count)))
    return pa.array([f"{town.naming.code}{one + 1:0{width}d}" for one in range(count)])


def committees(town: Town) -> pa.Table:
    """The contract's table of committees."""
    return pa.table(
        {
            "committee_id": committee_ids(town),
            "name": town.committee_name,
            "geometry": pa.array(wkb(town.committee_shape, town.tangent), pa.binary()),
        }
    )


def estates(town: Town) -> pa.Table:
    """The contract's table of estates."""
    count = len(town.estate_name)
    return pa.table(
        {
            "estate_id": numbered("E", np.arange(count), count),
            "name": town.estate_name,
            "committee_id": committee_ids(town).take(pa.array(town.committee_of_estate)),
            "address": pa.array([one or None for one in town.estate_address], pa.string()),
            "kind": town.estate_kind,
            "geometry": pa.array(wkb(town.estate_shape, town.tangent), pa.binary()),
        }
    )


def buildings(town: Town) -> pa.Table:
    """The contract's table of buildings."""
    stock = town.stock
    row = np.arange(len(stock))
    ids = numbered("E", np.maximum(stock.estate, 0), len(town.estate_name))
    own = {"source_id": town.source_id} if town.source_id else {}
    return pa.table(
        {
            "building_id": numbered("B", row, len(stock)),
            "name": town.doors.name,
            "estate_id": nullable(ids, stock.estate),
            "address": pa.array(town.doors.address, pa.string()),
            "kind": pa.array([kind or None for kind in stock.kind.tolist()], pa.string()),
            "floors_above": pa.array(stock.floors.astype(np.int16)),
            "floors_below": pa.array(stock.below.astype(np.int16), mask=stock.below == 0),
            "height_m": pa.array(stock.height.astype(np.float32)),
            "built": pa.array(stock.built.astype(np.int16), mask=stock.built <= 0),
            "geometry": pa.array(wkb(stock.shape, town.tangent), pa.binary()),
            **own,
        }
    )


def units(town: Town, households: Households, today: int, seed: int) -> pa.Table:
    """The contract's table of units."""
    homes = town.homes
    rng = generator(seed, Stage.HOMES, 1)
    building = homes.building.astype(np.int64)
    verified = (today - 1 - rng.integers(1, 220, len(homes))).astype(np.int32)
    how = np.searchsorted([0.76, 0.94], rng.random(len(town.stock)), side="right")
    door = town.doors.first[building] + town.doors.step[building] * homes.door
    one_floor, one_column = homes.span_floors == 1, homes.span_columns == 1
    return pa.table(
        {
            "unit_id": numbered("U", np.arange(len(homes)), len(homes)),
            "building_id": numbered("B", building, len(town.stock)),
            "floor": pa.array(homes.floor),
            "floor_label": _words(town, homes.label, homes.label >= 0),
            "column": pa.array(homes.column),
            "room": rooms(town, homes),
            "entrance": pc.binary_join_element_wise(pc.cast(pa.array(door), pa.string()), "号", ""),
            "span_floors": pa.array(homes.span_floors, mask=one_floor),
            "span_columns": pa.array(homes.span_columns, mask=one_column),
            "area_m2": pa.array(homes.area),
            "occupancy": pa.array(OCCUPANCIES).take(pa.array(households.occupancy)),
            "verified_on": pc.cast(
                pa.array(verified, mask=rng.random(len(homes)) < 0.03), pa.date32()
            ),
            "layout": pa.array(["surveyed", "inferred", "guessed"]).take(pa.array(how[building])),
        }
    )


def rooms(town: Town, homes: Homes) -> pa.Array:
    """What stands on the doors of units: a number, a word, or the whole house."""
    numbers = pc.cast(pa.array(homes.room), pa.string())
    named = pc.if_else(pa.array(homes.room == WHOLE_HOUSE), "全幢", numbers)
    worded = homes.room >= WORDED
    if not worded.any():
        return named
    return pc.if_else(pa.array(worded), _words(town, homes.room - WORDED, worded), named)


def _words(town: Town, row: npt.NDArray[np.int32], here: npt.NDArray[np.bool_]) -> pa.Array:
    if not here.any():
        return pa.nulls(len(row), pa.string())
    return pa.array(town.words).take(pa.array(np.where(here, row, 0), mask=~here))


def basemap(town: Town) -> pa.Table:
    """The contract's table of the basemap, by layer and id."""
    features = town.features
    count = len(features.shape)
    order = np.argsort(np.array(features.layer), kind="stable")
    names = [features.name[row] or None for row in order]
    return pa.table(
        {
            "feature_id": numbered("M", np.arange(count), count),
            "layer": [features.layer[row] for row in order],
            "geometry": pa.array(
                wkb(np.array(features.shape, object)[order], town.tangent), pa.binary()
            ),
            "class": [features.kind[row] or None for row in order],
            "name": pa.array(names, pa.string()),
        }
    )


def facilities(town: Town, today: int, as_of_us: int, seed: int) -> pa.Table:
    """The contract's table of facilities, last serviced by as-of."""
    out, count = town.facilities, len(town.facilities.kind)
    start = midnight(today, zone(town.naming.zone))
    interval, serviced, broken = schedule(out.kind, today, start, seed, as_of_us)
    estate = np.array(out.estate, np.int64)
    committee = town.committee_of_facility
    ids = committee_ids(town).take(pa.array(np.maximum(committee, 0)))
    return pa.table(
        {
            "facility_id": numbered("F", np.arange(count), count),
            "kind": pa.array(out.kind, pa.string()),
            "geometry": pa.array(wkb(np.array(out.shape, object), town.tangent), pa.binary()),
            "name": pa.array([name or None for name in out.name], pa.string()),
            "committee_id": nullable(ids, committee),
            "estate_id": nullable(
                numbered("E", np.maximum(estate, 0), len(town.estate_name)), estate
            ),
            "interval_days": pa.array(interval.astype(np.int16)),
            "serviced_at": pa.array(serviced, pa.timestamp("us", "UTC")),
            "status": pa.array(["正常", "待修"]).take(pa.array(broken)),
        }
    )
