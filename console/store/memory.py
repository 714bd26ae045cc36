"""Memory given back to the system after a long act: allocators keep what they were lent."""

from __future__ import annotations

import ctypes
import sys


def lend_little() -> None:
    """Let Arrow use the allocator that gives memory back by itself, where it was built with one."""
    import pyarrow

    if "jemalloc" in pyarrow.supported_memory_backends():
        pyarrow.set_memory_pool(pyarrow.jemalloc_memory_pool())


def give_back() -> None:
    """Return what Arrow's pool and the C library hold but nobody uses; costs milliseconds."""
    arrow = sys.modules.get("pyarrow")
    if arrow is not None:
        arrow.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
