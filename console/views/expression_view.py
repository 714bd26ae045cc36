"""The expression: a field in the filter bar, and under it what it keeps and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from console.domain.words import say
from console.paint import theme
from console.state.expression.model import ExpressionModel
from console.state.expression.offers import OffersModel, mends
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.selection import Selection
from console.state.session import Session
from console.store.completion import Offer
from console.widgets.expression_field import ExpressionField
from console.widgets.offer_panel import OfferPanel

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator

_IDLE_PX, _OPEN_PX = 240, 520


class ExpressionView(QWidget):
    """Puts what is typed in force on Enter; `told(text)` when there is something to say of it."""

    told = Signal(str)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping,
        coordinator: Coordinator | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._keeping = look, keeping
        self.model = ExpressionModel(keeping, coordinator, self)
        self.offers = OffersModel(self)
        self.field = ExpressionField(self)
        self.panel: OfferPanel | None = None
        self._before: QWidget | None = None
        self._whole, self._insists = False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.setFixedWidth(_IDLE_PX)
        self.setFocusProxy(self.field)
        self._connect()
        self._restyle(look.appearance)

    def open(self) -> None:
        """Take the keyboard with the expression in force; once more with the whole filter."""
        if self._keeping.frame is None:
            return
        again = self.field.hasFocus()
        if not again:
            self._before = QApplication.focusWidget()
        self._whole = again and not self._whole
        text = self.model.whole_filter() if self._whole else self.model.in_force()
        self.setFixedWidth(_OPEN_PX)
        self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays under the field when the window changes."""
        if event.type() == QEvent.Type.Resize and self.panel and self.panel.isVisible():
            self._place(self.panel)
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The field is what takes the keyboard."""
        self.field.setFocus(event.reason())

    def _connect(self) -> None:
        self._keeping.changed.connect(self._follow)
        self._look.changed.connect(self._restyle)
        self.field.textEdited.connect(self._typed)
        self.field.walked.connect(self._walk)
        self.field.taken.connect(self._take_first)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self._leave)
        self.field.unfocused.connect(self._rest)
        self.model.counted.connect(self._tell)
        self.model.offered.connect(self._offer)

    def _restyle(self, appearance: Appearance) -> None:
        self.field.setPlaceholderText(say("expression.placeholder", appearance.language))
        self.field.setAccessibleName(say("expression.name", appearance.language))
        self.setEnabled(self._keeping.possible)
        if self.panel is not None:
            self.panel.dress(theme.load(appearance.theme))

    def _follow(self) -> None:
        """Show what is in force while nobody types."""
        self.setEnabled(self._keeping.possible)
        if not self.field.hasFocus():
            self._rest()

    def _rest(self) -> None:
        """Close, and show what is in force."""
        if self.panel is not None:
            self.panel.hide()
        self.field.lists, self._whole = False, False
        self.setFixedWidth(_IDLE_PX)
        self.field.setText(self.model.in_force())
        self.field.setCursorPosition(0)

    def _typed(self) -> None:
        self._insists = False
        self.model.type(self.field.text(), self.field.cursorPosition(), self._language)
        self._tell()

    @property
    def _language(self) -> str:
        return self._look.appearance.language

    def _tell(self) -> None:
        """Underline the slips, and say what the expression keeps or what is wrong with it."""
        if not self.field.hasFocus():
            return
        dressed = theme.load(self._look.appearance.theme)
        writing_at = -1 if self._insists else self.field.cursorPosition()
        self.field.underline(self.model.wrong(writing_at), dressed.chrome.alarm)
        language, count = self._language, self.model.count
        told = ""
        if count is not None:
            told = say("expression.keeps", language, people=count.people, homes=count.homes)
        fault = next(iter(self.model.faults(language, writing_at)), "")
        hint = say("expression.hint_whole" if self._whole else "expression.hint", language)
        panel = self._shown_panel()
        panel.say(told, fault, hint)
        self.field.setAccessibleDescription(f"{told} {fault}".strip())
        self._place(panel)

    def _offer(self) -> None:
        """List the mends, then what may be written at the cursor."""
        if not self.field.hasFocus():
            return
        self.offers.show((*mends(self.model.expression, self._language), *self.model.offers))
        self.field.lists = bool(self.offers.offers)
        panel = self._shown_panel()
        self._place(panel)

    def _shown_panel(self) -> OfferPanel:
        if self.panel is None:
            dressed = theme.load(self._look.appearance.theme)
            self.panel = OfferPanel(self.offers, dressed, self.window())
            self.panel.chosen.connect(self._take)
            self.window().installEventFilter(self)
        self.panel.show()
        self.panel.raise_()
        return self.panel

    def _place(self, panel: OfferPanel) -> None:
        panel.fit(self.mapTo(self.window(), QPoint(0, self.height() + 4)), self.width())

    def _walk(self, by: int) -> None:
        if self.panel is not None:
            self.panel.step(by)

    def _take_first(self) -> None:
        current = self.panel.current() if self.panel is not None else None
        if current is not None or self.offers.offers:
            self._take(current or self.offers.offers[0])

    def _take(self, offer: Offer) -> None:
        """Write an offer where it belongs."""
        text = self.field.text()
        written = text[: offer.at.start] + offer.text + text[offer.at.end :]
        self.field.setText(written)
        self.field.setCursorPosition(offer.at.start + len(offer.text))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed()

    def _enter(self) -> None:
        """Write the offer walked to; else put the expression in force, or stand on its slip."""
        current = self.panel.current() if self.panel is not None else None
        if current is not None and self.panel is not None and self.panel.isVisible():
            self._take(current)
            return
        self.model.type(self.field.text(), self.field.cursorPosition(), self._language)
        slips = self.model.wrong()
        if slips:
            self._insists = True
            self.field.setSelection(slips[0].start, max(slips[0].end - slips[0].start, 1))
            self._tell()
            return
        missing = " ".join(self.model.missing(self._language))
        if self._whole:
            self.model.take_whole(self)
        else:
            self.model.apply(self)
        self._leave()
        self.told.emit(missing)

    def _leave(self) -> None:
        """Close, and give the keyboard back to whom it was taken from."""
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.clearFocus()
        self._rest()
