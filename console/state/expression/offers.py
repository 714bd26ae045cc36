"""The offers to an expression as rows of a list; the mend of a slip comes before all others."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.expression import Expression
from console.domain.words import say
from console.store.completion import Offer

OFFER_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class OffersModel(QAbstractListModel):
    """Rows of offers; `OFFER_ROLE` gives the Offer, the display role its words when heard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is listed."""
        return self._offers

    def show(self, offers: tuple[Offer, ...]) -> None:
        """List `offers` instead."""
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many offers there are."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The offer, or its words."""
        if not index.isValid() or index.row() >= len(self._offers):
            return None
        offer = self._offers[index.row()]
        if role == OFFER_ROLE:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            count = "" if offer.count is None else f"{offer.count:,}"
            return f"{offer.text} {offer.label} {count}".strip()
        return None


def mends(expression: Expression, language: str) -> tuple[Offer, ...]:
    """What to write instead at the slips that have it."""
    label = say("expression.mend", language)
    return tuple(
        Offer("mend", slip.instead, slip.at, label) for slip in expression.slips if slip.instead
    )
