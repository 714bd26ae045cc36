"""What lies over the map once it is on show: its tools, and the commands that act upon it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from console.map_acts import MapActs
    from console.running import Console
    from console.views.map_tools_view import MapToolsView


class OnMap(QObject):
    """Makes it for the map of `console` when asked to, after the first paint."""

    tools: MapToolsView
    acts: MapActs

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console

    def make(self) -> None:
        """Make the tools and their acts."""
        from console.map_acts import MapActs
        from console.state.map.coordinates import Coordinates
        from console.views.map_tools_view import MapToolsView

        console = self._console
        coordinates = Coordinates(console.preferences, self)
        self.tools = MapToolsView(
            map_view=console.map,
            session=console.session,
            keeping=console.keeping,
            look=console.look,
            coordinates=coordinates,
            actions=console.window.table,
        )
        self.acts = MapActs(
            window=console.window,
            session=console.session,
            keeping=console.keeping,
            look=console.look,
            map_view=console.map,
            on_map=self.tools,
            coordinates=coordinates,
        )
