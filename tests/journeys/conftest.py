"""Fixtures of the journeys: the committed street in use, and temporary files of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain.instants import MICROS_A_DAY
from console.state.selection import place_of_unit
from console.store.columns import Street
from tests.journeys.desk import settle
from tests.shell.desk import running

DAYS_BACK = 3
UNIT = 40


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go in this test."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def console(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, own_home: Path, scratch: Path, street: Street
) -> Iterator[Console]:
    """The committed street open three days back, with a unit chosen."""
    with running(qapp, qtbot, tmp_path / "console.ini", street) as made:
        made.session.move_to(street.as_of_us - DAYS_BACK * MICROS_A_DAY)
        made.selection.choose(place_of_unit(street, UNIT))
        settle(made, qtbot)
        yield made
