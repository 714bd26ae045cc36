"""The director: which scene is on the wall now, when the next comes, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace

from PySide6.QtCore import QObject, Signal

from console.domain.errors import UserError
from console.domain.records import dataclass
from console.domain.words import LANGUAGES, say
from console.state.filter_words import filter_text
from console.state.filtering import Filter
from console.state.live import now_us
from console.state.wall.alarm_words import ongoing
from console.state.wall.board import Board
from console.state.wall.choice import scene_of
from console.state.wall.lens import PLAIN, Lens, Through
from console.state.wall.notice import Notice, Now, Place, began_as_replay, notice
from console.state.wall.playlist import Entry, Playlist, entries_of
from console.state.wall.scenes import AlarmsScene, OpenAlarm, Scene
from console.state.wall.spot import Spot
from console.state.wall.work_scenes import open_alarms
from console.store.texts import row_with

_SECOND_US = 1_000_000
_ALARMS = Entry("alarms")
_CORNER_S = 600.0
"""How long a corner says that something went wrong that has passed."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """What is on the wall: a scene, the texts round it, and which turn it is."""

    scene: Scene
    notice: Notice
    now_us: int
    turn: int
    blinks: bool
    is_blank: bool = False


@dataclass(slots=True)
class _Corner:
    """What the corner says, and until when; None until something else takes its place."""

    sentence: dict[str, str] = field(default_factory=dict)
    until_us: int | None = None


class Director(QObject):
    """`tick()` it every second; `staged(Stage)` says what to show whenever that changes.

    moved(Spot)              where it is; keep it, so that a new process goes on there
    failed(str, Exception)   a scene could not be made; it is skipped and comes again
    """

    staged = Signal(object)
    moved = Signal(object)
    failed = Signal(str, object)

    def __init__(
        self,
        playlist: Playlist,
        language: str,
        *,
        spot: Spot | None = None,
        follows: bool = False,
        clock: Callable[[], int] = now_us,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.playlist, self.language = playlist, language
        self._follows, self._clock = follows, clock
        self._board: Board | None = None
        self.through: dict[Lens, Board | UserError] = {}
        self._open: tuple[OpenAlarm, ...] = ()
        self._seen: Board | None = None
        self._replay = False
        self._spot = spot or Spot()
        count = len(entries_of(playlist, self._spot.sent))
        if len(self._spot.visits) != count or not 0 <= self._spot.entry < count:
            self._spot = replace(self._spot, entry=0, visits=(0,) * count)
        self._scene: Scene | None = None
        self._since_us = 0
        self._turn = 0
        self._held = False
        self._corner = _Corner()

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return self._spot

    @property
    def board(self) -> Board | None:
        """What it counts from; None before the first snapshot."""
        return self._board

    @property
    def held(self) -> bool:
        """Whether an alarm nobody has acknowledged holds the wall."""
        return self._held

    @property
    def entry(self) -> Entry:
        """The entry that is shown."""
        return _ALARMS if self._held else self.entries[self._spot.entry]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The scenes that take turns, a view that was sent the last of them."""
        return entries_of(self.playlist, self._spot.sent)

    def put(self, board: Board, through: Through | None = None) -> None:
        """Show another board, at the same scene; `through` are those of the filters."""
        began = self._board is None
        self._board, self.through = board, dict(through or {})
        self._open = open_alarms(board)
        if began:
            street = board.frame.street
            self._replay = not self._follows and began_as_replay(street, self._clock())
        self._hold()
        self._make(0, turns=began)

    def say_in_corner(self, sentence: dict[str, str], *, passes: bool = False) -> None:
        """Say in the corner what went wrong; nothing takes it back."""
        until = self._clock() + int(_CORNER_S * _SECOND_US) if passes else None
        self._corner = _Corner(sentence, until)
        self._stage()

    def take(self, spot: Spot) -> None:
        """Go on at another spot: somebody at a console has asked for it."""
        before, self._spot = self._spot, spot
        is_elsewhere = (spot.entry, spot.visits, spot.sent) != (
            before.entry,
            before.visits,
            before.sent,
        )
        if self._board is not None and is_elsewhere:
            self._make(1)
            return
        if (spot.paused, spot.pinned) != (before.paused, before.pinned):
            self._since_us = self._clock()
        self.moved.emit(spot)
        self._stage()

    def tick(self) -> None:
        """A second has passed."""
        if self._board is None:
            return
        now = self._clock()
        if self._corner.until_us is not None and now > self._corner.until_us:
            self._corner = _Corner()
        was_held = self._held
        self._hold()
        stays = self._held or self._spot.paused or self._spot.pinned
        if self._held != was_held:
            self._make(0)
        elif not stays and now - self._since_us >= self.entry.seconds * _SECOND_US:
            self.step(1)
        else:
            self._stage()

    def step(self, by: int) -> None:
        """Go on to the next scene, or back; not while a console keeps one on the wall."""
        if self._board is None or self._held or self._spot.pinned:
            return
        self._go(by)
        self._make(by or 1)

    def pause(self) -> None:
        """Stay at this scene, or go on."""
        self._spot = replace(self._spot, paused=not self._spot.paused)
        self._since_us = self._clock()
        self.moved.emit(self._spot)
        self._stage()

    def acknowledge(self) -> None:
        """Somebody has seen the alarms: the wall goes on."""
        if self._board is None or not self._held:
            return
        keys = tuple(one.key for one in self._open)
        self._spot = replace(self._spot, acknowledged=keys)
        self._held = False
        self.moved.emit(self._spot)
        self._make(0)

    def skip(self, fault: Exception) -> None:
        """The scene that was staged could not be painted: say so and go on."""
        self._note(self.entry, fault)
        if not self._held:
            self._go(1)
            self._make(1)

    def _hold(self) -> None:
        """An alarm holds the wall while it waits and nobody has acknowledged it here."""
        known = set(self._spot.acknowledged)
        waiting = (one for one in self._open if one.waits)
        self._held = any(one.key not in known for one in waiting)

    def _go(self, by: int) -> None:
        count = len(self.entries)
        entry = (self._spot.entry + by) % count
        visits = list(self._spot.visits)
        visits[entry] += 1 if by >= 0 else -1
        self._spot = replace(self._spot, entry=entry, visits=tuple(visits))

    def _make(self, by: int, *, turns: bool = True) -> None:
        """Make the scene of the entry; one that fails is skipped, the others get their turn."""
        for _ in range(len(self.entries)):
            try:
                self._scene = self._made()
                break
            except Exception as fault:  # noqa: BLE001 - one scene's bug may not take the wall down
                self._note(self.entry, fault)
                if self._held:
                    return
                self._go(by or 1)
        else:
            return
        if turns:
            self._since_us = self._clock()
            self._turn += 1
        self.moved.emit(self._spot)
        self._stage()

    def _made(self) -> Scene:
        assert self._board is not None
        entry, self._seen = self.entry, self._board
        if self._held:
            return scene_of(self._board, "alarms")
        visit = max(0, self._spot.visits[self._spot.entry])
        if entry.show == "committees":
            return scene_of(self._board, entry.show, page=visit)
        self._seen = shown = board_of(self._board, self.through, entry.lens)
        place = place_of(shown, entry, visit)
        if place < 0 and shown.is_filtered:
            place = place_of(self._board, entry, visit)
        return scene_of(shown, entry.show, place=place)

    def _note(self, entry: Entry, fault: Exception) -> None:
        until = self._clock() + int(_CORNER_S * _SECOND_US)
        self._corner = _Corner(skipped(entry, fault), until)
        self.failed.emit(entry.show, fault)

    def _stage(self) -> None:
        """Say what is on the wall, when that is not what was said last."""
        if self._board is None or self._scene is None:
            return
        seen, plain = self._seen or self._board, self._board
        is_back = seen.frame.as_of_us != plain.frame.as_of_us
        now = Now(
            now_us=plain.frame.as_of_us if self._replay else self._clock(),
            as_of_us=seen.frame.as_of_us,
            stale_hours=self.playlist.stale_hours,
            is_replay=self._replay and not is_back,
            is_back=is_back,
        )
        stays = self._spot.paused or self._spot.pinned
        place = Place(self._spot.entry, len(self.entries), stays, self._held)
        apart = () if isinstance(self._scene, AlarmsScene) else self._open
        texts = notice(
            self._board.frame.street,
            now,
            self.language,
            place=place,
            corner=self._corner.sentence.get(self.language, ""),
            message=self._spot.message,
            filtered=in_words(seen, self.language),
            alarm=ongoing(apart, now.clock_us, self.language),
        )
        is_blank = self._spot.blank and not self._held
        stage = Stage(self._scene, texts, now.clock_us, self._turn, self._held, is_blank)
        self.staged.emit(stage)


