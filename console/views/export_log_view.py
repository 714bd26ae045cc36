"""The sheet of what left this machine: its lines, copying them, and the folder the log lies in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.errors import UserError
from console.domain.spoken import capped
from console.domain.words import say
from console.export import log
from console.paint import theme
from console.state.export_log import ExportLogModel
from console.state.look import Appearance, Look
from console.widgets.plain_label import PlainLabel
from console.widgets.text_table import TextTable
from console.widgets.tips import plain_tip

_WIDE_PX, _HIGH_PX = 1_330, 520
Reading = Callable[[Callable[[log.Kept], None], Callable[[Exception], None]], None]
"""Reads the log and hands it to the first, or to the second why it could not."""

_ACTS = ("copy", "folder")


class ExportLogView(QDialog):
    """Has the log read by `reading` when it is told to; Escape closes it."""

    def __init__(self, *, look: Look, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._reading = look, reading
        self.kept = log.Kept(())
        self.model = ExportLogModel(self)
        self.count = PlainLabel(tone="muted", parent=self)
        self.table = TextTable(self.model, theme.load(look.appearance.theme), self)
        self.told = PlainLabel(tone="alarm", parent=self)
        self.buttons = {act: QPushButton(self) for act in _ACTS}
        self._compose()
        self.table.sorted.connect(self.model.sort_by)
        self.table.copy_asked.connect(self.copy)
        self.buttons["copy"].clicked.connect(self.copy)
        self.buttons["folder"].clicked.connect(self.open_folder)
        look.changed.connect(self._restyle)
        self._restyle(look.appearance)

    def refresh(self) -> None:
        """Have the log read anew."""
        self._reading(self._take, self._fail)

    def copy(self) -> None:
        """Put the chosen lines on the clipboard, all of them where none is chosen."""
        lines = self.table.chosen_lines() or list(range(self.model.rowCount()))
        if lines:
            QGuiApplication.clipboard().setText(self.model.as_table(lines))
            self.count.say(self._say("copied", count=len(lines)))

    def open_folder(self) -> None:
        """Show the folder that the log lies in; say where it is when the desktop cannot."""
        log.log_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.log_file().parent))):
            self.told.say(self._say("no_folder", folder=_folder()))

    def _take(self, kept: log.Kept) -> None:
        self.kept = kept
        self._restyle(self._look.appearance)
        self.told.say("" if kept.is_whole else self._say("altered", folder=_folder()))

    def _fail(self, fault: Exception) -> None:
        """Say that it cannot be read; what was read before stays."""
        if not isinstance(fault, UserError):
            raise fault
        self.told.say(fault.say(self._look.appearance.language))

    def _restyle(self, appearance: Appearance) -> None:
        self.setWindowTitle(self._say("title"))
        self.table.restyle(theme.load(appearance.theme))
        self.table.setAccessibleName(self._say("title"))
        for act, button in self.buttons.items():
            button.setText(self._say(act))
        self.buttons["copy"].setToolTip(plain_tip(self._say("copy_tip")))
        self.buttons["copy"].setEnabled(bool(self.kept.exports))
        self.model.show(self.kept.exports, appearance.language)
        self.table.fit()
        key = "kept" if self.kept.exports else "empty"
        self.count.say(self._say(key, count=len(self.kept.exports), most=log.MOST_ENTRIES))

    def _say(self, name: str, **values: object) -> str:
        return say(f"export_log.{name}", self._look.appearance.language, **values)

    def _compose(self) -> None:
        metrics = theme.load(self._look.appearance.theme).metrics
        wide, near = metrics.gap("wide"), metrics.gap("near")
        line = QHBoxLayout()
        line.setSpacing(near)
        line.addWidget(self.told, 1)
        for button in self.buttons.values():
            button.setAutoDefault(False)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(wide, wide, wide, wide)
        column.setSpacing(metrics.gap("step"))
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self.resize(round(_WIDE_PX * metrics.scale), round(_HIGH_PX * metrics.scale))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _folder() -> str:
    return capped(str(log.log_file().parent))
