"""Acts upon the filter as text: type it, save it with a name, and put a saved one in force."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from console.domain.spoken import capped
from console.state.expression.finding import find_filters
from console.state.expression.model import ExpressionModel
from console.state.expression.saved import SavedFilters
from console.state.locator_model import Hit
from console.state.look import Look
from console.views.expression_view import ExpressionView
from console.window import Window


class ExpressionActs(QObject):
    """Each method is one act; what is to be said of it stands in the window's status."""

    def __init__(
        self, *, window: Window, look: Look, view: ExpressionView, saved: SavedFilters
    ) -> None:
        super().__init__(window)
        self._window, self._look, self._view, self.saved = window, look, view, saved
        self._menu = window.table.submenus["filter.recall"]
        self._menu.aboutToShow.connect(self._list_saved)
        self._menu.triggered.connect(self._recall)
        view.told.connect(self._say)

    def offered(self, text: str) -> tuple[Hit, ...]:
        """The saved filters that the locator finds by a text."""
        self.saved.freshen()
        return find_filters(text, self.saved.filters)

    def open_field(self) -> None:
        """Type conditions."""
        self._view.open()

    def show_saved(self) -> None:
        """Show the sheet of saved filters, with what is in force to be saved."""
        from console.views.saved_view import SavedView

        sheet = SavedView(
            saved=self.saved,
            look=self._look,
            text=self._model.whole_filter(),
            parent=self._window,
        )
        sheet.recalled.connect(self.recall)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def open_menu(self) -> None:
        """Open the menu of saved filters."""
        self._window.open_submenu("filter.recall")

    def recall(self, name: str) -> None:
        """Put a saved filter in force instead of what is; a slip or a gone place is said."""
        wanted, language = self.saved.named(name), self._look.appearance.language
        if wanted is None:
            return
        model = self._model
        model.type(wanted.text, 0, language)
        faults = model.faults(language)
        if not model.expression.is_whole:
            self._window.status.note("expression.saved.slip", name=name, fault=faults[0])
            return
        missing = " ".join(model.missing(language))
        model.take_whole(self)
        if missing:
            self._window.status.note("expression.saved.gone", name=name, missing=missing)

    @property
    def _model(self) -> ExpressionModel:
        return self._view.model

    def _list_saved(self) -> None:
        self.saved.freshen()
        self._menu.clear()
        for one in self.saved.filters:
            action = self._menu.addAction(capped(one.name).replace("&", "&&"))
            action.setData(one.name)

    def _recall(self, action: QAction) -> None:
        self.recall(str(action.data()))

    def _say(self, text: str) -> None:
        if text:
            self._window.status.note("expression.told", text=text)
