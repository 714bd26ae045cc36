"""Memory given back to the system after a long act: allocators keep what they were lent."""

from __future__ import annotations

import os
import sys

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""What the C library calls them."""
_LARGE, _ARENAS = 1 << 18, 2


def lend_little() -> None:
    """Have Arrow use the allocator that gives memory back by itself, and NumPy no threads.

    To be called before either is imported. Arrow's builds for other systems than Linux do not have
    that allocator. NumPy's linear algebra, of which a projection's six terms are all that is asked,
    starts a thread a core when it is imported; each takes memory and a part of the start.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform == "linux":
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")


def keep_apart() -> None:
    """Keep large blocks apart from small ones, for a process that runs for weeks.

    Else the C library learns to put pictures and columns among small blocks, and gives back less
    of them each time.
    """
    if sys.platform == "linux":
        import ctypes

        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(_MMAP_THRESHOLD, _LARGE)
            library.mallopt(_ARENA_MAX, _ARENAS)


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
