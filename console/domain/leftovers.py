"""What a killed process leaves half-made: named so that the next one knows whose it is, and sweeps.

A name holds the machine and the number of its maker. Swept is what a process of this machine made
that runs no more, and nobody else's: another user's and another machine's things stay.
"""

from __future__ import annotations

import os
import platform
import re
import secrets
import shutil
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

_TEMPORARY = "street-console"
_LONGEST = 60
_MAY_WAIT, _NO_SUCH_PROCESS, _STILL_RUNS = 0x00100000, 87, 0x00000102
"""Windows: the right to wait for a process, the fault that there is none, the answer in vain."""
_OURS = re.compile(
    r"(?:\..{1,60}\.|street-console-)(?P<machine>[0-9a-f]{8})-(?P<maker>\d+)-[\w]{6,12}(?:\.part)?",
    re.DOTALL,
)


def aside(target: Path) -> Path:
    """A hidden path beside `target` that nobody else has, to make it there before it is renamed."""
    return target.with_name(f".{target.name[:_LONGEST]}.{_maker()}-{secrets.token_hex(6)}.part")


def temporary_prefix() -> str:
    """What the names of temporary folders begin with."""
    return f"{_TEMPORARY}-{_maker()}-"


def hidden_prefix(name: str) -> str:
    """What the names of hidden folders begin with that are no one's target; they end with .part."""
    return f".{name}.{_maker()}-"


def sweep(folder: Path) -> int:
    """Remove from `folder` what processes left that run no more; how many things that were."""
    try:
        here = [entry for entry in os.scandir(folder) if _is_left(entry)]
    except OSError:
        return 0
    for entry in here:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            Path(entry.path).unlink(missing_ok=True)
    return len(here)


def is_running(process: int) -> bool:
    """Whether a process of that number runs on this machine; true where that cannot be told."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_MAY_WAIT, False, process)
        if not handle:
            return bool(kernel.GetLastError() != _NO_SUCH_PROCESS)
        waited = kernel.WaitForSingleObject(handle, 0)
        kernel.CloseHandle(handle)
        return bool(waited == _STILL_RUNS)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_left(entry: os.DirEntry[str]) -> bool:
    named = _OURS.fullmatch(entry.name)
    if named is None or named["machine"] != _machine() or is_running(int(named["maker"])):
        return False
    try:
        owner = entry.stat(follow_symlinks=False).st_uid
    except OSError:
        return False
    return sys.platform == "win32" or owner == os.getuid()


def _maker() -> str:
    return f"{_machine()}-{os.getpid()}"


@cache
def _machine() -> str:
    """A few letters for this machine: the numbers of processes mean nothing on another."""
    return sha256(platform.node().encode()).hexdigest()[:8]
