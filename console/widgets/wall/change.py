"""The quiet change from one picture of the wall to the next, and the wall in small."""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QEasingCurve,
    QIODevice,
    QObject,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QPixmap

CHANGE_MS = 140
SMALL_PX = QSize(480, 270)
_QUALITY = 82


class Change(QObject):
    """`moved` when more of the new picture is to be seen over `before`; `share` says how much."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.before = QPixmap()
        self.share = 1.0
        self._run = QVariantAnimation(self)
        self._run.setDuration(CHANGE_MS)
        self._run.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.valueChanged.connect(self._blend)
        self._run.finished.connect(self.settle)

    def begin(self, before: QPixmap) -> None:
        """Lead away from a picture."""
        self.before, self.share = before, 0.0
        self._run.start()

    def settle(self) -> None:
        """The new picture alone is there."""
        self._run.stop()
        self.share, self.before = 1.0, QPixmap()
        self.moved.emit()

    def _blend(self, share: float) -> None:
        self.share = share
        self.moved.emit()


def small_picture(picture: QPixmap) -> bytes:
    """A picture of the wall in small, as the bytes of a JPEG; none of one that is not there."""
    if picture.isNull():
        return b""
    keep, fast = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
    half = picture.toImage().scaled(SMALL_PX * 2, keep, fast)
    half.setDevicePixelRatio(1.0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small = half.scaled(SMALL_PX, keep, Qt.TransformationMode.SmoothTransformation)
    small.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
