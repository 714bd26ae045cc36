"""Every panel stands doubled strings, hostile names and any theme without breaking."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.domain import words
from console.paint.boxes import Box
from console.state.selection import place_of_building, place_of_estate, place_of_unit
from console.store.people import keep_names
from console.views.card_view import CardView
from console.views.day_view import DayView
from console.views.estate_view import EstateView
from console.views.facets_view import FacetsView
from console.views.tiles_view import TilesView
from console.widgets.box_canvas import BoxCanvas
from console.widgets.tips import plain_tip
from tests.store import tiny
from tests.views.stage import Stage, stage

VIEWS: tuple[Callable[..., QWidget], ...] = (TilesView, FacetsView, EstateView, CardView, DayView)
HOSTILE = "<img src='file:///etc/passwd'>" + "很" * 100_000


def hostile() -> dict[str, list[dict[str, Any]]]:
    """The sample with every name hostile and thirty people in one unit."""
    tables = tiny.sample()
    for name in ("committees", "estates", "buildings", "residents"):
        for row in tables[name]:
            row |= {"name": HOSTILE}
    tables["units"][0] |= {"room": HOSTILE, "floor_label": HOSTILE, "entrance": HOSTILE}
    tables["residents"] += [
        {"resident_id": f"X{row:02}", "unit_id": "B1-0101", "name": HOSTILE, "relation": HOSTILE,
         "tags": ["lives_alone", "disabled", "medic", "volunteer", HOSTILE[:90]]}
        for row in range(30)
    ]  # fmt: skip
    return tables


def opened(tables: dict[str, list[dict[str, Any]]]) -> Stage:
    made, built = stage(), tiny.built(tables)
    keep_names(built.street, built.names)
    made.session.open(built.street)
    return made


def shown(kind: Callable[..., QWidget], set_up: Stage, qtbot: QtBot, width: int) -> QWidget:
    view = kind(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    return view


def go_everywhere(set_up: Stage, view: QWidget) -> None:
    street = set_up.session.street
    assert street is not None
    for place in (
        place_of_estate(street, 0),
        place_of_building(street, 0),
        place_of_unit(street, 0),
    ):
        set_up.selection.choose(place)
        assert not view.grab().isNull()


def boxes(view: QWidget) -> list[Box]:
    return [box for canvas in view.findChildren(BoxCanvas) for box in canvas.boxes]


@pytest.mark.parametrize("kind", VIEWS)
@pytest.mark.parametrize(("theme", "language"), [("night", "zh"), ("day", "en"), ("wall", "zh")])
def test_a_panel_shows_every_place_in_any_theme(
    kind: Callable[..., QWidget], theme: str, language: str, qtbot: QtBot, qapp: QApplication
) -> None:
    set_up = opened(tiny.sample())
    set_up.look.change(theme=theme, language=language)
    go_everywhere(set_up, shown(kind, set_up, qtbot, 320))


@pytest.mark.parametrize("kind", VIEWS)
def test_doubled_strings_do_not_widen_a_panel(
    kind: Callable[..., QWidget], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up = opened(tiny.sample())
    before = shown(kind, set_up, qtbot, 300).minimumSizeHint().width()
    plain = words._sentence
    monkeypatch.setattr(
        words, "_sentence", lambda key: {name: f"{said}{said}" for name, said in plain(key).items()}
    )
    view = shown(kind, set_up, qtbot, 300)
    go_everywhere(set_up, view)
    assert view.minimumSizeHint().width() <= before


@pytest.mark.parametrize("kind", VIEWS)
@pytest.mark.timed
def test_hostile_names_are_neither_slow_nor_read_as_html(
    kind: Callable[..., QWidget], qtbot: QtBot, qapp: QApplication
) -> None:
    set_up = opened(hostile())
    start = perf_counter()
    view = shown(kind, set_up, qtbot, 320)
    go_everywhere(set_up, view)
    assert perf_counter() - start < 3.0
    for box in boxes(view):
        assert "<img" not in plain_tip(box.tip())
        assert len(plain_tip(box.tip())) < 8000


@pytest.mark.parametrize("kind", VIEWS)
def test_a_panel_can_be_reached_by_the_keyboard(
    kind: Callable[..., QWidget], qtbot: QtBot, qapp: QApplication
) -> None:
    view = shown(kind, opened(tiny.sample()), qtbot, 600)
    reachable = [one for one in view.findChildren(QWidget) if one.focusPolicy().value & 1]
    assert reachable
    assert all(
        one.accessibleName() or one.accessibleDescription() for one in reachable if one.isVisible()
    )
