"""Data classes made in a moment: what the standard library compiles for each, these share.

For every class it writes the source of six methods and compiles them one by one, half a
millisecond each time: a tenth of the start went there. Here only `__init__` is compiled, with the
first instance.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

Field = dataclasses.Field[Any]
Method = Callable[..., Any]
_NO_FIELD = ("ClassVar", "InitVar", "KW_ONLY")


def _dataclass(
    cls: type | None = None, /, *, frozen: bool = False, eq: bool = True, **options: bool
) -> object:
    """As `dataclasses.dataclass`, with its `frozen`, `eq`, `slots`, `kw_only`, `weakref_slot`."""

    def made(plain: type) -> type:
        bare = _fielded(plain, options)
        methods: dict[str, Method | None] = {"__init__": _written_later(bare, frozen)}
        methods["__repr__"] = _repr
        if eq:
            methods |= _alike(bare, frozen)
        if frozen:
            methods |= {**_FROZEN, **(_STATE if options.get("slots") else {})}
        for name in methods.keys() - vars(plain).keys():
            setattr(bare, name, methods[name])
        return bare

    return made if cls is None else made(cls)


if not TYPE_CHECKING:
    dataclass = _dataclass


def _fielded(plain: type, options: dict[str, bool]) -> type:
    """The class with its fields and without methods.

    Annotations as texts are asked by patterns whether they name no field at all (ClassVar and the
    like); where none does, the library is shown others, and the fields told their own thereafter.
    """
    told: dict[str, Any] = vars(plain).get("__annotations__", {})
    are_texts = bool(told) and all(isinstance(one, str) for one in told.values())
    hidden = are_texts and not any(word in one for one in told.values() for word in _NO_FIELD)
    if hidden:
        plain.__annotations__ = dict.fromkeys(told, object)
    make = dataclasses.dataclass(init=False, repr=False, eq=False, **options)
    bare: type = make(plain)
    if hidden:
        bare.__annotations__ = told
        for name in told:
            bare.__dataclass_fields__[name].type = told[name]  # type: ignore[attr-defined]
    return bare


def _written_later(cls: type, frozen: bool) -> Method:
    """An `__init__` that puts the real one into its place and calls it."""

    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807
        written = _written(cls, frozen)
        cls.__init__ = written  # type: ignore[misc]
        written(self, *given, **named)

    return __init__


def _written(cls: type, frozen: bool) -> Method:
    """The `__init__` of a class, with a line for every field, and for what comes after them."""
    known: dict[str, Any] = {"_MISSING": MISSING, "_put": object.__setattr__}
    taken = [one for one in fields(cls) if one.init]
    by_name = [_parameter(one, known) for one in taken if one.kw_only]
    heads = ["self", *(_parameter(one, known) for one in taken if not one.kw_only)]
    heads += ["*", *by_name] if by_name else []
    lines = [_line(one, known, frozen) for one in fields(cls)]
    lines += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    text = "\n ".join([f"def __init__({', '.join(heads)}):", *lines, "pass"])
    exec(text, known)
    written: Method = known["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


def _parameter(one: Field, known: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=_MISSING"
    if one.default is MISSING:
        return one.name
    known[f"_default_{one.name}"] = one.default
    return f"{one.name}=_default_{one.name}"


def _line(one: Field, known: dict[str, Any], frozen: bool) -> str:
    """What fills a field."""
    value = one.name
    if one.default_factory is not MISSING:
        known[f"_make_{one.name}"] = one.default_factory
        value = f"_make_{one.name}()"
        value += f" if {one.name} is _MISSING else {one.name}" if one.init else ""
    elif not one.init:
        if one.default is MISSING:
            return "pass"
        known[f"_default_{one.name}"] = one.default
        value = f"_default_{one.name}"
    return f"_put(self, {one.name!r}, {value})" if frozen else f"self.{one.name} = {value}"


def _alike(cls: type, frozen: bool) -> dict[str, Method | None]:
    """`__eq__` over the compared fields, and the hash that goes with it."""
    values = _values([one.name for one in fields(cls) if one.compare])

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _values(names: list[str]) -> Callable[[object], Any]:
    """What gives the values of fields as a tuple, so that the same thing equals itself."""
    if len(names) > 1:
        return attrgetter(*names)

    def values(one: object) -> tuple[object, ...]:
        return tuple([getattr(one, name) for name in names])

    return values


@recursive_repr()
def _repr(self: Any) -> str:  # noqa: ANN401 - any of these classes
    said = [f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr]
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _refuse(_: object, name: str, __: object = None) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401 - any of these classes
    return [getattr(self, one.name) for one in fields(self)]


def _take_state(self: Any, state: list[object]) -> None:  # noqa: ANN401 - any of these classes
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_FROZEN: Mapping[str, Method] = {"__setattr__": _refuse, "__delattr__": _refuse}
_STATE: Mapping[str, Method] = {"__getstate__": _state, "__setstate__": _take_state}
