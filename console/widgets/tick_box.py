"""A box to tick beside its words: as flat as the other fields, ticked by a sign and a colour."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from console.paint import icons


class TickBox(QCheckBox):
    """On or off; a click or Space turns it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words and, where it is on, the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        role = QPalette.ColorRole.Link if self.isEnabled() else QPalette.ColorRole.Midlight
        colour = self.palette().color(role)
        side = box.width() - 2
        drawn = icons.pixmap("check", colour, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(box.left() + 1, box.top() + 1, drawn)
