"""The wall in a window over a whole monitor: its feed, its director and its screen, wired."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from console import process
from console.domain.errors import UserError
from console.domain.words import say
from console.paint import theme as themes
from console.paint.style import STYLE
from console.paint.wall.look import warm
from console.state.live import now_us
from console.state.wall.director import Director, Stage
from console.state.wall.feed import Arrived, Feed
from console.state.wall.memory import Last, Memory, folder_of
from console.state.wall.playlist import Playlist, entries_of, lenses_of, read, standard
from console.state.wall.scenes import StreetScene
from console.state.wall.sight import farthest_m
from console.state.wall.spot import Spot
from console.store.memory import keep_apart
from console.walls import awake
from console.walls.companion import Companion
from console.walls.keeper import Wishes, wishes_in
from console.widgets.wall.plates import Plate, Plates
from console.widgets.wall.screen import WallScreen

if TYPE_CHECKING:
    from console.walls.service import WallService

DONE, FAILED = 0, 2
_TICK_MS, _BLINK_MS, _SHIFT_MS, _KEEPER_MS = 1_000, 500, 180_000, 1_000


class Wall(QObject):
    """One wall on one screen. `start()` it; `close()` leaves no thread and no process."""

    def __init__(
        self,
        screen: WallScreen,
        playlist: Playlist,
        memory: Memory,
        wishes: Wishes,
        *,
        clock: Callable[[], int] = now_us,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.screen, self._memory, self._wishes = screen, memory, wishes
        screen.is_ahead = True
        follows = wishes.watch is not None
        spot = memory.spot()
        self.director = Director(
            playlist, wishes.language, spot=spot, follows=follows, clock=clock, parent=self
        )
        self.feed = Feed(self)
        self._look_through(self.director.spot)
        self.plates = Plates(self)
        self.service: WallService | None = None
        self._coming: Arrived | None = None
        self._lit = True
        self._second = QTimer(self, interval=_TICK_MS)
        self._blink = QTimer(self, interval=_BLINK_MS)
        self._still = QTimer(self, interval=_SHIFT_MS)
        self._put = QTimer(self, interval=0, singleShot=True)
        self._keep = QTimer(self, interval=0, singleShot=True)
        self._last: Last | None = None
        self._connect()

    def start(self) -> None:
        """Show what was shown last at once, and look for what there is now."""
        self._second.start()
        self._still.start()
        last = self._memory.last()
        self.screen.wait(say("wall.opening", self._wishes.language))
        watch, snapshot = self._wishes.watch, self._wishes.snapshot
        fits = last is not None and (watch is None or Path(last.folder).parent == Path(watch))
        if last is not None and fits and (snapshot is None or last.folder == snapshot):
            self.feed.restore(last.folder, last.key, last.alarms)
        if watch is not None:
            self.feed.follow(Path(watch))
        elif snapshot is not None:
            self.feed.take(snapshot)

    @property
    def is_settled(self) -> bool:
        """Whether all that has arrived is shown and written down."""
        return self._coming is None and self._last is None

    def close(self) -> None:
        """Let nothing go on."""
        for timer in (self._second, self._blink, self._still, self._put, self._keep):
            timer.stop()
        self.plates.stop()
        self.feed.close()
        if self.service is not None:
            self.service.close()

    def serve(self) -> None:
        """Let consoles of this user see what is shown, and order."""
        from console.walls.service import WallService

        self.service = WallService(self.director, self.screen, self.feed, self._wishes.screen)
        self.service.open()

    def _connect(self) -> None:
        self.feed.arrived.connect(self._arrived)
        self.feed.refused.connect(self._refused)
        self.feed.missing.connect(self._missing)
        self.plates.made.connect(self._plate_made)
        self.director.staged.connect(self._staged)
        self.director.moved.connect(self._moved)
        self.director.failed.connect(self._failed)
        self.screen.failed.connect(self.director.skip)
        self.screen.unplated.connect(self._make_plate)
        self.screen.stepped.connect(self.director.step)
        self.screen.paused.connect(self.director.pause)
        self.screen.acknowledged.connect(self.director.acknowledge)
        self._second.timeout.connect(self.director.tick)
        self._blink.timeout.connect(self._turn_light)
        self._still.timeout.connect(self.screen.shift)
        self._put.timeout.connect(self._put_coming)
        self._keep.timeout.connect(self._keep_last)

    def _arrived(self, found: Arrived) -> None:
        """Its map is painted before anything of it is shown, and before the first all fonts."""
        if self.director.board is None:
            warm(self.screen.look)
        self._coming = found
        self.plates.make(found.street, self.screen.scene_size, self.screen.look)

    def _plate_made(self, plate: Plate) -> None:
        self.screen.use(plate, alone=self._coming is not None)
        if self._coming is not None:
            self._put.start()

    def _put_coming(self) -> None:
        """Show what has arrived, in a turn of its own."""
        found, self._coming = self._coming, None
        if found is not None:
            self.director.put(found.board, found.through)
            self._last = Last(found.folder, found.key, found.alarms)
            self._keep.start()

    def _keep_last(self) -> None:
        """Write down what is shown, and let go of what was, in a turn of its own."""
        last, self._last = self._last, None
        if last is not None:
            self._memory.keep_last(last)
            self.feed.rest()

    def _make_plate(self, scene: StreetScene) -> None:
        """A street's map is to be painted; what has arrived is shown with it or soon after."""
        self.plates.make(scene, self.screen.scene_size, self.screen.look)

    def _refused(self, sentence: dict[str, str]) -> None:
        if self.director.board is None:
            self.screen.wait(sentence[self._wishes.language])
        self.director.say_in_corner(sentence)

    def _missing(self, sentence: dict[str, str]) -> None:
        self.screen.wait(sentence[self._wishes.language])

    def _staged(self, stage: Stage) -> None:
        if stage.blinks != self._blink.isActive():
            if stage.blinks:
                self._blink.start()
            else:
                self._blink.stop()
                self.screen.blink(True)
        self.screen.show_stage(stage)

    def _moved(self, spot: Spot) -> None:
        self._memory.keep_spot(spot)
        self._look_through(spot)

    def _look_through(self, spot: Spot) -> None:
        """The next snapshot is counted through all that the scenes look through."""
        self.feed.lenses = lenses_of(entries_of(self.director.playlist, spot.sent))

    def _failed(self, _: str, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            process.note(fault)

    def _turn_light(self) -> None:
        self._lit = not self._lit
        self.screen.blink(self._lit)


def playlist_of(wishes: Wishes) -> Playlist:
    """The playlist asked for, else the one that ships; UserError when it is not right."""
    return standard() if wishes.playlist is None else read(Path(wishes.playlist))


def monitor(number: int) -> QScreen:
    """The monitor counted from 0; UserError when there are fewer."""
    screens = QGuiApplication.screens()
    if number >= len(screens):
        raise UserError("wall.no_monitor", number=number, count=len(screens), last=len(screens) - 1)
    return screens[number]


class Watch(QObject):
    """Looks after the keeper of the wall; starts another when it has died.

    As soon as a scene is on the wall it is written down which two processes there are.
    """

    def __init__(self, wall: Wall, memory: Memory, wishes: Wishes, keeper: Companion) -> None:
        super().__init__(wall)
        self._wishes, self._keeper, self._memory = wishes, keeper, memory
        self._is_shown = False
        wall.director.staged.connect(self._shown)
        self._look = QTimer(self, interval=_KEEPER_MS)
        self._look.timeout.connect(self._see)
        self._look.start()

    def _see(self) -> None:
        if not self._keeper.lives:
            words = self._wishes.words("console.walls.keeper", adopt=os.getpid())
            self._keeper = Companion.start(words)
            self._tell()

    def _shown(self, _: Stage) -> None:
        if not self._is_shown:
            self._is_shown = True
            self._tell()

    def _tell(self) -> None:
        self._memory.shows(os.getpid(), self._keeper.pid)


def run(wishes: Wishes, keeper: Companion | None = None, deaths: int = 0) -> int:
    """Be the wall until it is closed by hand; gives the exit status.

    `deaths` are the walls that died one after the other just before this one: it leaves out the
    scene they died at.
    """
    playlist = playlist_of(wishes)
    application = QApplication([*sys.argv[:1], *STYLE])
    themes.load_fonts()
    on = monitor(wishes.screen)
    memory = Memory(folder_of(wishes.screen))
    screen = WallScreen(playlist.sight, wishes.language)
    screen.setWindowTitle(say("wall.window", wishes.language))
    screen.setScreen(on)
    screen.setGeometry(on.geometry())
    screen.showFullScreen()
    _warn_of_small_text(screen, playlist, wishes.language)
    awake.keep_awake(say("wall.window", wishes.language))
    if deaths > 1 and (spot := memory.spot()) is not None:
        memory.keep_spot(replace(spot, entry=(spot.entry + 1) % len(playlist.entries)))
    wall = Wall(screen, playlist, memory, wishes, parent=application)
    sys.excepthook = _note_fault
    screen.closed.connect(application.quit)
    if keeper is not None:
        Watch(wall, memory, wishes, keeper)
        _end_on_request(application)
    gc.collect()
    gc.freeze()  # what is there now stays: looking through it again costs a frame
    wall.start()
    with contextlib.suppress(ImportError):  # where a system library is missing nobody can call
        wall.serve()
    application.exec()
    wall.close()
    memory.close()
    return DONE


def main(words: Sequence[str]) -> int:
    """Be the wall that a keeper has started; what cannot be begun is said in one sentence."""
    process.guard()
    keep_apart()
    wishes, more = wishes_in(words[0])
    try:
        return run(wishes, Companion(int(more["keeper"])), int(more.get("deaths", 0)))
    except UserError as fault:
        sys.stderr.write(f"{fault.say(wishes.language)}{os.linesep}")
        Memory(folder_of(wishes.screen)).close(refused=True)
        return FAILED


def _end_on_request(application: QApplication) -> None:
    """A request to end is heard at the next second's tick, when Python has its turn."""

    def end(_: int, __: FrameType | None) -> None:
        application.quit()

    signal.signal(signal.SIGTERM, end)


def _note_fault(kind: type[BaseException], fault: BaseException, _: object) -> None:
    """A fault outside every scene goes to the log; the wall stays."""
    process.note(fault)
    sys.stderr.write(f"street-console: {kind.__name__}, {process.place_of(fault)}{os.linesep}")


def _warn_of_small_text(screen: WallScreen, playlist: Playlist, language: str) -> None:
    found = screen.sizes
    if not found.is_legible:
        far = f"{farthest_m(playlist.sight, found):.1f}"
        text = say("wall.too_small", language, arc=f"{found.label_arc:.0f}", metres=far)
        sys.stderr.write(f"{text}{os.linesep}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
