"""The wall's end of the line: it obeys consoles and tells them what it shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from console.domain.errors import UserError
from console.domain.words import LANGUAGES
from console.state.wall.board import Board
from console.state.wall.director import Director, Stage
from console.state.wall.feed import Feed
from console.state.wall.lens import PLAIN
from console.state.wall.orders import Order, obeyed
from console.state.wall.playlist import Entry
from console.state.wall.scenes import EstateScene, Scene, SectionScene
from console.state.wall.sending import View, entry_of, with_sent, without_sent
from console.state.wall.talk import MOST_ORDER_BYTES, Listed, Told, order_in, told_line
from console.walls.line import Call, Exchange, address_of, taken
from console.widgets.wall.change import small_picture
from console.widgets.wall.screen import WallScreen

_MINUTE_US = 60_000_000
_SETTLE_MS = 250
"""After the change of a scene, so that the picture told is the one that stays."""


class WallService(QObject):
    """Serves the wall on one monitor; `close()` hangs up. While nobody calls it costs nothing."""

    def __init__(self, director: Director, screen: WallScreen, feed: Feed, number: int) -> None:
        super().__init__(director)
        self._director, self._screen, self._number = director, screen, number
        self._feed = feed
        self._coming: Entry | None = None
        self._trouble: dict[str, str] = {}
        self._exchange = Exchange(MOST_ORDER_BYTES, self)
        self._stage: Stage | None = None
        self._told: Told | None = None
        self._pictured: object = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._tell)
        self._exchange.called.connect(self._greet)
        self._exchange.said.connect(self._hear)
        director.staged.connect(self._staged)

    def open(self) -> None:
        """Listen from now on; where that cannot be the wall goes on without."""
        self._exchange.open(address_of(self._number))

    def close(self) -> None:
        """Listen no more."""
        self._settle.stop()
        self._exchange.close()

    def _staged(self, stage: Stage) -> None:
        self._stage = stage
        if self._exchange.calls and not self._settle.isActive():
            self._settle.start()

    def _greet(self, _: Call) -> None:
        """Whoever has called hears everything, the picture too."""
        self._told = self._pictured = None
        self._settle.start()

    def _hear(self, line: bytes) -> None:
        order, director = taken(line, order_in), self._director
        if not isinstance(order, Order):
            return
        self._trouble = {}
        if order.view is not None:
            self._take_view(order.view)
        elif order.do == "withdraw":
            director.take(without_sent(director.spot, director.playlist))
        else:
            director.take(obeyed(director.spot, order, len(director.entries)))
        self._settle.start()

    def _take_view(self, view: View) -> None:
        """Check a view, and have it counted where it is not yet."""
        director, plain = self._director, self._director.board
        if plain is None:
            return
        try:
            self._coming = entry_of(view, plain, director.playlist, director.spot)
        except UserError as fault:
            self._refuse(fault)
            return
        if self._coming.lens == PLAIN:
            self._show_view(plain)
        else:
            self._feed.look_through(self._coming.lens, self._show_view, self._refuse)

    def _show_view(self, shown: Board) -> None:
        entry, self._coming = self._coming, None
        director, plain = self._director, self._director.board
        if entry is None or plain is None:
            return
        if shown.frame.street is not plain.frame.street:  # another snapshot has come meanwhile
            self._coming = entry
            self._feed.look_through(entry.lens, self._show_view, self._refuse)
            return
        director.through[entry.lens] = shown
        director.take(with_sent(director.spot, entry, director.playlist, plain))

    def _refuse(self, fault: Exception) -> None:
        self._coming = None
        wrong = fault if isinstance(fault, UserError) else UserError("wall.scene_fault")
        self._trouble = {language: wrong.say(language) for language in LANGUAGES}
        self._settle.start()

    def _tell(self) -> None:
        stage = self._stage
        if stage is None:
            return
        told = replace(told_of(stage, self._director, self._number), trouble=self._trouble)
        shown = (stage.scene, stage.notice, stage.is_blank)
        if told == self._told and shown == self._pictured:
            return
        self._told = told
        if shown != self._pictured:
            self._pictured = shown
            told = replace(told, picture=small_picture(self._screen.picture))
        self._exchange.tell(told_line(told))


def told_of(stage: Stage, director: Director, screen: int) -> Told:
    """What a wall says of what it shows; without its picture."""
    board, spot = director.board, director.spot
    assert board is not None
    street = board.frame.street
    return Told(
        screen=screen,
        street=street.name.get(director.language, street.code),
        zone=street.zone,
        as_of_us=board.frame.as_of_us,
        now_us=stage.now_us // _MINUTE_US * _MINUTE_US,
        age=stage.notice.age,
        shown=Listed(director.entry.show, _name(stage.scene)),
        at=spot.entry,
        entries=tuple(Listed(one.show) for one in director.entries),
        paused=spot.paused,
        pinned=spot.pinned,
        blank=spot.blank,
        held=director.held,
        message=spot.message,
        sent=spot.sent is not None,
    )


def _name(scene: Scene) -> str:
    """The place a scene shows, where it is one."""
    if isinstance(scene, SectionScene):
        return scene.name if scene.estate in scene.name else f"{scene.estate} {scene.name}"
    return scene.name if isinstance(scene, EstateScene) else ""
