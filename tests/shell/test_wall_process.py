"""The wall and its keeper as processes: killed, they are back within five seconds where they were.

And the wall opens no file in which a name or a telephone number stands.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.state.wall.memory import Memory, folder_of
from console.state.wall.spot import Spot
from console.walls.companion import Companion
from console.walls.keeper import Wishes

BACK_S, TIMES_BARE = 5.0, 6.0
"""Back within five seconds; on a machine so busy that a bare start takes long, in some of those."""
PATIENCE_S = 40.0
"""How long a busy machine may take where no promise is given."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signals")


def promised_s() -> float:
    """How long the way back may take: five seconds, more only where everything takes longer."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-P", "-c", "import numpy, PySide6.QtWidgets"], check=True)
    return max(BACK_S, TIMES_BARE * (time.monotonic() - began))


class Kept:
    """A wall that runs with its keeper on a screen in memory."""

    def __init__(self, home: Path, wishes: Wishes) -> None:
        self.memory = Memory(folder_of(wishes.screen))
        code = (
            "import json,sys; from console.walls.keeper import Keeper, Wishes;"
            "sys.exit(Keeper(Wishes(**json.loads(sys.argv[1]))).run())"
        )
        said = json.dumps({name: getattr(wishes, name) for name in wishes.__dataclass_fields__})
        self.log = (home / "wall.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, said], stderr=self.log, stdin=subprocess.DEVNULL
        )

    def wait(self, claim: Callable[[], bool], within_s: float = PATIENCE_S) -> float:
        """Seconds until a claim holds; fails when it never does."""
        began = time.monotonic()
        while not claim():
            if time.monotonic() - began > within_s:
                pytest.fail(f"not within {within_s} s: {Path(self.log.name).read_text()}")
            time.sleep(0.05)
        return time.monotonic() - began

    def both_run(self, *, without: tuple[int, ...] = ()) -> bool:
        """Whether a wall that shows a scene and its keeper run, neither of them one of those."""
        pids = self.memory.running()
        return all(pid and pid not in without and Companion(pid).lives for pid in pids)

    def stop(self) -> None:
        """End whatever is left."""
        for pid in (*self.memory.running()[::-1], self.process.pid):
            if pid and Companion(pid).lives:
                os.kill(pid, signal.SIGTERM)
        for pid in self.memory.running():
            if pid:
                self.wait(lambda one=pid: not Companion(one).lives)  # type: ignore[misc]
        self.process.wait(PATIENCE_S)
        self.log.close()


@pytest.fixture
def wall(
    own_home: Path, sample_street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Kept]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    playlist = tmp_path / "slow.toml"
    playlist.write_text(
        '[[scene]]\nshow = "street"\nseconds = 3600\n[[scene]]\nshow = "trend"\nseconds = 3600\n'
    )
    memory = Memory(folder_of(0))
    memory.keep_spot(Spot(entry=1, visits=(0, 3)))
    kept = Kept(tmp_path, Wishes(str(sample_street), playlist=str(playlist)))
    yield kept
    kept.stop()


def test_after_a_kill_the_wall_is_back_at_the_scene_it_showed(wall: Kept) -> None:
    wall.wait(wall.both_run)
    first, keeper = wall.memory.running()
    os.kill(first, signal.SIGKILL)
    took_s = wall.wait(lambda: wall.both_run(without=(first,)))
    assert took_s < promised_s()
    assert wall.memory.running()[1] == keeper
    spot = wall.memory.spot()
    assert spot is not None
    assert spot.entry == 1


def test_the_wall_outlives_its_keeper_and_is_kept_by_another(wall: Kept) -> None:
    wall.wait(wall.both_run)
    first, keeper = wall.memory.running()
    assert keeper == wall.process.pid
    wall.process.kill()
    wall.process.wait()
    assert wall.wait(lambda: wall.both_run(without=(keeper,))) < promised_s()
    assert wall.memory.running()[0] == first
    os.kill(first, signal.SIGKILL)
    assert wall.wait(lambda: wall.both_run(without=(first, keeper))) < promised_s()


def test_closed_on_request_both_end_and_nothing_comes_back(wall: Kept) -> None:
    wall.wait(wall.both_run)
    first, _ = wall.memory.running()
    os.kill(first, signal.SIGTERM)
    assert wall.process.wait(PATIENCE_S) == 0
    assert not Companion(first).lives


def test_what_cannot_begin_is_said_once_and_not_tried_for_ever(
    own_home: Path, sample_street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    kept = Kept(tmp_path, Wishes(str(sample_street), screen=7, language="en"))
    assert kept.process.wait(PATIENCE_S) == 2
    kept.stop()
    said = (tmp_path / "wall.log").read_text()
    assert said.count("There is no monitor 7") == 1


SPY = """
import sys
opened = []
sys.addaudithook(lambda name, given: opened.append(str(given[0])) if name == "open" else None)
from console.wall import run
from console.walls.keeper import Wishes
from PySide6.QtCore import QTimer
from console import wall
def staged(self, stage):
    if stage.turn >= 3:
        self.screen.close()
    else:
        QTimer.singleShot(0, self, lambda: self.director.step(1))
seen = wall.Wall._staged
wall.Wall._staged = lambda self, stage: (seen(self, stage), staged(self, stage))
run(Wishes(sys.argv[1]))
bad = [one for one in opened if one.endswith(("names.bin", ".parquet"))]
assert any(one.endswith("columns.bin") for one in opened), "the columns were not opened at all"
assert not bad, bad
assert "console.store.people" not in sys.modules
assert "pyarrow" not in sys.modules
"""


def test_the_process_of_the_wall_opens_neither_names_nor_tables(
    own_home: Path, sample_street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    copy = tmp_path / "fresh.street"
    shutil.copytree(sample_street, copy)
    done = subprocess.run(
        [sys.executable, "-P", "-c", SPY, str(copy)],
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr


PLACED = """
import sys
from PySide6.QtCore import QTimer
from console import wall
from console.walls.keeper import Wishes
seen = wall.Wall._staged
def staged(self, stage):
    seen(self, stage)
    window = self.screen
    print(window.geometry().getRect(), window.isFullScreen(), not window.picture.isNull())
    window.close()
wall.Wall._staged = staged
wall.run(Wishes(sys.argv[1], screen=int(sys.argv[2])))
"""


def placed(snapshot: Path, screen: int) -> str:
    """Where a wall on a screen says it stands, whether it fills it, and whether it is painted."""
    words = [sys.executable, "-P", "-c", PLACED, str(snapshot), str(screen)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[0]


def test_each_of_two_monitors_has_a_wall_of_its_own(
    own_home: Path, sample_street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, "y": 0}
    screens = [
        {"name": "left", "x": 0, "width": 1920, "height": 1080, **common},
        {"name": "right", "x": 1920, "width": 3840, "height": 2160, **common},
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": screens}))
    monkeypatch.setenv("QT_QPA_PLATFORM", f"offscreen:configfile={config}")
    assert placed(sample_street, 0) == "(0, 0, 1920, 1080) True True"
    assert placed(sample_street, 1) == "(1920, 0, 3840, 2160) True True"


@pytest.mark.xvfb
@pytest.mark.usefixtures("own_home")
def test_the_wall_fills_a_real_screen(sample_street: Path) -> None:
    assert placed(sample_street, 0).endswith("True True")
