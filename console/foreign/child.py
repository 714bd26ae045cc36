"""The child's main: takes an order, bounds itself, does the work, and ends.

Limits are set before anything that could read the file is imported.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from console.domain.errors import UserError
from console.foreign.answer import Writer
from console.foreign.apart import OUT_OF_MEMORY
from console.foreign.limits import Limits

OURS = "console."
_MEMORY_WORDS = ("memory", "bad_alloc", "Cannot allocate")


def main() -> int:
    """Do the work of one order from the input; 0 when an answer was written."""
    order = json.loads(sys.stdin.readline())
    limits = Limits(**order["limits"])
    _bound(limits)
    writer = Writer(Path.cwd())
    try:
        _do(order, limits, writer)
    except UserError as refused:
        writer.say({"refused": refused.key, "values": refused.values})
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as fault:  # noqa: BLE001 - whatever a library says of a damaged file
        return OUT_OF_MEMORY if _is_of_memory(fault) else 1
    return 0


def _do(order: dict[str, Any], limits: Limits, writer: Writer) -> None:
    name = order["work"]
    if not name.startswith(OURS):
        raise ValueError(name)
    module = importlib.import_module(name)
    module.work(Path(order["path"]), order["request"], limits, writer)


def _is_of_memory(fault: BaseException) -> bool:
    said = f"{type(fault).__name__} {fault}"
    return any(word in said for word in _MEMORY_WORDS)


def _bound(limits: Limits) -> None:
    """Hold the process to its limits, where the system can."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(limits.seconds) + 1
    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (held, held))


if __name__ == "__main__":
    sys.exit(main())
