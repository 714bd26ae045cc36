"""What a view stands on in a test: a session, a selection and a look, and typed gestures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from console.domain import packs
from console.domain.conditions import parse_all
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.selection import Selection
from console.state.session import Session

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class Stage:
    """The four objects every view is given."""

    session: Session
    selection: Selection
    look: Look
    keeping: Keeping

    def put(self, *texts: str) -> None:
        """Filter by conditions as the command line writes them; by nothing without any."""
        pack = packs.load("quarantine-2020")
        self.keeping.filtering.put("test", parse_all(texts, pack))

    @property
    def as_of_us(self) -> int:
        """The instant shown."""
        assert self.session.frame is not None
        return self.session.frame.as_of_us


def stage() -> Stage:
    """A stage without a street, at night, in Chinese."""
    session = Session()
    keeping = Keeping(session, parent=session)
    return Stage(session, Selection(session), Look(Appearance(), session), keeping)


def click(at: QWidget, point: QPoint, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
    """Click with the left button at a point of a widget."""
    QTest.mouseClick(at, Qt.MouseButton.LeftButton, modifier, point)


def press(at: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
    """Press and let go a key in a widget."""
    QTest.keyClick(at, key, modifier)
