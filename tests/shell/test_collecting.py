"""Garbage is looked for while nobody is at work, and a street that is left goes without it."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from pytestqt.qtbot import QtBot

from console.assembly.collecting import Collecting
from console.assembly.running import Console
from tests.store import tiny

WHOLE = 2
"""What Python calls a look through everything."""


@pytest.fixture
def collecting(qapp: object) -> Iterator[Collecting]:
    parent = QObject()
    made = Collecting(parent)
    made.begin()
    gc.collect()  # Python waits until a quarter more is there than it found last
    yield made
    made.end()


@contextmanager
def whole_looks() -> Iterator[list[int]]:
    """How much each look through everything found meanwhile."""
    found: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "stop" and told["generation"] == WHOLE:
            found.append(told["collected"])

    gc.callbacks.append(note)
    try:
        yield found
    finally:
        gc.callbacks.remove(note)


def work() -> list[list[int]]:
    """So much made that Python would look through everything."""
    return [[turn] for turn in range(200_000)]


def test_what_is_left_to_python_is_looked_through_during_work() -> None:
    gc.freeze()
    gc.collect()
    with whole_looks() as found:
        work()
    gc.unfreeze()
    assert found


def test_no_look_through_everything_falls_into_work(collecting: Collecting) -> None:
    with whole_looks() as found:
        assert work()
        assert not found


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python looks through it in small parts")
def test_what_came_is_looked_through_once_the_pointer_rests(collecting: Collecting) -> None:
    before = QCursor.pos()
    collecting.look()
    work()
    QCursor.setPos(before.x() + 9, before.y())
    with whole_looks() as found:
        collecting.look()
        assert not found
        collecting.look()
        collecting.look()
    assert len(found) == 1


def test_at_the_end_it_is_left_to_python_again(qapp: object) -> None:
    before = gc.get_threshold()
    parent = QObject()
    collecting = Collecting(parent)
    collecting.begin()
    assert gc.get_threshold() != before
    assert gc.get_freeze_count()
    collecting.end()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_a_street_that_is_left_goes_without_a_look(
    console: Console, qtbot: QtBot, own_home: Path
) -> None:
    assert console.panels is not None
    street = tiny.street()
    console.panels.streets.show(street)
    left = weakref.ref(street), weakref.ref(street.residents.unit)
    del street
    gc.collect()
    gc.disable()
    try:
        console.panels.streets.show(tiny.street())
        qtbot.waitUntil(lambda: [one() for one in left] == [None, None])
    finally:
        gc.enable()
