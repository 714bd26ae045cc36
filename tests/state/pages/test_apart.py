"""Pages drawn by another process: what it leaves, what it refuses, and that it ends when told."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from console.domain.errors import Cancelled, UserError
from console.state.pages import apart
from console.state.pages.apart import drawn_apart
from console.state.pages.order import BookletSubject, ChartsSubject, Order, Paper
from console.store.load import load_street
from tests.store import tiny

PUTTING_ASIDE = """
import time
from PySide6.QtCore import QTemporaryFile

file = QTemporaryFile()
file.open()
file.fileName()  # until it is asked for, a file has none on some systems
time.sleep(60)
"""


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    folder = tiny.write(tmp_path_factory.mktemp("apart") / "a.street")
    street = load_street(folder)
    return Order(str(folder), street.key, street.as_of_us, ChartsSubject(), Paper(".svg"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary things, to see what is left in it."""
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    monkeypatch.setenv("TMPDIR", str(home))
    return home


def never() -> bool:
    return False


def after(times: int) -> Callable[[], bool]:
    """Says so from its so many-th time on."""
    left = [times]

    def asked() -> bool:
        left[0] -= 1
        return left[0] < 0

    return asked


def test_the_files_come_back_and_nothing_is_left(order: Order, temporary: Path) -> None:
    told: list[float] = []
    (content,) = drawn_apart(order, told.append, never)
    assert content.startswith(b"<?xml")
    assert "花木街道" in content.decode()
    assert list(temporary.iterdir()) == []


def test_a_booklet_tells_how_far_it_is(order: Order, temporary: Path) -> None:
    told: list[float] = []
    wanted = replace(order, subject=BookletSubject(0), paper=Paper(".pdf"))
    (content,) = drawn_apart(wanted, told.append, never)
    assert content.startswith(b"%PDF")
    assert told == sorted(told)
    assert all(0 <= share <= 1 for share in told)


def test_it_is_ended_when_nobody_wants_it_any_more(order: Order, temporary: Path) -> None:
    with pytest.raises(Cancelled):
        drawn_apart(order, lambda _: None, after(2))
    assert list(temporary.iterdir()) == []


def test_what_it_put_aside_when_it_was_ended_goes_too(
    order: Order, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "putting_aside.py").write_text(PUTTING_ASIDE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(apart, "CHILD", "putting_aside")
    with pytest.raises(Cancelled):
        drawn_apart(order, lambda _: None, lambda: any(temporary.glob("*/qt_temp*")))
    assert list(temporary.iterdir()) == []


def test_a_snapshot_that_changed_is_refused_in_words(order: Order, temporary: Path) -> None:
    with pytest.raises(UserError) as refused:
        drawn_apart(replace(order, key="0" * 64), lambda _: None, never)
    assert refused.value.key == "store.changed_on_disk"


def test_a_process_that_breaks_down_is_said_in_words(
    order: Order, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "CHILD", "console.no_such_module")
    with pytest.raises(UserError) as refused:
        drawn_apart(order, lambda _: None, never)
    assert refused.value.key == "page.not_drawn"
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size can be set there")
def test_a_full_disk_is_said_in_words(order: Order, temporary: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    try:
        with pytest.raises(UserError) as refused:
            drawn_apart(order, lambda _: None, never)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert refused.value.key == "page.no_room"
    assert list(temporary.iterdir()) == []
