"""One step of the breadcrumb: its name with a count, and an arrow that lists what lies below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from console.domain.spoken import capped
from console.paint import lettering
from console.state.crumbs import Crumb
from console.state.places import Level
from console.widgets.icon_button import IconButton
from console.widgets.tips import is_told

_ARROW_PX = 20
_LEAST_PX = 32


class ElidedButton(QToolButton):
    """A text button that gives way: its text is elided in the middle when space is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._measured = ("", "", 0)

    def say(self, text: str, *, bold: bool) -> None:
        """Show `text`."""
        if (capped(text), bold) == (self._whole, self.font().bold()):
            return
        font = self.font()
        font.setBold(bold)
        self.setFont(font)
        self._whole = capped(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        text, font, wide = self._measured
        if (text, font) != (self._whole, self.font().key()):
            wide = QFontMetrics(self.font()).horizontalAdvance(self._whole)
            self._measured = (self._whole, self.font().key(), wide)
        return QSize(wide + 14, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Little: the text is elided."""
        return QSize(min(_LEAST_PX, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide anew."""
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - 12, _LEAST_PX)
        text = lettering.shortened(self._whole, QFontMetricsF(self.font()), room, "middle")
        self.setText(text.replace("&", "&&"))


class CrumbButton(QWidget):
    """`chosen(crumb)` when its name is clicked, `counted(crumb)` when its count is.

    `opened(button, crumb)` when its arrow is.
    """

    chosen = Signal(object)
    counted = Signal(object)
    opened = Signal(object, object)

    def __init__(self, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self._crumb: Crumb | None = None
        self._is_last = False
        self._look: tuple[str, bool, str, bool] | tuple[()] | None = ()
        self._name = ElidedButton(self)
        self.count = QToolButton(self)
        self.count.setProperty("tone", "muted")
        self.count.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.count.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count.clicked.connect(self._ask_count)
        self._arrow = IconButton("chevron-right", self, side_px=_ARROW_PX, quiet=True)
        self._name.clicked.connect(self._choose)
        self._arrow.clicked.connect(self._open)
        self._name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._name)
        row.addWidget(self.count)
        row.addWidget(self._arrow)

    @property
    def has_crumb(self) -> bool:
        """Whether there is a step to show."""
        return self._crumb is not None

    def show_crumb(self, crumb: Crumb | None, *, last: bool) -> bool:
        """Show a step, or hide for None; the last one stands out. Gives whether it looks other."""
        if crumb is not None and (crumb, last) == (self._crumb, self._is_last):
            return False
        self._crumb, self._is_last = crumb, last
        figure = f"{crumb.active:,}" if crumb is not None and last and crumb.active > 0 else ""
        tip = "" if crumb is None else crumb.tip
        self._name.setAccessibleName(tip)
        self.count.setAccessibleName(tip if figure else "")
        look = None if crumb is None else (crumb.name, last, figure, crumb.has_below)
        if look == self._look:
            return False
        self._look = look
        self.setVisible(crumb is not None)
        if crumb is not None:
            self._name.say(crumb.name, bold=last)
            self.count.setText(figure)
            self.count.setVisible(bool(figure))
            self._arrow.setVisible(crumb.has_below)
            self._arrow.call(crumb.name)
        return True

    def told(self) -> str:
        """What the tool tip says of it."""
        return "" if self._crumb is None else self._crumb.tip

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tool tip, of its name or its count."""
        return is_told(event, self.told, self) or super().event(event)

    def _choose(self) -> None:
        if self._crumb is not None:
            self.chosen.emit(self._crumb)

    def _ask_count(self) -> None:
        if self._crumb is not None:
            self.counted.emit(self._crumb)

    def _open(self) -> None:
        if self._crumb is not None:
            self.opened.emit(self._arrow, self._crumb)
