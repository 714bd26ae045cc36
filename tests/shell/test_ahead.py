"""What a console begins with is found beside the making of its window, and is the same."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from console.assembly.ahead import Ahead
from console.domain.errors import UserError
from console.store.columns import Street
from console.store.frame import frame
from console.store.load import load_street
from tests.store import tiny

A_DAY_US = 86_400_000_000


@pytest.fixture
def snapshot(own_home: Path, tmp_path: Path) -> Path:
    return tiny.write(tmp_path / "a.street")


def own_instant(_: Street) -> None:
    """The street's own."""


def day_before(street: Street) -> int:
    return street.as_of_us - A_DAY_US


def no_instant(_: Street) -> int:
    raise UserError("store.no_memory")


@pytest.mark.parametrize("as_of", [own_instant, day_before])
def test_it_finds_the_frame_of_the_instant(snapshot: Path, as_of: object) -> None:
    street = load_street(snapshot)
    found = Ahead(str(snapshot), as_of).found()  # type: ignore[arg-type]
    assert found is not None
    assert found.street.key == street.key
    wanted = frame(street, day_before(street) if as_of is day_before else street.as_of_us)
    assert found.as_of_us == wanted.as_of_us
    np.testing.assert_array_equal(found.holder_state, wanted.holder_state)
    np.testing.assert_array_equal(found.holder_place, wanted.holder_place)


def test_a_street_that_was_never_opened_is_left_to_be_opened(snapshot: Path) -> None:
    assert Ahead(str(snapshot), own_instant).found() is None


def test_a_folder_without_a_snapshot_is_left_to_be_refused(tmp_path: Path) -> None:
    assert Ahead(str(tmp_path), own_instant).found() is None


def test_an_instant_that_is_none_is_said_to_whoever_waits(snapshot: Path) -> None:
    load_street(snapshot)
    with pytest.raises(UserError):
        Ahead(str(snapshot), no_instant).found()


@pytest.mark.parametrize("as_of", [own_instant, no_instant])
def test_nothing_of_it_stays(snapshot: Path, as_of: object) -> None:
    load_street(snapshot)
    usual_s, running = sys.getswitchinterval(), threading.active_count()
    ahead = Ahead(str(snapshot), as_of)  # type: ignore[arg-type]
    try:
        ahead.found()
    except UserError:
        assert as_of is no_instant
    assert threading.active_count() == running
    assert sys.getswitchinterval() == usual_s
