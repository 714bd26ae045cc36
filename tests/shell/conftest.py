"""Fixtures of the shell's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.running import Console
from tests.shell.desk import running
from tests.store import tiny


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    """A console with the tiny street open and all its views there."""
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as made:
        yield made
