"""A newcomer finds a flat on a real screen: two clicks from the street, and the way back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xvfb


@pytest.mark.parametrize(
    ("screen", "language", "theme"),
    [("1366x768", "zh", "night"), ("1920x1080", "en", "day")],
)
def test_a_newcomer_reaches_a_flat_and_comes_back(
    repo: Path, series: Path, tmp_path: Path, own_home: Path, screen: str, language: str, theme: str
) -> None:
    runner = shutil.which("xvfb-run")
    if runner is None:
        pytest.skip("no virtual screen: xvfb and xauth are not installed")
    snapshot = sorted(folder for folder in series.iterdir() if folder.is_dir())[0]
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [
            *(runner, "-a", "-s", f"-screen 0 {screen}x24"),
            *(sys.executable, "-m", "tests.shell.journey"),
            *(str(snapshot), str(tmp_path), language, theme),
        ],
        cwd=repo,
        env=environment | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["estate_chosen"]
    assert said["building_chosen"]
    assert said["unit_chosen"]
    assert said["back_at_street"]
    assert said["estate_to_unit_ms"] < 1000
    assert len(list(tmp_path.glob("*.png"))) == 4
