"""The snapshot with foreign columns that the tests of exports use too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export import snapshots


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return snapshots.write(tmp_path_factory.mktemp("changes") / "tiny.street")
