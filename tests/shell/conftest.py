"""Fixtures of the shell's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.demo.options import DemoOptions
from console.demo.street import write_demo
from tests.shell.desk import running
from tests.store import tiny


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    """A console with the tiny street open and all its views there."""
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as made:
        yield made


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two snapshots of one small street, a day apart."""
    return write_demo(
        tmp_path_factory.mktemp("series") / "days", DemoOptions(residents=1500, days=2)
    )
