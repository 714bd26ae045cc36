"""The facets as a column: rows that are clicked, bars that are brushed, groups that fold."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.words import say
from console.paint.boxes import Box, box_at
from console.paint.facets.bars import paint_bars
from console.paint.facets.layout import BarsAt, FacetLayout, Part, lay_out, recounted, stand_alike
from console.paint.facets.rows import Touch, paint_rows
from console.paint.facets.sample import Samples
from console.paint.theme import Theme
from console.state.facets.choice import Entry, How
from console.state.facets.model import Facets
from console.state.look import Recolouring
from console.state.pointer import POINTER
from console.widgets.box_canvas import BoxCanvas
from console.widgets.facet_brush import FacetBrush
from console.widgets.facet_search import FacetSearches

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ACTS = ("only", "add", "exclude", "alone")


class FacetList(BoxCanvas):
    """Shows Facets.

    `chosen(entry, how)` asks to filter by a row: "only", "add", "exclude", or "alone" without all
    other conditions. `brushed(facet, range, excluded, passing)` does so by a range of values that
    is dragged over bars, `picked_bin(facet, range, how)` by one bar. `cleared(facet)`,
    `folded(facet)`, `opened_whole(facet)` and `asked(facet, text)` are the group's. Rows of what
    cannot be filtered (`is_fixed`) only show.
    """

    chosen = Signal(object, str)
    brushed = Signal(str, object, bool, bool)
    picked_bin = Signal(str, object, str)
    cleared = Signal(str)
    folded = Signal(str)
    opened_whole = Signal(str)
    asked = Signal(str, str)

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._facets: Facets | None = None
        self._scenario = ""
        self._recolouring: Recolouring = "clock"
        self.is_fixed = False
        self.placed = FacetLayout()
        self.brush = FacetBrush(self)
        self.hovered.connect(self.brush.hover)
        self.searches = FacetSearches(self)
        self.searches.asked.connect(self.asked)

    def recolour(self, recolouring: Recolouring) -> None:
        """Draw homes as the section does in a view; silent when it is the one in force."""
        if recolouring != self._recolouring:
            self._recolouring = recolouring
            rows = [one.at for one in self.placed.rows if one.row.entry.facet == "occupancy"]
            self.touch([at.toAlignedRect() for at in rows])

    def show_facets(
        self, facets: Facets | None, scenario: str, theme: Theme, language: str
    ) -> None:
        """Show other counts, or the same in another theme or language; silent when equal."""
        said = (facets, scenario, theme, language)
        if said == (self._facets, self._scenario, self._theme, self._language):
            return
        restyled = said[1:] != (self._scenario, self._theme, self._language)
        before = None if restyled else self._facets
        self._facets, self._scenario, self._theme, self._language = said
        if before is None or facets is None or not stand_alike(facets, before):
            self.renew()
            return
        self.placed, changed = recounted(self.placed, facets, theme)
        self.touch([at.toAlignedRect() for at in changed])
        self._speak()

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """The height at a width, and the boxes; the search fields stand where they belong."""
        if self._facets is None:
            self.placed = FacetLayout()
        else:
            worn = self._theme, self._language, self._scenario
            self.placed = lay_out(self._facets, width_px, *worn)
        self.searches.stand(self.placed.searches, self._theme, self._language)
        return self.placed.height, tuple(self.placed.boxes)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw what lies in `visible`."""
        if self._facets is None:
            return
        samples = Samples(self._scenario, self._recolouring)
        touch = Touch(self._key(self.under_pointer), self._focused())
        paint_rows(painter, self.placed, touch, self._theme, self._language, samples, visible)
        for bars in self.placed.bars:
            if bars.plot.united(bars.axis).intersects(visible):
                pointed, cursor = self.brush.bins(bars.group.facet)
                paint_bars(painter, bars, pointed, cursor, self._theme, self._language)

    def bars(self, facet: str) -> BarsAt | None:
        """The bars of a facet, where they are on show."""
        return next((one for one in self.placed.bars if one.group.facet == facet), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a row filters by it, with Ctrl and Alt otherwise; bars are brushed."""
        row = box_at(self.boxes, event.position())
        if event.button() != Qt.MouseButton.LeftButton or row < 0:
            return
        self._go(row)
        self._act(self.boxes[row].key, event.modifiers(), event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click is one more click."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer; a brush follows it."""
        super().mouseMoveEvent(event)
        POINTER.move(event.timestamp())
        key = self._key(self.under_pointer)
        facet = key.facet if isinstance(key, Part) and key.act == "bars" else ""
        self.brush.move(facet, event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was brushed stands, and the bin where the pointer is now is lit."""
        self.brush.release()
        self.mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space filters by the current row, with Ctrl adds it, with Shift alone; Delete excludes.

        In bars the left and right arrows step, with Shift over a range.
        """
        key = self._key(self.current)
        if isinstance(key, Part) and key.act == "bars" and self.brush.step(key.facet, event):
            return
        if event.key() == Qt.Key.Key_Delete and isinstance(key, Entry):
            self._choose(key, "exclude")
        elif key is not None and event.key() in (
            Qt.Key.Key_Space,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self._act(key, event.modifiers(), None)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with a row, in words."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        row = box_at(self.boxes, event.pos().toPointF()) if by_mouse else self.current
        key = self._key(row)
        if not self.is_fixed and isinstance(key, (Entry, Part)):
            middle = self.mapToGlobal(self.boxes[row].rect.center().toPoint())
            self.menu(key).popup(event.globalPos() if by_mouse else middle)

    def menu(self, key: Entry | Part) -> QMenu:
        """The menu of a row or of a group."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in _ACTS if isinstance(key, Entry) else ():
            action = menu.addAction(say(f"facet.act.{act}", self._language))
            action.setData((act, key))
        action = menu.addAction(say("facet.act.clear", self._language))
        action.setData(("clear", key))
        menu.triggered.connect(self._run)
        return menu

    def leave_bin(self) -> None:
        """Repaint the bars: the bin under the pointer is another."""
        for bars in self.placed.bars:
            self.update(bars.plot.united(bars.axis).toAlignedRect().adjusted(-2, -2, 2, 4))

    def _run(self, action: object) -> None:
        act, key = action.data()  # type: ignore[attr-defined]
        if act == "clear":
            self.cleared.emit(key.facet)
        else:
            self.chosen.emit(key, act)

    def _act(self, key: object, modifiers: Qt.KeyboardModifier, x: float | None) -> None:
        how = _how(modifiers)
        if isinstance(key, Entry):
            self._choose(key, "alone" if modifiers & _SHIFT else how)
        elif isinstance(key, Part) and key.act == "fold":
            self.folded.emit(key.facet)
        elif isinstance(key, Part) and key.act == "more":
            self.opened_whole.emit(key.facet)
        elif isinstance(key, Part) and not self.is_fixed:
            self.brush.press(key.facet, x, how)

    def _choose(self, entry: Entry, how: str) -> None:
        if not self.is_fixed:
            self.chosen.emit(entry, how)

    def _key(self, row: int) -> object:
        return self.boxes[row].key if 0 <= row < len(self.boxes) else None

    def _focused(self) -> object:
        return self._key(self.current) if self.hasFocus() else None


def _how(modifiers: Qt.KeyboardModifier) -> How:
    if modifiers & _ALT:
        return "exclude"
    return "add" if modifiers & _CTRL else "only"
