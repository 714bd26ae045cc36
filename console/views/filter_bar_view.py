"""The filter bar: what is in force as chips, how many that keeps, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from console.domain.words import say
from console.paint import icons, theme
from console.state.filter_words import FilterWord, filter_words
from console.state.kept import Keeping
from console.state.lists.link import EVERYTHING, ListLink
from console.state.lists.linked import Count, Linked, linked
from console.state.look import Appearance, Look
from console.state.selection import Selection
from console.state.session import Session
from console.widgets.filter_chips import FilterChips
from console.widgets.parts_label import PartsLabel
from console.widgets.plain_label import PlainLabel

_ICON_PX, _HEIGHT_PX = 14, 32


class FilterBarView(QWidget):
    """Chips of the conditions in force; `put_field` gives an expression's field its place."""

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
        self.setObjectName("filter_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._look = session, look
        self._keeping = keeping or Keeping(session, parent=self)
        dressed = theme.load(look.appearance.theme)
        self._sign = PlainLabel(parent=self)
        self.chips = FilterChips(dressed, look.appearance.language, self)
        self.told = PartsLabel(dressed, self)
        self.back_button = QToolButton(self)
        self.clear_button = QToolButton(self)
        self._compose(dressed.metrics)
        self._connect()
        self._restyle(look.appearance)

    def put_field(self, field: QWidget) -> None:
        """Take the field in which an expression is typed, before the chips."""
        self._row.insertWidget(1, field)

    def remove(self, source: str, place: int) -> None:
        """Take one condition away."""
        filtering = self._keeping.filtering
        conditions = filtering.filter.of(source)
        filtering.put(source, (*conditions[:place], *conditions[place + 1 :]), self)

    def _compose(self, metrics: theme.Metrics) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(metrics.gap("panel"), 0, metrics.gap("near"), 0)
        self._row.setSpacing(metrics.gap("near"))
        self._row.addWidget(self._sign)
        self._row.addWidget(self.chips, 1)
        self._row.addStretch(0)
        self._row.addWidget(self.told)
        for button in (self.back_button, self.clear_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.addWidget(button)
        self.told.make_low(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(_HEIGHT_PX * metrics.scale))
        self.setFocusProxy(self.chips)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._show)
        self._session.street_changed.connect(self._show)
        self._look.changed.connect(self._restyle)
        self.chips.removed.connect(self.remove)
        self.back_button.clicked.connect(self._keeping.filtering.undo)
        self.clear_button.clicked.connect(self._keeping.filtering.clear)

    def _restyle(self, appearance: Appearance) -> None:
        dressed, language = theme.load(appearance.theme), appearance.language
        self._sign.setPixmap(
            icons.pixmap("filter", dressed.chrome.muted, _ICON_PX, self.devicePixelRatioF())
        )
        self.chips.setAccessibleName(say("filter.name", language))
        self.back_button.setText(say("filter.step_back", language))
        self.clear_button.setText(say("filter.clear", language))
        self._show()

    def _show(self) -> None:
        appearance, frame = self._look.appearance, self._keeping.frame
        wanted = self._keeping.filter
        filtered = frame is not None and frame.kept is not None
        words: tuple[FilterWord, ...] = ()
        if frame is not None and filtered:
            words = filter_words(wanted, frame.street, appearance.language)
        dressed = theme.load(appearance.theme)
        self.chips.show_words(words, dressed, appearance.language)
        self.chips.setVisible(bool(words))
        self.clear_button.setVisible(filtered)
        nothing = filtered and self._keeps_nothing()
        self.back_button.setVisible(nothing and self._keeping.filtering.can_undo)
        self.told.wear(dressed)
        self.told.say(self._said(nothing=nothing))

    def _keeps_nothing(self) -> bool:
        frame = self._keeping.frame
        if frame is None or frame.kept is None:
            return False
        return not frame.kept.crowd.number and not frame.kept.homes.number

    def _said(self, *, nothing: bool) -> tuple[Linked | str, ...]:
        frame, language = self._keeping.frame, self._look.appearance.language
        if frame is None:
            return ()
        if not self._keeping.possible:
            return (say("filter.impossible", language),)
        if frame.kept is None or frame.whole is None:
            return say("filter.none", language), say("filter.begin", language)
        if nothing:
            return (say("filter.nothing", language),)
        everybody = ListLink("people", without=EVERYTHING)
        people = Count(int(frame.total.people[0]), ListLink("people"))
        units = Count(frame.kept.homes.number, ListLink("units"))
        whole = Count(int(frame.whole.total.people[0]), everybody)
        return (linked("filter.kept", language, people=people, units=units, all=whole),)
