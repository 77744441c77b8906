"""The lock as a file: stable, free of the article's words, and refused when damaged."""

import copy
import json

import pytest

from pipeline import cite
from pipeline.model.problem import BriefError, UnusableInput
from tests.unit.cite.samples import CLAIMS, DAILY, SNAPSHOTS, WIRE, locked, spec

DATA = cite.write_lock(cite.make_lock(spec(), SNAPSHOTS))


def test_it_comes_back_as_it_was_written_and_is_stable():
    lock = cite.make_lock(spec(), SNAPSHOTS)
    assert cite.read_lock(DATA, "ferries.lock") == cite.read_lock(cite.write_lock(lock), "ferries.lock") == locked()
    assert cite.write_lock(cite.read_lock(DATA, "ferries.lock")) == DATA


def test_a_changed_passage_changes_few_lines():
    other = cite.write_lock(cite.make_lock(spec(CLAIMS, ("The first four … 120", "four ships will … 120")), SNAPSHOTS))
    old, new = DATA.decode().split("\n"), other.decode().split("\n")
    assert 1 < len(set(old) ^ set(new)) < 20


def test_no_sentence_of_the_articles_stands_in_it():
    text = DATA.decode().lower()
    sources = [word for line in (*WIRE, *DAILY) for word in line.lower().split()]
    for size in (6,):
        runs = {" ".join(sources[at : at + size]) for at in range(len(sources) - size)}
        assert len(runs) > 100
        assert not [run for run in runs if run in text]
    assert "electric" not in text.replace("electric ferries", "")
    assert "resign" not in text


def test_changes_are_told():
    lock = locked()
    assert cite.changes(spec(), None, lock) == ("the lock is new",)
    assert cite.changes(spec(), lock, lock) == ()
    added = spec(CLAIMS, ("      ships:", '      bare: "each has a … 120 kilometres"\n      ships:'))
    assert cite.changes(spec(), lock, cite.make_lock(added, SNAPSHOTS)) == ("passage wire:bare added",)
    assert cite.changes(spec(), cite.make_lock(added, SNAPSHOTS), lock) == ("passage wire:bare removed",)


def damage():
    """Every way to take, retype or overgrow a value of the lock."""
    told = json.loads(DATA)
    wire = ("sources", "wire")
    ships = (*wire, "passages", "ships")
    number = (*ships, "atoms", "numbers", 0)
    places = [
        ((), "format", "briefwright-lock/9"), ((), "sources", []), (wire, "sha256", "xyz"), (wire, "sha256", 7),
        (wire, "length", -1),
        (wire, "length", True), (wire, "passages", [1]), (wire, "answers", {"a": "yes"}), (wire, "settings", ""),
        ((*wire, "passages"), "ships", None), (ships, "atoms", 3), (ships, "start", "1"), (ships, "sha256", "0"),
        ((*ships, "atoms"), "numbers", {}), ((*ships, "atoms"), "verbs", []), (number, "value", "1/0"),
        (number, "value", "one"),
        (number, "value", 3), (number, "value", "9" * 400), (number, "start", 3), (number, "weak", "yes"),
        (number, "colour", "red"),
        ((*ships, "atoms", "dates", 0), "bound", "sideways"), ((*ships, "atoms", "dates", 0), "year", True),
        ((*wire, "body", "names"), 0, "x"),
    ]  # fmt: skip
    for path, key, value in places:
        changed = copy.deepcopy(told)
        at = changed
        for step in path:
            at = at[step]
        if isinstance(at, list) and key == 0:
            at.append(value)
        else:
            at[key] = value
        yield pytest.param(json.dumps(changed).encode(), id=f"{'.'.join(map(str, path))}.{key}={str(value)[:9]}")


@pytest.mark.parametrize("data", list(damage()))
def test_a_damaged_lock_is_refused(data):
    with pytest.raises(UnusableInput) as error:
        cite.read_lock(data, "ferries.lock")
    (problem,) = error.value.problems
    assert problem.code == "LOCK005"
    assert problem.message.startswith("the lock is damaged: ")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"3",
        b'{"format": 1, "format": 2}',
        b"[" * 100000,
        b"{}",
        b"\x00",
        DATA[:500],
        DATA[500:],
    ],
)
def test_what_is_no_lock_is_refused(data):
    with pytest.raises(BriefError):
        cite.read_lock(data, "ferries.lock")
