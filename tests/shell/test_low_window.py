"""In a low window with its lists open nothing is cut and nothing lies over another."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QApplication

from console.assembly.running import Console
from console.paint import theme
from console.state.selection import place_of_estate, place_of_unit
from console.store.columns import Street
from console.store.lists import Kind
from console.widgets.map.plate import Plate
from tests.painting import settled

SIZES = [(1366, 768), (1280, 720), (960, 600), (1440, 900), (1920, 1080)]


def street_of(console: Console) -> Street:
    assert console.session.street is not None
    return console.session.street


def crowd(console: Console, size: tuple[int, int], language: str) -> None:
    """A window of a size with its lists open and a unit chosen."""
    window = console.window
    console.look.change(language=language)
    window.resize(*size)
    window.docks["lists"].show()
    window.size_lists()
    console.selection.choose(place_of_unit(street_of(console), 3, -1))
    settled()
    window.size_lists()
    settled()


def plates_of(console: Console) -> list[QRect]:
    """Where the plates over the map lie."""
    return [one.geometry() for one in console.map.canvas.findChildren(Plate) if one.isVisible()]


def overlapping(console: Console) -> list[tuple[QRect, QRect]]:
    """The plates over the map of which one lies over the other."""
    return [pair for pair in combinations(plates_of(console), 2) if pair[0].intersects(pair[1])]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
class TestACrowdedWindow:
    def test_keeps_its_size(self, console: Console, size: tuple[int, int], language: str) -> None:
        crowd(console, size, language)
        assert console.window.size().toTuple() == size

    def test_has_the_maps_marks_clear_of_one_another(
        self, console: Console, size: tuple[int, int], language: str
    ) -> None:
        crowd(console, size, language)
        canvas = console.map.canvas
        drawn = canvas.corner.rects(canvas.width(), canvas.height(), theme.load("night"))
        plates = plates_of(console)
        assert not any(rect.intersects(QRectF(plate)) for rect in drawn for plate in plates)
        assert all(QRect(QPoint(), canvas.size()).contains(plate) for plate in plates)
        assert not overlapping(console)

    def test_keeps_them_so_when_a_dock_comes_and_goes(
        self, console: Console, size: tuple[int, int], language: str
    ) -> None:
        crowd(console, size, language)
        for dock in ("charts", "lists", "charts", "days", "days"):
            shown = console.window.docks[dock]
            shown.setVisible(shown.isHidden())
            settled()
            assert not overlapping(console), dock

    def test_shows_map_and_section_at_a_height_to_work_with(
        self, console: Console, size: tuple[int, int], language: str
    ) -> None:
        crowd(console, size, language)
        assert console.panels is not None
        section = console.panels.section
        assert section.canvas.height() >= section.canvas.minimumHeight()
        assert section.rect().contains(section.canvas.geometry())
        estate = console.panels.estate
        assert not estate.isVisible() or estate.height() >= 150


def test_the_tiles_are_high_again_when_there_is_room(qapp: QApplication, console: Console) -> None:
    assert console.panels is not None
    tiles = console.panels.tiles
    crowd(console, (1366, 768), "zh")
    low = tiles.height()
    console.window.docks["lists"].hide()
    console.window.resize(1920, 1080)
    settled()
    assert low < 40 < tiles.height()


@pytest.mark.parametrize("name", ["lists", "charts"])
def test_the_day_strip_stands_as_before_when_what_opened_closes_again(
    console: Console, name: str
) -> None:
    window, days = console.window, console.window.docks["days"]
    for size in SIZES:
        window.resize(*size)
        settled()
        window.resizeDocks([days], [145], Qt.Orientation.Vertical)
        settled()
        before = days.y(), days.height()
        for _ in range(2):
            window.bring(name)
            settled()
            assert days.isHidden() or days.height() <= before[1]
            window.docks[name].close()
            settled()
            assert days.isVisible(), size
            assert (days.y(), days.height()) == before, size


def test_a_day_strip_closed_by_hand_stays_away(console: Console) -> None:
    window, days = console.window, console.window.docks["days"]
    days.close()
    for size in SIZES:
        window.resize(*size)
        window.bring("lists")
        settled()
        window.docks["lists"].close()
        settled()
        assert days.isHidden(), size


def test_the_day_strip_waits_until_the_last_of_two_closes(console: Console) -> None:
    window, days = console.window, console.window.docks["days"]
    window.resize(1366, 768)
    settled()
    before = days.geometry()
    window.bring("lists")
    window.bring("charts")
    settled()
    low = days.height()
    window.docks["lists"].close()
    settled()
    assert days.height() == low < before.height()
    window.docks["charts"].close()
    settled()
    assert days.geometry() == before


def test_a_panel_that_is_put_away_leaves_the_keyboard_to_the_section(console: Console) -> None:
    """Not to whatever comes next: its dock, its card."""
    console.window.resize(1280, 600)
    console.selection.choose(place_of_estate(street_of(console), 0))
    settled()
    assert console.panels is not None
    estate = console.panels.estate
    estate.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    estate.canvas.hovered.emit(("building", 0))
    estate.canvas.picked.emit(("building", 0))
    settled()
    assert not estate.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert console.panels.section.isAncestorOf(focused)


@pytest.mark.parametrize("language", ["zh", "en"])
class TestASmallWindow:
    @pytest.mark.parametrize("kind", ["active", "people", "due", "complete"])
    def test_shows_every_column_of_the_people_there_are_at_first(
        self, console: Console, language: str, kind: Kind
    ) -> None:
        crowd(console, SIZES[0], language)
        assert console.panels is not None
        lists = console.panels.lists
        lists.show_kind(kind)
        settled()
        assert lists.table.horizontalScrollBar().maximum() == 0

    def test_keeps_its_docks_as_wide_whatever_is_brought(
        self, console: Console, language: str
    ) -> None:
        crowd(console, SIZES[0], language)
        window = console.window
        window.size_docks()
        settled()
        before = window.docks["legend"].width(), window.docks["card"].width()
        for name in ("layers", "charts", "layer_table", "lists", "legend"):
            window.bring(name)
            settled()
            after = window.docks["legend"].width(), window.docks["card"].width()
            assert after == before, name
