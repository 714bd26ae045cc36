"""A tile: a button that shows a figure and goes to the places behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import tile as paint
from console.paint.theme import Theme
from console.paint.tile import TileLook, TileText
from console.widgets.painted_button import PaintedButton
from console.widgets.tips import is_told


class TileButton(PaintedButton):
    """Shows a TileText; `told` is asked for the tool tip only when somebody wants it."""

    def __init__(self, theme: Theme, *, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._first = theme, first
        self._text = TileText("", "", ("", ""), is_zero=True)
        self._as_wide = self._text.as_wide()
        self._told: Callable[[], str] | None = None
        self._size, self._brevity, self._high = 0, 0, paint.HEIGHT_PX
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, told: Callable[[], str]) -> None:
        """Say something else in the tool tip."""
        self._told = told

    def show_text(self, text: TileText, spoken: str, theme: Theme) -> None:
        """Show other words and figures."""
        self.setAccessibleName(spoken)
        if text != self._text or theme is not self._theme:
            self._text, self._theme, self._as_wide = text, theme, text.as_wide()
            self.update()

    def shown_text(self) -> TileText:
        """The words and figures on show."""
        return self._text

    def room(self) -> tuple[tuple[str, ...], int]:
        """All that decides how its text fits: how wide it is, and what it has room in."""
        return self._as_wide, self.width()

    def low_needed(self) -> float:
        """How wide it must be to be low: with name and figure in one line."""
        return paint.low_px(self._text, self._theme)

    def make_low(self, is_low: bool) -> None:
        """Be low, or as high as it likes."""
        high = paint.LOW_PX if is_low else paint.HEIGHT_PX
        if self._high != high:
            self._high = high
            self.updateGeometry()
            self.update()

    def brevity(self) -> int:
        """How the day before is said: 0 at length, 1 briefly, 2 not at all."""
        return self._brevity

    def suit(self, size: int, brevity: int) -> None:
        """Show the figure in a size, and the day before at length, briefly or not at all."""
        if (size, brevity) != (self._size, self._brevity):
            self._size, self._brevity = size, brevity
            self.update()

    def told(self) -> str:
        """What the tool tip says."""
        return self._told() if self._told else ""

    def sizeHint(self) -> QSize:
        """The size it likes to have."""
        scale = self._theme.metrics.scale
        return QSize(round(150 * scale), round(self._high * scale))

    def minimumSizeHint(self) -> QSize:
        """The size it can still be read at."""
        scale = self._theme.metrics.scale
        return QSize(round(paint.LEAST_WIDTH_PX * scale), round(self._high * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        look = TileLook(
            hovered=self.underMouse() and self.isEnabled(),
            pressed=self.isDown(),
            focused=self.hasFocus(),
            first=self._first,
            brevity=self._brevity,
            size=self._size,
        )
        paint.paint_tile(painter, QRectF(self.rect()), self._text, look, self._theme)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover begins."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered outside."""
        self.update()

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tool tip."""
        return is_told(event, self.told, self) or super().event(event)
