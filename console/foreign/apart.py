"""Runs a piece of work on a foreign file in a process of its own, which ends with it.

Whatever the file does to the libraries that read it (memory, time, a crash), the console goes on
and says what happened. The child gets one JSON line on its input, writes its answer into its
folder, and is killed when it is too slow or no longer wanted.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from console.domain.errors import Cancelled, UserError
from console.domain.leftovers import temporary_prefix
from console.domain.progress import Step, Stopped, never, unheard
from console.foreign.answer import Reader
from console.foreign.children import BEAT_S, child
from console.foreign.limits import Limits

_CHILD = "console.foreign.child"
OUT_OF_MEMORY = 3
"""What a child ends with when memory was refused."""
_ABORTED = (-6, -9, -11)
_KEPT_SETTINGS = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "HOME")
_SETTINGS = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PROJ_NETWORK": "OFF",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONNOUSERSITE": "1",
}


@contextmanager
def work_apart(
    work: str,
    path: Path,
    request: Mapping[str, object],
    *,
    limits: Limits | None = None,
    progress: Step = unheard,
    stopped: Stopped = never,
) -> Iterator[Reader]:
    """The answer of `work(path, request, limits, writer)`, done in a child; within the `with`.

    `work` is the dotted name of a module of ours that has a function `work`. UserError when the
    file is not there, too large, takes too much or cannot be read; Cancelled soon after `stopped`
    says so.
    """
    limits = limits or Limits()
    _refuse_at_sight(path, limits)
    order = {"work": work, "path": str(path), "request": request, "limits": asdict(limits)}
    with TemporaryDirectory(prefix=temporary_prefix(), ignore_cleanup_errors=True) as folder:
        reader = Reader(Path(folder))
        with child(_CHILD, folder, json.dumps(order).encode() + b"\n", _settings()) as reading:
            _watch(reading, reader, limits, progress, stopped, path.name)
        if not reader.listen():
            raise _fault(reading.returncode, path.name)
        refused = reader.said.get("refused")
        if refused:
            raise UserError(str(refused), **reader.said.get("values", {}))
        yield reader


def _refuse_at_sight(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
    except OSError as fault:
        raise UserError("foreign.missing", file=path.name) from fault
    if path.is_dir():
        raise UserError("foreign.folder", file=path.name)
    if size > limits.file_bytes:
        raise UserError("foreign.large", file=path.name, most=limits.file_mb)
    if not size:
        raise UserError("foreign.empty", file=path.name)


def _settings() -> dict[str, str]:
    """The environment of a child: of the console's own only what no library can do without."""
    return {name: os.environ[name] for name in _KEPT_SETTINGS if name in os.environ} | _SETTINGS


def _watch(
    reading: subprocess.Popen[bytes],
    reader: Reader,
    limits: Limits,
    progress: Step,
    stopped: Stopped,
    name: str,
) -> None:
    """Wait until the child ends; UserError when it takes too long, Cancelled when not wanted."""
    until = monotonic() + limits.seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            reading.wait(BEAT_S)
            return
        if stopped():
            raise Cancelled
        if monotonic() > until:
            raise UserError("foreign.slow", file=name, seconds=round(limits.seconds))
        progress(reader.share())


def _fault(status: int, name: str) -> UserError:
    """Why a child ended without an answer."""
    if status == OUT_OF_MEMORY or status in _ABORTED:
        return UserError("foreign.greedy", file=name)
    return UserError("foreign.damaged", file=name)