def skipped(entry: Entry, fault: Exception) -> dict[str, str]:
    """Why a scene is left out this time, in every language."""
    said = {}
    for language in LANGUAGES:
        why = say("wall.scene_fault", language)
        if isinstance(fault, UserError):
            why = fault.say(language)
        name = say(f"wall.scene.{entry.show}", language)
        said[language] = say("wall.skipped", language, name=name, why=why)
    return said


def board_of(plain: Board, through: Through, lens: Lens) -> Board:
    """The board that a lens shows; UserError where there is none."""
    found = plain if lens == PLAIN else through.get(lens)
    if found is None:
        raise UserError("wall.scene_fault")
    if isinstance(found, UserError):
        raise found
    return found


def in_words(shown: Board, language: str) -> str:
    """The filter of a board in words; "" for none."""
    asked = Filter().put("wall", shown.conditions)
    return filter_text(asked, shown.frame.street, language)


def place_of(board: Board, entry: Entry, visit: int) -> int:
    """The row of the estate or building whose turn it is; -1 for the fullest.

    UserError when the street has none with the id the playlist names.
    """
    if entry.show not in ("estate", "section"):
        return -1
    estates = entry.show == "estate"
    if entry.places:
        street = board.frame.street
        wanted = entry.places[visit % len(entry.places)]
        row = row_with(street.estates.id if estates else street.buildings.id, wanted)
        if row < 0:
            raise UserError("wall.no_place", id=wanted[:40])
        return row
    ranked = board.busiest_estates() if estates else board.busiest_buildings()
    return int(ranked[visit % min(entry.most, len(ranked))]) if len(ranked) else -1
