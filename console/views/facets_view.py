"""The facets' panel: what is counted, and every value with its live count, to filter by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import lettering, theme
from console.state.facets.asking import Asking
from console.state.facets.bars import Bars, Range
from console.state.facets.choice import Entry, How
from console.state.facets.model import (
    FOLDED,
    ORDER,
    Facets,
    Unfolding,
    facets,
    foresee_facets,
    has_facets,
)
from console.state.facets.scope import scope_of
from console.state.facets.scope_words import scope_words
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.preferences import Preferences
from console.state.selection import Place, Selection, still_there
from console.state.session import Session
from console.state.sifting import Wish
from console.widgets.facet_list import FacetList
from console.widgets.panel_head import PanelHead
from console.widgets.scroll_column import ScrollColumn
from console.widgets.while_shown import WhileShown

_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 180, 80
_FOLDED_KEY = "facets/folded"


class FacetsView(QWidget):
    """Counts of the building or estate chosen, else of the street, each a way to filter by it.

    Which groups are folded is remembered in `preferences`, where they are given.
    """

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self._asking = Asking(session, self._keeping, self)
        self._preferences = preferences
        self._unfolding = Unfolding(folded=_remembered(preferences))
        self._shown: Facets | None = None
        self._theme = theme.load(look.appearance.theme)
        self.head = PanelHead(self._theme, self)
        self.list = FacetList(self._theme, look.appearance.language, self)
        self._scroll = ScrollColumn(self.list, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)
        self.setMinimumSize(round(_LEAST_WIDTH_PX * self._theme.metrics.scale), _LEAST_HEIGHT_PX)
        self.setFocusProxy(self.list)
        self._while_shown = WhileShown(self, self._show)
        self._connect()
        self._restyle(look.appearance)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand on the panel's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.chrome.panel)
        if self._keeping.frame is None:
            pad = self._theme.metrics.gap("panel")
            box = QRectF(self.rect()).adjusted(pad, self.head.height(), -pad, 0)
            text = say("legend.closed", self._look.appearance.language)
            font = self._theme.metrics.font("body")
            lettering.hint(painter, box, text, font, self._theme.chrome.muted)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A range may be dragged soon."""
        self._keeping.get_ready()
        super().enterEvent(event)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._while_shown.follow)
        self._keeping.foresee(self._foresee)
        self._selection.changed.connect(self._choose_place)
        self._look.changed.connect(self._restyle)
        self.list.chosen.connect(self._choose)
        self.list.brushed.connect(self._brush)
        self.list.picked_bin.connect(self._pick)
        self.list.cleared.connect(self._asking.clear)
        self.list.folded.connect(self._fold)
        self.list.opened_whole.connect(self._open_whole)
        self.list.asked.connect(self._search)

    def _choose(self, entry: Entry, how: How | Literal["alone"]) -> None:
        if how == "alone":
            self._asking.choose_alone(entry)
        else:
            self._asking.choose(entry, how)

    def _brush(self, facet: str, dragged: Range, excluded: bool, passing: bool) -> None:
        bars = self._bars(facet)
        if bars is not None:
            self._asking.brush(bars, dragged, excluded=excluded, passing=passing)

    def _pick(self, facet: str, bin_: Range, how: How) -> None:
        bars = self._bars(facet)
        if bars is not None:
            self._asking.pick(bars, bin_, how)

    def _fold(self, facet: str) -> None:
        folded = self._unfolding.folded ^ {facet}
        self._unfolding = replace(self._unfolding, folded=folded)
        if self._preferences is not None:
            self._preferences.keep({_FOLDED_KEY: " ".join(sorted(folded)) or "-"})
        self._show()

    def _open_whole(self, facet: str) -> None:
        self._unfolding = replace(self._unfolding, whole=self._unfolding.whole ^ {facet})
        self._show()

    def _search(self, facet: str, text: str) -> None:
        asked: Mapping[str, str] = {**self._unfolding.asked, facet: text}
        self._unfolding = replace(self._unfolding, asked=asked)
        self._show()

    def _bars(self, facet: str) -> Bars | None:
        groups = self._shown.groups if self._shown is not None else ()
        return next((one.bars for one in groups if one.facet == facet), None)

    def _foresee(self, _: Filter) -> Wish | None:
        street = self._session.street
        if street is None or self._while_shown.is_hidden:
            return None
        scope = scope_of(street, still_there(street, self._selection.place))
        return partial(foresee_facets, scope, self._unfolding)

    def _choose_place(self, place: Place, source: object) -> None:
        self._show()

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self.list.recolour(appearance.recolouring)
        self._show()
        self.update()

    def _show(self) -> None:
        frame, language = self._keeping.frame, self._look.appearance.language
        self._scroll.setVisible(frame is not None)
        self.list.setAccessibleName(say("legend.title", language))
        shown = None
        if frame is not None:
            place = still_there(frame.street, self._selection.place)
            asked = scope_of(frame.street, place), self._unfolding
            counted, wish = partial(has_facets, *asked), partial(foresee_facets, *asked)
            if not self._keeping.has(counted, wish, self._show_found):
                return
            shown = facets(self._keeping, place, self._unfolding)
        self._shown = shown
        if frame is None or shown is None:
            self.head.say(say("legend.title", language), "", self._theme)
            self.list.show_facets(None, "", self._theme, language)
            return
        self.head.say(shown.scope[language], scope_words(shown, language), self._theme)
        self.list.is_fixed = not self._keeping.possible
        self.list.show_facets(shown, frame.street.scenario, self._theme, language)

    def _show_found(self, _: object) -> None:
        self._while_shown.follow()


def _remembered(preferences: Preferences | None) -> frozenset[str]:
    """The groups that were folded when they were last seen."""
    text = preferences.text(_FOLDED_KEY) if preferences is not None else ""
    return frozenset(text.split()) & frozenset(ORDER) if text else FOLDED
