"""Layers on a console's window: files to drop on it, and how they get there."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from console.acts.layers import LayerActs
from console.assembly.running import Console
from tests.foreign import made
from tests.store import tiny

PATIENCE_MS = 20_000


def layers_of(console: Console) -> LayerActs:
    """What is done with its layers."""
    assert console.panels is not None
    return console.panels.on_map.layers


def wait_read(console: Console, bot: QtBot) -> None:
    """Wait until every file has been read."""
    bot.waitUntil(lambda: not layers_of(console)._opening.busy, timeout=PATIENCE_MS)


def drop(console: Console, bot: QtBot, path: Path) -> None:
    """Drop a file on the window, and wait until it has been read."""
    console.window.dropped.emit(str(path))
    wait_read(console, bot)


def wells(folder: Path) -> Path:
    """Three wells beside the tiny street, and a row without a place."""
    street = tiny.street()
    assert street.projection is not None
    points = [street.projection.degrees(10.0 * row, 5.0) for row in range(3)]
    features = [
        made.feature(made.point(*at), name=name, depth=depth)
        for at, name, depth in zip(points, ["白", "张", "李"], [2.5, 1.0, 3.0], strict=True)
    ]
    return made.geojson(folder / "井.geojson", [*features, made.feature(None, name="无", depth=0)])
