"""The estate panel's list: silhouettes of one estate, or the street's estates with bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.paint import estate_bars, silhouettes
from console.paint.boxes import Box
from console.paint.estate_bars import BarLayout
from console.paint.silhouettes import ShelfLayout, ShelfLook
from console.paint.theme import Theme
from console.state.estate_model import EstatePanel, StreetPanel
from console.widgets.box_canvas import BoxCanvas


class EstateCanvas(BoxCanvas):
    """Shows an EstatePanel or a StreetPanel; keys are ("building", row) and ("estate", row)."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._panel: EstatePanel | StreetPanel | None = None
        self._layout: BarLayout | ShelfLayout | None = None
        self._shape: tuple[object, ...] = ()
        self._chosen = -1

    def show_panel(
        self, panel: EstatePanel | StreetPanel | None, theme: Theme, language: str
    ) -> None:
        """Show another place or other counts."""
        self._panel, self._theme, self._language = panel, theme, language
        self.renew()

    def marks(self) -> tuple[object, ...]:
        """What is drawn in each box, and in all of them."""
        layout, panel = self._layout, self._panel
        shared: tuple[object, ...] = self._theme.name, self._language
        drawn: list[object] = []
        if isinstance(layout, ShelfLayout) and isinstance(panel, EstatePanel):
            shared += panel.kind, panel.levels, layout.floor_px, panel.unlisted
            drawn = [(one.shape, one.body, one.label) for one in layout.placed]
        elif isinstance(layout, BarLayout) and isinstance(panel, StreetPanel):
            shared += panel.kind, panel.most, layout.name_px, layout.figure_px, panel.unlisted
            drawn = list(panel.bars)
        return tuple((one, shared) for one in drawn)

    def choose(self, building: int) -> None:
        """Outline a building's row; -1 outlines none."""
        if building != self._chosen:
            self._chosen = building
            self.show_key(("building", building))
            self.update()

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """The height at a width, and the boxes."""
        if isinstance(self._panel, EstatePanel):
            shelf = self._shelf(self._panel, width_px)
            self._layout = shelf
            return shelf.height, shelf.boxes
        if self._panel is None:
            self._layout = None
            return 0.0, ()
        bars = self._bars(self._panel, width_px)
        self._layout = bars
        return bars.height, bars.boxes

    def _bars(self, panel: StreetPanel, width_px: int) -> BarLayout:
        """The estates in place; where there are as many, they stand where others stood."""
        shape = estate_bars.shape_of(panel), width_px, self._theme, self._language
        before, self._shape = self._shape, shape
        if isinstance(self._layout, BarLayout) and shape == before:
            return estate_bars.recounted(self._layout, panel, self._theme)
        return estate_bars.lay_out(panel, width_px, self._theme, self._language)

    def _shelf(self, panel: EstatePanel, width_px: int) -> ShelfLayout:
        """The silhouettes in place; where only counts are others, they stay where they are."""
        worn = width_px, self.seen_px, self._theme, self._language
        shape = silhouettes.shape_of(panel), *worn
        before, self._shape = self._shape, shape
        if isinstance(self._layout, ShelfLayout) and shape == before:
            return silhouettes.recounted(self._layout, panel)
        return silhouettes.lay_out(panel, width_px, self._theme, self._language, self.seen_px)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw what lies in `visible`."""
        panel, layout, theme = self._panel, self._layout, self._theme
        focused = self.current if self.hasFocus() else -1
        if isinstance(panel, EstatePanel) and isinstance(layout, ShelfLayout):
            look = ShelfLook(self._chosen, self.under_pointer, focused)
            silhouettes.paint_silhouettes(
                painter, panel, layout, look, theme, self._language, visible
            )
        elif isinstance(panel, StreetPanel) and isinstance(layout, BarLayout):
            marked = (self.under_pointer, focused)
            estate_bars.paint_bars(painter, panel, layout, marked, theme, self._language, visible)
