"""Preferences: what the window remembers between starts, in one INI file of the user's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, QTimer

from console.domain.records import dataclass

APPLICATION = "street-console"
MOST_RECENT = 10
_SETTLE_MS = 400
_VERSION = 1


def config_file() -> Path:
    """Where preferences are kept."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False) / "console.ini"


def demo_folder() -> Path:
    """Where the demo street is kept."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "demo.street"


@dataclass(frozen=True, slots=True)
class PlaceIds:
    """A place by the snapshot's ids, so that it is found again in another snapshot; "" for none."""

    committee: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""


class Preferences(QObject):
    """Reads and writes the INI file; changes are written together once they settle.

    A file that is damaged or from another version reads as empty, never as an error: everything
    in it can be chosen again.
    """

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = file or config_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat, self)
        if self._settings.value("version") != str(_VERSION):
            self._settings.clear()
            self._settings.setValue("version", str(_VERSION))
        self._pending: dict[str, str | QByteArray] = {}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.flush)

    @property
    def folder(self) -> Path:
        """Where the file lies, and what else the user keeps."""
        return Path(self._settings.fileName()).parent

    def text(self, key: str, default: str = "") -> str:
        """The text kept under `key`."""
        value = self._pending.get(key, self._settings.value(key))
        return value if isinstance(value, str) else default

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """The text under `key` when it is one of `allowed`, else the first of them."""
        value = self.text(key)
        return value if value in allowed else allowed[0]

    def bytes(self, key: str) -> QByteArray | None:
        """The bytes kept under `key` (a window's or a splitter's state)."""
        value = self._pending.get(key, self._settings.value(key))
        return value if isinstance(value, QByteArray) else None

    def keep(self, values: Mapping[str, str | QByteArray]) -> None:
        """Remember `values`; they reach the disk within half a second."""
        self._pending.update(values)
        self._settle.start()

    def forget(self, prefix: str) -> None:
        """Drop everything under `prefix`."""
        self._pending = {k: v for k, v in self._pending.items() if not k.startswith(prefix)}
        self._settings.remove(prefix)

    def flush(self) -> None:
        """Write what has not been written yet."""
        self._settle.stop()
        for key, value in self._pending.items():
            self._settings.setValue(key, value)
        self._pending.clear()
        self._settings.sync()

    @property
    def recent(self) -> tuple[str, ...]:
        """Folders of snapshots opened lately, the last one first."""
        return tuple(path for path in self.text("recent").split("\n") if path)

    def opened(self, folder: str) -> None:
        """Put `folder` first among the recent ones."""
        rest = [path for path in self.recent if path != folder]
        self.keep({"recent": "\n".join([folder, *rest][:MOST_RECENT])})

    @property
    def place(self) -> PlaceIds:
        """The place that was chosen last."""
        return PlaceIds(**{level: self.text(f"place/{level}") for level in PlaceIds.__slots__})

    def keep_place(self, place: PlaceIds) -> None:
        """Remember the place chosen, by ids."""
        self.keep({f"place/{level}": getattr(place, level) for level in PlaceIds.__slots__})
