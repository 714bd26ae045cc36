"""The console's end of the line: it finds the walls of this machine, hears them and orders."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from console.state.wall.desk import WallDesk
from console.state.wall.memory import screens_known
from console.state.wall.orders import Order
from console.state.wall.talk import MOST_TOLD_BYTES, Told, order_line, told_in
from console.walls.line import Call, address_of, taken

_LOOK_MS = 1_500


class WallCaller(QObject):
    """While it looks, every wall there is is called; what they tell goes to `desk`.

    `looked` after each look around.
    """

    looked = Signal()

    def __init__(self, desk: WallDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._calls: dict[int, Call] = {}
        self._again = QTimer(self, interval=_LOOK_MS)
        self._again.timeout.connect(self._look)
        desk.ordered.connect(self._order)

    def look(self) -> None:
        """Call from now on, again and again while nobody answers."""
        self._again.start()
        self._look()

    def close(self) -> None:
        """Hang up."""
        self._again.stop()
        for screen, call in list(self._calls.items()):
            call.close()
            call.deleteLater()
            self._desk.lose(screen)
        self._calls.clear()

    def _look(self) -> None:
        for screen in screens_known():
            if screen not in self._calls:
                self._call(screen)
        if not any(_is_there(one) for one in self._calls.values()):
            self._desk.stand_still()
        self.looked.emit()

    def _call(self, screen: int) -> None:
        call = Call(QLocalSocket(), MOST_TOLD_BYTES, self)
        call.setProperty("screen", screen)
        self._calls[screen] = call
        call.said.connect(self._hear)
        call.ended.connect(self._forget)
        call.socket.stateChanged.connect(self._forget)
        call.socket.connectToServer(address_of(screen))

    def _hear(self, line: bytes) -> None:
        told = taken(line, told_in)
        if isinstance(told, Told):
            self._desk.hear(told)

    def _forget(self, _: object = None) -> None:
        """Let go of every call that is over."""
        for screen, call in list(self._calls.items()):
            if call.socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                del self._calls[screen]
                call.deleteLater()
                self._desk.lose(screen)

    def _order(self, screen: int, order: Order) -> None:
        if screen in self._calls:
            self._calls[screen].send(order_line(order))


def _is_there(call: Call) -> bool:
    return call.socket.state() == QLocalSocket.LocalSocketState.ConnectedState
