"""Acts on the map and in the whole window: hover, recolour, pan, zoom, the handle's step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

import numpy as np
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.bench.goals import goal_ms
from console.bench.pointer import Pointer
from console.bench.qgis import Qgis
from console.bench.rounds import Act, Peer
from console.bench.stage import Paints, Stage, until
from console.domain.instants import MICROS_A_DAY
from console.domain.records import dataclass
from console.paint.map.picture import whole
from console.state.map.metrics import Metric
from console.state.map.shading import default_classes, shading
from console.state.map.viewport import Viewport
from console.state.situation import Fill
from console.store.columns import Street
from console.store.frame import Frame, frame

_PAN_PX = (64.0, 36.0)
_ZOOM = 1.25
_STEPS = 12


@dataclass(frozen=True, slots=True)
class MapDesk:
    """The map of a stage with what is measured beside it."""

    stage: Stage
    scale: str
    rounds: int
    qgis: Qgis | None = None

    def acts(self) -> Iterator[Act]:
        """All acts on the map, which fills the window, then the as-of handle's with all views."""
        self.stage.fill(Fill.MAP)
        yield self._hover()
        yield self._recolour()
        yield self._moved("pan", self._panned)
        yield self._moved("zoom", self._zoomed)
        yield self._settled("pan", self._panned)
        yield self._settled("zoom", self._zoomed)
        self.stage.fill(Fill.BOTH)
        yield self._step()

    def _hover(self) -> Act:
        self._look_home()
        pointer = Pointer(self.stage, self.stage.console.map.canvas, self._spots())
        return Act(
            name="hover_map",
            ours=pointer.move,
            before=pointer.aim,
            floor=self._redrawn,
            floor_name="repaint",
            goal_ms=goal_ms("hover_map", self.scale),
            floor_gate=0.1,
            rounds=self.rounds,
            counters=pointer.counted,
        )

    def _spots(self) -> list[QPointF]:
        """Points on estates and between them, as far as they are in sight."""
        canvas = self.stage.console.map.canvas
        view, rect = canvas.motion.viewport, canvas.rect()
        assert canvas.content is not None
        boxes = canvas.content.ground.estates.boxes.astype(np.float64)
        middles = np.nan_to_num((boxes[:, :2] + boxes[:, 2:]) / 2)
        found = [QPointF(*view.to_px(x, y)) for x, y in middles.tolist()]
        seen = [at for at in found if rect.contains(at.toPoint())]
        return seen or [QPointF(rect.center())]

    def _redrawn(self) -> None:
        """The whole map drawn anew and painted."""
        canvas = self.stage.console.map.canvas
        drawn = canvas.drawing.picture
        assert drawn is not None
        whole(drawn.sheet, drawn.viewport)
        canvas.repaint()

    def _recolour(self) -> Act:
        canvas, stage = self.stage.console.map.canvas, self.stage
        street, shown = stage.console.session.street, stage.console.session.frame
        content = canvas.content
        assert street is not None
        assert shown is not None
        assert content is not None
        classes = default_classes(street, Metric.ACTIVE)
        contents = cycle(
            replace(content, shading=shading(one, Metric.ACTIVE, classes))
            for one in (earlier(street, 7), shown)
        )

        def ours() -> None:
            canvas.show_content(next(contents))
            stage.paint()

        return Act(
            name="recolour",
            ours=ours,
            floor=self._blit().repaint,
            floor_name="blit",
            peers=(Peer("qgis", self.qgis.repaint, 0.15),) if self.qgis else (),
            goal_ms=goal_ms("recolour", self.scale),
            rounds=self.rounds,
        )

    def _blit(self) -> Blit:
        """A bare window of the map's size that shows the map's picture."""
        canvas = self.stage.console.map.canvas
        assert canvas.drawing.picture is not None
        blit = Blit(canvas.drawing.picture.image.copy())
        until(blit.is_shown)
        return blit

    def _home(self) -> None:
        """Stand still over the middle of the street, half in."""
        canvas = self.stage.console.map.canvas
        canvas.pointer.point_at(None)
        canvas.motion.settle()
        home = canvas.motion.home()
        canvas.look_at(home.zoomed(2.0, home.width_px / 2, home.height_px / 2))
        canvas.drawing.finish()
        self.stage.paint()

    def _panned(self) -> Viewport:
        return self.stage.console.map.canvas.motion.viewport.panned(*_PAN_PX)

    def _zoomed(self) -> Viewport:
        view = self.stage.console.map.canvas.motion.viewport
        return view.zoomed(_ZOOM, view.width_px / 3, view.height_px / 3)

    def _moved(self, name: str, where: Callable[[], Viewport]) -> Act:
        """The first frame after a move: the picture that is there, elsewhere."""
        stage = self.stage

        def ours() -> None:
            stage.console.map.canvas.look_at(where())
            stage.paint()

        return Act(
            name=f"{name}_first",
            ours=ours,
            floor=self._blit().repaint,
            floor_name="blit",
            goal_ms=goal_ms(f"{name}_first", self.scale),
            floor_gate=5.0,
            before=self._home,
            rounds=self.rounds,
        )

    def _settled(self, name: str, where: Callable[[], Viewport]) -> Act:
        """A move until the map is drawn sharp where it stands."""
        stage = self.stage

        def ours() -> None:
            stage.console.map.canvas.look_at(where())
            stage.console.map.canvas.drawing.finish()
            stage.paint()

        return Act(
            name=f"{name}_settled",
            ours=ours,
            floor=self._blit().repaint,
            floor_name="blit",
            goal_ms=goal_ms(f"{name}_settled", self.scale),
            before=self._home,
            rounds=self.rounds,
        )

    def _step(self) -> Act:
        """The handle a day on: map, tiles, legend, estate, section, card, strip painted."""
        stage = self.stage
        session = stage.console.session
        street, shown = session.street, session.frame
        assert street is not None
        assert shown is not None
        days = cycle([*range(1, _STEPS), *range(_STEPS, 0, -1)])

        def ours() -> None:
            session.move_to(street.as_of_us - next(days) * MICROS_A_DAY)
            stage.paint_kept()

        blit = self._blit()

        def floor() -> None:
            for column in (street.episodes.anchored_us, street.episodes.ended_us):
                column.sum()
            blit.repaint()

        return Act(
            name="step",
            ours=ours,
            floor=floor,
            floor_name="scan_and_blit",
            goal_ms=goal_ms("step", self.scale),
            before=self._look_home,
            rounds=3 * self.rounds,
            counters=lambda: Paints(stage).of(ours),
        )

    def _look_home(self) -> None:
        canvas = self.stage.console.map.canvas
        if canvas.motion.viewport != canvas.motion.home():
            canvas.look_at(canvas.motion.home())
            canvas.drawing.finish()
            self.stage.paint()


class Blit(QWidget):
    """A window of its own that does nothing but copy an image when it paints."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize((QSizeF(image.size()) / image.devicePixelRatio()).toSize())
        self.show()

    def is_shown(self) -> bool:
        """Whether painting reaches the screen."""
        window = self.windowHandle()
        return window is not None and window.isExposed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the image."""
        painter = QPainter(self)
        painter.drawImage(QPointF(), self._image)


def earlier(street: Street, days: int) -> Frame:
    """The street some days before its own instant."""
    return frame(street, street.as_of_us - days * MICROS_A_DAY)
