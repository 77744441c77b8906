"""Frozen records: what `@dataclass(frozen=True, slots=True)` gives, at a sixth of its price in a cold start.

The standard library's decorator compiles six functions a class; a hundred of them are a sixth of the CPU of a cold
`brief build` (measured). A record compiles one, its `__init__`, and shares the rest. Type checkers see a frozen
dataclass (PEP 681). Defaults are shared by all instances, so they must be immutable.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar, dataclass_transform

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


def replace(instance: T, **changes: Any) -> T:
    """A copy with some fields changed. Raises TypeError for a name that is no field."""
    values = {name: getattr(instance, name) for name in _fields(type(instance))}
    return type(instance)(**(values | changes))


def _fields(cls: type) -> tuple[str, ...]:
    names: tuple[str, ...] = cls.__dict__["__match_args__"]
    return names


def _made(cls: type[T], *, by_value: bool) -> type[T]:
    names = tuple(name for name, kind in cls.__annotations__.items() if not str(kind).startswith(_NO_FIELD))
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    body = {name: value for name, value in cls.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    shared: dict[str, Any] = {
        "__slots__": names,
        "__match_args__": names,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__repr__": _repr,
        "__reduce__": _reduce,
    }
    if by_value:
        shared |= {"__eq__": _eq, "__hash__": _hash, "_values": staticmethod(_getter(names))}
    kind: Any = type(cls)
    made: Any = kind(cls.__name__, cls.__bases__, shared | body)
    made.__init__ = _initialiser(made, names, defaults)
    return made  # type: ignore[no-any-return]  # the class was built by hand; it has cls's name, bases and body


def _initialiser(made: Any, names: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """`__init__`, which sets each slot through its descriptor: the instance itself refuses."""
    scope: dict[str, Any] = {f"set_{name}": getattr(made, name).__set__ for name in names}
    scope |= {f"default_{name}": value for name, value in defaults.items()}
    taken = ", ".join(f"{name}=default_{name}" if name in defaults else name for name in names)
    lines = "".join(f"\n    set_{name}(self, {name})" for name in names) or "\n    pass"
    exec(f"def __init__(self, {taken}):{lines}", scope)  # noqa: S102  (of our own field names; dataclasses does so too)
    made_init: Callable[..., None] = scope["__init__"]
    made_init.__qualname__ = f"{made.__qualname__}.__init__"
    return made_init


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
