"""Records behave like frozen dataclasses with slots, and cost less to define."""

import pickle
from types import MappingProxyType
from typing import ClassVar

import pytest

from pipeline.model.record import FrozenError, fresh, mutable, node, record, replace


@record
class Point:
    """A point."""

    x: int
    y: int = 0
    origin: ClassVar[str] = "corner"

    @property
    def sum(self) -> int:
        return self.x + self.y


@record
class Empty:
    """Nothing."""


@node
class Leaf:
    text: str
    kids: tuple[str, ...] = ()


def test_fields_are_taken_by_position_and_name_with_defaults():
    assert (Point(1).y, Point(1, 2).sum, Point(y=3, x=1).y, Point.origin) == (0, 3, 3, "corner")
    with pytest.raises(TypeError):
        Point()
    with pytest.raises(TypeError):
        Point(1, z=2)


def test_records_are_equal_and_hashed_by_value_nodes_by_identity():
    assert Point(1, 2) == Point(1, 2) != Point(2, 1)
    assert len({Point(1, 2), Point(1, 2), Point(2, 2)}) == 2
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert Point(1) != (1, 0)
    leaf = Leaf("a")
    assert leaf != Leaf("a")
    assert len({leaf, leaf, Leaf("a")}) == 2


def test_nothing_can_be_changed_added_or_deleted():
    point = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: setattr(point, "z", 2), lambda: delattr(point, "x")):
        with pytest.raises(FrozenError):
            change()
    assert point.x == 1
    assert not hasattr(point, "__dict__")


def test_a_copy_may_differ():
    assert replace(Point(1, 2), y=5) == Point(1, 5)
    with pytest.raises(TypeError):
        replace(Point(1), z=1)


def test_records_match_print_and_travel():
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert repr(Leaf("a")) == "Leaf(text='a', kids=())"
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)
    assert Point.__doc__ == "A point."
    assert Point.__name__ == "Point"
    assert Point.__module__ == __name__


def test_records_with_read_only_mappings_travel_between_processes():
    there = pickle.loads(pickle.dumps(Leaf("a", MappingProxyType({"b": 1}))))
    assert there.kids == MappingProxyType({"b": 1})
    with pytest.raises(TypeError):
        there.kids["c"] = 2


@mutable
class Heap:
    """A heap."""

    name: str
    parts: list[str] = fresh(list)
    size: int = 0

    def __post_init__(self):
        self.size = len(self.parts)


def test_what_is_built_up_can_be_changed_and_shares_nothing_with_its_like():
    one, other = Heap("one"), Heap("other", parts=["a"])
    one.parts.append("b")
    one.name = "first"
    assert (one.name, one.parts, one.size, other.parts, other.size) == ("first", ["b"], 0, ["a"], 1)
    assert Heap("one").parts == []
    assert one != Heap("first", ["b"])
    with pytest.raises(AttributeError):
        one.weight = 1


def test_a_field_without_a_default_stands_before_those_with_one():
    with pytest.raises(TypeError, match="without a default"):

        @record
        class Askew:
            first: int = 0
            second: int
