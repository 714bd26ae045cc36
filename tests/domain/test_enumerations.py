"""Our enumerations are the standard library's, made sooner: every claim is checked beside it."""

from __future__ import annotations

import enum
import pickle
import sys
from collections.abc import Iterator
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtCore, QtGui, QtWidgets

from console.domain import enumerations

KINDS = (Enum, IntEnum, Flag, IntFlag)
BOUNDARIES = (None, FlagBoundary.KEEP)
VALUES = st.integers(-40, 40) | st.integers(-(2**40), 2**40)
BITS = st.integers(0, 63)
proved = pytest.mark.skipif(
    sys.version_info[:2] != enumerations._PROVED, reason="the library makes them there"
)
PAIRS = st.dictionaries(st.text("ABcd_9", min_size=1, max_size=4), VALUES, max_size=9)


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    before = vars(EnumType)["_create_"]
    enumerations.make_soon()
    yield
    EnumType._create_ = before  # type: ignore[attr-defined]


def ours(kind: Any, pairs: object, **options: object) -> Any:
    return kind("Seen", pairs, **options)


def theirs(kind: Any, pairs: Any, **options: Any) -> Any:
    return enumerations.made_plainly(kind, "Seen", pairs, **{"module": __name__} | options)


def bare(value: object) -> object:
    """A function as it is, wrapped as a static method or not."""
    return getattr(value, "__func__", value)


def told(kind: Any) -> dict[str, object]:
    """What an enumeration holds and says, with everything that names the class itself left out."""
    members = kind.__members__
    return {
        "names": list(members),
        "facts": [(repr(one), str(one), one.value, one._sort_order_) for one in members.values()],
        "aliases": {name: one.name for name, one in members.items()},
        "in turn": [(one.name, one.value) for one in kind],
        "by value": [kind(one.value) is one for one in members.values()],
        "hashes": len({*members.values()}),
        "holds": {name: type(bare(value)).__name__ for name, value in vars(kind).items()},
        "is in": [one in kind for one in members.values()],
        "masks": [vars(kind).get(name) for name in ("_flag_mask_", "_singles_mask_", "_all_bits_")],
        "of": (kind.__name__, kind.__qualname__, kind.__module__, kind.__doc__, kind.__bases__),
    }


@given(pairs=PAIRS, kind=st.sampled_from(KINDS), boundary=st.sampled_from(BOUNDARIES))
def test_what_is_made_soon_is_what_the_library_makes(
    pairs: dict[str, int], kind: Any, boundary: FlagBoundary | None
) -> None:
    names = list(pairs.items())
    try:
        expected = theirs(kind, names, boundary=boundary)
    except ValueError:
        with pytest.raises(ValueError, match="reserved"):
            ours(kind, names, boundary=boundary)
        return
    assert told(ours(kind, names, boundary=boundary)) == told(expected)


def walked(flags: Any) -> list[str] | str:
    """The flags set in `flags`, or what the library breaks on where bits have no name."""
    try:
        return [repr(one) for one in flags]
    except AttributeError as fault:
        return str(fault)


@given(
    pairs=st.dictionaries(st.text("ABcd", min_size=1, max_size=4), BITS, min_size=1, max_size=9),
    a=BITS,
    b=BITS,
    kind=st.sampled_from((Flag, IntFlag)),
)
def test_flags_are_joined_told_apart_and_walked_alike(
    pairs: dict[str, int], a: int, b: int, kind: Any
) -> None:
    names = list(pairs.items())
    found: list[list[object]] = []
    for make in (ours, theirs):
        made = make(kind, names, boundary=FlagBoundary.KEEP)
        one, two = made(a), made(b)
        results = (one | two, one & two, one ^ two, ~one)
        found.append([(repr(x), x.value, bool(x), walked(x)) for x in results])
        found[-1].append((one in two, hash(one) == hash(two), one == two))
    assert found[0] == found[1]


