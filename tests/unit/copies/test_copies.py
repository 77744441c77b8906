"""Numbered copies: who got which is on record before anybody gets one, and the record can't be changed unseen."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import assets, copies, world
from pipeline.copies.chain import line, read
from pipeline.model.copy import CODE, above, code_of
from pipeline.model.edition import Published
from pipeline.model.problem import DoesNotHold, OutsideFailed

FILES = world.real().files
DESK, MINISTRY = "Harbour desk", "Ministry of Fisheries"
MARKINGS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]


def edition(number: int = 1) -> Published:
    files = {"harbour.pdf": f"{number:064x}", "manifest.json": "0" * 64}
    return Published("harbour", number, "f" * 64, "2026-01-31", 3, "3 claims", files, "1" * 64)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "harbour").mkdir()
    return tmp_path / "harbour"


def issue(home: Path, *wanted: tuple[str, int], number: int = 1):
    return copies.issue(FILES, home, edition(number), wanted)


def test_copies_are_numbered_within_their_edition_and_each_has_its_own_code(home):
    first = issue(home, (DESK, 2), (MINISTRY, 1))
    assert [(each.number, each.recipient) for each in first] == [(1, DESK), (2, DESK), (3, MINISTRY)]
    second = issue(home, (MINISTRY, 1), number=2)
    assert [each.number for each in second] == [1]
    codes = [each.code for each in (*first, *second)]
    assert len(set(codes)) == 4
    assert all(CODE.fullmatch(code) for code in codes)
    assert copies.record_of(FILES, home) == (*first, *second)


def test_nobody_is_issued_a_copy_twice_but_may_get_more(home):
    two = issue(home, (DESK, 2))
    before = (home / copies.RECORD).read_bytes()
    assert issue(home, (DESK, 2)) == two
    assert (home / copies.RECORD).read_bytes() == before
    three = issue(home, (MINISTRY, 1), (DESK, 3))
    assert [each.number for each in three] == [3, 1, 2, 4]
    assert three[1:3] == two
    assert issue(home, (DESK, 1)) == two[:1]


def test_every_line_fits_the_schema(home):
    issue(home, (DESK, 2), ("農林水産省", 1))
    schema = json.loads(assets.read_text("copies.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    lines = (home / copies.RECORD).read_text().splitlines()
    assert len(lines) == 3
    for each in lines:
        jsonschema.validate(json.loads(each), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(lines[0]) | {"code": "7K3M-Q2XP-4T9U"}, schema)


def test_eight_at_once_issue_each_copy_once(home):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda index: issue(home, (DESK, 3), (f"Desk {index}", 2)), range(8)))
    assert len({each[:3] for each in made}) == 1
    found = copies.record_of(FILES, home)
    assert [each.number for each in found] == list(range(1, 20))
    assert len({each.code for each in found}) == 19


@pytest.mark.parametrize("torn", [b"{", b'{"brief":"harbour","code"', b"\0\0"])
def test_what_a_crash_left_of_a_line_is_no_copy(home, torn):
    before = issue(home, (DESK, 1))
    path = home / copies.RECORD
    path.write_bytes(path.read_bytes() + torn)
    assert copies.record_of(FILES, home) == before
    after = issue(home, (DESK, 1), (MINISTRY, 1))
    assert after[:1] == before
    assert copies.record_of(FILES, home) == after
    assert torn not in path.read_bytes().splitlines()


def test_every_changed_byte_and_every_lost_or_moved_line_is_found(home):
    issue(home, (DESK, 2), (MINISTRY, 1))
    whole = (home / copies.RECORD).read_bytes()
    looked = 0
    for at in range(len(whole) - 1):  # without its last line feed, the last line is one that a crash cut short
        for bit in (0, 3, 6):
            changed = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
            with pytest.raises(DoesNotHold) as caught:
                read(changed, "harbour", "copies.jsonl")
            assert caught.value.problems[0].code == "COPY001"
            looked += 1
    assert looked > 500
    first, second, third = whole.splitlines(keepends=True)
    for lines in ([second, first, third], [second, third], [first, third], [first, second, second, third]):
        with pytest.raises(DoesNotHold):
            read(b"".join(lines), "harbour", "copies.jsonl")
    with pytest.raises(DoesNotHold, match=r"begins no record of quay"):
        read(whole, "quay", "copies.jsonl")


def test_a_record_that_does_not_hold_is_not_added_to(home):
    issue(home, (DESK, 2))
    path = home / copies.RECORD
    path.write_bytes(path.read_bytes().replace(b"desk", b"dusk"))
    before = path.read_bytes()
    with pytest.raises(DoesNotHold):
        issue(home, (MINISTRY, 1))
    assert path.read_bytes() == before


def test_a_disk_that_fails_issues_nothing(home):
    before = issue(home, (DESK, 1))

    class Full(type(FILES)):
        def append(self, path, _data):
            raise OSError(28, "No space left on device", str(path))

    with pytest.raises(OutsideFailed) as caught:
        copies.issue(Full(), home, edition(), [(MINISTRY, 1)])
    assert caught.value.problems[0].code == "COPY002"
    assert copies.record_of(FILES, home) == before


@given(st.text(max_size=40), st.integers(1, 10**6), st.text(max_size=40))
def test_a_code_follows_from_what_it_names_alone(recipient, number, previous):
    code = code_of("a" * 64, number, recipient, previous)
    assert CODE.fullmatch(code)
    assert code == code_of("a" * 64, number, recipient, previous) != code_of("a" * 64, number + 1, recipient, previous)


def test_a_line_is_what_it_was_made_from(home):
    (copy,) = issue(home, (DESK, 1))
    assert read(line(copy), "harbour", "x") == (copy,)


@pytest.mark.parametrize("marking", MARKINGS)
def test_a_marking_is_for_those_who_may_see_as_much(marking):
    allowed = [each for each in MARKINGS if not above(marking, each)]
    assert allowed == MARKINGS[MARKINGS.index(marking) :]


def test_a_marking_of_ones_own_is_for_those_whose_own_it_is():
    assert not above("INTERNAL", "INTERNAL")
    assert above("INTERNAL", "TLP:RED")
    assert above("TLP:CLEAR", "INTERNAL")
