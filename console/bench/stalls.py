"""The window used for a while under the watchdog: an analyst's session in short."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QTimer

from console.bench.pointer import Pointer
from console.bench.stage import Stage, rest, until
from console.bench.watchdog import Stalls, Watchdog
from console.domain.instants import MICROS_A_DAY
from console.state.selection import STREET, place_of_building, place_of_estate

_BETWEEN_MS = 40


def watch(stage: Stage) -> Stalls:
    """Use the window for a while, act after act through its event loop, under the watchdog.

    The buildings to open are found before: what is done between two acts counts as the window's.
    """
    frame = stage.console.session.frame
    assert frame is not None
    busiest = frame.buildings.active.argsort()[::-1][:8].tolist()
    dog = Watchdog()
    dog.start()
    for name, act in _acts(stage, busiest):
        dog.act = name
        QTimer.singleShot(0, act)
        rest(_BETWEEN_MS)
    until(lambda: not stage.console.map.canvas.drawing.busy)
    return dog.stop()


def _acts(stage: Stage, buildings: list[int]) -> Iterator[tuple[str, Callable[[], object]]]:
    """A session of an analyst in short: look round, choose, open, step through the days."""
    console, canvas = stage.console, stage.console.map.canvas
    street = console.session.street
    assert street is not None
    wide, high = canvas.width() / 14, canvas.height() / 7
    spots = [QPointF(wide * (turn + 1), high * (turn % 5 + 1)) for turn in range(12)]
    pointer = Pointer(stage, canvas, spots)
    for _ in spots:
        pointer.aim()
        yield "hover_map", pointer.move
    for turn in range(6):
        view = canvas.motion.viewport
        yield "zoom_first", _Call(canvas.look_at, view.zoomed(1.25, 200 + 40 * turn, 300))
        yield "pan_first", _Call(canvas.look_at, view.panned(60, 20 * turn))
    for row in buildings:
        estate = int(street.buildings.estate[row])
        if estate >= 0:
            yield "choose", _Call(console.selection.choose, place_of_estate(street, estate), None)
        yield "open_building", _Call(console.selection.choose, place_of_building(street, row), None)
    for days in (*range(1, 12), *range(12, 0, -2), 0):
        yield "step", _Call(console.session.move_to, street.as_of_us - days * MICROS_A_DAY)
    yield "choose", _Call(console.selection.choose, STREET, None)
    for command in ("view.english", "view.day_theme", "view.english", "view.day_theme"):
        yield "dress", _Call(console.window.table[command].trigger)


class _Call:
    """A call to be made later, in a turn of the event loop."""

    def __init__(self, act: Callable[..., object], *words: object, **named: object) -> None:
        self._act, self._words, self._named = act, words, named

    def __call__(self) -> None:
        self._act(*self._words, **self._named)
