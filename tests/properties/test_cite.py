"""Any text is read without a hang or an error; equal text matches in whatever characters it is written."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cite
from pipeline.cite import locking
from pipeline.cite.atoms import reader
from pipeline.cite.fold import fold
from pipeline.cite.loose import hold_loose, holds
from pipeline.cite.passages import Body
from pipeline.model.lock import Lock, LockedPassage, LockedSource
from pipeline.model.problem import Where
from pipeline.model.source import NORMALISER, TEXT, Paragraph, Part, Snapshot

READ = reader("en")
ALPHABET = "Aa1. ,-–—'’“”\"\u00a0\u00ad\u200b%$€£¥()/°½éﬁ\n" + "\u0301\u202e٣"
WORDS = st.sampled_from(
    "the not never may will 12 million billion km US$ % one first half of a to from 2024 March 19 Kihara Block IV "
    "MK-41 F-35 and or , . - – ' “ ” up about least at twenty two hundred dozen U.S. Ministry Defence fiscal Q1 "
    "spring 's 10:30".split()
)
TEXTS = st.text(ALPHABET, max_size=200) | st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=100)


@given(TEXTS)
def test_any_text_is_read_and_its_atoms_stand_in_it(text):
    atoms = READ.read(text)
    for kind in (atoms.numbers, atoms.dates, atoms.names, atoms.quotations, atoms.cues):
        for atom in kind:
            assert 0 <= atom.start < atom.end <= len(text)
            assert text[atom.start : atom.end] == atom.text


@given(TEXTS)
def test_a_text_holds_against_itself(text):
    assert [lack for lack in hold_loose(text, text) if lack.severity.value == "error"] == []


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_equal_text_matches_in_other_characters(text):
    other = unicodedata.normalize("NFD", text).replace(" ", "\u00a0", 2).replace("-", "‑").replace("'", "’")
    other = other[:1] + "\u00ad" + other[1:]
    assert fold(other).text == fold(text).text
    assert holds(other, text)
    assert holds(text, other)


@given(TEXTS)
def test_atoms_come_back_from_a_lock_as_they_were(text):
    """Else a lock would contradict the text that it was just written from."""
    atoms = READ.read(text)
    bare = locking._bare(atoms)
    passage = LockedPassage("0" * 16, 0, 1, 1, *["0" * 64] * 4, False, bare, {})
    source = LockedSource("0" * 64, "0" * 64, 1, "", "", "", "0" * 16, locking._once(atoms), {"p": passage}, {})
    lock = Lock("brief", {"wire": source}, {})
    assert cite.read_lock(cite.write_lock(lock), "brief.lock") == lock


@given(TEXTS, TEXTS)
def test_holding_any_claim_against_any_passage_ends(claim, passage):
    for lack in hold_loose(claim, passage):
        assert 0 <= lack.start < lack.end <= len(claim)
        assert lack.message


@given(st.text(ALPHABET + "bcd …", max_size=120), st.text(ALPHABET + "bcd …", max_size=20))
def test_a_passage_is_found_inside_the_body_or_told_of(text, written):
    line = text.replace("\n", " ")
    snapshot = Snapshot("0" * 64, "0" * 64, TEXT, NORMALISER, line, (Paragraph(0, len(line), Part.BODY, 1),))
    passage, problems = Body(snapshot).find("wire", "p", written, Where(()))
    assert (passage is None) == any(problem.severity.value == "error" for problem in problems)
    if passage:
        assert 0 <= passage.start < passage.end <= len(line)


HARD = {
    "words": "alpha beta " * 40000,
    "capitals": "Alpha Beta " * 40000,
    "one word": "a" * 400000,
    "one name": "A" * 400000,
    "digits": "1" * 400000,
    "groups": "1,000" * 80000,
    "spaced groups": "1 000 " * 60000,
    "scales": "2 " + "million " * 50000,
    "hundreds": "hundred " * 50000,
    "hyphens": "A-" * 200000,
    "dots": "A." * 200000,
    "particles": "Alpha de la " * 30000,
    "quotes": '"' * 400000,
    "opened": "“" * 400000,
    "nots": "not " * 100000,
    "marks of two kinds": "e" + "\u0316\u0301" * 100000,
    "marks": "e" + "\u0301" * 200000,
    "soft": "\u00ad" * 400000,
    "right to left": "שלום " * 60000,
    "ranges": "1-2-3-4-5 to " * 30000,
    "months": "March May " * 30000,
    "slashes": "1/2/3/" * 60000,
}


@pytest.mark.parametrize("name", HARD)
def test_a_long_line_takes_time_in_proportion(name):
    text = HARD[name]
    started = time.process_time()
    READ.read(text)
    assert time.process_time() - started < 15


def test_a_thousand_claims_take_less_than_two_seconds():
    passage = (
        "On 19 March 2023 the ministry in Oslo said it had paid up to 12 million euros to {} ferries, not to Brekke."
    )
    claim = "It paid up to 12 million euros to {} ferries in March 2023."
    claims = [(claim.format(n), passage.format(n)) for n in range(2, 1002)]
    started = time.process_time()
    assert all(holds(*pair) for pair in claims)
    assert time.process_time() - started < 2
