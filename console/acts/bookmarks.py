"""Acts upon bookmarks: give what is on show a name, go to it again, tell the locator of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog

from console.acts import Act
from console.acts.window import bring_forward
from console.domain import words
from console.domain.errors import UserError
from console.domain.spoken import capped, short_instant
from console.paint import theme
from console.state import places
from console.state.bookmarks import LONGEST_NAME, Bookmarks, bookmark_of, visit_of
from console.state.locator_model import Hit
from console.state.look import RECOLOURINGS, Look
from console.state.map.metrics import Metric
from console.state.navigation import Navigator
from console.state.selection import Selection
from console.state.session import Session
from console.views.map_view import MapView
from console.window import Window

if TYPE_CHECKING:
    from console.views.bookmarks_view import BookmarksView

MOST_OFFERED = 4
_WIDE_PX = 420


class BookmarkActs(QObject):
    """Each method is one act; `troubled(UserError)` why one could not be done."""

    troubled = Signal(object)

    def __init__(
        self,
        *,
        window: Window,
        session: Session,
        selection: Selection,
        look: Look,
        navigator: Navigator,
        map_view: MapView,
        bookmarks: Bookmarks,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._selection = window, session, selection
        self._look, self._navigator, self._map = look, navigator, map_view
        self._bookmarks = bookmarks
        self._menu = window.table.submenus["map.bookmarks"]
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._choose)
        self._sheet: BookmarksView | None = None

    def table(self) -> dict[str, Act]:
        """The acts by command."""
        return {
            "map.bookmark": self.ask_name,
            "map.bookmarks": partial(self._window.open_submenu, "map.bookmarks"),
            "map.edit_bookmarks": self.edit,
        }

    def ask_name(self) -> None:
        """Ask what the view on show is to be called, and keep it."""
        street, frame, language = (
            self._session.street,
            self._session.frame,
            self._look.appearance.language,
        )
        if street is None or frame is None:
            return
        place = places.steps(street, self._selection.place, language)[-1].name
        wanted = f"{capped(place, 40)} {short_instant(frame.as_of_us, street.zone)}"
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(words.say("command.map.bookmark", language))
        dialog.setLabelText(words.say("bookmarks.ask", language))
        dialog.setTextValue(self._bookmarks.free_name(wanted))
        dialog.setOkButtonText(words.say("bookmarks.keep", language))
        dialog.setCancelButtonText(words.say("bookmarks.leave", language))
        dialog.textValueSelected.connect(self.keep)
        metrics = theme.load(self._look.appearance.theme).metrics
        dialog.resize(round(_WIDE_PX * metrics.scale), dialog.sizeHint().height())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep(self, name: str) -> None:
        """Keep the view on show under a name."""
        street, named = self._session.street, " ".join(name.split())[:LONGEST_NAME]
        if street is None or not named:
            return
        recolouring, metric = self._look.appearance.recolouring, self._map.model.asked or ""
        made = bookmark_of(named, street, self._navigator.here, recolouring, metric)
        try:
            self._bookmarks.add(made)
        except UserError as fault:
            self.troubled.emit(fault)
            return
        self._window.status.note("bookmarks.kept", name=named)

    def go_to(self, name: str) -> None:
        """Show a bookmark, exactly as it was kept; Back returns from it."""
        street, bookmark = self._session.street, self._bookmarks.of(name)
        if street is None or bookmark is None:
            return
        try:
            visit = visit_of(bookmark, street, self._map.canvas.motion.viewport)
        except UserError as fault:
            self.troubled.emit(fault)
            return
        if bookmark.recolouring in RECOLOURINGS:
            self._look.change(recolouring=bookmark.recolouring)
        metric = Metric(bookmark.metric) if bookmark.metric in tuple(Metric) else None
        self._map.model.recall(metric, filtered=bool(bookmark.filter))
        self._navigator.visit(visit)

    def edit(self) -> None:
        """Show the sheet in which bookmarks are renamed and forgotten."""
        from console.views.bookmarks_view import BookmarksView

        self._bookmarks.freshen()
        if self._sheet is None:
            sheet = BookmarksView(bookmarks=self._bookmarks, look=self._look, parent=self._window)
            sheet.gone_to.connect(self.go_to)
            self._sheet = sheet
        bring_forward(self._sheet)

    def offered(self, text: str) -> tuple[Hit, ...]:
        """Bookmarks whose name holds `text`, for the locator."""
        if not text or self._session.street is None:
            return ()
        self._bookmarks.freshen()
        detail = words.say("bookmarks.one", self._look.appearance.language)
        return tuple(
            Hit("command", one.name, detail, bookmark=one.name)
            for one in self._bookmarks.like(text)[:MOST_OFFERED]
        )

    def _fill_menu(self) -> None:
        self._bookmarks.freshen()
        self._menu.clear()
        for bookmark in self._bookmarks.all:
            action = self._menu.addAction(capped(bookmark.name).replace("&", "&&"))
            action.setData(bookmark.name)
        if not self._bookmarks.all:
            language = self._look.appearance.language
            self._menu.addAction(words.say("bookmarks.none", language)).setEnabled(False)

    def _choose(self, action: QAction) -> None:
        self.go_to(str(action.data()))
