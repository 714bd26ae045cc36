"""What lies over the map once it is on show: its tools, and the commands that act upon it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from console.acts.bookmarks import BookmarkActs
    from console.acts.layers import LayerActs
    from console.acts.map import MapActs
    from console.assembly.running import Console
    from console.state.coordinator import Coordinator
    from console.views.map_tools_view import MapToolsView


class OnMap(QObject):
    """Makes it for the map of `console` when asked to, after the first paint."""

    tools: MapToolsView
    acts: MapActs
    layers: LayerActs

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console

    def close(self) -> None:
        """Let nothing go on; returns when no thread is left."""
        self.layers.close()

    def warm(self) -> None:
        """Load what the layers are made of, a turn before they are made."""
        import console.state.layers.identify
        import console.state.layers.opening
        import console.state.layers.table
        import console.widgets.map.layer_sheets  # noqa: F401

    def make(self) -> None:
        """Make the tools and their acts."""
        from console.acts.map import MapActs
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
            layers=self._layers,
        )
        self.acts = MapActs(
            window=console.window,
            session=console.session,
            keeping=console.keeping,
            look=console.look,
            map_view=console.map,
            on_map=self.tools,
            coordinates=coordinates,
            layers=self.layers,
            bookmarks=self._bookmark_acts(),
        )

    def _bookmark_acts(self) -> BookmarkActs:
        from console.acts.bookmarks import BookmarkActs
        from console.state.bookmarks import Bookmarks

        console = self._console
        return BookmarkActs(
            window=console.window,
            session=console.session,
            selection=console.selection,
            look=console.look,
            navigator=console.navigator,
            map_view=console.map,
            bookmarks=Bookmarks(parent=self),
        )

    def make_layers(self, coordinator: Coordinator) -> None:
        """Make the layers, their docks and what reads them; before `make`."""
        from console.acts.layer_sight import LayerSight
        from console.acts.layers import LayerActs
        from console.state.layers.doing import LayerDoing
        from console.state.layers.model import Layers
        from console.state.layers.opening import LayerOpening
        from console.views.layer_table_view import LayerTableView
        from console.views.layers_view import LayersView
        from console.widgets.map.layer_sheets import LayerSheets

        console, docks = self._console, self._console.window.docks
        layers = self._layers = Layers(console.preferences, self)
        base = console.map.base
        doing = LayerDoing(layers, base, self)
        view = LayersView(layers=layers, base=base, doing=doing, look=console.look)
        table = LayerTableView(layers=layers, look=console.look, coordinator=coordinator)
        docks["layers"].setWidget(view)
        docks["layer_table"].setWidget(table)
        sheets = LayerSheets(console.map.canvas, layers)
        self.layers = LayerActs(
            window=console.window,
            session=console.session,
            look=console.look,
            layers=layers,
            doing=doing,
            opening=LayerOpening(self),
            view=view,
            table=table,
            sheets=sheets,
            sight=LayerSight(console.map.canvas, layers, sheets),
        )
