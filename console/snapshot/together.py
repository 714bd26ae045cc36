"""Acts done side by side on both cores, the first failure raised when all have ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

THREADS = 2

Made = TypeVar("Made")


def together(pool: ThreadPoolExecutor, acts: Iterable[Callable[[], Made]]) -> list[Made]:
    """What the acts give, in their order.

    Nothing here holds on to a failure, and through it to what the acts had read: a cycle would
    keep that until the collector comes by.
    """
    tasks = [pool.submit(act) for act in acts]
    failure = next(filter(None, [task.exception() for task in tasks]), None)
    if failure is None:
        return [task.result() for task in tasks]
    tasks.clear()
    try:
        raise failure
    finally:
        del failure
