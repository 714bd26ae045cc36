"""The wall itself: one picture over the whole monitor, no menus, no cursor, quiet changes."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from console.paint import lettering
from console.paint import theme as themes
from console.paint.wall.alarms import Blink
from console.paint.wall.look import WallLook, wall_look
from console.paint.wall.picture import paint_wall
from console.state.wall.director import Stage
from console.state.wall.scenes import AlarmsScene, StreetScene
from console.state.wall.sight import Sight, Sizes, sizes
from console.widgets.map.motion import moves
from console.widgets.wall.plates import Plate

CHANGE_MS = 140
_ORBIT = ((0, 0), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
_SHIFT = 0.12
"""How far the picture is moved against burning in, in heights of body text."""


class WallScreen(QWidget):
    """Shows stages; keys, clicks and touches ask for the next scene, a pause, an acknowledgement.

    resized           the screen has another size: plates have to be made anew
    stepped(int)      the next scene (1) or the one before (-1) is wanted
    paused            the wall should stay here, or go on
    acknowledged      somebody has seen the alarms
    failed(Exception) a stage could not be painted; what was there stays
    closed            the wall was closed by hand
    """

    resized = Signal()
    stepped = Signal(int)
    paused = Signal()
    acknowledged = Signal()
    failed = Signal(object)
    closed = Signal()

    def __init__(self, sight: Sight, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint)
        self._sight, self._language = sight, language
        self._stage: Stage | None = None
        self._plate: Plate | None = None
        self.picture = QPixmap()
        self._before = QPixmap()
        self._share = 1.0
        self._shift = 0
        self._waiting = ""
        self._lit = True
        self._change = QVariantAnimation(self)
        self._change.setDuration(CHANGE_MS)
        self._change.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._change.setStartValue(0.0)
        self._change.setEndValue(1.0)
        self._change.valueChanged.connect(self._blend)
        self._change.finished.connect(self._settle)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @property
    def device_size(self) -> QSize:
        """The screen in device pixels."""
        ratio = self.devicePixelRatio()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    @property
    def sizes(self) -> Sizes:
        """How large text is on this screen."""
        size = self.device_size
        return sizes(self._sight, size.width(), size.height())

    @property
    def look(self) -> WallLook:
        """The look for this screen."""
        return wall_look(themes.load("wall"), self._language, self.sizes.body_px)

    def wait(self, sentence: str) -> None:
        """Say why there is nothing to show yet."""
        self._waiting = sentence
        self.update()

    def use(self, plate: Plate | None) -> None:
        """Show the street's map from a plate from now on."""
        self._plate = plate
        if plate is not None and self._stage is not None and not self._fits(self.picture):
            self._repaint(changes=False)

    def show_stage(self, stage: Stage) -> None:
        """Show a stage: another turn with a quiet change, else only what is different."""
        before, self._stage = self._stage, stage
        if before is None:
            self._repaint(changes=False)
            return
        runs = isinstance(stage.scene, AlarmsScene) and bool(stage.scene.open)
        differs = before.scene is not stage.scene or before.notice != stage.notice
        if runs or differs:
            self._repaint(changes=before.turn != stage.turn)

    def shift(self) -> None:
        """Move the picture a little, so that nothing burns in."""
        self._shift = (self._shift + 1) % len(_ORBIT)
        self.update()

    def blink(self, lit: bool) -> None:
        """The phase of the sign of an alarm nobody has acknowledged."""
        if lit != self._lit:
            self._lit = lit
            if self._stage is not None and self._stage.blinks:
                self._repaint(changes=False)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The picture, and while it changes the one before under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), themes.load("wall").chrome.ground)
        if self.picture.isNull():
            self._paint_waiting(painter)
            return
        at = self._offset()
        if self._share < 1.0 and not self._before.isNull():
            painter.drawPixmap(at, self._before)
            painter.setOpacity(self._share)
        painter.drawPixmap(at, self.picture)

    def resizeEvent(self, _: QEvent) -> None:
        """Everything is painted anew in another size."""
        self._plate = None
        self._before = QPixmap()
        self.resized.emit()
        if self._stage is not None and not isinstance(self._stage.scene, StreetScene):
            self._repaint(changes=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pauses, arrows step, Enter acknowledges, Ctrl+Q closes."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.paused.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.stepped.emit(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.acknowledged.emit()
        elif key == Qt.Key.Key_Q and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch: at the sides a step, in the middle a pause or an acknowledgement."""
        share = event.position().x() / max(1, self.width())
        if self._stage is not None and self._stage.blinks:
            self.acknowledged.emit()
        elif share < 1 / 3:
            self.stepped.emit(-1)
        elif share > 2 / 3:
            self.stepped.emit(1)
        else:
            self.paused.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by hand: whoever keeps the wall alive lets it go."""
        self._change.stop()
        self.closed.emit()
        event.accept()

    def _repaint(self, *, changes: bool) -> None:
        stage = self._stage
        if stage is None or self.device_size.isEmpty():
            return
        painted = QPixmap(self.device_size)
        painter = QPainter(painted)
        try:
            plate = self._plate
            fits = plate is not None and plate.size == self.device_size
            paint_wall(
                painter,
                QRectF(0, 0, painted.width(), painted.height()),
                stage.scene,
                stage.notice,
                self.look,
                Blink(stage.now_us, self._lit),
                plate.picture if plate is not None and fits else None,
            )
        except Exception as fault:  # noqa: BLE001 - one scene's bug may not take the wall down
            painter.end()
            self.failed.emit(fault)
            return
        painter.end()
        painted.setDevicePixelRatio(self.devicePixelRatio())
        self._before, self.picture = self.picture, painted
        if changes and moves(self) and self.isVisible():
            self._share = 0.0
            self._change.start()
        self.update()

    def _fits(self, picture: QPixmap) -> bool:
        return picture.size() == self.device_size

    def _blend(self, share: float) -> None:
        self._share = share
        self.update()

    def _settle(self) -> None:
        self._share = 1.0
        self._before = QPixmap()
        self.update()

    def _offset(self) -> QPoint:
        step = max(1.0, self.sizes.body_px * _SHIFT)
        across, down = _ORBIT[self._shift]
        return QPointF(across * step, down * step).toPoint()

    def _paint_waiting(self, painter: QPainter) -> None:
        look = wall_look(
            themes.load("wall"), self._language, sizes(self._sight, *self.size().toTuple()).body_px
        )
        font = look.font("heading")
        box = QRectF(self.rect()).adjusted(look.u * 2, 0, -look.u * 2, 0)
        lines = lettering.wrapped(self._waiting, font, max(1, int(box.width())), 4)
        high = lettering.line_height(font)
        top = box.center().y() - high * len(lines) / 2
        for number, text in enumerate(lines):
            row = QRectF(box.left(), top + number * high, box.width(), high)
            lettering.line(painter, row, text, font, look.theme.chrome.muted, side="centre")
