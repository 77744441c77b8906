"""Unchanged claims raise no alarm; every mutation is refused, from the text and from the lock alike."""

import pytest

from pipeline import cite
from pipeline.model.evidence import Agreement, Basis, Outcome
from pipeline.model.problem import UnusableInput
from pipeline.model.spec import Role
from tests.unit.cite.samples import CLAIMS, SNAPSHOTS, errors, hold, hold_locked, locked, spec

MUTATIONS = [
    ("€254 million", "€245 million"), ("€254 million", "€255 million"), ("12 million shares", "92 million shares"),
    ("19 March 2024", "29 March 2024"), ("19 March 2024", "19 March 2023"), ("120 km", "130 km"),
    ("120 km", "12 km"), ("in 2017", "in 2018"), ("2028", "2029"), ("October 2019", "October 2017"),
    ("for 2021", "for 2019"), ("for eight", "for nine"), ("first four", "first five"), ("for eight", "for 80"),
    ("€254 million", "€254 billion"), ("€254 million", "€254"), ("€254 million", "$254 million"),
    ("€254 million", "254 million yen"), ("€254 million", "£254 million"), ("120 km", "120 miles"),
    ("120 km", "120 m"), ("12 million shares", "12 billion shares"), ("€254 million", "254 per cent"),
    ("€254 million", "-€254 million"), ("for eight", "for 277"), ("19 March 2024", "19 May 2024"),
    ("October 2019", "November 2019"), ("in 2017", "in April 2017"), ("October 2019", "3 October 2019"),
    ("between 2026 and 2028", "by 2026"), ("Brekke yard", "Halden yard"), ("Astrid Moe", "Astrid Brekke"),
    ("Astrid Moe", "Ingrid Moe"), ("Astrid Moe", "Kvitvik"), ("The first four come", "Berlin comes"),
    ("The council", "The Brekke council"), ("green corridor", "green passage"), ("did not resign", "did resign"),
    ("did not resign", "resigned"), ("nor was there a vote", "and it voted"), ("is worth", "is not worth"),
    ("replaced", "did not replace"), ("only anticipated", "signed"), ("up to 120 km", "at least 120 km"),
    ("up to 120 km", "more than 120 km"), ("about €254 million", "up to €254 million"),
]  # fmt: skip

HONEST = [
    ("€254 million", "254 million euros"), ("about €254 million", "roughly 254m euros"),
    ("€254 million", "EUR 254 million"), ("120 km", "120 kilometers"), ("120 km", "120,000 metres"), ("eight", "8"),
    ("first four", "first 4"), ("19 March 2024", "March 19, 2024"), ("19 March 2024", "March 2024"),
    ("19 March 2024", "19/03/2024"), ("2026 and 2028", "2026–28"), ("Astrid Moe", "Moe"),
    ("Astrid Moe", "Director Moe"), ("Brekke yard", "Brekke's yard"), ("did not resign", "didn’t resign"),
    ("12 million", "twelve million"), ('"green corridor"', "“green corridor”"), ("12 million", "12,000,000"),
    ("12 million", "12\u00a0million"), ("12 stops", "dozen stops"), ("The contract for", "A contract for"),
    ("eight electric", "eight new, electric"), ("Astrid Moe", "Astrid\u00a0Moe"),
    ("The first four come", "Deliveries of the first four come"), ("€254 million", "€\u00ad254 mil\u00adlion"),
]  # fmt: skip


def test_unchanged_claims_raise_no_alarm_and_are_held():
    evidence = hold()
    assert evidence.problems == ()
    assert evidence.basis is Basis.TEXT
    outcomes = [claim.outcome for claim in evidence.claims if claim.role is Role.CLAIM]
    assert outcomes.count(Outcome.HELD) == 9
    assert outcomes.count(Outcome.UNHELD) == 0
    assert [fact.agreement for fact in evidence.facts] == [Agreement.DIFFER, Agreement.DIFFER]
    assert ("wire", "contract") in evidence.passages


def test_the_lock_gives_the_same_outcomes_and_says_so():
    text, lock = hold(), hold_locked()
    assert lock.basis is Basis.LOCK
    assert lock.problems == ()
    assert lock.claims == text.claims
    assert lock.facts == text.facts
    assert lock.passages == text.passages


@pytest.mark.parametrize("mutation", MUTATIONS, ids=" → ".join)
@pytest.mark.parametrize("against", [hold, hold_locked])
def test_a_mutation_is_refused_where_it_stands(mutation, against):
    claims = CLAIMS.replace(*mutation)
    assert claims != CLAIMS
    evidence = against(claims)
    found = errors(evidence)
    assert found
    assert [claim.outcome for claim in evidence.claims].count(Outcome.FAILED) == 1


@pytest.mark.parametrize("wording", HONEST, ids=" → ".join)
def test_another_wording_of_the_same_is_held(wording):
    claims = CLAIMS.replace(*wording)
    assert claims != CLAIMS
    assert errors(hold(claims)) == []
    assert errors(hold_locked(claims)) == []


def test_a_date_beside_prose_counts_as_held():
    (planned,) = [claim for claim in hold().claims if "2024-06/.." in claim.atoms]
    assert planned.outcome is Outcome.HELD


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Nordsund keeps its hand on the trigger. [@wire:contract]", Outcome.UNHELD),
        ("Only one of our two sources speaks of money. [@wire:contract]", Outcome.UNHELD),
        ("Training Nordsund takes its time. [@wire:contract]", Outcome.UNHELD),
        ("Nordsund trusts the Brekke yard. [@wire:contract]", Outcome.HELD),
        ("Nordsund buys eight. [@wire:contract]", Outcome.HELD),
        ("Nordsund buys {ferries@wire}. [@wire:contract]", Outcome.HELD),
        ("Nordsund may begin in summer. [@wire:training]", Outcome.HELD),
    ],
)
def test_a_subject_or_a_count_of_the_sources_alone_holds_nothing(claim, outcome):
    evidence = hold(claim)
    (found,) = [each for each in evidence.claims if each.where.path[:3] == ("sections", 1, "narrative")]
    assert evidence.errors == ()
    assert found.outcome is outcome


def test_two_sources_that_hold_all_atoms_corroborate_a_claim():
    (claim,) = [
        each
        for each in hold("Kvitvik waits for its ships. [@wire:harbour] [@daily:order]").claims
        if "waits" in each.text
    ]
    assert claim.corroborated
    (alone,) = [
        each for each in hold("Brekke builds ferries. [@wire:contract] [@daily:stage]").claims if "Brekke" in each.text
    ]
    assert not alone.corroborated


def test_part_of_the_texts_holds_with_the_lock_for_the_rest():
    evidence = cite.hold(spec(), {"wire": SNAPSHOTS["wire"]}, locked())
    assert evidence.basis is Basis.LOCK
    assert evidence.errors == ()


def test_neither_text_nor_lock_is_unusable_input():
    with pytest.raises(UnusableInput) as error:
        cite.hold(spec(), {}, None)
    assert [problem.code for problem in error.value.problems] == ["LOCK001", "LOCK001"]


def test_a_mutated_claim_is_underlined_at_its_characters():
    evidence = hold(CLAIMS.replace("€254 million", "€245 million"))
    (problem,) = evidence.errors
    text = spec(CLAIMS.replace("€254 million", "€245 million")).sections[1].text.text
    assert text[problem.where.start : problem.where.end] == "€245 million"
