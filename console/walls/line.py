"""The line between console and wall on one machine: a local socket that is the user's alone.

No port is opened. What comes in is read as whole lines within limits; what is none is left out,
and the log says so. A line that is too long ends the call.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from console import process
from console.state.wall.memory import folder_of
from console.state.wall.talk import Lines, RubbishError

MOST_CALLERS = 8
_LONGEST_PATH = 100
"""A socket's path has room for little more than that on any system."""
_NAME = "line"
_OVER = QLocalSocket.LocalSocketState.UnconnectedState


def address_of(screen: int) -> str:
    """Where the wall on a monitor listens: a file in the wall's own private folder.

    Where that path is too long for a socket, in a folder of the system's temporary one that is
    named after it; on Windows a pipe named so.
    """
    own = folder_of(screen) / _NAME
    known = hashlib.sha256(str(own).encode()).hexdigest()[:20]
    if sys.platform == "win32":
        return f"street-console-{known}"
    if len(str(own)) <= _LONGEST_PATH:
        return str(own)
    return str(_temporary() / f"street-console-{known}" / _NAME)


class Call(QObject):
    """One end of a call: `said(bytes)` for each whole line, `ended` when there is no more.

    `most` is the longest line taken. Nothing of what is refused is ever written down.
    """

    said = Signal(bytes)
    ended = Signal()

    def __init__(self, socket: QLocalSocket, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.socket, self._lines = socket, Lines(most)
        socket.setParent(self)
        socket.setReadBufferSize(most + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._end)

    def send(self, line: bytes) -> None:
        """Send one line; silent when nobody listens any more."""
        if self.socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self.socket.write(line)

    def close(self) -> None:
        """Hang up."""
        self.socket.readyRead.disconnect(self._read)
        self.socket.disconnected.disconnect(self._end)
        self.socket.abort()

    def _read(self) -> None:
        try:
            while self.socket.bytesAvailable():
                for line in self._lines.take(bytes(self.socket.readAll().data())):
                    self.said.emit(line)
        except RubbishError as fault:
            process.remark(f"wall line: a message was left out ({fault})")
            self.socket.abort()

    def _end(self) -> None:
        if self._lines.is_half:
            process.remark("wall line: half a message was left out")
        self.ended.emit()


class Exchange(QObject):
    """Where the wall listens: `called(Call)` when a console calls, `said(bytes)` for its lines."""

    called = Signal(object)
    said = Signal(bytes)

    def __init__(self, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._take)
        self.calls: list[Call] = []

    def open(self, address: str) -> bool:
        """Listen from now on; False, and the log says so, where that cannot be."""
        if not _is_private(address):
            process.remark("wall line: its folder is not private")
            return False
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            process.remark("wall line: nobody can call")
            return False
        return True

    def tell(self, line: bytes) -> None:
        """Say one line to everybody who has called."""
        for call in self.calls:
            call.send(line)

    def close(self) -> None:
        """Hang up and listen no more; a temporary folder that held the socket goes with it."""
        for call in self.calls:
            call.close()
        self.calls.clear()
        socket = Path(self._server.fullServerName())
        self._server.close()
        if socket.parent.parent == _temporary():
            with suppress(OSError):
                socket.parent.rmdir()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self.calls) >= MOST_CALLERS:
                socket.abort()
                socket.deleteLater()
                continue
            call = Call(socket, self._most, self)
            call.said.connect(self.said)
            call.ended.connect(self._let_go)
            self.calls.append(call)
            self.called.emit(call)

    def _let_go(self) -> None:
        gone = [one for one in self.calls if one.socket.state() == _OVER]
        self.calls = [one for one in self.calls if one not in gone]
        for call in gone:
            call.deleteLater()


def _temporary() -> Path:
    return Path(tempfile.gettempdir())


def taken(line: bytes, read: Callable[[bytes], object]) -> object | None:
    """What `read` makes of a line; None, and the log says so, where it is none."""
    try:
        return read(line)
    except RubbishError as fault:
        process.remark(f"wall line: a message was left out ({fault})")
        return None


def _is_private(address: str) -> bool:
    """Whether the folder of a socket is the user's alone; it is made where there is none."""
    if sys.platform == "win32":
        return True
    folder = Path(address).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if found.st_uid != os.getuid() or folder.is_symlink():
            return False
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError:
        return False
    return True
