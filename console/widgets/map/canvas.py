"""The map on the screen: a picture of the street that is moved at once and redrawn when idle."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.records import dataclass
from console.paint.labels import Lettering
from console.paint.map import overlay
from console.paint.map.corner import Corner, clear_corner
from console.paint.map.layers import PathLevels
from console.paint.map.picture import Sheet
from console.paint.map.stencils import KeptEdge, KeptOutline
from console.paint.theme import Theme
from console.state.map.base import ALL_IN_SIGHT, BaseSight
from console.state.map.ground import MapGround
from console.state.map.occupancy import BoxPx
from console.state.map.room import Stretches
from console.state.map.scene import Stress, stress_at
from console.state.map.shading import Shading
from console.state.map.spot import NO_SPOT, Spot, framed
from console.state.map.viewport import Viewport
from console.store.columns import F64
from console.widgets.map.drawing import MapDrawing
from console.widgets.map.gestures import MapGestures
from console.widgets.map.memory import MapMemory
from console.widgets.map.motion import MapMotion, moves
from console.widgets.map.plate import Plate
from console.widgets.map.pointer import MapPointer

if TYPE_CHECKING:
    from console.paint.map.layer_ink import LayerPaths
    from console.state.layers.layer import Layer

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True, eq=False)
class MapContent:
    """What the canvas shows: a street's ground in a theme, its colours, and what it says of itself.

    estate_weight, building_weight float64[n] order the labels; `note` stands beside the scale bar,
    `lane_note` over the lane of estates without geometry. `sight` says which layers are drawn.
    """

    ground: MapGround
    theme: Theme
    shading: Shading
    estate_weight: F64
    building_weight: F64
    note: str = ""
    lane_note: str = ""
    sight: BaseSight = ALL_IN_SIGHT

    def says_like(self, other: MapContent) -> bool:
        """Whether both say the same of themselves beside the map."""
        return (self.note, self.lane_note) == (other.note, other.lane_note)


@dataclass(frozen=True, eq=False)
class _Laid:
    """Where scale bar and north mark stand, what is taken of the map, and what no plate hides."""

    corner: Corner
    boxes: tuple[BoxPx, ...]
    free: QRegion


class MapCanvas(QWidget):
    """A map of estates and buildings by row; -1 stands for none in every signal.

    `pointed` carries the metres under the pointer or None; `climbed` asks for one level up,
    `list_asked` for the list of what lies at a pixel, `menu_asked` for all its lists, of what is
    marked with None. `resized` lets what lies over the map take its place before the map moves.
    `motion` holds the viewport, `drawing` the picture, `over` what is drawn upon it, `laid` the
    layers of files that content shown next has among the street's own, the lowest first. A street's
    first picture is made within its first paint, or taken from `memory`, unless the canvas
    `is_patient`: then the window goes on while it is made.
    """

    estate_hovered = Signal(int)
    estate_picked = Signal(int)
    estate_opened = Signal(int)
    building_hovered = Signal(int)
    building_picked = Signal(int)
    building_opened = Signal(int)
    climbed = Signal()
    pointed = Signal(object)
    list_asked = Signal(QPointF)
    menu_asked = Signal(object)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = MapDrawing(self)
        self.motion = MapMotion(self)
        self.pointer = MapPointer(self)
        self.memory = MapMemory(self)
        self.is_patient = False
        self.content: MapContent | None = None
        self.sheet: Sheet | None = None
        self._band: QRectF | None = None
        self._ringed = False
        self._goal: tuple[Spot, Viewport | None] = (NO_SPOT, None)
        self._aside: list[Plate] = []
        self.laid: tuple[tuple[Layer, LayerPaths], ...] = ()
        self._over_it: tuple[object, _Laid] = (None, _Laid(Corner(), (), QRegion()))
        self.over: list[Callable[[QPainter, Viewport], None]] = []
        self._outline, self._edge = KeptOutline(), KeptEdge()
        self._gestures = MapGestures(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(160, 120))
        self.drawing.finished.connect(self.renew)
        self.motion.moved.connect(self._follow)

    def keep_clear(self, plate: Plate) -> None:
        """Keep labels from under `plate`, which lies over the map."""
        self._aside.append(plate)

    def renew(self, region: QRegion | None = None) -> None:
        """Paint anew all of the map, or a region, as far as no plate over it hides it."""
        free = self._laid_out().free
        self.update(free if region is None else free.intersected(region))

    def make_way(self) -> None:
        """Draw the labels anew when what lies over the map lies elsewhere now."""
        if self.content is not None:
            self.drawing.want(self.motion.viewport, self.reserved())

    def show_content(self, content: MapContent | None) -> None:
        """Show a street, or the same in other colours; another street begins as a whole."""
        before, self.content = self.content, content
        touched = QRegion(self.rect())
        if content is None:
            self.sheet = None
            self.drawing.use(None, None)
        elif before is not None and self._suits(content):
            recoloured, picture = self.drawing.shade(content.shading), self.drawing.picture
            here = picture is not None and picture.viewport == self.motion.viewport
            if here and before.says_like(content):
                touched = recoloured
        else:
            self.sheet = self._new_sheet(content)
            if before is None or before.ground is not content.ground:
                self.pointer.forget()
                self.motion.bind(content.ground.bounds)
            self.drawing.use(self.sheet, content.shading)
        self.renew(touched)

    def _suits(self, content: MapContent) -> bool:
        """Whether the sheet in use draws the content, all but its colours."""
        sheet = self.sheet
        return (
            sheet is not None
            and sheet.ground is content.ground
            and sheet.theme is content.theme
            and sheet.estate_weight is content.estate_weight
            and sheet.sight == content.sight
            and sheet.laid == self.laid
            and sheet.ratio == self.devicePixelRatioF()
        )

    def _new_sheet(self, content: MapContent) -> Sheet:
        """A sheet for the content; paths and rooms are kept while the street stays."""
        before, ratio = self.sheet, self.devicePixelRatioF()
        same = before if before is not None and before.ground is content.ground else None
        dressed = before and before.theme is content.theme and before.ratio == ratio
        return Sheet(
            ground=content.ground,
            paths=same.paths if same else PathLevels(content.ground),
            theme=content.theme,
            lettering=before.lettering if before and dressed else Lettering(content.theme, ratio),
            rooms=same.rooms if same else {},
            estate_weight=content.estate_weight,
            building_weight=content.building_weight,
            ratio=ratio,
            sight=content.sight,
            laid=self.laid,
            stretches=same.stretches if same else Stretches(),
        )

    @property
    def stress(self) -> Stress:
        """What the colours speak of in the viewport of now."""
        if self.content is None:
            return "estates"
        scale = self.motion.viewport.metres_per_px * self.content.theme.metrics.scale
        return stress_at(self.content.ground, scale, self.content.sight)

    def look_at(self, viewport: Viewport, *, eased: bool = False) -> None:
        """Show `viewport`; `eased` in a moment, unless motion is reduced or nobody sees it."""
        self.motion.look_at(viewport, eased=eased and self.isVisible() and moves(self))

    def _follow(self, viewport: Viewport) -> None:
        self.drawing.want(viewport, self.reserved())
        self.renew()

    @property
    def corner(self) -> Corner:
        """Where scale bar and north mark stand, clear of what lies over the map."""
        return self._laid_out().corner

    def reserved(self) -> tuple[BoxPx, ...]:
        """The pixels under what lies over the map."""
        return self._laid_out().boxes

    def _laid_out(self) -> _Laid:
        """What comes of what lies over the map, kept while nothing of it moves."""
        shown = [one for one in self._aside if not one.isHidden()]
        look = self.content.theme if self.content is not None else None
        stand = self.rect(), look, [(one.geometry(), one.look) for one in shown]
        if self._over_it[0] != stand:
            free, corner = QRegion(self.rect()), Corner()
            for plate in shown:
                free = free.subtracted(plate.hides())
            rects = [QRectF(one.geometry()) for one in shown]
            if look is not None:
                corner = clear_corner(self.width(), self.height(), look, rects)
                rects += corner.rects(self.width(), self.height(), look)
            boxes = tuple((one.left(), one.top(), one.right(), one.bottom()) for one in rects)
            self._over_it = stand, _Laid(corner, boxes, free)
        return self._over_it[1]

    def mark(self, spot: Spot, *, in_sight: bool = False) -> None:
        """Outline what is selected; `in_sight` goes there when it is out of sight or tiny."""
        self.pointer.marked = spot
        if in_sight and not self.pointer.sees_marked():
            self.go_to(spot)
        self.renew()

    def go_to(self, spot: Spot, *, eased: bool = True) -> None:
        """Show a spot with some ground round it, and go on doing so in a window resized."""
        if self.content is None:
            return
        wanted = framed(self.content.ground, spot, self.motion.destination)
        if wanted is not None:
            self.look_at(wanted, eased=eased)
            self._goal = spot, self.motion.destination

    def open_spot(self, spot: Spot) -> None:
        """Go to an estate, or say that a building is opened."""
        if spot.building >= 0:
            self.building_opened.emit(spot.building)
        elif spot.estate >= 0:
            self.go_to(spot)
            self.estate_opened.emit(spot.estate)

    def show_band(self, band: QRectF | None) -> None:
        """Draw the rubber band, or take it away."""
        self._band = band
        self.renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture where it belongs now, and what lies over it."""
        painter = QPainter(self)
        content, sheet = self.content, self.sheet
        if content is None or sheet is None:
            painter.fillRect(self.rect(), self.palette().window())
            return
        if self.drawing.picture is None and not self.is_patient:
            self.drawing.recall(self.memory.recall)
            self.drawing.finish()
        view, region = self.motion.viewport, event.region()
        if self.drawing.picture is None:
            painter.fillRect(self.rect(), content.theme.map.outside)
        else:
            overlay.draw_picture(painter, self.drawing.picture, view, region)
        for draw in self.over:
            draw(painter, view)
        pointer = self.pointer
        paths = sheet.paths.at(view.metres_per_px)
        if pointer.hovered != pointer.marked:
            overlay.draw_hovered(painter, view, paths, content.theme, pointer.hovered)
        if not self._outline.is_beyond(region, view, content.theme, pointer.marked):
            picture = self.drawing.picture
            self._outline.draw(painter, view, paths, content.theme, pointer.marked, picture)
        overlay.draw_lane(painter, view, sheet, content.lane_note)
        if not self._edge.is_beyond(region, view):
            measured = not content.ground.all_schematic
            self._edge.draw(
                painter, view, sheet.lettering, content.note, self.corner, measured=measured
            )
        if self._band is not None:
            overlay.draw_band(painter, self._band, content.theme)
        if self._ringed:
            overlay.draw_focus(painter, QRectF(self.rect()), content.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size shows the whole street or the spot gone to again, or keeps the middle.

        What lay under the pointer lies elsewhere then: nothing is pointed at until it moves.
        """
        super().resizeEvent(event)
        self.resized.emit()
        self.pointer.point_at(None)
        spot, seen = self._goal
        still_there = seen is not None and seen == self.motion.destination
        self.pointer.note_sight()
        self.motion.resize(self.width(), self.height())
        if still_there:
            self.go_to(spot, eased=False)

    def event(self, event: QEvent) -> bool:
        """A screen of another pixel ratio needs another picture; keys that come here get a ring."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.content is not None:
            self.show_content(self.content)
        if isinstance(event, QFocusEvent):
            self._ringed = event.gotFocus() and event.reason() in _BY_KEYS
        return super().event(event)
