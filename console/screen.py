"""Whether there is a screen to open a window on, found out before Qt would abort without one."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb")
_WAIT_S = 0.5
_X_SOCKETS = Path("/tmp/.X11-unix")
_X_PORT = 6000
_X_LIBRARY = "libxcb-cursor.so.0"
"""Without it Qt's plugin for X does not load, and Qt ends the process."""


def is_there(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened; always true on Windows and macOS.

    Elsewhere a Wayland or X server must be named and answer, and Qt must not be told to use a
    platform that shows nothing.
    """
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in _SCREENLESS:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland(environment) or _x11(environment.get("DISPLAY", ""))


def can_load(library: str) -> bool:
    """Whether the system has a shared library of that name, and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return _answers(str(Path(folder, name) if not name.startswith("/") else Path(name)))


def _x11(display: str) -> bool:
    found = re.fullmatch(r"(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?", display)
    if found is None or not can_load(_X_LIBRARY):
        return False
    host, number = found["host"], int(found["number"])
    if host in ("", "unix"):
        path = str(_X_SOCKETS / f"X{number}")
        return _answers(path) or _answers(f"\0{path}")
    return _reaches(host, _X_PORT + number)


def _answers(path: str) -> bool:
    """Whether somebody listens on a local socket."""
    with socket.socket(socket.AF_UNIX) as one:
        one.settimeout(_WAIT_S)
        try:
            one.connect(path)
        except OSError:
            return False
        return True


def _reaches(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), _WAIT_S).close()
    except OSError:
        return False
    return True
