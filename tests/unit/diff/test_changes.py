"""Which units are the same, and what of them differs."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from pipeline.diff import changes, explained
from pipeline.model.changes import Change
from pipeline.model.content import Content, Unit
from pipeline.model.record import replace
from tests.unit.diff.contents import content, unit


def told(before: Content, after: Content) -> list[tuple[str, str]]:
    return [(change.what, change.unit.text) for change in changes(before, after).changes]


def only(before: Content, after: Content) -> Change:
    (change,) = changes(before, after).changes
    return change


CRANE = unit("The harbour board has ordered two cranes from abroad.")
QUAY = unit("The quay wall is weaker than the drawings promised.")
FUND = unit("The ports fund pays a third of the price.")


def test_nothing_changes_in_what_is_the_same():
    assert told(content(CRANE, QUAY), content(CRANE, QUAY)) == []
    assert told(content(), content()) == []


def test_what_stands_elsewhere_under_its_heading_is_no_change():
    assert told(content(CRANE, QUAY, FUND), content(FUND, CRANE, QUAY)) == []


def test_what_is_new_and_what_is_gone():
    assert told(content(CRANE, QUAY), content(CRANE, FUND)) == [("removed", QUAY.text), ("added", FUND.text)]


def test_a_text_that_is_alike_is_the_same_altered():
    altered = replace(CRANE, fields=(("text", "The harbour board has ordered three cranes from abroad."),))
    change = only(content(CRANE, QUAY), content(QUAY, altered))
    assert change.what == "altered"
    assert [piece.text for piece in change.differences[0].pieces if piece.what != "same"] == ["two", "three"]


def test_common_words_make_no_likeness():
    one, other = unit("The contract is signed.", cites=("gazette",)), unit("The option is open.", cites=("herald",))
    assert [what for what, _ in told(content(one, QUAY, CRANE), content(other, QUAY, CRANE))] == ["removed", "added"]


def test_a_related_text_needs_less_likeness():
    one = unit("The contract for the cranes was signed by the board.")
    other = unit("In spring both sides put the contract on paper for cranes.")
    assert only(content(one), content(other)).what == "altered"
    elsewhere = replace(other, cites=(("herald", ""),))
    assert [what for what, _ in told(content(one), content(elsewhere))] == ["removed", "added"]


def test_kinds_are_never_taken_for_each_other():
    gap = unit(CRANE.text, "gap")
    assert sorted(told(content(CRANE), content(gap))) == [("added", CRANE.text), ("removed", CRANE.text)]


def test_another_passage_is_a_difference():
    change = only(content(CRANE), content(replace(CRANE, cites=(("herald", "two … cranes"),))))
    assert [each.field for each in change.differences] == ["cites"]
    assert change.differences[0].after == "herald “two … cranes”"


def test_a_source_by_another_name_is_the_same():
    def spec(name: str, text: str) -> Content:
        source = Unit("source", ("sources", name), (("title", text), ("sha256", "0" * 64)), name=name)
        return content(unit("Two cranes.", cites=(name,)), source)

    assert told(spec("gazette", "The quay"), spec("paper", "The quay")) == []


def test_a_new_text_of_a_source_and_its_grade_are_told():
    def spec(sha: str, grade: str) -> Content:
        fields = (("title", "The quay"), ("grade", grade), ("sha256", sha * 64))
        return content(Unit("source", ("sources", "gazette"), fields, name="gazette"))

    change = only(spec("0", "B2"), spec("1", "C3"))
    assert [(each.field, each.before[:2], each.after[:2]) for each in change.differences] == [
        ("grade", "B2", "C3"),
        ("sha256", "00", "11"),
    ]


def test_moved_is_what_went_under_another_heading():
    def under(*units: Unit, section: str) -> list[Unit]:
        return [replace(each, section=section) for each in units]

    before = content(*under(CRANE, QUAY, section="Now"), *under(FUND, section="Money"))
    after = content(*under(QUAY, section="Now"), *under(FUND, CRANE, section="Money"))
    # With one of two gone, neither heading can be said to be the other: both keep most of what they had.
    more = [unit(f"Something quite different, number {word}.") for word in ("one", "two", "three")]
    before = replace(before, units=(*before.units, *under(*more, section="Now"), *under(*more[:2], section="Money")))
    after = replace(after, units=(*after.units, *under(*more, section="Now"), *under(*more[:2], section="Money")))
    assert told(before, after) == [("moved", CRANE.text)]


def test_a_heading_in_other_words_moves_nothing():
    head = Unit("heading", ("sections", 2, "narrative", "title"), (("text", "Background"),), section="Background")
    other = replace(head, fields=(("text", "How it came to this"),), section="How it came to this")
    before = content(head, *(replace(each, section="Background") for each in (CRANE, QUAY)))
    after = content(other, *(replace(each, section="How it came to this") for each in (CRANE, QUAY)))
    assert told(before, after) == [("altered", "How it came to this")]


def judged(likelihood: str, confidence: str = "low", changed: str = "") -> Unit:
    more = {"likelihood": likelihood, "confidence": confidence, "changed": changed}
    return unit("The cranes come late.", "judgement", **more)


def test_judgements_with_another_likelihood_come_first():
    found = changes(content(CRANE, judged("likely")), content(QUAY, judged("very likely"))).changes
    assert [change.unit.kind for change in found] == ["judgement", "claim", "claim"]
    assert [(each.field, each.before, each.after) for each in found[0].graded] == [
        ("likelihood", "likely", "very likely")
    ]


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (judged("likely"), judged("very likely"), ["JUDGE005"]),
        (judged("likely"), judged("likely", "high"), ["JUDGE005"]),
        (judged("likely"), judged(""), ["JUDGE005"]),
        (judged("likely"), judged("very likely", changed="A crane came."), []),
        (judged("likely", changed="A crane came."), judged("very likely", changed="A crane came."), []),
        (judged("likely"), judged("likely", changed="Said too late."), []),  # a reason given afterwards is printed
        (judged("likely", changed="A crane came."), judged("likely", changed="A crane came."), ["JUDGE006"]),
        (judged("likely", changed="A crane came."), judged("likely"), []),
        (QUAY, judged("likely", changed="A crane came."), ["JUDGE006"]),
        (QUAY, judged("likely"), []),
    ],
)
def test_changes_of_judgement_are_explained(before, after, codes):
    found = list(explained(changes(content(before, edition=1), content(after))))
    assert [problem.code for problem in found] == codes
    assert all(problem.where and problem.severity == "warning" for problem in found)


def test_a_thousand_claims_take_well_under_a_second():
    def claims(word: str) -> Content:
        return content(
            *(unit(f"Crane {i} of the harbour {word} load {i * 7} at berth {i % 50} in {i * 3}.") for i in range(1000))
        )

    before, after = claims("lifts"), claims("raises")
    start = time.perf_counter()
    found = changes(before, after).changes
    spent = time.perf_counter() - start
    assert [change.what for change in found] == ["altered"] * 1000
    assert spent < 1.0, f"{spent:.2f} s"


def test_the_date_of_the_brief_is_told():
    before = Content(
        "a", "A", dt.date(2025, 1, 1), "en-GB", (Unit("brief", (), (("as_of", "1 January"),), name="brief"),)
    )
    after = replace(before, units=(Unit("brief", (), (("as_of", "2 January"),), name="brief"),))
    assert [each.field for each in only(before, after).differences] == ["as_of"]
