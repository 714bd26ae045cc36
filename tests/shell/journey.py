"""A newcomer's way on a real screen: start, estate, building, unit, card; pictures on the way.

Run in a process of its own by test_journey.py: it opens a real window.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.arguments import Wishes
from console.assembly.panels import Panels
from console.assembly.running import Console
from console.paint.boxes import box_of
from console.paint.style import STYLE
from console.state.preferences import Preferences
from console.state.selection import STREET
from console.store.columns import Street

_SETTLED_MS = 600
_LONGEST_MS = 30_000
_MOST_RESTLESS = 8


class Journey:
    """One walk; `said` is what it saw, in figures."""

    def __init__(self, snapshot: Path, out: Path, language: str, theme: str) -> None:
        self._application = QApplication(["journey", *STYLE])
        self._out, self._look = out, f"{language}-{theme}"
        preferences = Preferences(out / f"{self._look}.ini")
        self.console = Console(
            self._application, Wishes(str(snapshot), None, language, theme), preferences
        )
        self.said: dict[str, float | int | str | bool] = {}

    def walk(self) -> None:
        """Go the whole way, by mouse and keys alone."""
        started = time.perf_counter()
        self.console.start()
        while self.console.panels is None or self.console.session.street is None:
            self._wait(20)
            assert (time.perf_counter() - started) * 1000 < _LONGEST_MS
        self.said["opened_ms"] = (time.perf_counter() - started) * 1000
        self._wait(_SETTLED_MS)
        self._picture("1-street")
        self.said["is_at_rest"] = self._is_at_rest()
        estate = self._busiest_estate()
        self._click_estate(estate)
        self.said["estate_chosen"] = self.console.selection.place.estate == estate
        self._picture("2-estate")
        began = time.perf_counter()
        building = self._click_building()
        self.said["building_chosen"] = self.console.selection.place.building == building
        self._wait(_SETTLED_MS)
        self._picture("3-building")
        unit = self._click_unit(building)
        self.said["unit_chosen"] = self.console.selection.place.unit == unit
        self.said["estate_to_unit_ms"] = (time.perf_counter() - began) * 1000 - 2 * _SETTLED_MS
        self._picture("4-unit")
        self._go_back()

    def close(self) -> None:
        """Put everything away."""
        self.console.close()
        self.console.window.close()

    @property
    def _street(self) -> Street:
        street = self.console.session.street
        assert street is not None
        return street

    @property
    def _panels(self) -> Panels:
        assert self.console.panels is not None
        return self.console.panels

    def _is_at_rest(self) -> bool:
        """Whether the window, left alone, soon makes no more widgets."""
        for _ in range(_MOST_RESTLESS):
            before = len(self.console.window.findChildren(QWidget))
            self._wait(_SETTLED_MS)
            if len(self.console.window.findChildren(QWidget)) == before:
                return True
        return False

    def _busiest_estate(self) -> int:
        assert self.console.session.frame is not None
        return int(self.console.session.frame.estates.active.argmax())

    def _click_estate(self, estate: int) -> None:
        """Click the middle of an estate on the map."""
        west, south, east, north = self._street.estates.shapes.boxes[estate]
        canvas = self.console.map.canvas
        x, y = canvas.motion.viewport.to_px((west + east) / 2, (south + north) / 2)
        self._click(canvas, QPointF(x, y))
        self._wait(_SETTLED_MS)

    def _click_building(self) -> int:
        """Click the foot of the busiest building in the estate panel; its count is a link."""
        frame, canvas = self.console.session.frame, self._panels.estate.canvas
        assert frame is not None
        first = self._street.estates.first_building
        estate = self.console.selection.place.estate
        rows = range(int(first[estate]), int(first[estate + 1]))
        building = max(rows, key=lambda row: int(frame.buildings.active[row]))
        box = canvas.boxes[box_of(canvas.boxes, ("building", building))]
        canvas.reached.emit(box.rect)
        self._wait(100)
        self._click(canvas, QPointF(box.rect.center().x(), box.rect.bottom() - 4))
        return building

    def _click_unit(self, building: int) -> int:
        """Click the middle unit of the building's section."""
        first, end = self._street.buildings.first_unit[building : building + 2].tolist()
        unit, canvas = (first + end) // 2, self._panels.section.canvas
        assert canvas.scene is not None
        rect = canvas.rect_of(canvas.scene.unit_of(unit))
        self._click(canvas, QPointF(rect.left() + 4, rect.bottom() - 4))
        self._wait(_SETTLED_MS)
        return int(unit)

    def _go_back(self) -> None:
        self.console.window.activateWindow()
        for _ in range(3):
            self._wait(50)
            modifier = Qt.KeyboardModifier.AltModifier
            QTest.keyClick(self.console.window, Qt.Key.Key_Left, modifier)
        self._wait(50)
        self.said["back_at_street"] = self.console.selection.place == STREET

    def _click(self, widget: QWidget, at: QPointF) -> None:
        point = QPoint(round(at.x()), round(at.y()))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)

    def _picture(self, name: str) -> None:
        screen = self._application.primaryScreen()
        picture = screen.grabWindow(self.console.window.winId())
        picture.save(str(self._out / f"{self._look}-{name}.png"))

    def _wait(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def main() -> None:
    """Walk and print what was seen as JSON: SNAPSHOT OUT LANGUAGE THEME."""
    journey = Journey(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
    journey.walk()
    sys.stdout.write(json.dumps(journey.said))
    sys.stdout.flush()
    journey.close()


if __name__ == "__main__":
    main()
