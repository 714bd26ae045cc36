"""What a killed process leaves is swept by the next one; what anybody else made stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import pytest

from console.domain import leftovers
from console.snapshot.write import write_snapshot
from tests.snapshot import builders

WRITER = """
import time
from pathlib import Path
from console.snapshot import write
from tests.snapshot import builders

def wait(*_):
    print("writing", flush=True)
    time.sleep(60)

write._put_bytes = wait
write.write_snapshot(Path("s.street"), builders.draft(), builders.tables(builders.columns()))
"""
SPILLER = """
import time
from console.store.database import Database

database = Database()
print("open", flush=True)
time.sleep(60)
"""


def kill_midway(code: str, folder: Path, repo: Path) -> None:
    settings = {**os.environ, "PYTHONPATH": str(repo), "TMPDIR": str(folder)}
    running = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline().strip() in ("writing", "open")
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX matter")
@pytest.mark.parametrize("code", [WRITER, SPILLER])
def test_what_a_killed_process_left_is_swept(tmp_path: Path, repo: Path, code: str) -> None:
    kill_midway(code, tmp_path, repo)
    (left,) = tmp_path.iterdir()
    assert left.is_dir()
    assert leftovers.sweep(tmp_path) == 1
    assert not left.exists()


def test_the_next_snapshot_written_beside_sweeps(tmp_path: Path, gone: int) -> None:
    left = named(tmp_path / "old.street", gone)
    left.mkdir()
    (left / "units.parquet").write_bytes(b"half")
    write_snapshot(tmp_path / "new.street", builders.draft(), builders.tables(builders.columns()))
    assert [one.name for one in tmp_path.iterdir()] == ["new.street"]


@pytest.mark.parametrize("prefix", [leftovers.hidden_prefix("demo"), leftovers.temporary_prefix()])
def test_temporary_folders_are_swept_too(tmp_path: Path, gone: int, prefix: str) -> None:
    suffix = ".part" if prefix.startswith(".") else ""
    made = Path(mkdtemp(suffix, prefix.replace(f"-{os.getpid()}-", f"-{gone}-"), tmp_path))
    assert leftovers.sweep(tmp_path) == 1
    assert not made.exists()


def test_what_somebody_still_makes_stays(tmp_path: Path) -> None:
    mine = leftovers.aside(tmp_path / "a.street")
    mine.mkdir()
    folder = tmp_path / f"{leftovers.temporary_prefix()}abcdefgh"
    folder.mkdir()
    (tmp_path / f"{leftovers.hidden_prefix('demo')}abcdefgh.part").mkdir()
    assert leftovers.sweep(tmp_path) == 0
    assert mine.is_dir()
    assert folder.is_dir()


def test_what_others_made_stays(tmp_path: Path, gone: int) -> None:
    ours = named(tmp_path / "s.street", gone)
    machine = leftovers.temporary_prefix().split("-")[2]
    other = "0" * 8 if machine != "0" * 8 else "1" * 8
    names = [
        ours.name.replace(machine, other),
        f"x{ours.name}",
        ours.name.removesuffix(".part") + ".street",
        f"street-console-tests-{gone}",
        "street-console-abcdef",
        ".s.street.0123456789ab.part",
    ]
    for name in names:
        (tmp_path / name).mkdir()
    assert leftovers.sweep(tmp_path) == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path, gone: int) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("kept", "utf-8")
    named(tmp_path / "s.street", gone).symlink_to(tmp_path / "kept")
    assert leftovers.sweep(tmp_path) == 1
    assert (tmp_path / "kept" / "file").is_file()


def test_a_folder_that_is_not_there_is_swept_of_nothing(tmp_path: Path) -> None:
    assert leftovers.sweep(tmp_path / "nowhere") == 0


@pytest.fixture
def gone() -> int:
    """The number of a process that ran and ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def named(target: Path, maker: int) -> Path:
    """What another process would have called its half-made `target`."""
    return Path(str(leftovers.aside(target)).replace(f"-{os.getpid()}-", f"-{maker}-"))
