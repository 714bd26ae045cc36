"""Asks for a picture or pages: of what, in which format, on which page, how, and who made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.domain.words import say
from console.paint import theme
from console.paint.page import PAGES
from console.paint.theme import Metrics
from console.state.look import Look
from console.state.pages.order import Paper, What
from console.widgets.choice_box import ChoiceBox
from console.widgets.plain_label import PlainLabel
from console.widgets.tick_box import TickBox

FORMATS = ("pdf", "png", "svg")
PANE = "pane"
_THEMES = ("day", "night")
_LONGEST_NAME = 40
_WIDE_PX = 440


class PagesView(QDialog):
    """`chosen(what, paper)` when a file is to be chosen for it; closing it chooses nothing.

    `offered` names what there is. Paper and the day theme stand at first. While names are masked on
    the screen they are masked on paper.
    """

    chosen = Signal(str, object)

    def __init__(
        self,
        *,
        look: Look,
        offered: Mapping[What, str],
        first: What,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._appearance = look.appearance
        self.whats = tuple(offered)
        self.what = self._box(tuple(offered.values()))
        self.what.setCurrentIndex(self.whats.index(first))
        self.format = self._box([self._say(f"format.{one}") for one in FORMATS])
        self.papers = (*PAGES, PANE)
        self.page = self._box([self._say(f"paper.{one}") for one in self.papers])
        language = look.appearance.language
        self.theme = self._box([theme.load(one).label[language] for one in _THEMES])
        self.by = QLineEdit(self)
        self.by.setMaxLength(_LONGEST_NAME)
        self.by.setPlaceholderText(self._say("dialog.by_hint"))
        self.mask_names = TickBox(self._say("dialog.mask"), self)
        self.mask_names.setChecked(True)
        self.mask_names.setEnabled(not look.appearance.masked)
        self.told = PlainLabel(tone="muted", parent=self)
        self.buttons = QDialogButtonBox(self)
        self._compose(theme.load(look.appearance.theme).metrics)
        self._suit()

    def paper(self) -> Paper:
        """The paper as it is asked for; the pane's size is the caller's affair."""
        page = self.papers[self.page.currentIndex()]
        return Paper(
            ending=f".{FORMATS[self.format.currentIndex()]}",
            page=None if page == PANE else page,
            theme=_THEMES[self.theme.currentIndex()],
            language=self._appearance.language,
            masked=self.mask_names.isChecked(),
            by=self.by.text().strip(),
        )

    def _compose(self, metrics: Metrics) -> None:
        self.setWindowTitle(self._say("dialog.title"))
        form = QFormLayout()
        form.setSpacing(metrics.gap("near"))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name in ("what", "format", "page", "theme", "by"):
            field: QWidget = getattr(self, name)
            label = PlainLabel(self._say(f"dialog.{name}"), parent=self)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            form.addRow(label, field)
        form.addRow(self.mask_names)
        roles = QDialogButtonBox.ButtonRole
        choose = self.buttons.addButton(self._say("dialog.choose"), roles.AcceptRole)
        self.buttons.addButton(self._say("dialog.leave"), roles.RejectRole)
        choose.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[metrics.gap("wide")] * 4)
        column.setSpacing(metrics.gap("panel"))
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.setMinimumWidth(round(_WIDE_PX * metrics.scale))
        self.what.currentIndexChanged.connect(self._suit)
        self.format.currentIndexChanged.connect(self._suit)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self.what.setFocus()

    def _suit(self) -> None:
        """A booklet is a PDF on paper; several pages are as many pictures."""
        what = self.whats[self.what.currentIndex()]
        is_booklet = what == "booklet"
        if is_booklet:
            self.format.setCurrentIndex(FORMATS.index("pdf"))
            if self.papers[self.page.currentIndex()] == PANE:
                self.page.setCurrentIndex(0)
        self.format.setEnabled(not is_booklet)
        many = what in ("list", "card") and FORMATS[self.format.currentIndex()] != "pdf"
        self.told.say(self._say("dialog.many") if many else "")

    def _choose(self) -> None:
        self.chosen.emit(self.whats[self.what.currentIndex()], self.paper())
        self.accept()

    def _say(self, name: str) -> str:
        return say(f"page.{name}", self._appearance.language)

    def _box(self, texts: Sequence[str]) -> ChoiceBox:
        box = ChoiceBox(self)
        box.addItems(list(texts))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box
