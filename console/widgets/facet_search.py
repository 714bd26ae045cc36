"""Fields in which a long list of a facet is searched, standing in the painted column."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.words import say
from console.paint.theme import Theme


class FacetSearches(QObject):
    """One field a facet, made when it is first needed; `asked(facet, text)` as one types."""

    asked = Signal(str, str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.fields: dict[str, QLineEdit] = {}

    def stand(self, places: list[tuple[QRectF, str]], theme: Theme, language: str) -> None:
        """Stand at `places`; the fields of other facets are hidden."""
        wanted = {facet for _, facet in places}
        for facet, field in self.fields.items():
            if facet not in wanted:
                field.hide()
        for at, facet in places:
            field = self.fields.get(facet) or self._made(facet)
            field.setPlaceholderText(say("facet.search", language))
            field.setAccessibleName(
                f"{say(f'facet.title.{facet}', language)} {say('facet.search', language)}"
            )
            field.setFont(theme.metrics.font("body"))
            field.setGeometry(at.toAlignedRect())
            field.show()

    def _made(self, facet: str) -> QLineEdit:
        field = self.fields[facet] = QLineEdit(self._owner)
        field.setObjectName(facet)
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._tell)
        return field

    def _tell(self, text: str) -> None:
        sender = self.sender()
        if isinstance(sender, QLineEdit):
            self.asked.emit(sender.objectName(), text.strip())
