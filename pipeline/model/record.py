"""Frozen records: what `@dataclass(frozen=True, slots=True)` gives, at a tenth of its price in a cold start.

The standard library's decorator compiles six functions a class; a hundred of them are a sixth of the CPU of a cold
`brief build` (measured). Records share all their functions, and their `__init__`s one code for each number of fields.
Type checkers see a dataclass (PEP 681). Defaults are shared by all instances, so they must be immutable, or `fresh`.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType, MappingProxyType
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

T = TypeVar("T")
_NO_FIELD = ("ClassVar", "typing.ClassVar")


class FrozenError(AttributeError):
    """A record's attribute was to be changed."""


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen class with slots: fields from the annotations, equal and hashed by value, picklable."""
    return _made(cls, by_value=True)


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """A record that compares by identity, so that two nodes with the same content stay two keys of a dictionary."""
    return _made(cls, by_value=False)


@dataclass_transform(eq_default=False)
def mutable(cls: type[T]) -> type[T]:
    """A class like a node whose attributes may be changed: for what is built up step by step."""
    return _made(cls, by_value=False, frozen=False)


class _Fresh:
    """A default that each instance gets anew."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def fresh(make: Callable[[], T]) -> T:
    """As a default: what `make` gives, anew for each instance."""
    return cast("T", _Fresh(make))


def replace(instance: T, **changes: Any) -> T:
    """A copy with some fields changed. Raises TypeError for a name that is no field."""
    cls = type(instance)
    values = [changes.pop(name) if name in changes else getattr(instance, name) for name in _fields(cls)]
    return cls(*values, **changes)  # a change that is left is no field


def _fields(cls: type) -> tuple[str, ...]:
    names: tuple[str, ...] = cls.__match_args__  # type: ignore[attr-defined]  # every record has it
    return names


def _made(cls: type[T], *, by_value: bool, frozen: bool = True) -> type[T]:
    names = tuple(name for name, kind in cls.__annotations__.items() if not str(kind).startswith(_NO_FIELD))
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    body = {name: value for name, value in cls.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    shared: dict[str, Any] = {"__slots__": names, "__match_args__": names, "__repr__": _repr, "__reduce__": _reduce}
    if frozen:
        shared |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if by_value:
        shared |= {"__eq__": _eq, "__hash__": _hash, "_values": staticmethod(_getter(names))}
    kind: Any = type(cls)
    made: Any = kind(cls.__name__, cls.__bases__, shared | body)
    made.__init__ = _initialiser(made, names, defaults)
    return made  # type: ignore[no-any-return]  # the class was built by hand; it has cls's name, bases and body


def _initialiser(made: Any, names: tuple[str, ...], defaults: dict[str, Any]) -> FunctionType:
    """`__init__`, which sets each slot through its descriptor: the instance itself may refuse."""
    if tuple(defaults) != names[len(names) - len(defaults) :]:
        raise TypeError(f"{made.__qualname__}: a field without a default follows one with a default")
    anew = {index: defaults[name] for index, name in enumerate(names) if isinstance(defaults.get(name), _Fresh)}
    scope: dict[str, Any] = {f"set_{index}": getattr(made, name).__set__ for index, name in enumerate(names)}
    scope |= {f"anew_{index}": default for index, default in anew.items()}
    code = _code(len(names), tuple(anew), after=hasattr(made, "__post_init__")).replace(co_varnames=("self", *names))
    init = FunctionType(code, scope, "__init__", tuple(defaults.values()))
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


@cache
def _code(fields: int, anew: tuple[int, ...], *, after: bool) -> CodeType:
    """Of an `__init__` with so many fields, some of which are made anew, and perhaps more to do after them; the names
    of the fields are filled in.
    """
    lines = [f"    set_{index}(self, _{index})" for index in range(fields)]
    for index in anew:
        lines[index] = f"    set_{index}(self, anew_{index}.make() if _{index} is anew_{index} else _{index})"
    taken = ", ".join(["self", *(f"_{index}" for index in range(fields))])
    scope: dict[str, Any] = {}
    lines.append("    self.__post_init__()" if after else "    pass")
    text = "\n".join([f"def __init__({taken}):", *lines])
    exec(text, scope)  # noqa: S102 (of our own making; dataclasses does so too)
    code: CodeType = scope["__init__"].__code__
    return code


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._values(self) == self._values(other)


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in _fields(type(self)))
    return f"{type(self).__qualname__}({told})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    cls = type(self)
    return cls, tuple(getattr(self, name) for name in _fields(cls))


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenError(f"{type(self).__name__} is frozen: {name} can't be changed")


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def _reduce_mapping(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _read_only, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduce_mapping)  # the standard library leaves it out, and records hold such mappings
