"""Where the map looks: one viewport kept within the street, moved at once or eased."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QWidget

from console.state.map.viewport import Box, Viewport

EASED_MS = 140
HOME_MARGIN_PX = 26
_FOOT_PX = 40
"""What legend and scale bar take of the map's foot: the whole street stands above them."""


def moves(widget: QWidget) -> bool:
    """Whether the system wants things to move rather than to jump."""
    from PySide6.QtWidgets import QStyle

    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


class MapMotion(QObject):
    """Holds the viewport; `moved(viewport)` when it changes, during an eased move at every step."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport(0.0, 0.0, 1.0, 1, 1)
        self._bounds: Box | None = None
        self._beyond: Box | None = None
        self._at_home = True
        self._homes: dict[tuple[int, int], Viewport] = {}
        self._ends = (self.viewport, self.viewport)
        self._easing = QVariantAnimation(self)
        self._easing.setDuration(EASED_MS)
        self._easing.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._easing.setStartValue(0.0)
        self._easing.setEndValue(1.0)
        self._easing.valueChanged.connect(self._ease)

    def bind(self, bounds: Box | None) -> None:
        """Keep to another street's bounds and show all of it."""
        self._bounds = bounds
        self._homes.clear()
        self.look_at(self.home())

    def reach(self, beyond: Box | None) -> None:
        """Let the map go as far as what lies over it, where that is beyond the street."""
        self._beyond = beyond

    def resize(self, width_px: int, height_px: int) -> None:
        """Another size of window: the whole street stays whole, else the middle stays.

        A move under way is at its end at once.
        """
        going_to = self.destination
        self._easing.stop()
        self.viewport = going_to.resized(width_px, height_px)
        self.look_at(self.home() if self._at_home else self.viewport)

    def home(self, size: Viewport | None = None) -> Viewport:
        """The viewport that holds the whole street, in the window's size or that of another."""
        view = size or self.viewport
        if self._bounds is None:
            return view
        width, height = view.width_px, view.height_px
        known = self._homes.get((width, height))
        if known is None:
            above = view.resized(width, height - _FOOT_PX).fitted(self._bounds, HOME_MARGIN_PX)
            known = above.resized(width, height).panned(0, -_FOOT_PX / 2)
            self._homes = {(width, height): known}
        return known

    def look_at(self, viewport: Viewport, *, eased: bool = False) -> None:
        """Show `viewport` in the window's own size, kept within the street's bounds."""
        self._easing.stop()
        wanted = self.kept_within(viewport.resized(self.viewport.width_px, self.viewport.height_px))
        self._at_home = wanted == self.home()
        if eased and wanted != self.viewport:
            self._ends = (self.viewport, wanted)
            self._easing.start()
        else:
            self._move(wanted)

    def kept_within(self, viewport: Viewport) -> Viewport:
        """The viewport, or the nearest that lies within the street's bounds."""
        if self._bounds is None or viewport == self.home(viewport):
            return viewport
        if self._beyond is None:
            return viewport.limited(self._bounds)
        west, south, east, north = zip(self._bounds, self._beyond, strict=True)
        return viewport.limited((min(west), min(south), max(east), max(north)))

    def settle(self) -> None:
        """Bring an eased move to its end at once."""
        if self._easing.state() is QVariantAnimation.State.Running:
            self._easing.stop()
            self._move(self._ends[1])

    @property
    def destination(self) -> Viewport:
        """Where an eased move will end; the viewport when none is under way."""
        running = self._easing.state() is QVariantAnimation.State.Running
        return self._ends[1] if running else self.viewport

    def _ease(self, share: float) -> None:
        start, end = self._ends
        self._move(end if share >= 1.0 else start.blended(end, share))

    def _move(self, viewport: Viewport) -> None:
        self.viewport = viewport
        self.moved.emit(viewport)
