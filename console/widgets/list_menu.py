"""The menu of a list's heading: sort by it, move it, put it away, and which columns there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.words import say
from console.state.lists.chosen import ChosenColumns
from console.store.lists import Kind


class ListMenu(QMenu):
    """Filled anew for the list and the column it is opened for; "" for no column in particular."""

    def __init__(self, chosen: ChosenColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._kind: Kind = "active"
        self._acts: dict[QAction, Callable[[], None]] = {}
        self.triggered.connect(self._do)

    def fill(self, kind: Kind, key: str, language: str) -> None:
        """Offer what can be done with a column of a list."""
        self.clear()
        self._acts.clear()
        self._kind = kind
        if key:
            self._offer_sorts(key, language)
            self._offer_moves(key, language)
        self._offer_columns(language)
        self.addSeparator()
        self._add(say("lists.menu.reset", language), partial(self._chosen.reset, kind))

    def _offer_sorts(self, key: str, language: str) -> None:
        chosen, kind = self._chosen, self._kind
        for name, descending in (("up", False), ("down", True)):
            sorts = ((key, descending),)
            added = self._add(
                say(f"lists.menu.{name}", language), partial(chosen.order, kind, sorts)
            )
            added.setCheckable(True)
            added.setChecked(chosen.sorts(kind)[-1:] == sorts)
        also = self._add(
            say("lists.menu.also", language), partial(chosen.sort, kind, key, also=True)
        )
        also.setEnabled(bool(chosen.sorts(kind)))
        none = self._add(say("lists.menu.unsort", language), partial(chosen.order, kind, ()))
        none.setEnabled(bool(chosen.sorts(kind)))
        self.addSeparator()

    def _offer_moves(self, key: str, language: str) -> None:
        chosen, kind = self._chosen, self._kind
        keys = chosen.keys(kind)
        at = keys.index(key)
        left = self._add(say("lists.menu.left", language), partial(chosen.move, kind, key, at - 1))
        left.setEnabled(at > 0)
        right = self._add(
            say("lists.menu.right", language), partial(chosen.move, kind, key, at + 1)
        )
        right.setEnabled(at < len(keys) - 1)
        hide = self._add(say("lists.menu.hide", language), partial(chosen.turn, kind, key))
        hide.setEnabled(len(keys) > 1)
        self.addSeparator()

    def _offer_columns(self, language: str) -> None:
        chosen, kind = self._chosen, self._kind
        shown = chosen.keys(kind)
        for column in chosen.every(kind):
            key = column.key
            act = self._add(say(f"lists.column.{key}", language), partial(chosen.turn, kind, key))
            act.setCheckable(True)
            act.setChecked(key in shown)
            act.setEnabled(key not in shown or len(shown) > 1)

    def _add(self, text: str, act: Callable[[], None]) -> QAction:
        added = self.addAction(text)
        self._acts[added] = act
        return added

    def _do(self, action: QAction) -> None:
        self._acts[action]()
