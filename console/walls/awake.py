"""Keeps the screen saver away while the wall runs, where the desktop can be asked to."""

from __future__ import annotations

import sys
from typing import Any

_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


def keep_awake(reason: str) -> bool:
    """Ask that the screen stay on as long as this process lives; whether somebody agreed."""
    if sys.platform == "win32":
        return _on_windows()
    if sys.platform == "darwin":
        return False
    return _over_dbus(reason)


def _over_dbus(reason: str) -> bool:
    """The freedesktop inhibition ends by itself when the connection of this process does."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage
    except ImportError:
        return False
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    screen_saver = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
    if not screen_saver.isValid():
        return False
    screen_saver.setTimeout(1_000)
    answer = screen_saver.call("Inhibit", "street-console", reason)
    return bool(answer.type() == QDBusMessage.MessageType.ReplyMessage)


def _on_windows() -> bool:
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    return bool(kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY))
