"""A child: a process of ours that gets one order, works in a private folder, and ends with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

BEAT_S = 0.03
"""How long to wait for a child before asking again whether it is still wanted."""


@contextmanager
def child(
    module: str, folder: str, order: bytes, settings: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module in `folder` with `order` on its input; it is gone when this ends.

    `settings` are its environment; what the libraries it uses put aside for a time lies in
    `folder` too, so that a child killed at its work leaves nothing anywhere else.
    """
    aside = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    started = subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        cwd=folder,
        env={**settings, **aside},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert started.stdin is not None
    try:
        with suppress(BrokenPipeError):
            started.stdin.write(order)
            started.stdin.close()
        yield started
    finally:
        started.kill()
        started.wait()
        with suppress(BrokenPipeError):
            started.stdin.close()
