"""Engines in processes of their own: polars and pandas in another Python, crossfilter2 in Node.

What they need is put on demand into a folder of the user's cache, never into the console's own
environment. Where that cannot be done they are said to be missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from console.bench.filter.workload import Workload
from console.domain import resources
from console.domain.errors import UserError
from console.store import cache
from console.store.columns import I64

_SETTING_UP_S = 240
_PYTHON_ENGINES = ("polars", "pandas")
_NODE_ENGINE, _NODE_ENGINE_IS = "crossfilter2", "1.5.4"
ENGINES = (*_PYTHON_ENGINES, _NODE_ENGINE)
_SCRIPTS = {"python": "count_elsewhere.py", "node": "count_elsewhere.mjs"}


class Elsewhere:
    """One engine in a running process that holds the columns."""

    def __init__(self, name: str, process: subprocess.Popen[str], sizes: Mapping[str, int]) -> None:
        self.name = name
        self._process, self._sizes = process, sizes

    def milliseconds(self, wanted: Mapping[str, Sequence[int]]) -> float:
        """What a count took, as the engine's process measured it."""
        return float(self._asked({"wanted": wanted})["ms"])

    def counts(self, wanted: Mapping[str, Sequence[int]]) -> dict[str, I64]:
        """The counts themselves."""
        said = self._asked({"wanted": wanted, "whole": True})["counts"]
        return {name: np.array(said[name], np.int64) for name in self._sizes}

    def begin(self) -> None:
        """Wait until it has read the columns; UserError when it cannot."""
        self._heard()

    def _asked(self, what: Mapping[str, object]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise UserError("bench.peer_gone", peer=self.name)
        found: dict[str, Any] = json.loads(line)
        return found


def write_columns(work: Workload, folder: Path) -> None:
    """Put the columns where other processes read them: plain bytes and what they are."""
    said = {
        name: {"type": column.dtype.name, "size": work.sizes[name]}
        for name, column in work.columns.items()
    }
    (folder / "columns.json").write_text(json.dumps(said), "utf-8")
    for name, column in work.columns.items():
        column.tofile(folder / f"{name}.bin")


@contextmanager
def running(name: str, work: Workload, folder: Path) -> Iterator[Elsewhere | None]:
    """The engine `name` with the columns written to `folder`; None where it is not to be had."""
    command = _command(name)
    if command is None:
        yield None
        return
    with subprocess.Popen(
        [*command, name, str(folder)],
        cwd=_home(),
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        engine = Elsewhere(name, process, work.sizes)
        try:
            engine.begin()
        except UserError:
            process.kill()
            yield None
            return
        try:
            yield engine
        finally:
            process.kill()


def _command(name: str) -> list[str] | None:
    """How the engine is started, once what it needs is there."""
    if name in _PYTHON_ENGINES:
        python = _home() / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        return [str(python), _script("python")] if _has_python(python) else None
    node = shutil.which("node")
    if node is None or not _has_package():
        return None
    return [node, "--max-old-space-size=12000", _script("node")]


def _script(kind: str) -> str:
    return str(resources.root() / "bench" / _SCRIPTS[kind])


def _home() -> Path:
    folder = cache.home().parent / "bench" / "peers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _has_python(python: Path) -> bool:
    wanted = resources.root() / "bench" / "peers.txt"
    stamp = _home() / "venv" / "peers.txt"
    if stamp.is_file() and stamp.read_bytes() == wanted.read_bytes():
        return True
    made = _done([sys.executable, "-m", "venv", "--clear", str(_home() / "venv")]) and _done(
        [str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)]
    )
    if made:
        shutil.copyfile(wanted, stamp)
    return made


def _has_package() -> bool:
    if (_home() / "node_modules" / _NODE_ENGINE).is_dir():
        return True
    npm = shutil.which("npm")
    return npm is not None and _done(
        [npm, "install", "--silent", "--no-save", f"{_NODE_ENGINE}@{_NODE_ENGINE_IS}"]
    )


def _done(command: Sequence[str]) -> bool:
    with suppress(OSError, subprocess.TimeoutExpired):
        return not subprocess.run(
            command,
            cwd=_home(),
            env=_environment(),
            capture_output=True,
            timeout=_SETTING_UP_S,
            check=False,
        ).returncode
    return False


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
