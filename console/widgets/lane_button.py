"""A lane: a row at a panel's foot with a name and a figure, that can be pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import lettering, numbers
from console.paint.numbers import Ledger, Number
from console.paint.theme import Theme
from console.state.lists.linked import Linked
from console.widgets.painted_button import PaintedButton
from console.widgets.tips import is_told

_HEIGHT, _LINE_PX = 36, 20


class LaneButton(PaintedButton):
    """A name at the left, figures at the right that may be links, a hairline above.

    Of the words for the figures the longest that fit are shown, beside the name where any of them
    but the last fit there, else below it. `told` is asked for the tool tip when somebody wants it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: tuple[Linked, ...] = (Linked(),)
        self._said: tuple[str, tuple[Linked, ...], Theme] | None = None
        self._told: Callable[[], str] = str
        self._is_low = True
        self.ledger = Ledger()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(
        self, name: str, figures: tuple[Linked, ...], told: Callable[[], str], theme: Theme
    ) -> None:
        """Show other words; `figures` says the same several times, the longest first."""
        self._told = told
        if (name, figures, theme) == self._said:
            return
        self._said = name, figures, theme
        self._figures, self._theme = figures, theme
        self.setText(name)
        self.setAccessibleName(f"{name} {figures[0].text}")
        self._suit()
        self.update()

    def told(self) -> str:
        """What the tool tip says."""
        return self._told()

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tool tip."""
        return is_told(event, self.told, self) or super().event(event)

    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its figure."""
        return self.ledger.numbers

    def current_line(self) -> QRectF | None:
        """All of it, while the keyboard stands here."""
        return QRectF(self.rect()) if self.hasFocus() else None

    def sizeHint(self) -> QSize:
        """One row, or two where the figures stand below."""
        scale = self._theme.metrics.scale
        high = _HEIGHT if self._is_low else _HEIGHT + _LINE_PX
        return QSize(round(200 * scale), round(high * scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one line, or in two."""
        super().resizeEvent(event)
        self._suit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover begins."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, chrome = self._theme.metrics, self._theme.chrome
        box = QRectF(self.rect())
        painter.fillRect(box, chrome.raised if self.underMouse() or self.isDown() else chrome.panel)
        painter.setPen(QPen(chrome.line, 0))
        painter.drawLine(QPointF(0, 0.5), QPointF(box.right(), 0.5))
        if self.hasFocus():
            painter.setPen(QPen(chrome.accent, 2))
            radius = metrics.size("radius_chip")
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), radius, radius)
        inner = self._inner()
        name, figures = inner, inner
        if not self._is_low:
            half = inner.height() / 2 - metrics.gap("tight")
            name = inner.adjusted(0, metrics.gap("tight"), 0, -half)
            figures = inner.adjusted(0, half, 0, -metrics.gap("tight"))
        name_font, figure_font = self._fonts()
        lettering.line(painter, name, self.text(), name_font, chrome.ink)
        side: lettering.Side = "right" if self._is_low else "left"
        with self.ledger:
            self.ledger.clear()
            numbers.sentence(painter, figures, self.figure(), figure_font, chrome.muted, side=side)

    def figure(self) -> Linked:
        """The figures in the longest words that fit where they stand."""
        room = self._beside() if self._is_low else self._inner().width()
        _, font = self._fonts()
        fitting = (one for one in self._figures if lettering.fits(one.text, font, room))
        return next(fitting, self._figures[-1])

    def _beside(self) -> float:
        """What the name leaves free beside it."""
        name_font, _ = self._fonts()
        taken = lettering.width(self.text(), name_font) + self._theme.metrics.gap("near")
        return self._inner().width() - taken

    def _fonts(self) -> tuple[QFont, QFont]:
        """Those of the name and of the figures."""
        metrics = self._theme.metrics
        return metrics.font("body", bold=True), metrics.font("body", tabular=True)

    def _inner(self) -> QRectF:
        metrics = self._theme.metrics
        return QRectF(self.rect()).adjusted(metrics.gap("panel"), 0, -metrics.gap("step"), 0)

    def _suit(self) -> None:
        """Be as high as name and figures need at this width."""
        _, font = self._fonts()
        beside, room = self._figures[:-1] or self._figures, self._beside()
        is_low = any(lettering.fits(one.text, font, room) for one in beside)
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()
