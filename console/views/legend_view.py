"""The legend's panel: what is counted, and every mark with its live count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import lettering, theme
from console.state.highlight import Entry, Highlight
from console.state.kept import Keeping
from console.state.legend_model import legend
from console.state.look import Appearance, Look
from console.state.selection import Place, Selection, still_there
from console.state.session import Session
from console.widgets.legend_list import LegendList
from console.widgets.panel_head import PanelHead
from console.widgets.scroll_column import ScrollColumn

_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 180, 80


class LegendView(QWidget):
    """Counts of the building or estate chosen, else of the street; a click lets a mark stand out.

    `picked(kind, key)` says which was clicked; `highlight` holds what stands out, its own unless
    one is given.
    """

    picked = Signal(str, str)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        highlight: Highlight | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self.highlight = highlight or Highlight(self)
        self._theme = theme.load(look.appearance.theme)
        self.head = PanelHead(self._theme, self)
        self.list = LegendList(self._theme, look.appearance.language, self)
        self._scroll = ScrollColumn(self.list, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)
        self.setMinimumSize(round(_LEAST_WIDTH_PX * self._theme.metrics.scale), _LEAST_HEIGHT_PX)
        self.setFocusProxy(self.list)
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

    def _connect(self) -> None:
        self._keeping.changed.connect(self._show)
        self._session.street_changed.connect(self.highlight.clear)
        self._selection.changed.connect(self._chosen)
        self._look.changed.connect(self._restyle)
        self.highlight.changed.connect(self.list.stand_out)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._picked)

    def _picked(self, entry: Entry) -> None:
        self.highlight.toggle(entry)
        self.picked.emit(entry.kind, entry.key)

    def _chosen(self, place: Place, source: object) -> None:
        self._show()

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self._scroll.wear(self._theme)
        self._show()
        self.update()

    def _show(self) -> None:
        frame, language = self._keeping.frame, self._look.appearance.language
        self._scroll.setVisible(frame is not None)
        self.list.setAccessibleName(say("legend.title", language))
        if frame is None:
            self.head.say(say("legend.title", language), "", self._theme)
            self.list.show_legend(None, "", self._theme, language)
            return
        shown = legend(frame, still_there(frame.street, self._selection.place))
        people = "" if shown.people is None else say("legend.people", language, count=shown.people)
        units = say("legend.units", language, count=shown.units)
        quiet = " · ".join(text for text in (people, units) if text)
        self.head.say(shown.scope[language], quiet, self._theme)
        self.list.show_legend(shown, frame.street.scenario, self._theme, language)
