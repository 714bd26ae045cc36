"""Memory given back to the system after a long act: allocators keep what they were lent."""

from __future__ import annotations

import os
import sys


def lend_little() -> None:
    """Have Arrow use the allocator that gives memory back by itself; before Arrow is imported.

    Its builds for other systems than Linux do not have it.
    """
    if sys.platform == "linux":
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")


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
