"""What a journey works at: a console's panels, what it shows, and things dropped on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from console.assembly.panels import Panels
from console.assembly.running import Console
from console.state.selection import Place
from console.store.columns import Street


@dataclass(frozen=True)
class Seen:
    """What the analyst has before her: street, instant, place, words, and map and section."""

    street: Street | None
    as_of_us: int
    place: Place
    title: str
    crumbs: tuple[str, ...]
    viewpoints: tuple[object, object]
    map: QImage
    section: QImage


def seen(console: Console) -> Seen:
    """What is on show now."""
    assert console.session.frame is not None
    section = panels_of(console).section
    return Seen(
        street=console.session.street,
        as_of_us=console.session.frame.as_of_us,
        place=console.selection.place,
        title=console.window.windowTitle(),
        crumbs=tuple(one.text() for one in console.window.breadcrumb.findChildren(QToolButton)),
        viewpoints=(console.map.viewpoint, section.viewpoint),
        map=console.map.canvas.grab().toImage(),
        section=section.canvas.grab().toImage(),
    )


def panels_of(console: Console) -> Panels:
    """The panels, which are there once the console is complete."""
    assert console.panels is not None
    return console.panels


def drop(console: Console, path: Path) -> None:
    """Drop a file or folder on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, left, none)
    console.window.dropEvent(event)


def settle(console: Console, qtbot: QtBot) -> None:
    """Wait until the map stays as it is."""
    canvas = console.map.canvas
    for _ in range(50):
        before = canvas.grab().toImage()
        qtbot.wait(40)
        if not canvas.drawing.busy and canvas.grab().toImage() == before:
            return
    raise AssertionError("the map never comes to rest")
