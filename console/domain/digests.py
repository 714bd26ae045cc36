"""SHA-256 of what is small, by the code that Python carries: OpenSSL's takes 5 ms to be loaded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

_CARRIED = ("_sha2", "_sha256")
"""Where Python has it: from 3.12 on, and before."""


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of some kilobytes in hexadecimal digits; for megabytes hashlib is faster."""
    digits: str = _sha256()(content).hexdigest()
    return digits


@cache
def _sha256() -> Callable[[bytes], Any]:
    """What is carried; where Python was built without it, hashlib's."""
    for name in _CARRIED:
        with suppress(ImportError, AttributeError):
            carried: Callable[[bytes], Any] = import_module(name).sha256
            return carried
    from hashlib import sha256

    return sha256
