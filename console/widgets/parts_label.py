"""A quiet label of several parts that breaks its lines between them, never inside one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import lettering, numbers
from console.paint.numbers import Ledger, Number
from console.paint.theme import Theme
from console.state.lists.linked import Linked, fit, joined
from console.widgets.tips import plain_tip

MOST_LINES = 2
_BETWEEN, _MORE = " · ", Linked("…")


class PartsLabel(QWidget):
    """Shows parts in as many lines as its width asks for, at most MOST_LINES.

    Parts for which the last line has no room are left out of it, whole ones, and … says so. A low
    one keeps to one line. The numbers in the parts may be links. It paints its ground.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Linked, ...] = ()
        self._rooms: tuple[str, ...] = ()
        self._lines: tuple[int, list[Linked]] | None = None
        self._asked = (-1, 0, 0)
        self._drawn: list[Linked] = []
        self._is_cut = False
        self._tip = ""
        self.ledger = Ledger()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._most = MOST_LINES
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, parts: Sequence[Linked | str], *, rooms: Sequence[str] = ()) -> None:
        """Show other parts.

        A part takes the room of the text in its place among `rooms`, also where it is empty, so
        that nothing jumps while its numbers change or it comes and goes.
        """
        shown, kept = tuple(map(fit, parts)), tuple(rooms)
        if (shown, kept) != (self._parts, self._rooms):
            self._parts, self._rooms, self._lines = shown, kept, None
            self.setAccessibleName(self.text())
            has_links = any(part.links for part in shown)
            policy = Qt.FocusPolicy.TabFocus if has_links else Qt.FocusPolicy.NoFocus
            if policy != self.focusPolicy():
                self.setFocusPolicy(policy)
            self._ask_room()
            self.update()

    def make_low(self, is_low: bool) -> None:
        """Keep to one line, or no longer."""
        self._most, self._lines = 1 if is_low else MOST_LINES, None
        self._ask_room()
        self.update()

    def wear(self, theme: Theme) -> None:
        """Take another theme's ink."""
        if theme is not self._theme:
            self._theme, self._lines = theme, None
            self._ask_room()
            self.update()

    def text(self) -> str:
        """All of it in one line."""
        return _BETWEEN.join([part.text for part in self._parts if part])

    def lines(self, width_px: int) -> list[Linked]:
        """All parts in lines at a width; the last may be wider than that."""
        if self._lines is None or self._lines[0] != width_px:
            self._lines = width_px, self._broken(width_px)
        return self._lines[1]

    def drawn(self, width_px: int) -> list[Linked]:
        """The lines as they are drawn: the last as far as it has room for whole parts."""
        self.lines(width_px)
        return self._drawn

    def _broken(self, width_px: int) -> list[Linked]:
        """The lines at a width: each part is measured alone, most say what they said."""
        font = self._theme.metrics.font("body", tabular=True)
        between = lettering.width(_BETWEEN, font)
        lines: list[list[Linked]] = [[]]
        taken = [-between]
        for part, room in zip_longest(self._parts, self._rooms, fillvalue=""):
            part = Linked(part) if isinstance(part, str) else part
            if not (part or room):
                continue
            wide = between + max(lettering.width(part.text, font), lettering.width(room, font))
            has_room = taken[-1] + wide <= width_px
            if not (has_room or not any(lines[-1]) or len(lines) == self._most):
                lines.append([])
                taken.append(-between)
            lines[-1].append(part)
            taken[-1] += wide
        said = [joined(_BETWEEN, line) for line in lines]
        self._drawn, self._is_cut = said, False
        if max(taken) > width_px:
            self._is_cut = max(lettering.width(line.text, font) for line in said) > width_px
            if lettering.width(said[-1].text, font) > width_px:
                self._drawn = [*said[:-1], _shortened(said[-1], lines[-1], width_px, font)]
        return said

    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its lines."""
        return self.ledger.numbers

    def current_line(self) -> QRectF | None:
        """All of it, while the keyboard stands here."""
        return QRectF(self.rect()) if self.hasFocus() else None

    def hasHeightForWidth(self) -> bool:
        """A narrower one is higher."""
        return True

    def heightForWidth(self, width_px: int) -> int:
        """As high as its lines."""
        return round(len(self.lines(width_px)) * self._line_px())

    def sizeHint(self) -> QSize:
        """One line of all."""
        font = self._theme.metrics.font("body", tabular=True)
        shown = [part.text for part in self._parts if part]
        between = max(len(shown) - 1, 0) * lettering.width(_BETWEEN, font)
        wide = between + sum(lettering.width(text, font) for text in shown)
        return QSize(round(wide), round(self._line_px()))

    def minimumSizeHint(self) -> QSize:
        """It takes any width."""
        return QSize(0, round(self._line_px()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the lines; where one is elided the tool tip has the whole."""
        painter, font = QPainter(self), self._theme.metrics.font("body", tabular=True)
        painter.fillRect(event.rect(), self._theme.chrome.panel)
        high, ink = self._line_px(), self._theme.chrome.muted
        self.ledger.clear()
        with self.ledger:
            for row, text in enumerate(self.drawn(self.width())):
                box = QRectF(0, row * high, self.width(), high)
                numbers.sentence(painter, box, text, font, ink)
        tip = self.text() if self._is_cut else ""
        if tip != self._tip:
            self._tip = tip
            self.setToolTip(plain_tip(tip))

    def _ask_room(self) -> None:
        """Ask for the height it needs at its width, and for a width where that is asked for."""
        ignored = self.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
        wide = 0 if ignored else self.sizeHint().width()
        asked = self.width(), self.heightForWidth(self.width()), wide
        if asked != self._asked:
            self._asked = asked
            self.updateGeometry()

    def _line_px(self) -> float:
        return 20 * self._theme.metrics.scale


def _shortened(whole: Linked, parts: Sequence[Linked], width_px: int, font: QFont) -> Linked:
    """As many of the first parts as have room in one line, of which the `whole` has none."""
    for count in range(len(parts) - 1, 0, -1):
        said = joined(_BETWEEN, (*parts[:count], _MORE))
        if lettering.width(said.text, font) <= width_px:
            return said
    return whole
