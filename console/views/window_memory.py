"""What the window remembers of itself: geometry, docks and borders, for each set of screens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from console.domain.digests import sha256_hex
from console.state.preferences import Preferences
from console.views.centre_view import CentreView
from console.widgets.dock import Dock

_SETTLE_MS = 200
_LAYOUT_VERSION = 4
_KEPT_EVENTS = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


def screens_key() -> str:
    """A name for the screens as they are now, their sizes, places and scales."""
    screens = sorted(
        f"{one.geometry().getRect()}@{one.devicePixelRatio():g}"
        for one in QGuiApplication.screens()
    )
    return sha256_hex(";".join(screens).encode())[:12]


class WindowMemory(QObject):
    """Keeps the layout of `window` shortly after it changes, and puts it back at the next start."""

    def __init__(
        self,
        window: QMainWindow,
        centre: CentreView,
        docks: tuple[Dock, ...],
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window, self._centre, self._preferences = window, centre, preferences
        self._default = window.saveState(_LAYOUT_VERSION)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.keep)
        window.installEventFilter(self)
        centre.moved.connect(self._settle.start)
        for dock in docks:
            dock.dockLocationChanged.connect(self._settle.start)
            dock.topLevelChanged.connect(self._settle.start)
            dock.visibilityChanged.connect(self._settle.start)

    def restore(self) -> bool:
        """Put the layout of these screens back; False when none is known."""
        kept = [self._preferences.bytes(self._key(name)) for name in ("geometry", "docks")]
        if kept[0] is None or kept[1] is None:
            return False
        self._centre.share_out(self._preferences.text(self._key("borders")))
        found = self._window.restoreGeometry(kept[0])
        return self._window.restoreState(kept[1], _LAYOUT_VERSION) and found

    def keep(self) -> None:
        """Remember the layout as it is now."""
        self._preferences.keep(
            {
                self._key("geometry"): self._window.saveGeometry(),
                self._key("docks"): self._window.saveState(_LAYOUT_VERSION),
                self._key("borders"): self._centre.borders(),
            }
        )

    def reset(self) -> None:
        """Docks and borders as at the first start."""
        self._window.restoreState(self._default, _LAYOUT_VERSION)
        self._centre.share_out()
        self.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the window was moved or resized."""
        if event.type() in _KEPT_EVENTS:
            self._settle.start()
        return False

    def _key(self, name: str) -> str:
        return f"layout-{screens_key()}/{name}"
