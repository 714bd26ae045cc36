"""How long each scene of the wall takes to be painted at 4K, its map painted ahead as on a wall."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import thread_time

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from console.paint import theme as themes
from console.paint.wall.alarm_row import Blink
from console.paint.wall.ground import map_steps
from console.paint.wall.look import WallLook, wall_look
from console.paint.wall.picture import paint_wall
from console.paint.wall.street import map_rect
from console.state.wall.board import Board, board
from console.state.wall.choice import scene_of
from console.state.wall.notice import Now, notice
from console.state.wall.scenes import KINDS, StreetScene
from console.state.wall.sight import Sight, sizes
from console.store.alarms import read_alarms
from console.store.frame import frame
from console.store.load import load_street

_SIZE_PX = (3840, 2160)
_ROUNDS = 9
GOAL_MS = 33.0


def scenes_at_4k(snapshot: Path) -> dict[str, float]:
    """Median milliseconds of the thread's own work for each scene; the first painting left out."""
    street = load_street(snapshot)
    shown = board(frame(street, street.as_of_us), read_alarms(street))
    look = wall_look(themes.load("wall"), "zh", sizes(Sight(), *_SIZE_PX).body_px)
    return {kind: _painted(shown, kind, look) for kind in KINDS}


def _painted(shown: Board, kind: str, look: WallLook) -> float:
    scene = scene_of(shown, next(one for one in KINDS if one == kind))
    at = shown.frame.as_of_us
    texts = notice(shown.frame.street, Now(at, at), "zh")
    plate = _plate(scene, look) if isinstance(scene, StreetScene) else None
    took = []
    for _ in range(_ROUNDS + 1):
        picture = QPixmap(*_SIZE_PX)
        painter = QPainter(picture)
        began = thread_time()
        paint_wall(painter, QRectF(0, 0, *_SIZE_PX), scene, texts, look, Blink(at), plate)
        took.append((thread_time() - began) * 1000)
        painter.end()
    return median(took[1:])


def _plate(scene: StreetScene, look: WallLook) -> QImage:
    rect = map_rect(QRectF(0, 0, *_SIZE_PX), scene, look)
    plate = QImage(rect.toRect().size(), QImage.Format.Format_RGB32)
    painter = QPainter(plate)
    for _ in map_steps(painter, QRectF(0, 0, plate.width(), plate.height()), scene, look):
        pass
    painter.end()
    return plate
