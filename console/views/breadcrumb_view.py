"""The breadcrumb: Street › Committee › Estate › Building › Unit, each with its siblings."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from console.domain import words
from console.domain.spoken import capped
from console.paint import theme
from console.state import crumbs
from console.state.crumbs import Crumb
from console.state.kept import Keeping
from console.state.lists.link import ListLink
from console.state.look import Look
from console.state.navigation import Navigator
from console.state.places import LEVELS, place_at
from console.state.selection import Selection
from console.state.session import Session
from console.widgets.action_table import ActionTable
from console.widgets.crumb_button import CrumbButton
from console.widgets.icon_button import SIDE_PX, IconButton
from console.widgets.tips import plain_tip

STEPS = ("go.back", "go.forward", "go.up")
FILLS = ("view.map", "view.both", "view.section")


class BreadcrumbView(QWidget):
    """Back, forward, the way down to the place, and what fills the centre.

    `asked(link)` when the count of people under the clock is clicked.
    """

    asked = Signal(object)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        navigator: Navigator,
        keeping: Keeping | None = None,
        actions: ActionTable | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self._navigator = navigator
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._jump)
        self.crumbs = tuple(CrumbButton(level, self) for level in LEVELS)
        self._build(actions)
        self._connect()
        self.show_way()

    def show_way(self) -> None:
        """Say the way down to the place chosen."""
        frame, language = self._keeping.frame, self._look.appearance.language
        way = crumbs.way(frame, self._selection.place, language) if frame else ()
        shown = {crumb.level: crumb for crumb in way}
        last = way[-1].level if way else ""
        looks = [
            button.show_crumb(shown.get(button.level), last=button.level == last)
            for button in self.crumbs
        ]
        if any(looks):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another part of the way."""
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        self.show_way()
        self._fit()

    def _fit(self) -> None:
        """Leave out the upper levels for which there is no room; the last one always stays."""
        named = [button for button in self.crumbs if button.has_crumb]
        wide = [button.sizeHint().width() for button in named]
        room = self.width() - self._taken_px
        for number, button in enumerate(named):
            is_last = number == len(named) - 1
            button.setVisible(is_last or sum(wide[number:]) <= room)

    def _build(self, actions: ActionTable | None) -> None:
        metrics = theme.load(self._look.appearance.theme).metrics
        beside = 0 if actions is None else (len(FILLS) + len(STEPS)) * SIDE_PX
        self._taken_px = beside + 3 * metrics.gap("near")
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.gap("near"), 2, metrics.gap("near"), 2)
        row.setSpacing(0)
        if actions is not None:
            self._buttons(row, actions, STEPS)
            row.addSpacing(metrics.gap("near"))
        for button in self.crumbs:
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        row.addStretch(1)
        if actions is not None:
            self._buttons(row, actions, FILLS)

    def _buttons(self, row: QHBoxLayout, actions: ActionTable, ids: tuple[str, ...]) -> None:
        drawn = dict.fromkeys(("go.back",), "arrow-left") | {
            "go.forward": "arrow-right",
            "go.up": "chevron-up",
            "view.map": "map",
            "view.both": "layout-sidebar-right",
            "view.section": "building",
        }
        for command_id in ids:
            button = IconButton(drawn[command_id], self)
            button.follow(actions[command_id])
            row.addWidget(button)

    def _connect(self) -> None:
        self._keeping.changed.connect(self.show_way)
        self._session.street_changed.connect(self.show_way)
        self._selection.changed.connect(self.show_way)
        self._look.changed.connect(self._restyle)
        for button in self.crumbs:
            button.chosen.connect(self._go)
            button.opened.connect(self._offer)
            button.counted.connect(self._ask)

    def _go(self, crumb: Crumb) -> None:
        if self._session.street is not None:
            self._navigator.go(place_at(self._session.street, crumb.level, crumb.row))

    def _ask(self, crumb: Crumb) -> None:
        level = "" if crumb.level == "street" else crumb.level
        self.asked.emit(ListLink("active", level, crumb.row if level else -1))

    def _offer(self, button: QToolButton, crumb: Crumb) -> None:
        """List the places below a crumb, the next level down."""
        frame, language = self._keeping.frame, self._look.appearance.language
        if frame is None:
            return
        self._menu.clear()
        offered = crumbs.below(frame, crumb, language)
        for one in offered:
            text = capped(one.name).replace("&", "&&")
            action = self._menu.addAction(f"{text}\t{one.active}" if one.active else text)
            action.setData((one.level, one.row))
            action.setToolTip(plain_tip(""))
        if not offered:
            self._menu.addAction(words.say("window.nothing_below", language)).setEnabled(False)
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _jump(self, action: QAction) -> None:
        street = self._session.street
        if street is not None and action.data() is not None:
            level, row = action.data()
            self._navigator.go(place_at(street, level, row))
