"""The whole street is what an operations centre would take for its own; shares are printed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from console.snapshot.check import examine
from tests.demo.conftest import Made
from tests.demo.frames import boundary, column, in_metres, shapes, told, within


def test_it_has_neither_faults_nor_notes(whole: Made) -> None:
    report = examine(whole.folder).report
    assert (report.faults, report.notes) == ((), ())


def test_it_is_written_in_time(whole: Made) -> None:
    told(f"written in {whole.seconds:.1f} s (wanted under 10 s on two quiet cores)")
    assert whole.seconds < 40.0


@pytest.mark.parametrize(
    ("table", "wanted", "by"),
    [
        ("committees", 60, 0),
        ("estates", 130, 0),
        ("buildings", 4_000, 60),
        ("units", 95_000, 500),
        ("residents", 250_000, 0),
    ],
)
def test_it_has_as_much_of_everything_as_the_model_street(
    whole: Made, table: str, wanted: int, by: int
) -> None:
    within(table, whole.snapshot.tables[table].num_rows, wanted, by)


def test_its_ground_is_twenty_one_square_kilometres(whole: Made) -> None:
    outline = in_metres(whole.snapshot, np.array([boundary(whole.snapshot)], object))[0]
    within("km²", outline.area / 1e6, 21.0, 0.21)


def test_committees_tile_the_street(whole: Made) -> None:
    areas = in_metres(whole.snapshot, shapes(whole.snapshot, "committees"))
    outline = in_metres(whole.snapshot, np.array([boundary(whole.snapshot)], object))[0]
    union = shapely.union_all(areas)
    assert abs(shapely.area(areas).sum() - union.area) < 200.0
    assert union.symmetric_difference(outline).area < 2_000.0


def test_estates_lie_inside_their_committees_and_over_no_other(whole: Made) -> None:
    estates = in_metres(whole.snapshot, shapes(whole.snapshot, "estates"))
    ids = column(whole.snapshot, "committees", "committee_id")
    own = np.searchsorted(ids, column(whole.snapshot, "estates", "committee_id"))
    areas = in_metres(whole.snapshot, shapes(whole.snapshot, "committees"))
    inside = shapely.area(shapely.intersection(estates, areas[own])) / shapely.area(estates)
    assert inside.min() > 0.999
    assert shapely.union_all(estates).area == pytest.approx(shapely.area(estates).sum(), rel=1e-6)


def test_buildings_lie_inside_their_estates_and_over_no_other(whole: Made) -> None:
    buildings = in_metres(whole.snapshot, shapes(whole.snapshot, "buildings"))
    estates = in_metres(whole.snapshot, shapes(whole.snapshot, "estates"))
    estate = column(whole.snapshot, "buildings", "estate_id")
    placed = np.array([one is not None for one in estate])
    own = np.searchsorted(
        column(whole.snapshot, "estates", "estate_id"), estate[placed].astype(str)
    )
    inside = shapely.intersection(buildings[placed], estates[own])
    assert (shapely.area(inside) / shapely.area(buildings[placed])).min() > 0.999
    one, other = shapely.STRtree(buildings).query(buildings, predicate="overlaps")
    assert len(one[one != other]) == 0


def test_estates_are_of_every_kind_and_of_many_sizes(whole: Made) -> None:
    kinds = set(column(whole.snapshot, "estates", "kind"))
    assert kinds == {"slab", "tower", "villa", "shophouse", "mixed", "lane"}
    hectares = shapely.area(in_metres(whole.snapshot, shapes(whole.snapshot, "estates"))) / 1e4
    told(f"estates from {hectares.min():.1f} to {hectares.max():.1f} ha")
    assert hectares.min() > 0.5
    assert hectares.max() > 4 * hectares.min()


def test_one_compound_breaks_every_habit(whole: Made) -> None:
    floors = column(whole.snapshot, "buildings", "floors_above")
    below = column(whole.snapshot, "buildings", "floors_below")
    labels = set(column(whole.snapshot, "units", "floor_label")) - {None}
    spans = column(whole.snapshot, "units", "span_floors")
    wide = column(whole.snapshot, "units", "span_columns")
    trade = column(whole.snapshot, "units", "occupancy") == "business"
    lowest = column(whole.snapshot, "units", "floor")
    assert floors.max() == 120
    assert np.nanmax(below) == 4
    assert {"3A", "12A", "12B", "M", "B1", "B2"} <= labels
    assert np.nanmax(spans) == 4
    assert np.nanmax(wide) >= 4
    assert (trade & (lowest == -2)).any()
    assert column(whole.snapshot, "units", "column").max() == 47


def test_some_buildings_have_no_units(whole: Made) -> None:
    with_units = set(column(whole.snapshot, "units", "building_id"))
    kinds = column(whole.snapshot, "buildings", "kind")
    without = np.array(
        [one not in with_units for one in column(whole.snapshot, "buildings", "building_id")]
    )
    assert {"office", "school"} <= set(kinds[without])
    assert "slab" in set(kinds[without])


def test_occupancy_is_shared_out_as_in_the_model_street(whole: Made) -> None:
    occupancy = column(whole.snapshot, "units", "occupancy")
    for word, wanted in (("owner", 0.64), ("rented", 0.26), ("vacant", 0.10)):
        within(word, float((occupancy == word).mean()), wanted, 0.025)
    assert set(occupancy) == {
        *("owner", "rented", "lent", "vacant", "shared", "business", "unknown"),
    }


def test_rooms_doors_and_addresses_are_shanghais(whole: Made) -> None:
    units, buildings = whole.snapshot.tables["units"], whole.snapshot.tables["buildings"]
    rooms = units["room"].to_pylist()
    numbered = [room for room in rooms if room.isdigit()]
    floors = units["floor"].to_pylist()
    regular = sum(
        int(room) // 100 == floor
        for room, floor in zip(rooms, floors, strict=True)
        if room.isdigit()
    )
    assert regular / len(numbered) > 0.98
    assert all(door.endswith("号") for door in units["entrance"].to_pylist())
    lanes = [one for one in buildings["address"].to_pylist() if "弄" in one]
    assert len(lanes) > 3_000
    told(f"{lanes[0]} {rooms[:3]}")


def test_the_basemap_has_every_layer_and_every_kind_of_facility_is_there(whole: Made) -> None:
    layers = set(column(whole.snapshot, "basemap", "layer"))
    assert layers == {"boundary", "road", "water", "green", "rail", "landmark"}
    kinds, counts = np.unique(column(whole.snapshot, "facilities", "kind"), return_counts=True)
    there = dict(zip(kinds.tolist(), counts.tolist(), strict=True))
    told(there)
    assert there["disinfection_point"] == 75
    assert set(there) == {
        *("disinfection_point", "storm_drain", "sewer", "green_belt", "bin_room", "gate"),
        *("hydrant", "aed", "canteen"),
    }


def test_roads_have_synthetic_names_and_one_number_is_one_estate(whole: Made) -> None:
    layer = column(whole.snapshot, "basemap", "layer")
    names = column(whole.snapshot, "basemap", "name")[layer == "road"]
    assert (names != None).mean() > 0.5  # noqa: E711 - an array is compared
    addresses = column(whole.snapshot, "estates", "address")
    assert len(set(addresses)) == len(addresses)