def every_enumeration_of_qt() -> list[Any]:
    found: dict[int, Any] = {}
    for module in (QtCore, QtGui, QtWidgets):
        within = [getattr(module, name) for name in dir(module)]
        for home in [module, *(one for one in within if isinstance(one, type))]:
            there = [getattr(home, name, None) for name in dir(home)]
            found |= {id(one): one for one in there if isinstance(one, EnumType)}
    return list(found.values())


def test_qts_own_enumerations_come_out_the_same() -> None:
    known = every_enumeration_of_qt()
    assert len(known) > 300
    for one in known:
        kind = one.__bases__[0]
        assert kind in KINDS
        names = [(name, member.value) for name, member in one.__members__.items()]
        made = ours(kind, names, boundary=FlagBoundary.KEEP)
        assert told(made) == told(theirs(kind, names, boundary=FlagBoundary.KEEP))


@pytest.mark.parametrize("other", [(3, 12, 3), (3, 13, 0), (3, 14, 0)])
def test_under_another_python_than_the_proved_one_the_library_makes_them(
    monkeypatch: pytest.MonkeyPatch, other: tuple[int, int, int]
) -> None:
    EnumType._create_ = enumerations._standard  # type: ignore[attr-defined]
    monkeypatch.setattr(sys, "version_info", other)
    enumerations.make_soon()
    assert vars(EnumType)["_create_"] is enumerations._standard


@proved
def test_the_library_makes_qts_enumerations_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plainly = enumerations.made_plainly
    ours(Flag, [("FIRST", 1)], boundary=FlagBoundary.KEEP)

    def counted(kind: Any, name: str, pairs: Any, **options: Any) -> Any:
        asked.append(name)
        return plainly(kind, name, pairs, **options)

    monkeypatch.setattr(enumerations, "made_plainly", counted)
    made = ours(Flag, [("ONE", 1), ("TWO", 2)], boundary=FlagBoundary.KEEP)
    assert not asked
    assert made(3) == made.ONE | made.TWO


class Named(enum.StrEnum):
    """An enumeration without members that holds texts."""


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Enum, "RED GREEN BLUE"),
        (Enum, ["RED", "GREEN"]),
        (Enum, {"RED": 1, "GREEN": 4}),
        (Enum, [("RED", "r"), ("GREEN", 2)]),
        (Enum, [("RED", True), ("GREEN", 1.0)]),
        (Enum, [("name", 1), ("value", 2)]),
        (IntEnum, [("real", 1), ("bit_length", 2)]),
        (Flag, [("RED", enum.auto()), ("GREEN", enum.auto())]),
        (Named, [("RED", "r")]),
    ],
)
def test_whatever_else_names_may_be_is_left_to_the_library(kind: Any, names: object) -> None:
    assert told(ours(kind, names)) == told(theirs(kind, names))


def test_what_the_library_refuses_is_refused() -> None:
    for names in ([("A", 1), ("A", 2)], [("mro", 1)], [("_order_x_", 1)]):
        for make in (ours, theirs):
            with pytest.raises((TypeError, ValueError)):
                make(Enum, names)


@proved
def test_where_the_library_makes_a_sample_otherwise_it_makes_them_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    standard = enumerations._standard

    def with_more(*given: object, **options: object) -> Any:
        made = standard(*given, **options)
        type.__setattr__(made, "_of_another_version_", list(made.__members__))
        return made

    monkeypatch.setattr(enumerations, "_standard", with_more)
    monkeypatch.setattr(enumerations, "_taken", enumerations._taken.__wrapped__)
    monkeypatch.setattr(enumerations, "_empty", enumerations._empty.__wrapped__)
    made = ours(IntEnum, [("ONE", 1)], boundary=FlagBoundary.KEEP)
    assert made._of_another_version_ == ["ONE"]


def test_members_are_pickled_by_name_and_place() -> None:
    Hue = ours(Enum, [("RED", 1)], qualname="Hue")  # noqa: N806 - a class
    assert Hue.__module__ == __name__
    globals()["Hue"] = Hue
    try:
        assert pickle.loads(pickle.dumps(Hue.RED)) is Hue.RED
    finally:
        del globals()["Hue"]
