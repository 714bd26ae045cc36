"""The bare command: with a screen or without, and what it says where there is none."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import headless, screen
from console.arguments import Wishes
from console.assembly import pieces, warming
from console.assembly.panels import Panels
from console.assembly.running import Console
from console.domain.errors import UserError
from console.domain.progress import Stopped
from console.state.section.scene import busiest_building
from console.store.frame import Frame, frame
from tests.shell.desk import running
from tests.store import tiny


def snapshot(series: Path) -> Path:
    return sorted(folder for folder in series.iterdir() if folder.is_dir())[0]


def png_size(file: Path) -> tuple[int, int]:
    head = file.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_screen_map_section_and_summary_come_out(
    qapp: object,
    series: Path,
    tmp_path: Path,
    own_home: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
) -> None:
    status = headless.run(Wishes(str(snapshot(series)), None, language, "day"), tmp_path)
    said = capsys.readouterr().out
    assert status == 0
    assert png_size(tmp_path / headless.MAP_FILE) == (1600, 1000)
    assert png_size(tmp_path / headless.SECTION_FILE) == (1600, 1000)
    assert str(tmp_path / headless.MAP_FILE) in said
    assert "1,500" in said


def test_the_section_written_is_the_busiest_buildings() -> None:
    street = tiny.street()
    assert busiest_building(frame(street, street.as_of_us)) == 0
    empty = tiny.street({"buildings": [], "units": []})
    assert busiest_building(frame(empty, empty.as_of_us)) == -1


def test_a_snapshot_that_cannot_be_opened_is_refused(tmp_path: Path, own_home: Path) -> None:
    with pytest.raises(UserError):
        headless.run(Wishes(str(tmp_path / "nowhere"), None, "zh", "night"), tmp_path)


def test_the_command_itself_ends_well_without_a_display(
    repo: Path, series: Path, tmp_path: Path, own_home: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"PYTHONPATH": str(repo)}
    done = subprocess.run(
        [sys.executable, "-m", "console", str(snapshot(series)), "--lang", "en"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / headless.MAP_FILE).is_file()
    assert "no screen" in done.stdout
    assert done.stderr == ""


def test_no_named_screen_is_no_screen() -> None:
    assert not screen.is_there({})


def test_a_platform_that_shows_nothing_is_no_screen() -> None:
    assert not screen.is_there({"QT_QPA_PLATFORM": "offscreen:configfile=x", "DISPLAY": ":0"})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")
def test_a_display_that_does_not_answer_is_no_screen() -> None:
    assert not screen.is_there({"DISPLAY": ":7641"})
    assert not screen.is_there({"DISPLAY": "nonsense"})
    assert not screen.is_there({"WAYLAND_DISPLAY": "wayland-7641", "XDG_RUNTIME_DIR": "/nowhere"})


@pytest.mark.skipif(sys.platform != "linux", reason="a wayland socket is a Linux matter")
def test_a_wayland_socket_that_answers_is_a_screen(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "w-0"))
        listening.listen(1)
        given = {"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert screen.is_there(given)


def test_what_is_imported_for_the_window_is_not_read_as_source(repo: Path, tmp_path: Path) -> None:
    """PySide reads the source of every module imported after it, unless it is kept from it."""
    said = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "import gc, linecache; from pathlib import Path; from console import app;"
            "from console.arguments import Wishes;"
            "console = app.made(Wishes(), Path('console.ini'));"
            "print(len(linecache.cache), gc.isenabled());"
            "console.completed.emit(); print(gc.isenabled()); console.close()",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(repo), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    read, before, after = said.stdout.split()
    assert int(read) < 20
    assert (before, after) == ("False", "True")


def test_numpy_starts_no_threads(repo: Path, tmp_path: Path) -> None:
    code = (
        "from console import process; process.guard(); import numpy, pathlib;"
        "print(len(list(pathlib.Path('/proc/self/task').iterdir())))"
    )
    if not Path("/proc/self/task").is_dir():
        pytest.skip("threads are counted in /proc, which this system does not have")
    said = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
        | {"PYTHONPATH": str(repo), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert said.stdout.strip() == "1"


def test_what_the_views_ask_is_computed_beside_the_window_before_they_are_made(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[bool, bool]] = []

    def look_at(_shown: Frame, _stopped: Stopped) -> None:
        aside = threading.current_thread() is not threading.main_thread()
        begun.append((aside, any(isinstance(one, Panels) for one in made)))
        raise RuntimeError("the views come all the same")

    made: list[object] = []

    def first(console: Console, panels: Panels) -> Iterator[None]:
        made.append(panels)
        return before[0](console, panels)

    before = pieces.IN_TURN
    monkeypatch.setattr(pieces, "IN_TURN", (first, *before[1:]))
    monkeypatch.setattr(warming, "look_at", look_at)
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as console:
        assert console.panels is not None
        assert console.panels.legend.isVisible()
    assert begun == [(True, False)]
    assert made


def test_a_console_that_is_left_right_away_warms_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    for name in ("tiles", "days_by_class", "facets_of", "lines_of", "ground_of", "peak"):
        monkeypatch.setattr(warming, name, lambda *_, name=name: asked.append(name))
    street = tiny.street()
    shown = frame(street, street.as_of_us)
    warming.look_at(shown, lambda: len(asked) == 2)
    assert asked == ["tiles", "days_by_class"]
    warming.look_at(shown)
    assert len(asked) == 2 + 7
