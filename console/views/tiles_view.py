"""The tiles above the map: the street's figures, each a way to the places behind it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.domain.words import say
from console.paint import lettering, theme
from console.paint import tile as paint
from console.paint.tile import TileText
from console.state import tiles_model
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.selection import Selection
from console.state.session import Session
from console.state.sifting import Wish
from console.state.tiles_model import KINDS, Kind, Tile
from console.store.frame import Frame
from console.widgets.tile import TileButton


class TilesView(QWidget):
    """Six tiles in a row; a click says `asked(kind)`, with Shift it chooses the next place."""

    asked = Signal(str)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self._theme = theme.load(look.appearance.theme)
        self._is_low = False
        self._suited: tuple[object, ...] = ()
        self._worn: dict[Kind, tuple[Tile, str, theme.Theme]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.buttons: dict[Kind, TileButton] = {}
        for kind in KINDS:
            button = TileButton(self._theme, first=kind == KINDS[0], parent=self)
            button.setObjectName(kind)
            self._row.addWidget(button, 1)
            self.buttons[kind] = button
        self._connect()
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.chrome.panel)
        if self._keeping.frame is None:
            box = QRectF(self.rect()).adjusted(16, 0, -16, 0)
            text = say("tiles.closed", self._look.appearance.language)
            font = self._theme.metrics.font("body")
            lettering.line(painter, box, text, font, self._theme.chrome.muted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the day before in every tile alike: at length, briefly or not at all."""
        super().resizeEvent(event)
        self._suit()

    def go(self, kind: Kind) -> None:
        """Choose the next place behind a figure."""
        frame = self._keeping.frame
        if frame is None:
            return
        place = tiles_model.next_place(kind, frame, self._selection.place)
        if place is not None:
            self._selection.choose(place, self)

    def make_low(self, is_low: bool) -> None:
        """Be low, where every name has room beside its figure; or as high as they like."""
        self._is_low = is_low
        self._suit()

    def _connect(self) -> None:
        self._keeping.changed.connect(self._show)
        self._keeping.foresee(self._foresee)
        self._look.changed.connect(self._restyle)
        for button in self.buttons.values():
            button.clicked.connect(self._clicked)

    def _foresee(self, _: Filter) -> Wish:
        return tiles_model.tiles

    def _clicked(self) -> None:
        sender = self.sender()
        for kind, button in self.buttons.items():
            if button is not sender:
                continue
            if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.go(kind)
            else:
                self.asked.emit(kind)

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self._show()
        self.update()

    def _show(self) -> None:
        frame = self._keeping.frame
        for button in self.buttons.values():
            button.setVisible(frame is not None)
        room_px = self.buttons[KINDS[0]].sizeHint().height() if frame is None else 0
        self.setMinimumHeight(room_px)
        if frame is None:
            return
        for tile in tiles_model.tiles(frame):
            self._show_tile(tile, frame)
        self._suit()

    def _suit(self) -> None:
        self._row.activate()
        buttons = self.buttons.values()
        suited = self._is_low, self._theme, [button.room() for button in buttons]
        if suited == self._suited:
            return
        self._suited = suited
        is_low = self._is_low and all(button.low_needed() <= button.width() for button in buttons)
        for button in buttons:
            button.make_low(is_low)
        tiles = [(button.shown_text(), button.width()) for button in buttons]
        size = paint.size_for(tiles, self._theme)
        brevity = paint.brevity_for(tiles, size, self._theme)
        for button in buttons:
            button.suit(size, brevity)

    def _show_tile(self, tile: Tile, frame: Frame) -> None:
        button, language = self.buttons[tile.kind], self._look.appearance.language
        told = partial(tiles_model.spoken_tip, tile, frame, language)
        worn = tile, language, self._theme
        if self._worn.get(tile.kind) == worn:
            button.tell(told)
            return
        self._worn[tile.kind] = worn
        name = say(f"tiles.name.{tile.kind}", language)
        count = tiles_model.figure(tile.count, language)
        before = tiles_model.figure(tile.yesterday, language)
        quiet = ("", "")
        if tile.yesterday is not None and tile.count is not None:
            change = tiles_model.change(tile.count - tile.yesterday)
            quiet = (say("tiles.yesterday", language, count=tile.yesterday), change)
        button.tell(told)
        button.show_text(
            TileText(name, count, quiet, is_zero=not tile.count),
            say("tiles.spoken", language, name=name, count=count, yesterday=before),
            self._theme,
        )
