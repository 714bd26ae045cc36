"""What the tests of views share: a stage on which the tiny street is open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.store import tiny
from tests.views.stage import Stage, stage


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    made = stage()
    made.session.open(tiny.street())
    return made
