"""The control panel of the wall: what is on it now and next, and what may be asked of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.spoken import instant
from console.domain.words import say
from console.paint import theme
from console.state.look import Look
from console.state.wall.desk import Reach, WallDesk
from console.state.wall.notice import MOST_MESSAGE, Age
from console.state.wall.orders import DOES
from console.state.wall.talk import Listed, Told
from console.widgets.choice_box import ChoiceBox
from console.widgets.plain_label import PlainLabel, tint
from console.widgets.tips import plain_tip

_PICTURE_PX = QSize(400, 225)
_WIDE_PX, _ROWS = 800, 8
_SWITCHES = ("pause", "pin", "blank")
_STATES = ("held", "blank", "pinned", "paused")


class WallView(QDialog):
    """Shows what `desk` knows and asks through it.

    `start_asked` when a wall is to be started, `view_asked` when what is on show in the console is
    to be sent, of which `describe` says what it is.
    """

    start_asked = Signal()
    view_asked = Signal()
    shown = Signal(bool)

    def __init__(self, *, desk: WallDesk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self.picture = QLabel(self)
        self.screens = ChoiceBox(self)
        self.scene = PlainLabel(parent=self, place=True)
        self.as_of, self.following = PlainLabel(parent=self), PlainLabel(tone="muted", parent=self)
        self.state = PlainLabel(tone="replay", parent=self)
        self.previous, self.next = QPushButton(self), QPushButton(self)
        self.switches = {name: QPushButton(self) for name in _SWITCHES}
        self.scenes = QListWidget(self)
        self.scenes_title = PlainLabel(tone="muted", parent=self)
        self.message = QLineEdit(self)
        self.message.setMaxLength(MOST_MESSAGE)
        self.show_message, self.take_message = QPushButton(self), QPushButton(self)
        self.send_view, self.take_view = QPushButton(self), QPushButton(self)
        self.view_text = PlainLabel(tone="muted", parent=self)
        self.trouble = QLabel(self)
        self.nobody = QLabel(self)
        self.start = QPushButton(self)
        self._told: Told | None = None
        self._compose()
        self._connect()
        self.show_all()

    def show_all(self) -> None:
        """Show things as they stand, in the language of the look."""
        told, language = self._desk.told, self._look.appearance.language
        self.setWindowTitle(say("wall_panel.title", language))
        found = self.whole.isHidden() == (told is not None)
        self.whole.setVisible(told is not None)
        self.alone.setVisible(told is None)
        reach = Reach.LOOKING if told is not None else self._desk.reach
        said = [say(f"wall_panel.{reach.value}", language)]
        if reach is Reach.NONE and len(QGuiApplication.screens()) == 1:
            said.append(say("wall_panel.one_screen", language))
        self.nobody.setText("\n".join(said))
        self.start.setText(say("wall_panel.start", language))
        self.start.setVisible(reach is Reach.NONE)
        self._relabel(language)
        if told is not None:
            self._show_told(told, language)
        if found and self.isVisible():
            self._stay_in_sight()

    def send_message(self) -> None:
        """Show the line that is typed on the wall; an empty one takes away what is there."""
        self._desk.ask("message", text=self.message.text())

    def withdraw_message(self) -> None:
        """Take the line away from the wall."""
        self.message.clear()
        self._desk.ask("message")

    def describe(self, text: str) -> None:
        """Say what would be sent."""
        self.view_text.say(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever calls the walls does so while this is on show."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """And hangs up when it is not."""
        super().hideEvent(event)
        self.shown.emit(False)

    def _stay_in_sight(self) -> None:
        """Take the size of what is shown now, and leave no part of it beyond the screen."""
        self.adjustSize()
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        self.move(left, top)

    def _show_told(self, told: Told, language: str) -> None:
        before, self._told = self._told, told
        if before is None or before.picture != told.picture:
            self._show_picture(told.picture)
        self.scene.say(scene_text(told.shown, language))
        said = say("wall.as_of", language, instant=instant(told.as_of_us, told.zone, language))
        self.as_of.say(f"{told.street} · {said}")
        self.as_of.turn("replay" if told.age is not Age.FRESH else "ink")
        following = told.following
        name = "" if following is None else scene_text(following, language)
        key = "wall_panel.stays" if following is None else "wall_panel.following"
        self.following.say(say(key, language, name=name))
        states = [say(f"wall_panel.is_{one}", language) for one in _STATES if getattr(told, one)]
        if told.age is not Age.FRESH:
            states.append(say(f"wall_panel.is_{told.age.value}", language))
        self.state.say(say("wall_panel.and", language).join(states))
        for name, is_on in zip(_SWITCHES, (told.paused, told.pinned, told.blank), strict=True):
            self.switches[name].setChecked(is_on)
        self.take_message.setEnabled(bool(told.message))
        self.take_view.setEnabled(told.sent)
        self.trouble.setText(told.trouble.get(language, ""))
        self.trouble.setVisible(bool(told.trouble))
        if before is None or before.message != told.message:
            self.message.setText(told.message)
        self._list_scenes(told, language)
        self._list_screens(language)

    def _show_picture(self, data: bytes) -> None:
        """The wall in small; what is no picture leaves the place empty."""
        picture = QPixmap()
        picture.loadFromData(data)
        ratio = self.devicePixelRatio()
        if not picture.isNull():
            picture = picture.scaled(
                _PICTURE_PX * self._scale * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)

    def _list_scenes(self, told: Told, language: str) -> None:
        names = [scene_text(one, language) for one in told.entries]
        if told.sent:
            names[-1] = say("wall_panel.sent_entry", language, name=names[-1])
        if names != [self.scenes.item(row).text() for row in range(self.scenes.count())]:
            self.scenes.clear()
            for name in names:
                item = QListWidgetItem(name, self.scenes)
                item.setSizeHint(QSize(0, theme.load(self._theme).metrics.size("row")))
        font = self.scenes.font()
        for row in range(self.scenes.count()):
            font.setBold(row == told.at and not told.held)
            self.scenes.item(row).setFont(font)
        if self.scenes.currentRow() < 0:
            self.scenes.setCurrentRow(told.at)

    def _list_screens(self, language: str) -> None:
        known, told = self._desk.screens, self._desk.told
        self.screens.setVisible(len(known) > 1)
        self.screens.blockSignals(True)
        self.screens.clear()
        for screen in known:
            self.screens.addItem(say("wall_panel.screen", language, number=screen), screen)
        if told is not None:
            self.screens.setCurrentIndex(known.index(told.screen))
        self.screens.blockSignals(False)

    def _relabel(self, language: str) -> None:
        self.previous.setText(say("wall_panel.previous", language))
        self.next.setText(say("wall_panel.next", language))
        for name, button in self.switches.items():
            button.setText(say(f"wall_panel.{name}", language))
            button.setToolTip(plain_tip(say(f"wall_panel.{name}_tip", language)))
        self.scenes_title.say(say("wall_panel.scenes", language))
        self.scenes.setAccessibleName(say("wall_panel.scenes", language))
        self.message.setPlaceholderText(say("wall_panel.message", language, most=MOST_MESSAGE))
        self.message.setAccessibleName(self.message.placeholderText())
        self.show_message.setText(say("wall_panel.show_message", language))
        self.take_message.setText(say("wall_panel.take_message", language))
        self.send_view.setText(say("wall_panel.send_view", language))
        self.take_view.setText(say("wall_panel.take_view", language))

    def _show_entry(self, item: QListWidgetItem) -> None:
        self._desk.ask("show", number=self.scenes.row(item))

    def _choose_screen(self, index: int) -> None:
        self._desk.choose(int(self.screens.itemData(index)))

    def _turn(self, name: str) -> None:
        do = next(one for one in DOES if one == name)
        self._desk.ask(do, on=self.switches[name].isChecked())

    def _connect(self) -> None:
        self._desk.changed.connect(self.show_all)
        self._look.changed.connect(self.show_all)
        self.previous.clicked.connect(partial(self._desk.ask, "step", number=-1))
        self.next.clicked.connect(partial(self._desk.ask, "step", number=1))
        for name, button in self.switches.items():
            button.clicked.connect(partial(self._turn, name))
        self.scenes.itemActivated.connect(self._show_entry)
        self.message.returnPressed.connect(self.send_message)
        self.show_message.clicked.connect(self.send_message)
        self.take_message.clicked.connect(self.withdraw_message)
        self.send_view.clicked.connect(self.view_asked)
        self.take_view.clicked.connect(partial(self._desk.ask, "withdraw"))
        self.screens.activated.connect(self._choose_screen)
        self.start.clicked.connect(self.start_asked)

    @property
    def _theme(self) -> str:
        return self._look.appearance.theme

    def _compose(self) -> None:
        metrics = theme.load(self._theme).metrics
        self._scale = metrics.scale
        near, step, wide = metrics.gap("near"), metrics.gap("step"), metrics.gap("wide")
        self.scene.setFont(metrics.font("title", bold=True))
        self.picture.setFixedSize(_PICTURE_PX * metrics.scale)
        tint(self.trouble, "alarm")
        for label in (self.nobody, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for button in (self.previous, self.next, *self.switches.values(), self.start):
            button.setAutoDefault(False)
        for button in (self.show_message, self.take_message, self.send_view, self.take_view):
            button.setAutoDefault(False)
        for button in self.switches.values():
            button.setCheckable(True)
        self.whole, self.alone = QWidget(self), QWidget(self)
        self.scenes.setMinimumHeight(metrics.size("row") * _ROWS)
        self._compose_whole(near, step)
        alone = QVBoxLayout(self.alone)
        alone.setContentsMargins(0, 0, 0, 0)
        alone.setSpacing(step)
        alone.addWidget(self.nobody)
        alone.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        alone.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(wide, wide, wide, wide)
        column.addWidget(self.whole)
        column.addWidget(self.alone)
        self.setMinimumWidth(round(_WIDE_PX * metrics.scale))

    def _compose_whole(self, near: int, step: int) -> None:
        facts = QVBoxLayout()
        facts.setSpacing(near)
        for widget in (self.screens, self.scene, self.as_of, self.following, self.state):
            facts.addWidget(widget)
        facts.addSpacing(step)
        facts.addWidget(self.scenes_title)
        buttons = QHBoxLayout()
        buttons.setSpacing(near)
        for button in (self.previous, self.next, *self.switches.values()):
            buttons.addWidget(button)
        buttons.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(near)
        line.addWidget(self.message, 1)
        line.addWidget(self.show_message)
        line.addWidget(self.take_message)
        grid = QGridLayout(self.whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(step)
        grid.addWidget(self.picture, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(1, 1)
        grid.addLayout(facts, 0, 1, 2, 1)
        facts.addWidget(self.scenes, 1)
        grid.addLayout(buttons, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(line, 2, 0, 1, 2)
        sending = QHBoxLayout()
        sending.setSpacing(near)
        sending.addWidget(self.view_text, 1)
        sending.addWidget(self.send_view)
        sending.addWidget(self.take_view)
        grid.addLayout(sending, 3, 0, 1, 2)
        grid.addWidget(self.trouble, 4, 0, 1, 2)
        grid.setColumnStretch(1, 1)


def scene_text(one: Listed, language: str) -> str:
    """A scene by its name, and the place it shows."""
    name = say(f"wall.scene.{one.kind}", language)
    return say("wall_panel.of_place", language, scene=name, place=one.name) if one.name else name
