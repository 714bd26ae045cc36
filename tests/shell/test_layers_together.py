"""Files dropped in one go: all are told of and brought into sight, the first is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.foreign import made
from tests.shell.desk import running
from tests.store import tiny

_MS = 20_000


def far(folder: Path, name: str, east_m: float) -> Path:
    """One point so far east of the street's origin."""
    plane = tiny.street().projection
    assert plane is not None
    point = made.point(*plane.degrees(east_m, 0.0))
    return made.geojson(folder / f"{name}.geojson", [made.feature(point, name=name)])


def test_all_are_brought_into_sight(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [far(tmp_path, "西", -40_000.0), far(tmp_path, "东", 60_000.0)]
    with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
        assert console.panels is not None
        acts = console.panels.on_map.layers
        for path in paths:
            console.window.dropped.emit(str(path))
        qtbot.waitUntil(lambda: len(acts._layers.layers) == 2, timeout=_MS)
        west, _, east, _ = console.map.canvas.motion.destination.box
        assert west < -40_000.0
        assert east > 60_000.0
        said = console.window.status.message.text()
        assert said.startswith("已叠加 2 个图层：")
        first = next(one for one in acts._layers.layers if "西" in one.title)
        assert acts._view.chosen == first.key
        console.window.dropped.emit(str(far(tmp_path, "南", 90_000.0)))
        qtbot.waitUntil(lambda: len(acts._layers.layers) == 3, timeout=_MS)
        west, _, east, _ = console.map.canvas.motion.destination.box
        assert west > 60_000.0, "another go is looked at by itself"
