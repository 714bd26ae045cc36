"""Memory given back to the system after a long act: allocators keep what they were lent."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""What the C library calls them."""
_LARGE, _ARENAS = 1 << 18, 2
_SOON_MS, _LATE_MS = 250, 2_000
"""How soon Arrow's allocator gives back: in none it costs a third more."""
_ARROW = f"dirty_decay_ms:{_SOON_MS},muzzy_decay_ms:0"


def lend_little() -> None:
    """Have Arrow use the allocator that gives memory back by itself, and NumPy no threads.

    To be called before either is imported. Arrow's builds for other systems than Linux do not have
    that allocator. NumPy's linear algebra, of which a projection's six terms are all that is asked,
    starts a thread a core when it is imported; each takes memory and a part of the start. Workers
    share what the C library lends them: else each keeps some of its own.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform == "linux":
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")
        os.environ.setdefault("JE_ARROW_MALLOC_CONF", _ARROW)
        _tell_allocator(_ARENA_MAX, _ARENAS)


def keep_apart() -> None:
    """Keep large blocks apart from small ones, for a process that runs for weeks.

    Else the C library learns to put pictures and columns among small blocks, and gives back less
    of them each time.
    """
    if sys.platform == "linux":
        _tell_allocator(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def keeping() -> Iterator[None]:
    """Have Arrow keep for a while what is given back within: for an act that takes it again soon.

    Else the system clears the same pages anew each time, a tenth of all work of an opening. What
    is left at the end goes some seconds later: threads that come to Arrow first within keep this.
    """
    import pyarrow as pa

    if pa.default_memory_pool().backend_name != "jemalloc":
        yield
        return
    pa.jemalloc_set_decay_ms(_LATE_MS)
    try:
        yield
    finally:
        pa.jemalloc_set_decay_ms(_SOON_MS)


def give_back() -> None:
    """Return what Arrow's pool and the C library hold but nobody uses; costs milliseconds."""
    arrow = sys.modules.get("pyarrow")
    if arrow is not None:
        arrow.default_memory_pool().release_unused()
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _tell_allocator(what: int, value: int) -> None:
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(what, value)
