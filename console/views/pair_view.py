"""A second window with two sections side by side, each with a breadcrumb of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from console.domain import words
from console.state import places
from console.state.given import Given
from console.state.kept import Keeping
from console.state.look import Look
from console.state.navigation import Navigator
from console.state.selection import STREET, Place, Selection
from console.state.session import Session
from console.views.breadcrumb_view import BreadcrumbView
from console.views.centre_view import HANDLE_PX
from console.views.section_view import SectionView

_SHARE = 0.8


class PairView(QWidget):
    """Shares session, look and filter with the main window; what is chosen in it is its own."""

    def __init__(
        self, *, session: Session, look: Look, keeping: Keeping, place: Place, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("pair")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._look, self._keeping = session, look, keeping
        self._sides: list[Selection] = []
        self.breadcrumbs: list[BreadcrumbView] = []
        self.sections: list[SectionView] = []
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(HANDLE_PX)
        for start in (place, self._beside(place)):
            splitter.addWidget(self._side(start))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self.resize(QGuiApplication.primaryScreen().availableGeometry().size() * _SHARE)
        session.street_changed.connect(self._start_anew)
        look.changed.connect(self._retitle)
        self._retitle()

    def _side(self, place: Place) -> QWidget:
        selection = Selection(self)
        navigator = Navigator(self._session, selection, self)
        selection.choose(place, self)
        self._sides.append(selection)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        given = Given(
            session=self._session, selection=selection, look=self._look, keeping=self._keeping
        )
        breadcrumb = BreadcrumbView(**given, navigator=navigator, parent=side)
        section = SectionView(**given, dated=True, parent=side)
        self.breadcrumbs.append(breadcrumb)
        self.sections.append(section)
        column.addWidget(breadcrumb)
        column.addWidget(section, 1)
        return side

    def _beside(self, place: Place) -> Place:
        """The next building of the same estate."""
        street = self._session.street
        if street is None or place.building < 0:
            return place
        rows = places.buildings_beside(street, place.building)
        following = rows[(rows.index(place.building) + 1) % len(rows)]
        return places.place_at(street, "building", following)

    def _start_anew(self) -> None:
        if not self._session.runs_on:
            for selection in self._sides:
                selection.choose(STREET, self)
        self._retitle()

    def _retitle(self) -> None:
        street, language = self._session.street, self._look.appearance.language
        name = street.name[language] if street else ""
        self.setWindowTitle(words.say("window.pair.title", language, street=name))
