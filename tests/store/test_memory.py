"""What the allocators are told before anything is imported, as a process of its own shows it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FREED = """
import time
from pathlib import Path
from console import process
process.guard()
import pyarrow as pa
def resident_mb():
    return int(Path('/proc/self/statm').read_text().split()[1]) * 4096 / 1e6
pa.array([0.0] * 1000)
before = resident_mb()
held = [pa.nulls(8_000, pa.float64()).fill_null(1.0) for _ in range(1500)]
most = resident_mb()
del held
until = time.monotonic() + 0.7
while time.monotonic() < until and resident_mb() > before + 16:
    time.sleep(0.05)
print(most - before > 80, resident_mb() < before + 16)
"""


KEPT = """
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from console import process
process.guard()
import pyarrow as pa
from console.store.memory import keeping
def resident_mb():
    return int(Path('/proc/self/statm').read_text().split()[1]) * 4096 / 1e6
def used_and_left():
    held = [pa.nulls(8_000, pa.float64()).fill_null(1.0) for _ in range(1500)]
    del held
    time.sleep(0.4)
    return resident_mb()
pa.array([0.0] * 1000)
before = resident_mb()
with keeping(), ThreadPoolExecutor(1) as pool:
    left = pool.submit(used_and_left).result()
until = time.monotonic() + 9
while time.monotonic() < until and resident_mb() > before + 16:
    time.sleep(0.05)
print(left - before > 55, resident_mb() < before + 16)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator is told so on Linux alone")
def test_what_arrow_lets_go_of_is_given_back_within_a_second(repo: Path, tmp_path: Path) -> None:
    assert said(FREED, repo, tmp_path) == ["True", "True"]


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator is told so on Linux alone")
def test_a_long_act_keeps_what_it_takes_again_for_some_seconds(repo: Path, tmp_path: Path) -> None:
    assert said(KEPT, repo, tmp_path) == ["True", "True"]


def said(program: str, repo: Path, tmp_path: Path) -> list[str]:
    """What a program in a process of its own says, without what others told the allocator."""
    kept = ("JE_ARROW_MALLOC_CONF", "ARROW_DEFAULT_MEMORY_POOL")
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if k not in kept}
        | {"PYTHONPATH": str(repo), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.split()
