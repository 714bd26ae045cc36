"""What the pointer is on in estate and section, told in the status bar as it stands now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.state import crumbs

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.assembly.running import Console
    from console.views.estate_view import EstateView
    from console.views.section_view import SectionView


class Pointed(QObject):
    """Tells it when the pointer moves, and again with another instant, filter or language.

    Made after the views, so that they show by then what is told.
    """

    def __init__(self, console: Console, estate: EstateView, section: SectionView) -> None:
        super().__init__(console)
        self._console, self._section = console, section
        self._told: Callable[[], str] | None = None
        estate.hovered.connect(self._tell_building)
        section.hovered.connect(self._tell_unit)
        console.keeping.changed.connect(self._tell_again)
        console.look.changed.connect(self._tell_again)

    def _tell_building(self, building: int) -> None:
        self._tell(partial(self._of_building, building) if building >= 0 else None)

    def _tell_unit(self, row: int) -> None:
        self._tell(partial(self._of_unit, row) if row >= 0 else None)

    def _tell(self, told: Callable[[], str] | None) -> None:
        self._told = told
        self._console.window.status.tell_hovered(told() if told is not None else "")

    def _tell_again(self) -> None:
        if self._told is not None:
            self._tell(self._told)

    def _of_building(self, building: int) -> str:
        frame, language = self._console.keeping.frame, self._console.look.appearance.language
        if frame is None or not 0 <= building < len(frame.street.buildings.id):
            return ""
        return crumbs.told(frame, "building", building, language)

    def _of_unit(self, row: int) -> str:
        scene = self._section.canvas.scene
        if scene is None or not 0 <= row < scene.plan.units:
            return ""
        return " · ".join(self._section.canvas.explained(scene.unit_of(row)).splitlines())
