"""The lock as a file: stable, free of the article's words, and refused when damaged."""

import copy
import json
import re
import time

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
        (number, "value", "1e99999999"), (number, "value", "1E9"), (number, "value", "1.5"), (number, "value", " 1"),
        (number, "value", "1_0"), (number, "value", "٣"), (number, "value", "-"), (number, "value", "3/0"),
        (number, "value", "3/00"), (number, "value", "1/-2"), (number, "value", "1\n"), (number, "value", "1" * 101),
        ((*ships, "atoms", "dates", 0), "year", 10000), ((*ships, "atoms", "dates", 0), "month", 13),
        ((*ships, "atoms", "dates", 0), "day", 32), ((*ships, "atoms", "dates", 0), "weekday", 8),
        ((*ships, "atoms", "dates", 0), "part", 42), ((*ships, "atoms", "dates", 0), "year", -10000),
        (ships, "paragraph", 10**9 + 1), (ships, "length", 10**30), (ships, "paragraph", 0), (ships, "length", 0),
        (ships, "start", 999_999), (ships, "sentences", "no"), (wire, "length", 1e9),
        ((*ships, "atoms"), "numbers", [{"text": "3"}]), ((*ships, "atoms"), "names", [{}]),
        ((*ships, "atoms"), "names", [{"words": " "}]), ((*ships, "atoms"), "quotations", [{"text": "3"}]),
        ((*ships, "atoms"), "cues", [{"text": "not"}]), ((*ships, "atoms"), "cues", [{"sense": "nonsense"}]),
        (wire, "reader", "\ud800"), ((*ships, "atoms"), "names", [{"words": "\udc00 x"}]),
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
    assert not PYTHON.search(problem.message)
    assert problem.place.file == "ferries.lock"


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
        b'{"format": ' + b"9" * 5000 + b"}",
        DATA[:500],
        DATA[500:],
    ],
)
def test_what_is_no_lock_is_refused(data):
    with pytest.raises(BriefError) as error:
        cite.read_lock(data, "ferries.lock")
    assert not PYTHON.search(error.value.problems[0].message)


PYTHON = re.compile(r"__|Fraction|argument|literal|codec|NoneType|Error|not a valid|[(){}]")
"""Words of Python's, which tell an author nothing."""


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        (b'{\n "format": 1,\n "a" 2}', "it is not JSON", (3, 6)),
        (b'\xef\xbb\xbf{"a" 2}', "it is not JSON", (1, 6)),
        (b'{\n "caf\xc3\xa9": "\xe9"}', "it is not UTF-8", (2, 11)),
        (b'\xef\xbb\xbf{"\xff"}', "it is not UTF-8", (1, 3)),
        (b"", "it is not JSON", (1, 1)),
    ],
)
def test_where_json_ends_is_told(data, message, place):
    with pytest.raises(UnusableInput) as error:
        cite.read_lock(data, "ferries.lock")
    (problem,) = error.value.problems
    assert problem.message == f"the lock is damaged: {message}"
    assert (problem.place.line, problem.place.column) == place


def test_damage_is_told_with_its_source_and_passage():
    data = DATA.replace(b'"bound": "by"', b'"bound": "by", "month": 13', 1)
    assert data != DATA
    with pytest.raises(UnusableInput) as error:
        cite.read_lock(data, "ferries.lock")
    assert error.value.problems[0].message in (
        "the lock is damaged: source wire: month of an atom is not between 0 and 12",
        "the lock is damaged: source wire: passage harbour: month of an atom is not between 0 and 12",
    )


def test_a_lock_with_a_byte_order_mark_is_read():
    assert cite.read_lock(b"\xef\xbb\xbf" + DATA, "ferries.lock") == locked()


def test_a_figure_with_an_exponent_takes_no_time():
    data = re.sub(rb'"value": "\d+"', b'"value": "1e99999999"', DATA, count=1)
    started = time.process_time()
    with pytest.raises(UnusableInput):
        cite.read_lock(data, "ferries.lock")
    assert time.process_time() - started < 1


def leaves(told, path=()):
    """Every value of a lock that is no object: where it stands, and another of its kind."""
    for key, value in told.items() if isinstance(told, dict) else enumerate(told):
        here = (*path, key)
        if isinstance(value, (dict, list)):
            yield from leaves(value, here)
        elif isinstance(value, bool):
            yield here, not value
        elif isinstance(value, int):
            yield here, value + 1
        elif len(value) in {8, 16, 64} and set(value) <= set("0123456789abcdef"):
            yield here, value[1:] + ("0" if value[0] != "0" else "1")
        else:
            yield here, value + "1"


def test_no_value_can_be_changed_beside_the_texts_without_a_word():
    edits = [edit for edit in leaves(json.loads(DATA)) if edit[0][0] != "differences"]  # LOCK007 and LOCK002
    assert len(edits) > 300
    silent = []
    for path, value in edits:
        told = json.loads(DATA)
        at = told
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        try:
            lock = cite.read_lock(json.dumps(told).encode(), "ferries.lock")
        except UnusableInput:
            continue
        if not any(problem.code.startswith("LOCK") for problem in cite.hold(spec(), SNAPSHOTS, lock).problems):
            silent.append(path)
    assert silent == []
