"""What holds of the changes between any two contents."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff import changes
from pipeline.diff.words import pieces
from pipeline.model.changes import Change
from pipeline.model.content import Content, Unit
from tests.unit.diff.contents import content, unit

WORDS = "crane quay board signs two three late money the of is 契 約".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
UNITS = st.builds(
    unit,
    TEXTS,
    st.sampled_from(["claim", "gap", "judgement"]),
    cites=st.lists(st.sampled_from(["gazette", "herald"]), max_size=2),
    section=st.sampled_from(["", "Now", "Then"]),
    likelihood=st.sampled_from(["", "likely"]),
)
CONTENTS = st.lists(UNITS, max_size=8).map(lambda units: content(*units))
OTHER = {"added": "removed", "removed": "added", "altered": "altered", "moved": "moved"}


@given(CONTENTS)
def test_nothing_changes_from_a_content_to_itself(one: Content) -> None:
    assert changes(one, one).changes == ()


def sides(change: Change) -> tuple[str, Unit | None, Unit | None]:
    return change.what, change.before, change.after


@given(CONTENTS, CONTENTS)
def test_the_other_way_round_the_changes_are_the_same_with_their_sides_exchanged(one: Content, other: Content) -> None:
    there = Counter(map(sides, changes(one, other).changes))
    back = Counter((OTHER[what], after, before) for what, before, after in map(sides, changes(other, one).changes))
    assert there == back


@given(CONTENTS, CONTENTS)
def test_the_changes_lead_from_one_content_to_the_other(one: Content, other: Content) -> None:
    now = Counter(one.units)
    for change in changes(one, other).changes:
        if change.before:
            assert now[change.before]
            now[change.before] -= 1
        if change.after:
            now[change.after] += 1

    def said(units: Counter[Unit]) -> Counter[tuple[object, ...]]:
        """What is no change is left out: a heading that others stand under too, and the order of cites."""
        found: Counter[tuple[object, ...]] = Counter()
        for each, count in units.items():
            found[each.kind, each.fields, tuple(sorted(each.cites))] += count
        return +found

    assert said(now) == said(Counter(other.units))


@given(CONTENTS, st.randoms(use_true_random=False))
def test_another_order_is_no_change(one: Content, random: object) -> None:
    units = [Unit(each.kind, each.path, each.fields, each.cites) for each in one.units]
    mixed = units[:]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert changes(content(*units), content(*mixed)).changes == ()


@given(st.text(max_size=40) | TEXTS, st.text(max_size=40) | TEXTS)
def test_pieces_are_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.what != "added") == before
    assert "".join(piece.text for piece in found if piece.what != "removed") == after
    exchanged = {"same": "same", "added": "removed", "removed": "added"}
    there = Counter((piece.what, piece.text) for piece in found)
    assert there == Counter((exchanged[piece.what], piece.text) for piece in pieces(after, before))
    if before == after:
        assert [piece.what for piece in found] == ["same"] * bool(before)
