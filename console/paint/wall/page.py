"""A scene of the wall written as a file: PNG, SVG or PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint import page
from console.paint import theme as themes
from console.paint.page_file import write_page
from console.paint.wall.alarm_row import Blink
from console.paint.wall.look import wall_look
from console.paint.wall.picture import paint_wall
from console.state.wall.alarm_words import ongoing
from console.state.wall.board import board
from console.state.wall.choice import scene_of
from console.state.wall.notice import Now, notice
from console.state.wall.scenes import AlarmsScene, Kind
from console.state.wall.sight import Sight, sizes
from console.state.wall.work_scenes import open_alarms
from console.store.alarms import read_alarms
from console.store.frame import Frame


def render_wall(
    frame: Frame,
    out: Path,
    kind: Kind = "street",
    *,
    place: int = -1,
    size: str | None = None,
    on_page: str | None = None,
    theme: str = "wall",
    language: str = "zh",
) -> Path:
    """Write one scene at a frame's instant, whose clock says that instant.

    `place` is a row of estate or building, -1 for the fullest. UserError when the file cannot be
    written, the size is none, or the snapshot holds no people.
    """
    page.ensure_application()
    street = frame.street
    counted = board(frame, read_alarms(street))
    shown = scene_of(counted, kind, place=place)
    now = Now(frame.as_of_us, frame.as_of_us)
    apart = () if isinstance(shown, AlarmsScene) else open_alarms(counted)
    texts = notice(street, now, language, alarm=ongoing(apart, now.now_us, language))
    look_of = themes.load(theme)

    def draw(painter: QPainter, rect: QRectF) -> None:
        body_px = sizes(Sight(), rect.width(), rect.height()).body_px
        look = wall_look(look_of, language, body_px)
        paint_wall(painter, rect, shown, texts, look, Blink(now.now_us))

    return write_page(out, page.sheet(size or _size(on_page), on_page), texts.street, draw)


def _size(on_page: str | None) -> str | None:
    """A wall is as wide as most screens unless a page is asked for."""
    return None if on_page is not None else "1920x1080"
