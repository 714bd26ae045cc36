"""The head of a panel: what it is about, and quiet lines below; all of them elide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.spoken import capped
from console.paint import lettering, numbers
from console.paint.numbers import Ledger, Number
from console.paint.theme import Theme
from console.state.lists.linked import Linked, joined
from console.widgets.tips import is_told

_BETWEEN = " · "
_QUIET_TOP_PX = 32


class PanelHead(QWidget):
    """A title and quiet lines below it on the panel's ground; the whole is the tool tip.

    The numbers in the lines may be links. It paints its own ground, and other lines alone.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._quiet: tuple[Linked, ...] = ()
        self._short: Callable[[], Linked] | None = None
        self._lines: tuple[int, list[Linked]] | None = None
        self.ledger = Ledger()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._aside: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(
        self,
        title: str,
        quiet: Linked | str,
        theme: Theme,
        *,
        short: Callable[[], Linked] | None = None,
    ) -> None:
        """Show other words; `quiet` may have several lines, joined where all fit into one.

        Where they have no room the lines are those of `short`, the same in fewer words, which is
        asked for only then. A line that is too long even so is broken between its parts.
        """
        title = capped(title)
        lines = (Linked(quiet) if isinstance(quiet, str) else quiet).lines() if quiet else ()
        if (title, lines, theme) == (self._title, self._quiet, self._theme):
            return
        same = (title, theme) == (self._title, self._theme)
        high = self.heightForWidth(self.width())
        self._title, self._quiet, self._theme, self._lines = title, lines, theme, None
        self._short = short
        self.setAccessibleName(f"{title} {self.quiet()}")
        has_links = any(line.links for line in lines)
        policy = Qt.FocusPolicy.TabFocus if has_links else Qt.FocusPolicy.NoFocus
        if policy != self.focusPolicy():
            self.setFocusPolicy(policy)
        if same and self.heightForWidth(self.width()) == high:
            top = round(_QUIET_TOP_PX * theme.metrics.scale)
            self.update(0, top, self.width(), high - top)
            return
        self.updateGeometry()
        self.update()

    def told(self) -> str:
        """What the tool tip says: all of it."""
        return f"{self._title}\n{self.quiet()}"

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tool tip."""
        return is_told(event, self.told, self) or super().event(event)

    def put_aside(self, widget: QWidget) -> None:
        """Give `widget` a place right of the title."""
        self._aside = widget
        widget.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands aside at the right."""
        super().resizeEvent(event)
        self.move_aside()

    def move_aside(self) -> None:
        """Put what stands aside where it belongs, at the size it asks for."""
        if self._aside is not None:
            self._aside.adjustSize()
            right = self.width() - self._theme.metrics.gap("near")
            self._aside.move(right - self._aside.width(), self._theme.metrics.gap("tight"))

    def title(self) -> str:
        """The upper line."""
        return self._title

    def quiet(self) -> str:
        """The lower lines, in whole words."""
        return "\n".join(line.text for line in self._quiet)

    def lines(self, width_px: int) -> list[Linked]:
        """The quiet lines at a width: one when all of it fits, in whole words where they fit."""
        if self._lines is None or self._lines[0] != width_px:
            self._lines = width_px, self._laid(width_px)
        return self._lines[1]

    def _laid(self, width_px: int) -> list[Linked]:
        metrics = self._theme.metrics
        font, room = metrics.font("body", tabular=True), width_px - 2 * metrics.gap("panel")
        one = joined(_BETWEEN, self._quiet)
        if one and lettering.fits(one.text, font, room):
            return [one]
        if all(lettering.fits(line.text, font, room) for line in self._quiet):
            return list(self._quiet)
        shorter = self._quiet
        if self._short is not None:
            shorter = self._short().lines()
            one = joined(_BETWEEN, shorter)
            if lettering.fits(one.text, font, room):
                return [one]
        return [piece for line in shorter for piece in _broken(line, font, room)]

    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its lines."""
        return self.ledger.numbers

    def current_line(self) -> QRectF | None:
        """All of it, while the keyboard stands here."""
        return QRectF(self.rect()) if self.hasFocus() else None

    def hasHeightForWidth(self) -> bool:
        """A narrow one may need more lines."""
        return True

    def heightForWidth(self, width_px: int) -> int:
        """As high as its lines."""
        return round((34 + 20 * len(self.lines(width_px))) * self._theme.metrics.scale)

    def sizeHint(self) -> QSize:
        """As high as its lines at the present width."""
        return QSize(round(200 * self._theme.metrics.scale), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few characters."""
        return QSize(round(80 * self._theme.metrics.scale), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the lines."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.chrome.panel)
        metrics, chrome = self._theme.metrics, self._theme.chrome
        if event.rect().top() < round(_QUIET_TOP_PX * metrics.scale):
            self._draw_title(painter)
        self.ledger.clear()
        with self.ledger:
            body = metrics.font("body", tabular=True)
            for row, text in enumerate(self.lines(self.width())):
                numbers.sentence(painter, self._line_at(row), text, body, chrome.muted)

    def _draw_title(self, painter: QPainter) -> None:
        metrics, aside = self._theme.metrics, self._aside
        pad, scale = metrics.gap("panel"), metrics.scale
        right = self.width() - pad
        if aside is not None and not aside.isHidden():
            right = aside.x() - metrics.gap("tight")
        title = QRectF(pad, 6 * scale, right - pad, 24 * scale)
        font = metrics.font("label", bold=True)
        ink = self._theme.chrome.ink
        lettering.line(painter, title, self._title, font, ink, elide="middle")

    def _line_at(self, row: int) -> QRectF:
        """Where a quiet line stands, below the title."""
        pad, scale = self._theme.metrics.gap("panel"), self._theme.metrics.scale
        return QRectF(pad, (_QUIET_TOP_PX + 20 * row) * scale, self.width() - 2 * pad, 20 * scale)


def _broken(line: Linked, font: QFont, room: float) -> list[Linked]:
    """A line in as many as its parts need, as few as there can be."""
    at = line.text.rfind(_BETWEEN)
    if at < 0 or lettering.fits(line.text, font, room):
        return [line]
    rest = line.part(at + len(_BETWEEN), len(line.text))
    return [*_broken(line.part(0, at), font, room), rest]
