"""Enumerations made in a moment, as Qt's binding makes some hundreds of them at every start.

The standard library makes each member apart and looks all about the unfinished class for it, 13
microseconds a member; Qt's classes name 3,600 before the first map, a tenth of the start. Here the
class is made with all in it and the members are put in at once. Only what holds nothing but plain
names and whole numbers is made so, and only where the standard library makes a sample the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from functools import cache
from typing import Any

Pair = tuple[str, int]
Kind = type[Enum]

_KINDS = (Enum, IntEnum, Flag, IntFlag)
_SAMPLE = (
    ("FOUR", 4),
    ("ONE", 1),
    ("BOTH", 5),
    ("ALSO", 1),
    ("NONE", 0),
    ("WIDE", 24),
    ("MINUS", -2),
)
_OF_EACH = ("__dict__", "__weakref__")
_PROVED = (3, 11)
"""The Python under which Qt's binding takes these; under 3.12 and later it crashes on them."""
_standard: Any = vars(EnumType)["_create_"]


def make_soon() -> None:
    """Have enumerations made so from now on, wherever they are made from names and values.

    Under another Python than the proved one all is left to the standard library.
    """
    if sys.version_info[:2] == _PROVED:
        EnumType._create_ = _made  # type: ignore[attr-defined]


def made_plainly(kind: Kind, name: str, pairs: Sequence[Pair], **options: Any) -> Kind:  # noqa: ANN401
    """An enumeration as the standard library makes it."""
    made: Kind = _standard(kind, name, pairs, **options)
    return made


def _made(
    kind: Kind,
    name: str,
    pairs: Sequence[Pair],
    *,
    module: str | None = None,
    boundary: FlagBoundary | None = None,
    **options: Any,  # noqa: ANN401 - what the standard library takes besides
) -> Kind:
    module = module or _module_of_caller()
    options |= {"module": module, "boundary": boundary}
    if module is not None and options.get("type") is None:
        taken = _taken(kind, boundary)
        if taken is not None and _are_plain(pairs, taken):
            where = (module, options.get("qualname") or name)
            return _put_together(kind, name, pairs, where, boundary)
    return made_plainly(kind, name, pairs, **options)


def _module_of_caller() -> str | None:
    """The module in which an enumeration is called for: beyond this file and the library's."""
    try:
        name: str | None = sys._getframe(3).f_globals["__name__"]
    except (ValueError, KeyError):
        return None
    return name


@cache
def _taken(kind: Kind, boundary: FlagBoundary | None) -> frozenset[str] | None:
    """The names members may not have; None where the library makes a sample otherwise."""
    if kind not in _KINDS:
        return None
    ours = _put_together(kind, "Sample", _SAMPLE, (__name__, "Sample"), boundary)
    theirs = made_plainly(kind, "Sample", _SAMPLE, module=__name__, boundary=boundary)
    if _told(ours) != _told(theirs):
        return None
    return frozenset({"mro", ""}.union(*map(vars, kind.__mro__)))


def _told(kind: Kind) -> dict[str, object]:
    """All that an enumeration is, so that two can be compared."""
    found = {name: _fact(value) for name, value in vars(kind).items() if name not in _OF_EACH}
    return found | {"": [vars(one) | {"__objclass__": None} for one in kind.__members__.values()]}


def _fact(value: object) -> object:
    if isinstance(value, Enum) and not isinstance(value, FlagBoundary):
        return value._name_, value._value_
    if isinstance(value, dict):
        return {name: _fact(one) for name, one in value.items()}
    return getattr(value, "__func__", value)


def _are_plain(pairs: Sequence[Pair], taken: frozenset[str]) -> bool:
    """Whether `pairs` are names that mean nothing else, each there once, and whole numbers."""
    if pairs.__class__ not in (list, tuple):
        return False
    for pair in pairs:
        if pair.__class__ is not tuple or len(pair) != 2:
            return False
        name, value = pair
        if name.__class__ is not str or value.__class__ is not int:
            return False
        if name in taken or name[0] == "_":
            return False
    return len(dict(pairs)) == len(pairs)


def _put_together(
    kind: Kind,
    name: str,
    pairs: Sequence[Pair],
    where: tuple[str, str],
    boundary: FlagBoundary | None,
) -> Kind:
    """An enumeration that lies `where` its module and its name in there say."""
    content: dict[str, Any] = {
        key: value.copy() if value.__class__ in (list, dict) else value
        for key, value in _empty(kind, boundary).items()
    }
    content |= dict(zip(("__module__", "__qualname__"), where, strict=True))
    made: Any = type.__new__(EnumType, name, (kind,), content)
    by_name = _members(made, pairs, is_flag=issubclass(kind, Flag))
    for key, member in by_name.items():
        type.__setattr__(made, key, member)
    return made  # type: ignore[no-any-return]


@cache
def _empty(kind: Kind, boundary: FlagBoundary | None) -> dict[str, Any]:
    """What is in an enumeration of that kind before it has members."""
    content = vars(made_plainly(kind, "Empty", (), module=__name__, boundary=boundary))
    return {name: value for name, value in content.items() if name not in _OF_EACH}


def _members(made: Any, pairs: Sequence[Pair], *, is_flag: bool) -> dict[str, Enum]:  # noqa: ANN401
    """The members by their names, entered where the class looks for them."""
    by_value, by_name = made._value2member_map_, made._member_map_
    names, fresh = made._member_names_, made._new_member_
    for name, value in pairs:
        member = by_value.get(value)
        if member is None:
            member = fresh(made, value) if made._use_args_ else fresh(made)
            member._value_, member._name_ = value, name
            member.__objclass__, member._sort_order_ = made, len(names)
            by_value[value] = member
            if not is_flag or _is_one_bit(value):
                names.append(name)
        by_name[name] = member
    if is_flag:
        _note_bits(made, [value for _, value in pairs])
    return dict(by_name)


def _note_bits(made: Any, values: list[int]) -> None:  # noqa: ANN401 - the class being made
    every = single = 0
    for value in values:
        every |= value
        single |= value if _is_one_bit(value) else 0
    masks = {"_flag_mask_": single, "_all_bits_": 2 ** every.bit_length() - 1}
    of_later = {"_flag_mask_": every, "_singles_mask_": single}  # not in the first 3.11
    masks |= of_later if hasattr(Flag, "_singles_mask_") else {}
    for key, mask in masks.items():
        type.__setattr__(made, key, mask)
    in_order = [made._member_map_[name]._value_ for name in made._member_names_]
    if in_order != sorted(in_order):
        type.__setattr__(made, "_iter_member_", made._iter_member_by_def_)


def _is_one_bit(value: int) -> bool:
    return value != 0 and not value & (value - 1)
