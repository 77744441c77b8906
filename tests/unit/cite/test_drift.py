"""What changes after a lock was written: values of an acknowledged difference, places and names of passages."""

import pytest

from pipeline import cite
from pipeline.model.problem import BriefError, Severity
from tests.unit.cite.samples import CLAIMS, SNAPSHOTS, locked, snapshot, spec, told

REASON = 'because: "Each counts on its own. [@wire] [@daily]"'


def problems(changed, texts=SNAPSHOTS, lock=None):
    return [told(problem) for problem in cite.hold(changed, texts, lock or locked()).problems]


class TestAcknowledgedDifferences:
    changed = ('daily: {value: "9", passage: order}', 'daily: {value: "9", about: true, passage: order}')
    anew = ("Each counts on its own.", "Each counts on its own, the daily roughly.")

    @pytest.mark.parametrize("texts", [SNAPSHOTS, {}], ids=["text", "lock"])
    def test_a_value_that_changed_asks_again(self, texts):
        asked = [each for each in problems(spec(CLAIMS, self.changed), texts) if "LOCK007" in each]
        assert asked == [
            (
                "error[LOCK007] the reports of ferries have changed since their difference was acknowledged\n"
                "daily: 9 when it was acknowledged, now 9, about\n"
                "help: read the reason again, and write it anew or accept it: brief lock --accept"
            )
        ]

    def test_what_has_not_changed_asks_nothing(self):
        assert not [each for each in problems(spec()) if "LOCK" in each]

    def test_a_reason_written_anew_was_looked_at(self):
        found = [each for each in problems(spec(CLAIMS, self.changed, self.anew)) if "LOCK" in each]
        assert [each.partition("\n")[0] for each in found] == [
            "warning[LOCK002] the lock does not know how the reports of ferries differ"
        ]

    def test_the_lock_takes_it_only_if_accepted(self):
        now = spec(CLAIMS, self.changed)
        new = cite.make_lock(now, SNAPSHOTS)
        with pytest.raises(BriefError) as caught:
            cite.changes(now, locked(), new)
        assert [problem.code for problem in caught.value.problems] == ["LOCK007"]
        assert cite.changes(now, locked(), new, accept=True) == ("difference of ferries acknowledged anew",)
        assert not [each for each in problems(now, lock=new) if "LOCK" in each]

    def test_another_kind_of_difference_asks_again(self):
        now = spec(CLAIMS, ("{as: conflict, because", "{as: unresolved, because"))
        assert any("acknowledged as conflict, now unresolved" in each for each in problems(now))


class TestMovedPassages:
    wire = tuple(SNAPSHOTS["wire"].text[p.start : p.end] for p in SNAPSHOTS["wire"].paragraphs[:5])

    def moved(self, *lines):
        texts = {**SNAPSHOTS, "wire": snapshot(lines)}
        now = spec()
        wire = now.sources["wire"].model_copy(update={"sha256": texts["wire"].sha256})
        return now.model_copy(update={"sources": {**now.sources, "wire": wire}}), texts

    def test_the_same_words_elsewhere_must_be_accepted(self):
        now, texts = self.moved(*self.wire[1:], self.wire[0])
        with pytest.raises(BriefError) as caught:
            cite.changes(now, locked(), cite.make_lock(now, texts))
        assert len(caught.value.problems) == 6
        assert told(caught.value.problems[0]) == (
            "error[LOCK008] passage wire:contract stands in paragraph 5, and stood in paragraph 1, "
            "with the same words\n"
            "help: look whether it still means the same there, then accept it: brief lock --accept"
        )
        changes = cite.changes(now, locked(), cite.make_lock(now, texts), accept=True)
        assert "passage wire:contract moved" in changes
        assert "source wire is another file" in changes

    def test_a_passage_in_its_old_place_needs_no_acceptance(self):
        now, texts = self.moved(*self.wire, "A line was added at the end.")
        assert cite.changes(now, locked(), cite.make_lock(now, texts)) == ("source wire is another file",)

    def test_an_ambiguous_start_is_told_where_the_passage_stands(self):
        now, texts = self.moved("The first four came early.", *self.wire)
        (found,) = [p for p in cite.hold(now, texts, locked()).problems if p.code == "CITE011"]
        assert found.severity is Severity.ERROR
        assert found.notes == ("the passage that was locked stands in paragraph 3, word for word",)
        assert found.hints[0] == 'write "The first four ships … 120 kilometres"'

    def test_what_was_written_leads_there(self):
        now, texts = self.moved("The first four came early.", *self.wire)
        (found,) = [p for p in cite.hold(now, texts, locked()).problems if p.code == "CITE011"]
        written = found.hints[0].removeprefix("write ").strip('"')
        sources = dict(now.sources)
        passages = {**sources["wire"].passages, "ships": written}
        sources["wire"] = sources["wire"].model_copy(update={"passages": passages})
        again = cite.hold(now.model_copy(update={"sources": sources}), texts, None)
        assert not again.errors

    def test_a_passage_with_other_words_is_not_found_again(self):
        now, texts = self.moved("The first four came early.", *(line.replace("120", "130") for line in self.wire))
        (found,) = [p for p in cite.hold(now, texts, locked()).problems if p.code == "CITE011"]
        assert not found.notes


def test_differences_come_back_from_the_file():
    lock = cite.make_lock(spec(), SNAPSHOTS)
    assert set(lock.differences) == {"ferries", "stage"}
    assert lock.differences["ferries"].reports == {"wire": "8", "daily": "9"}
    assert cite.read_lock(cite.write_lock(lock), "x").differences == lock.differences


@pytest.mark.parametrize("damage", ['"kind": 3', '"because_sha256": "zz"', '"reports": {"wire": 8}'])
def test_a_damaged_difference_is_refused(damage):
    import json

    told_ = json.loads(cite.write_lock(cite.make_lock(spec(), SNAPSHOTS)))
    told_["differences"]["ferries"].update(json.loads("{" + damage + "}"))
    with pytest.raises(BriefError) as caught:
        cite.read_lock(json.dumps(told_).encode(), "ferries.lock")
    assert [problem.code for problem in caught.value.problems] == ["LOCK005"]
