"""A newcomer finds a flat on a real screen: two clicks from the street, and the way back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xvfb


@pytest.mark.parametrize(
    ("screen", "language", "theme"),
    [("1366x768", "zh", "night"), ("1920x1080", "en", "day")],
)
def test_a_newcomer_reaches_a_flat_and_comes_back(
    repo: Path, series: Path, tmp_path: Path, own_home: Path, screen: str, language: str, theme: str
) -> None:
    said = walk(repo, series, tmp_path, screen, language, theme)
    assert said["estate_chosen"]
    assert said["building_chosen"]
    assert said["unit_chosen"]
    assert said["back_at_street"]
    assert said["estate_to_unit_ms"] < 1000
    assert len(list(tmp_path.glob("*.png"))) == 4


def test_the_second_start_comes_to_rest(
    repo: Path, series: Path, tmp_path: Path, own_home: Path
) -> None:
    for _ in range(2):
        said = walk(repo, series, tmp_path, "1366x768", "zh", "night")
    assert said["is_at_rest"]


def walk(
    repo: Path, series: Path, out: Path, screen: str, language: str, theme: str
) -> dict[str, Any]:
    """What a newcomer saw on a screen of that size, and his pictures in `out`."""
    runner = shutil.which("xvfb-run")
    if runner is None:
        pytest.skip("no virtual screen: xvfb and xauth are not installed")
    snapshot = sorted(folder for folder in series.iterdir() if folder.is_dir())[0]
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [
            *(runner, "-a", "-s", f"-screen 0 {screen}x24"),
            *(sys.executable, "-m", "tests.shell.journey"),
            *(str(snapshot), str(out), language, theme),
        ],
        cwd=repo,
        env=environment | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said
