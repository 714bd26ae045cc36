"""The sheet of versions and licences."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from console import VERSION
from console.domain import words
from console.paint import theme
from console.state.look import Look

_NAMED = ("PySide6-Essentials", "duckdb", "pyarrow", "numpy", "shapely", "pyproj")


class AboutView(QDialog):
    """Follows the language while it is open; Escape closes it."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        metrics = theme.load(look.appearance.theme).metrics
        self._title, self._versions, self._licences = (QLabel(self) for _ in range(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(metrics.gap("wide"),) * 4)
        column.setSpacing(metrics.gap("step"))
        for label in (self._title, self._versions, self._licences):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(420)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self._title.setFont(metrics.font("title", bold=True))
        look.changed.connect(self.relabel)
        self.relabel()

    def relabel(self) -> None:
        """Say everything in the language of the look."""
        language = self._look.appearance.language
        self.setWindowTitle(words.say("window.about.title", language))
        self._title.setText(words.say("window.about.text", language, version=VERSION))
        self._versions.setText(versions())
        self._licences.setText(words.say("window.about.licences", language))


def versions() -> str:
    """Python, Qt and the packages that carry the console, with their versions."""
    said = [f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    for name in _NAMED:
        try:
            said.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return " · ".join(said)
