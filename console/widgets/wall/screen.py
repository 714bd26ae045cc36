"""The wall itself: one picture over the whole monitor, no menus, no cursor, quiet changes."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from console.paint import theme as themes
from console.paint.wall.alarm_row import Blink
from console.paint.wall.alarms import moving_boxes
from console.paint.wall.look import WallLook, wall_look
from console.paint.wall.message import paint_blank, scene_rect
from console.paint.wall.picture import paint_waiting, paint_wall
from console.state.wall.director import Stage
from console.state.wall.scenes import AlarmsScene, StreetScene
from console.state.wall.sight import Sight, Sizes, sizes
from console.widgets.map.motion import moves
from console.widgets.wall.change import Change
from console.widgets.wall.plates import Plate

_ORBIT = ((0, 0), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
_MOST_PLATES = 4
_SHIFT = 0.12
"""How far the picture is moved against burning in, in heights of body text."""


class WallScreen(QWidget):
    """Shows stages; keys, clicks and touches ask for the next scene, a pause, an acknowledgement.

    unplated(Scene)   the map of a street scene is to be painted ahead: `use` its plate
    stepped(int)      the next scene (1) or the one before (-1) is wanted
    paused            the wall should stay here, or go on
    acknowledged      somebody has seen the alarms
    failed(Exception) a stage could not be painted; what was there stays
    closed            the wall was closed by hand

    While a plate is being made what was there stays; unless `is_ahead`, nobody makes one.
    """

    unplated = Signal(object)
    stepped = Signal(int)
    paused = Signal()
    acknowledged = Signal()
    failed = Signal(object)
    closed = Signal()

    def __init__(self, sight: Sight, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint)
        self._sight, self._language = sight, language
        self._stage: Stage | None = None
        self._plates: list[Plate] = []
        self.is_ahead = False
        self.picture = QPixmap()
        self._shift = 0
        self._waits: bool | None = None
        self._asked: object = None
        self._waiting = ""
        self._lit = True
        self._change = Change(self)
        self._change.moved.connect(self.update)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @property
    def device_size(self) -> QSize:
        """The screen in device pixels."""
        ratio = self.devicePixelRatio()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    @property
    def scene_size(self) -> QSize:
        """What a message leaves of the screen for a scene, in device pixels."""
        stage = self._stage
        rect = QRectF(0, 0, self.device_size.width(), self.device_size.height())
        said = stage is not None and bool(stage.notice.message)
        return scene_rect(rect, self.look, under_message=said).size().toSize()

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

    def use(self, plate: Plate, *, alone: bool = False) -> None:
        """Show a street's map from a plate from now on; `alone` forgets all others."""
        kept = [] if alone else self._plates[1 - _MOST_PLATES :]
        self._plates = [*kept, plate]
        if self._waits is not None and self._plate() is not None:
            self._repaint(changes=self._waits)

    def show_stage(self, stage: Stage) -> None:
        """Show a stage: another turn with a quiet change, else only what is different."""
        before, self._stage = self._stage, stage
        if before is None:
            self._show(changes=False)
        elif (
            before.scene is not stage.scene
            or before.notice != stage.notice
            or before.is_blank != stage.is_blank
        ):
            self._show(changes=before.turn != stage.turn)
        elif isinstance(stage.scene, AlarmsScene) and stage.scene.open:
            self._tick(stage.scene)

    def shift(self) -> None:
        """Move the picture a little, so that nothing burns in."""
        self._shift = (self._shift + 1) % len(_ORBIT)
        self.update()

    def blink(self, lit: bool) -> None:
        """The phase of the sign of an alarm nobody has acknowledged."""
        if lit != self._lit:
            self._lit = lit
            stage = self._stage
            if stage is not None and stage.blinks and isinstance(stage.scene, AlarmsScene):
                self._tick(stage.scene)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The picture, and while it changes the one before under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), themes.load("wall").chrome.ground)
        if self.picture.isNull():
            body_px = sizes(self._sight, self.width(), self.height()).body_px
            look = wall_look(themes.load("wall"), self._language, body_px)
            paint_waiting(painter, QRectF(self.rect()), self._waiting, look)
            return
        at = _offset(self._shift, self.sizes.body_px)
        if not self._change.before.isNull():
            painter.drawPixmap(at, self._change.before)
            painter.setOpacity(self._change.share)
        painter.drawPixmap(at, self.picture)

    def resizeEvent(self, _: QEvent) -> None:
        """Everything is painted anew in another size."""
        self._plates.clear()
        self._change.settle()
        if self._stage is not None:
            self._show(changes=False)

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
        self._change.settle()
        self.closed.emit()
        event.accept()

    def _tick(self, shown: AlarmsScene) -> None:
        """Paint what runs and blinks, and nothing else."""
        if self.picture.size() != self.device_size or self._waits is not None:
            return
        rect = QRectF(0, 0, self.scene_size.width(), self.scene_size.height())
        boxes = [one.toAlignedRect() for one in moving_boxes(rect, shown, self.look)]
        ratio = self.devicePixelRatio()
        self.picture.setDevicePixelRatio(1.0)
        self._paint(self.picture, QRegion(boxes[0]).united(QRegion(boxes[1])))
        self.picture.setDevicePixelRatio(ratio)
        spare = round(self.sizes.body_px)
        for box in boxes:
            place = QRectF(box).adjusted(-spare, -spare, spare, spare)
            self.update(QRectF(place.topLeft() / ratio, place.size() / ratio).toAlignedRect())

    def _show(self, *, changes: bool) -> None:
        """Paint the stage, once its map has been painted."""
        stage = self._stage
        assert stage is not None
        is_street = isinstance(stage.scene, StreetScene) and not stage.is_blank
        if self.is_ahead and is_street and self._plate() is None:
            is_asked = self._waits is not None and self._asked is stage.scene
            self._waits = changes or bool(self._waits)
            if not is_asked:
                self._asked = stage.scene
                self.unplated.emit(stage.scene)
            return
        self._repaint(changes=changes)

    def _repaint(self, *, changes: bool) -> None:
        self._waits = self._asked = None
        if self._stage is None or self.device_size.isEmpty():
            return
        painted = QPixmap(self.device_size)
        if not self._paint(painted):
            return
        painted.setDevicePixelRatio(self.devicePixelRatio())
        before, self.picture = self.picture, painted
        if changes and moves(self) and self.isVisible():
            self._change.begin(before)
        self.update()

    def _paint(self, painted: QPixmap, only: QRegion | None = None) -> bool:
        """Paint the stage, all of it or `only` a part; False when it failed."""
        stage, plate = self._stage, self._plate()
        assert stage is not None
        rect = QRectF(0, 0, painted.width(), painted.height())
        painter = QPainter(painted)
        if only is not None:
            painter.setClipRegion(only)
        try:
            if stage.is_blank:
                paint_blank(painter, rect, stage.notice.message, self.look)
                painter.end()
                return True
            paint_wall(
                painter,
                rect,
                stage.scene,
                stage.notice,
                self.look,
                Blink(stage.now_us, self._lit),
                None if plate is None else plate.picture,
            )
        except Exception as fault:  # noqa: BLE001 - one scene's bug may not take the wall down
            painter.end()
            self.failed.emit(fault)
            return False
        painter.end()
        return True

    def _plate(self) -> Plate | None:
        """The plate of the scene that is staged, where there is one."""
        scene = None if self._stage is None else self._stage.scene
        if not isinstance(scene, StreetScene):
            return None
        fitting = [one for one in self._plates if one.size == self.scene_size]
        return next((one for one in fitting if one.codes is scene.codes), None)


def _offset(shift: int, body_px: float) -> QPoint:
    """Where the picture lies in its orbit against burning in."""
    step = max(1.0, body_px * _SHIFT)
    across, down = _ORBIT[shift]
    return QPointF(across * step, down * step).toPoint()
