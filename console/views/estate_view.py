"""The estate panel: the buildings of the estate chosen, or the street's estates by their count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import icons, lettering, theme
from console.paint.theme import Theme
from console.state import estate_model, estate_words
from console.state.estate_model import EstatePanel, Order, Placeless, StreetPanel
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.selection import (
    Place,
    Selection,
    place_of_building,
    place_of_estate,
    still_there,
)
from console.state.session import Session
from console.state.sifting import Wish
from console.store.columns import Street
from console.widgets.estate_canvas import EstateCanvas
from console.widgets.lane_button import LaneButton
from console.widgets.panel_head import PanelHead
from console.widgets.scroll_column import ScrollColumn
from console.widgets.tips import plain_tip
from console.widgets.while_shown import WhileShown

_LEAST_WIDTH_PX, _ICON_PX = 216, 14


class EstateView(QWidget):
    """Silhouettes or bars, and the lane of people without a place.

    A click chooses the building or estate; `opened(building)` is a double click or Enter on one;
    `hovered(building)` follows the pointer, -1 for none.
    """

    hovered = Signal(int)
    opened = Signal(int)

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
        self._order: Order = "number"
        self._placeless: Placeless | None = None
        self._lane_said: tuple[int, int, str, Theme] | None = None
        self.head = PanelHead(self._theme, self)
        self.order_button = QToolButton(self)
        self.canvas = EstateCanvas(self._theme, look.appearance.language, self)
        self._scroll = ScrollColumn(self.canvas, self)
        self.lane = LaneButton(self._theme, self)
        self._named: tuple[str, str, str] | None = None
        self._hinted = ""
        self._while_shown = WhileShown(self, self._show)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._arrange()
        self._connect()
        self._restyle(look.appearance)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand on the panel's ground, and say what would be here when nothing is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.chrome.panel)
        text = self._hint()
        if text:
            pad = self._theme.metrics.gap("panel")
            box = QRectF(self.rect()).adjusted(pad, self.head.height(), -pad, 0)
            font = self._theme.metrics.font("body")
            lettering.hint(painter, box, text, font, self._theme.chrome.muted)

    def _arrange(self) -> None:
        self.head.put_aside(self.order_button)
        self.order_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.order_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)
        column.addWidget(self.lane)
        self.setMinimumWidth(round(_LEAST_WIDTH_PX * self._theme.metrics.scale))
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._while_shown.follow)
        self._keeping.foresee(self._foresee)
        self._selection.changed.connect(self._chosen)
        self._look.changed.connect(self._restyle)
        self.order_button.clicked.connect(self._turn_order)
        self.canvas.picked.connect(self._picked)
        self.canvas.opened.connect(self._opened)
        self.canvas.hovered.connect(self._hovered)
        self.lane.clicked.connect(self._next_placeless)

    def _picked(self, key: tuple[str, int]) -> None:
        street = self._session.street
        if street is not None:
            level, row = key
            choose = place_of_building if level == "building" else place_of_estate
            self._selection.choose(choose(street, row), self)

    def _opened(self, key: tuple[str, int]) -> None:
        self._picked(key)
        if key[0] == "building":
            self.opened.emit(key[1])

    def _hovered(self, key: tuple[str, int] | None) -> None:
        self.hovered.emit(key[1] if key is not None and key[0] == "building" else -1)

    def _next_placeless(self) -> None:
        if self._placeless is not None and len(self._placeless):
            resident = self._placeless.after(self._selection.place.resident)
            self._selection.choose(Place(resident=resident), self)

    def _turn_order(self) -> None:
        self._order = "count" if self._order == "number" else "number"
        self._show()

    def _foresee(self, _: Filter) -> Wish | None:
        street = self._session.street
        if street is None or self._while_shown.is_hidden:
            return None
        place = still_there(street, self._selection.place)
        return partial(estate_model.foresee, place, self._order)

    def _chosen(self, place: Place, source: object) -> None:
        self._show()

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self.canvas.setAccessibleName(say("estate.title", appearance.language))
        self._show()
        self.update()

    def _show(self) -> None:
        frame, language = self._keeping.frame, self._look.appearance.language
        place = self._selection.place
        shown: EstatePanel | StreetPanel | None = None
        if frame is not None:
            place = still_there(frame.street, place)
            is_found = partial(estate_model.is_found, place, self._order)
            wish = partial(estate_model.foresee, place, self._order)
            if not self._keeping.has(is_found, wish, self._show_found):
                return
            shown = estate_model.panel(frame, place, self._order)
        self.canvas.show_panel(shown, self._theme, language)
        self.canvas.choose(place.building)
        self.order_button.setVisible(isinstance(shown, EstatePanel))
        self._name_order(language)
        if frame is None or shown is None:
            self.head.say(say("estate.title", language), "", self._theme)
            self._lane_said = None
            self.lane.hide()
        else:
            self._head_of(shown, frame.street, language)
            self._show_lane(estate_model.placeless(frame), language)
        hint = self._hint()
        self._scroll.setVisible(not hint)
        if hint or self._hinted:
            self._hinted = hint
            self.update()

    def _show_found(self, _: object) -> None:
        self._while_shown.follow()

    def _name_order(self, language: str) -> None:
        """Say on its button how buildings are ordered."""
        named = self._order, language, self._theme.name
        if named == self._named:
            return
        self._named = named
        tint = self._theme.chrome.muted
        self.order_button.setIcon(icons.icon("chevron-down", tint, _ICON_PX))
        order = say(f"estate.by_{self._order}", language)
        self.order_button.setText(order)
        self.order_button.setToolTip(plain_tip(say("estate.sort", language, order=order)))
        self.head.move_aside()

    def _head_of(self, shown: EstatePanel | StreetPanel, street: Street, language: str) -> None:
        if isinstance(shown, StreetPanel):
            name = shown.name or street.name[language]
        else:
            name = shown.name if shown.row >= 0 else say("estate.loose", language)
        whole = estate_words.head_words(shown, street, language, whole=True)
        short = partial(estate_words.head_words, shown, street, language)
        self.head.say(name, whole, self._theme, short=short)

    def _show_lane(self, placeless: Placeless, language: str) -> None:
        self._placeless = placeless
        said = len(placeless), placeless.active, language, self._theme
        if said == self._lane_said:
            return
        self._lane_said = said
        self.lane.setVisible(len(placeless) > 0)
        self.lane.say(
            say("estate.placeless", language),
            estate_words.placeless_words(placeless, language),
            partial(estate_words.placeless_tip, placeless, language),
            self._theme,
        )

    def _hint(self) -> str:
        """What is said instead of an empty list; "" when there is something in it."""
        language = self._look.appearance.language
        if self._keeping.frame is None:
            return say("estate.closed", language)
        if self.canvas.boxes:
            return ""
        if self._keeping.frame.kept is not None:
            return say("estate.none_kept", language)
        chosen = self._selection.place.estate >= 0
        if not chosen and not len(self._keeping.frame.street.buildings.id):
            return say("estate.nothing", language)
        return say("estate.no_buildings" if chosen else "estate.no_estates", language)
