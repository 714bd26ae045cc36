"""Our data classes are the standard library's, made sooner: every claim is checked beside it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import weakref
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import numpy as np
import pytest

from console.domain import records

Maker = Callable[..., Any]


def point(maker: Maker, **options: bool) -> Any:
    @maker(**options)
    class Point:
        """A point."""

        x: int
        y: float = 2.5
        tags: list[str] = field(default_factory=list)
        seen: int = field(default=0, compare=False, repr=False)
        kept: dict[str, int] = field(default_factory=dict, init=False)
        left: int = field(default=4, init=False)

        def shifted(self) -> int:
            """A method stays a method."""
            return self.x + 1

    return Point


OPTIONS = [
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True},
    {"slots": True},
    {},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_instances_are_filled_shown_compared_and_replaced_alike(options: dict[str, bool]) -> None:
    ours, theirs = point(records.dataclass, **options), point(dataclasses.dataclass, **options)
    named: tuple[dict[str, Any], ...] = (
        {"x": 1},
        {"x": 1, "y": 3.0},
        {"x": 1, "tags": ["a"], "seen": 3},
    )
    for values in named:
        our, their = ours(**values), theirs(**values)
        assert repr(our) == repr(their)
        assert dataclasses.asdict(our) == dataclasses.asdict(their)
        assert (our == ours(**values)) is (their == theirs(**values))
        assert (our == ours(x=9)) is (their == theirs(x=9))
        assert our != their
        assert our.shifted() == 2
        again = dataclasses.replace(our, y=7.0)
        assert (again.y, again.x) == (7.0, 1)
    assert ours(x=1).tags is not ours(x=1).tags
    assert ours.__match_args__ == theirs.__match_args__
    assert hasattr(ours(x=1), "__dict__") is hasattr(theirs(x=1), "__dict__")


@pytest.mark.parametrize("options", OPTIONS)
def test_what_is_not_asked_for_is_refused_alike(options: dict[str, bool]) -> None:
    for maker in (records.dataclass, dataclasses.dataclass):
        made = point(maker, **options)
        for wrong in ({}, {"x": 1, "z": 2}, {"x": 1, "kept": {}}):
            with pytest.raises(TypeError):
                made(**wrong)
        one = made(x=1)
        if options.get("kw_only"):
            with pytest.raises(TypeError):
                made(1)
        if options.get("frozen"):
            with pytest.raises(FrozenInstanceError):
                one.x = 2
            with pytest.raises(FrozenInstanceError):
                del one.x
            assert one.x == 1
        else:
            one.x = 2
            assert one.x == 2


def test_equal_things_have_one_hash_and_what_may_change_has_none() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Place:
        """A place."""

        row: int
        name: str = ""

    assert {Place(1), Place(1, ""), Place(2)} == {Place(1), Place(2)}
    with pytest.raises(TypeError):
        hash(point(records.dataclass, slots=True)(x=1))
    apart = point(records.dataclass, frozen=True, slots=True, eq=False)
    assert hash(apart(x=1)) != hash(apart(x=1))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_same_array_equals_itself(count: int) -> None:
    fields = [(f"of_{one}", Any) for one in range(count)]
    plain = type("Arrays", (), {"__annotations__": dict(fields), "__doc__": "Arrays."})
    made: Any = records.dataclass(frozen=True, slots=True)(plain)
    arrays = [np.arange(3) for _ in fields]
    assert made(*arrays) == made(*arrays)


def test_own_methods_stay() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Said:
        """Says it its own way."""

        text: str

        def __repr__(self) -> str:
            return self.text

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert repr(Said("so")) == "so"
    assert Said("a") == Said("b")
    assert hash(Said("a")) == 7


def test_what_comes_after_the_fields_is_called() -> None:
    @records.dataclass(slots=True)
    class Sum:
        """Two numbers and what they add up to."""

        one: int
        other: int
        both: int = field(default=0, init=False)

        def __post_init__(self) -> None:
            self.both = self.one + self.other

    assert Sum(3, 4).both == 7


@records.dataclass(frozen=True, slots=True)
class Sent:
    """Goes through a pickle, for which it has to lie in a module."""

    row: int
    names: tuple[str, ...] = ()


def test_copies_and_pickles_are_equal() -> None:
    sent = Sent(3, ("a",))
    assert copy.copy(sent) == copy.deepcopy(sent) == pickle.loads(pickle.dumps(sent)) == sent


def test_a_class_below_another_has_the_fields_of_both() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Below(Sent):
        """One field more."""

        more: int = 4

    assert repr(Below(1)).endswith("Below(row=1, names=(), more=4)")
    assert Below(1) == Below(1)
    assert Below(1) != Sent(1)
    assert Sent(1).row == 1


def test_a_weak_reference_can_be_had_where_it_was_asked_for() -> None:
    held = point(records.dataclass, frozen=True, slots=True, eq=False, weakref_slot=True)(x=1)
    assert weakref.ref(held)() is held


def test_only_the_first_instance_writes_the_method() -> None:
    made = point(records.dataclass, frozen=True, slots=True)
    waiting = made.__init__
    made(x=1)
    written = made.__init__
    made(x=2)
    assert waiting is not written is made.__init__
    assert list(inspect.signature(made).parameters) == ["x", "y", "tags", "seen"]


@pytest.mark.parametrize("options", OPTIONS)
def test_fields_and_annotations_say_their_types_alike(options: dict[str, bool]) -> None:
    ours, theirs = point(records.dataclass, **options), point(dataclasses.dataclass, **options)
    assert ours.__annotations__ == theirs.__annotations__
    for one, other in zip(dataclasses.fields(ours), dataclasses.fields(theirs), strict=True):
        assert (one.name, one.type, one.kw_only) == (other.name, other.type, other.kw_only)


def test_what_belongs_to_the_class_is_no_field_of_either() -> None:
    def made(maker: Maker) -> Any:
        @maker
        class Counted:
            most: ClassVar[int] = 3
            _: dataclasses.KW_ONLY
            x: int = 1

        return Counted

    for maker in (records.dataclass, dataclasses.dataclass):
        found = made(maker)
        assert [one.name for one in dataclasses.fields(found)] == ["x"]
        assert found.most == 3
        with pytest.raises(TypeError):
            found(2)
