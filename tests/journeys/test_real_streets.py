"""Streets of real buildings in the window: each opens, and every building has its section."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.state.section.scene import build_section
from console.state.selection import place_of_building
from tests.journeys.desk import drop, panels_of
from tests.shell.desk import running

pytestmark = pytest.mark.real
FILES = {
    "helsinki": ("helsinki_osm", "Helsinki.osm.pbf"),
    "berlin": ("berlin_buildings", "prenzlauer_berg_half.geojson"),
}


@pytest.mark.parametrize("city", FILES)
def test_every_real_building_lays_out_and_the_tallest_opens(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, own_home: Path, shared_data: Path, city: str
) -> None:
    source = shared_data.joinpath(*FILES[city])
    folder = write_demo(tmp_path / f"{city}.street", DemoOptions(buildings=source))
    with running(qapp, qtbot, tmp_path / "console.ini", None) as console:
        with qtbot.waitSignal(console.completed, timeout=20_000):
            console.start()
        panels_of(console).streets.cancel()
        with qtbot.waitSignal(panels_of(console).opening.database_loaded, timeout=60_000):
            drop(console, folder)
        street, shown = console.session.street, console.session.frame
        assert street is not None
        assert shown is not None
        homes = np.diff(street.buildings.first_unit)
        assert len(homes) > 400
        for row in np.flatnonzero(homes).tolist():
            boxes = build_section(street, shown, row, 800, 600).layout.boxes
            assert len(boxes) == homes[row]
            assert (boxes[:, 2:] > 0).all()
        console.selection.choose(place_of_building(street, int(homes.argmax())))
        scene = panels_of(console).section.canvas.scene
        assert scene is not None
        assert scene.plan.units == homes.max()
