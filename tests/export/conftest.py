"""One snapshot for every test of exports; none of them writes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export import snapshots


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return snapshots.write(tmp_path_factory.mktemp("export") / "tiny.street")
