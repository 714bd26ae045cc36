"""The SHA-256 of small things is everybody's, whatever carries it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator

import pytest

from console.domain import digests
from console.domain.digests import sha256_hex


@pytest.fixture(params=[("_sha2", "_sha256"), ()], ids=["carried", "hashlib"])
def where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """By what Python carries, and as if it carried none."""
    monkeypatch.setattr(digests, "_CARRIED", request.param)
    digests._sha256.cache_clear()
    yield
    digests._sha256.cache_clear()


@pytest.mark.usefixtures("where")
@pytest.mark.parametrize("content", [b"", b"abc", "花木街道".encode(), bytes(range(256)) * 999])
def test_a_digest_is_the_librarys(content: bytes) -> None:
    assert sha256_hex(content) == hashlib.sha256(content).hexdigest()


def test_it_comes_without_openssl() -> None:
    asked = (
        "import sys; from console.domain.digests import sha256_hex; sha256_hex(b'a');"
        "print('_hashlib' in sys.modules)"
    )
    command = [sys.executable, "-P", "-c", asked]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
