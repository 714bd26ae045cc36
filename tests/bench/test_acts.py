"""Every act of the bench runs on the committed street, and says what it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from console.bench import memory, opening, qgis, starting
from console.bench.leaving_acts import leaving
from console.bench.map_acts import MapDesk
from console.bench.rounds import Act, measure
from console.bench.section_acts import hover_section, open_buildings
from console.bench.stage import Stage, staged
from console.bench.stalls import watch
from console.bench.towers import TOWERS, Tower, with_towers
from console.bench.watchdog import Gap, stalls_of
from console.state.section.plan import plan_section
from console.store.columns import Street

MAP_ACTS = (
    "hover_map",
    "recolour",
    "pan_first",
    "zoom_first",
    "pan_settled",
    "zoom_settled",
    "step",
)


@pytest.fixture
def stage(
    qapp: QApplication, own_home: Path, tmp_path: Path, sample_street: Path
) -> Iterator[Stage]:
    """A console with all its views on the committed street."""
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    opening.keep(sample_street)
    with staged(sample_street, tmp_path) as made:
        yield made
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


def test_every_act_in_the_window_runs_and_paints_nothing_stale(stage: Stage) -> None:
    acts = [measure(act) for act in MapDesk(stage, "street", rounds=1).acts()]
    assert tuple(row.act.name for row in acts) == MAP_ACTS
    over = hover_section(stage, "street", rounds=1)
    rows = [*acts, *([measure(over)] if over else [])]
    assert all(row.ours_ms.median > 0 for row in rows)
    assert sum(row.counters.get("stale", 0) for row in rows) == 0
    stalls = watch(stage)
    assert stalls.turns > 0


@pytest.mark.parametrize("number", range(len(TOWERS)))
def test_a_building_opens_as_ours_and_as_graphics_items(
    qapp: QApplication, street: Street, number: int
) -> None:
    act = open_buildings(street, "street", rounds=1)[number]
    row = measure(act)
    assert [one.peer.name for one in row.peers] == ["graphics_items"]
    assert row.counters["units"] > 0


def test_a_tower_has_its_floors_and_columns(street: Street) -> None:
    small = Tower(6, 4)
    plan = plan_section(with_towers(street, (small,)), 0)
    assert (len(plan.floors), plan.columns, plan.units) == (6, 4, 24)


def test_towers_leave_the_street_as_it_was(street: Street) -> None:
    before = street.units.floor.copy()
    with_towers(street)
    assert np.array_equal(street.units.floor, before)


def test_opening_first_and_again_run(own_home: Path, sample_street: Path) -> None:
    acts: list[Act] = [
        opening.open_first(sample_street, "street", rounds=1),
        opening.open_again(sample_street, "street", rounds=1),
    ]
    assert all(measure(act).over_floor.median > 0 for act in acts)


def test_a_console_in_a_process_of_its_own_tells_its_first_map(
    own_home: Path, tmp_path: Path, sample_street: Path
) -> None:
    opening.keep(sample_street)
    row = measure(starting.start(sample_street, tmp_path, "street", rounds=1))
    assert row.ours_ms.median > 0
    assert row.counters["heavy_modules"] == 0


def test_code_columns_are_counted_without_texts(street: Street) -> None:
    estates = street.estates
    shapes = estates.shapes
    arrays = (shapes.xy, shapes.rings, shapes.parts, shapes.is_hole, shapes.first, shapes.boxes)
    expected = sum(one.nbytes for one in (estates.committee, estates.first_building, *arrays))
    assert memory.columns_bytes(estates) == expected


def test_the_worst_gap_is_told_with_its_act() -> None:
    gaps = [Gap("step", 60.0, 10.0), Gap("dress", 55.0, 52.0), Gap("step", 2.0, 1.0)]
    stalls = stalls_of(gaps)
    assert stalls.worst.act == "step"
    assert stalls.worst_own.act == "dress"
    assert (stalls.over, stalls.own_over) == (2, 1)


def test_a_machine_without_qgis_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qgis, "_PYTHONS", ("/nowhere/python3",))
    assert qgis.python() is None


def test_what_leaves_and_what_changed_is_measured(
    qapp: QApplication, own_home: Path, tmp_path: Path, sample_street: Path
) -> None:
    assert own_home
    rows = [measure(act) for act in leaving(sample_street, tmp_path, "street", rounds=1)]
    assert [row.act.name for row in rows] == ["xlsx", "diff", "page_png", "page_a3", "booklet"]
    assert all(row.ours_ms.median > row.floor_ms.median > 0 for row in rows[:2])
    assert all(row.ours_ms.median > 0 and row.floor_ms.median > 0 for row in rows[2:])
