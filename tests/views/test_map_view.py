"""The map's page: one selection, one frame, both languages, and streets that lack things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from console.domain import packs
from console.domain.arrays import U32
from console.domain.conditions import parse_all
from console.paint.map.ink import colouring
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.map.classes import Classes
from console.state.map.metrics import Metric
from console.state.map.spot import Spot, box_of
from console.state.selection import STREET, Place, Selection, place_of_building, place_of_estate
from console.state.session import Session
from console.store.columns import Street
from console.views.map_view import MapView
from tests.state.map import street as map_street
from tests.store import tiny


@dataclass
class Desk:
    session: Session
    selection: Selection
    look: Look
    view: MapView
    keeping: Keeping

    def put(self, *texts: str) -> None:
        pack = packs.load("quarantine-2020")
        self.keeping.filtering.put("test", parse_all(texts, pack))

    def open(self, street: Street) -> None:
        self.session.open(street)
        self.settle()

    def settle(self) -> None:
        self.view.canvas.motion.settle()
        self.view.canvas.drawing.finish()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    session, selection, look = Session(), Selection(), Look(Appearance())
    keeping = Keeping(session)
    view = MapView(session=session, selection=selection, look=look, keeping=keeping)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    made = Desk(session, selection, look, view, keeping)
    yield made
    view.canvas.drawing.stop()


def box_px(desk: Desk, building: int) -> tuple[float, float, float, float]:
    canvas = desk.view.canvas
    assert canvas.content is not None
    box = box_of(canvas.content.ground, Spot(building=building))
    assert box is not None
    return canvas.motion.viewport.box_px(box)


class TestTheSelection:
    def test_a_pick_on_the_map_is_everybodys_choice(self, desk: Desk) -> None:
        street = map_street.street(4)
        desk.open(street)
        desk.view.canvas.estate_picked.emit(3)
        assert desk.selection.place == place_of_estate(street, 3)
        desk.view.canvas.building_picked.emit(20)
        assert desk.selection.place == place_of_building(street, 20)
        desk.view.canvas.estate_picked.emit(-1)
        assert desk.selection.place == STREET

    def test_a_pick_on_the_map_leaves_the_map_where_it_is(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        before = desk.view.viewpoint
        desk.view.canvas.estate_picked.emit(3)
        desk.settle()
        assert desk.view.viewpoint == before
        assert desk.view.canvas.pointer.marked == Spot(3)

    def test_a_choice_elsewhere_is_gone_to_and_outlined(self, desk: Desk) -> None:
        street = map_street.street(4)
        desk.open(street)
        desk.selection.choose(place_of_building(street, 20), None)
        desk.settle()
        view = desk.view.canvas.motion.viewport
        assert desk.view.canvas.pointer.marked.building == 20
        west, south, east, north = view.box
        box = street.buildings.shapes.boxes[20]
        assert west < box[0] < box[2] < east
        assert south < box[1] < box[3] < north

    def test_the_whole_street_is_shown_when_it_is_chosen(self, desk: Desk) -> None:
        street = map_street.street(4)
        desk.open(street)
        desk.selection.choose(place_of_building(street, 20), None)
        desk.settle()
        desk.selection.choose(STREET, None)
        desk.settle()
        assert desk.view.viewpoint == desk.view.canvas.motion.home()

    def test_escape_climbs_one_level(self, desk: Desk) -> None:
        street = map_street.street(4)
        desk.open(street)
        desk.selection.choose(place_of_building(street, 20), desk.view)
        desk.view.canvas.climbed.emit()
        assert desk.selection.place.building == -1
        assert desk.selection.place.estate >= 0
        desk.settle()

    def test_a_committee_alone_outlines_no_estate(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        desk.selection.choose(Place(committee=1), None)
        assert desk.view.canvas.pointer.marked == Spot()
        desk.settle()


class TestTheViewpoint:
    def test_is_restored_exactly(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        canvas = desk.view.canvas
        canvas.look_at(canvas.motion.viewport.zoomed(5, 200, 130))
        kept = desk.view.viewpoint
        canvas.look_at(canvas.motion.home())
        desk.view.restore(kept)
        assert desk.view.viewpoint == kept
        desk.settle()


class TestTheFrame:
    def test_another_instant_recolours_and_keeps_the_classes(self, desk: Desk) -> None:
        street = map_street.street(4)
        desk.open(street)
        before = desk.view.model.shading
        desk.session.move_to(street.as_of_us - 9 * 86_400_000_000)
        after = desk.view.model.shading
        assert before is not None
        assert after is not None
        assert after.estate_values.sum() < before.estate_values.sum()
        assert after.estate_classes == before.estate_classes

    def test_another_metric_shades_anew(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        desk.view.choose_metric(Metric.COMPLETE)
        desk.settle()
        assert desk.view.model.shading is not None
        assert desk.view.model.shading.metric is Metric.COMPLETE
        assert "期满" in desk.view.aside.legend.chooser.text()

    def test_classes_of_the_user_are_shown_and_can_be_taken_back(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        default = desk.view.model.classes
        desk.view.aside.editor.changed.emit(Classes((2, 4)))
        assert desk.view.model.shading is not None
        assert desk.view.model.shading.estate_classes.lower == (2, 4)
        assert "2–3" in desk.view.aside.legend.strip.accessibleName()
        desk.view.aside.editor.number_chosen.emit(6)
        assert len(desk.view.model.shading.estate_classes) == 6
        desk.view.aside.editor.default_asked.emit()
        assert desk.view.model.classes == default

    def test_the_editor_tells_what_the_spins_say(self, desk: Desk, qtbot: QtBot) -> None:
        desk.open(map_street.street(4))
        desk.view.aside.legend.adjust_asked.emit()
        editor = desk.view.aside.editor
        assert editor.isVisible()
        with qtbot.waitSignal(editor.changed) as changed:
            editor.bounds[1].setValue(7)
        assert changed.args is not None
        assert 7 in changed.args[0].lower
        editor.hide()


class TestTelling:
    def test_the_hint_names_the_place_and_its_people(self, desk: Desk, qtbot: QtBot) -> None:
        desk.open(map_street.street(4))
        canvas = desk.view.canvas
        x, y = canvas.motion.viewport.to_px(*_middle(map_street.street(4), 4))
        with qtbot.waitSignal(desk.view.told_hovered) as told:
            canvas.pointer.point_at(QPointF(x, y))
        hint = desk.view.aside.hint.hint
        assert hint is not None
        assert hint.title == map_street.street(4).estates.name.text(4)
        assert told.args is not None
        assert told.args[0].startswith(hint.title)
        canvas.pointer.point_at(None)
        assert desk.view.aside.hint.hint is None

    def test_the_hint_goes_when_the_map_gets_another_size(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        canvas = desk.view.canvas
        canvas.pointer.point_at(
            QPointF(*canvas.motion.viewport.to_px(*_middle(map_street.street(4), 4)))
        )
        assert desk.view.aside.hint.hint is not None
        desk.view.resize(700, 260)
        assert desk.view.aside.hint.hint is None

    def test_where_the_pointer_is_is_said_in_degrees(self, desk: Desk, qtbot: QtBot) -> None:
        desk.open(map_street.street(4))
        with qtbot.waitSignal(desk.view.told_where) as told:
            desk.view.canvas.pointer.point_at(QPointF(300, 200))
        assert told.args is not None
        assert told.args[0].startswith("WGS 84  121.5")

    def test_names_from_data_are_never_read_as_html(self, desk: Desk) -> None:
        tables = tiny.sample()
        tables["estates"][0]["name"] = "<b>" + "长" * 100_000
        desk.open(tiny.street(tables))
        desk.view.canvas.pointer.point_at(QPointF(350, 250))
        desk.view.canvas.grab()
        assert desk.view.aside.hint.width() <= 300

    def test_everything_is_relabelled_when_the_language_changes(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        before = desk.view.aside.legend.chooser.text()
        desk.look.change(language="en")
        desk.settle()
        assert desk.view.aside.legend.chooser.text() != before
        assert desk.view.canvas.accessibleName() == "Map"
        assert "estates" in desk.view.canvas.accessibleDescription()

    def test_another_theme_is_put_on_while_running(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        night = desk.view.grab().toImage()
        desk.look.change(theme="day")
        desk.settle()
        assert desk.view.grab().toImage() != night


class TestANarrowMap:
    @pytest.mark.parametrize(
        ("width", "strip", "button"),
        [(700, True, True), (380, True, False), (200, False, False)],
    )
    def test_shows_as_much_of_its_legend_as_has_room(
        self, desk: Desk, width: int, strip: bool, button: bool
    ) -> None:
        desk.open(map_street.street(4))
        desk.view.resize(width, 300)
        legend = desk.view.aside.legend
        assert legend.strip.isHidden() is not strip
        assert legend.adjust.isHidden() is not button
        assert legend.geometry().right() <= width
        desk.settle()

    @pytest.mark.parametrize("number", range(5))
    def test_keeps_the_building_that_is_chosen_in_sight(self, desk: Desk, number: int) -> None:
        """Clear of legend and buttons, when its section takes room from the map."""
        street = map_street.street(4)
        desk.open(street)
        desk.selection.choose(place_of_estate(street, 3), None)
        desk.settle()
        building = int(street.estates.first_building[3]) + number
        desk.selection.choose(place_of_building(street, building), None)
        desk.settle()
        desk.view.resize(360, 200)
        desk.settle()
        canvas = desk.view.canvas
        left, top, right, bottom = box_px(desk, building)
        assert 0 <= left < right <= canvas.width()
        assert 0 <= top < bottom <= canvas.height()
        for over in canvas.reserved():
            assert left >= over[2] or right <= over[0] or top >= over[3] or bottom <= over[1]

    def test_leaves_whoever_looks_elsewhere_there(self, desk: Desk) -> None:
        street = map_street.street(4)
        desk.open(street)
        desk.selection.choose(place_of_building(street, 20), None)
        desk.settle()
        away = desk.view.canvas.motion.viewport.panned(2_000, 2_000)
        desk.view.canvas.look_at(away)
        middle = desk.view.canvas.motion.viewport.centre_x_m
        desk.view.resize(360, 200)
        desk.settle()
        assert desk.view.canvas.motion.viewport.centre_x_m == pytest.approx(middle)

    def test_lifts_its_scale_above_the_legend(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        assert desk.view.canvas.corner.lift_px == 0
        desk.view.resize(480, 300)
        assert desk.view.canvas.corner.lift_px >= desk.view.aside.legend.height()
        desk.settle()


class TestStreetsThatLackThings:
    def test_before_a_street_is_open_a_sentence_says_what_would_be_here(self, desk: Desk) -> None:
        assert desk.view.empty.isVisible()
        assert desk.view.aside.legend.isHidden()
        desk.view.grab()

    def test_an_empty_street_says_so(self, desk: Desk) -> None:
        desk.open(tiny.street({"buildings": [], "units": []}))
        assert "没有" in desk.view.empty.text()
        desk.view.grab()

    def test_a_street_without_geometry_is_tiles_that_are_picked_alike(self, desk: Desk) -> None:
        tables = {
            name: [{key: one for key, one in row.items() if key != "geometry"} for row in rows]
            for name, rows in tiny.sample().items()
            if name not in ("basemap", "facilities")
        }
        street = tiny.street(tables)
        desk.open(street)
        content = desk.view.canvas.content
        assert content is not None
        assert "无图形" in content.note
        box = content.ground.estates.boxes[1]
        x, y = desk.view.canvas.motion.viewport.to_px(float(box[0]) + 4, float(box[3]) - 4)
        desk.view.canvas.pointer.pick_at(QPointF(x, y))
        assert desk.selection.place.estate == 1
        desk.view.grab()

    def test_another_street_begins_as_a_whole(self, desk: Desk) -> None:
        desk.open(map_street.street(4))
        desk.view.canvas.look_at(desk.view.canvas.motion.viewport.zoomed(8, 10, 10))
        desk.open(tiny.street())
        assert desk.view.viewpoint == desk.view.canvas.motion.home()


def _middle(street: Street, estate: int) -> tuple[float, float]:
    west, south, east, north = street.estates.shapes.boxes[estate].tolist()
    return (west + east) / 2, (south + north) / 2


class TestTheFilter:
    def test_places_without_anybody_kept_are_dimmed(self, desk: Desk) -> None:
        desk.open(tiny.street())
        before = colours(desk)
        desk.put("tag=medic")
        lit = desk.view.model.shading.estate_lit if desk.view.model.shading else None
        assert lit is not None
        assert lit.tolist() == [False, True, False]
        desk.put()
        assert (colours(desk) == before).all()

    def test_the_map_is_shaded_by_the_people_kept(self, desk: Desk) -> None:
        desk.open(tiny.street())
        desk.put("sex=f")
        shading = desk.view.model.shading
        assert shading is not None
        assert shading.metric is Metric.PEOPLE
        assert shading.estate_values.tolist() == [1, 4, 0]
        assert desk.view.model.metric is Metric.PEOPLE

    def test_a_filter_of_homes_alone_shades_by_homes(self, desk: Desk) -> None:
        desk.open(tiny.street())
        desk.put("occupancy=vacant")
        shading = desk.view.model.shading
        assert shading is not None
        assert shading.metric is Metric.UNITS
        assert shading.estate_values.tolist() == [1, 1, 0]
        desk.put("occupancy=vacant", "state=active")
        assert desk.view.model.metric is Metric.PEOPLE

    def test_another_metric_asked_for_counts_the_kept_ones_too(self, desk: Desk) -> None:
        desk.open(tiny.street())
        desk.put("sex=f")
        assert desk.view.aside.legend.chooser.text() == "筛出人数 ▾"
        desk.view.choose_metric(Metric.ACTIVE)
        assert desk.view.aside.legend.chooser.text() == "筛出者隔离中 ▾"
        shading = desk.view.model.shading
        assert shading is not None
        assert shading.estate_values.tolist() == [1, 1, 0]
        desk.put()
        assert desk.view.model.metric is Metric.ACTIVE
        assert desk.view.aside.legend.chooser.text() == "隔离中人数 ▾"


def colours(desk: Desk) -> U32:
    """The fill of each estate."""
    shading, content = desk.view.model.shading, desk.view.canvas.content
    assert shading is not None
    assert content is not None
    rows = np.arange(len(content.ground.estates))
    return colouring(content.theme, shading, "estates").of_estates(rows)
