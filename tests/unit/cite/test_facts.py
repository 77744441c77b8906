"""Facts: what a value may say beside its figure, and what its passage must say for it."""

import pytest

from pipeline import cite
from pipeline.cite import acknowledged
from tests.unit.cite import reported
from tests.unit.cite.reported import said
from tests.unit.cite.samples import errors, hold, told

TABLE = """\
  - table:
      title: The order
      columns: [{label: Point}, {label: Number}]
      rows:
        - cells: [Ferries, "{ferries@wire}"]
  - gaps:"""


def test_a_rows_heading_rests_on_what_its_facts_bring():
    evidence = hold("Astrid Moe did not resign. [@wire:vote]", ("  - gaps:", TABLE))
    assert errors(evidence) == []
    bare = hold("Astrid Moe did not resign. [@wire:vote]", ("  - gaps:", TABLE.replace("{ferries@wire}", "many")))
    assert "CITE001" in errors(bare)


def test_a_claim_of_a_fact_alone_says_what_it_cites():
    evidence = hold("There are {ferries@daily} of them.")
    (found,) = [claim for claim in evidence.claims if claim.text == "There are {…} of them."]
    assert found.cited == ("daily:order",)


def test_an_events_date_is_held_against_the_passages_of_its_facts():
    event = "        - date: 2030\n          text: The order is for {ferries@daily}.\n        - date: ../2027"
    evidence = hold("Astrid Moe did not resign. [@wire:vote]", ("        - date: ../2027", event))
    (found,) = [problem for problem in evidence.problems if problem.code == "DATE001"]
    assert told(found).startswith("error[DATE001] 2030 is not in passage daily:order")


BOUGHT = "Last year they bought 200 missiles for the navy."


@pytest.mark.parametrize("value", ["200", "200 missiles", "200 missile", "two hundred missiles", "200 Missiles"])
def test_a_value_is_a_figure_and_what_it_counts(value):
    assert said(BOUGHT, f'value: "{value}"') == []


FORM = "help: write the figure with its unit, and at the most what it counts: 200 missiles"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "200 ships",
            (
                'error[FACT001] "200 ships" counts something else than passage a:p\npassage says: 200\n'
                "help: name what it counts as the passage does, or leave the name out"
            ),
        ),
        (
            "not 200 missiles",
            (
                'error[FACT007] "not 200 missiles" denies its figure\n'
                "help: a value gives what the source says; where it says that nothing is settled, write open: true"
            ),
        ),
        (
            "up to 200 missiles",
            (
                'error[FACT007] "up to 200 missiles" says more than a figure and what it counts: "up to"\n'
                "help: write the figure alone, 200 missiles, and beside it at_most: true"
            ),
        ),
        (
            "about 200 missiles",
            (
                'error[FACT007] "about 200 missiles" says more than a figure and what it counts: "about"\n'
                "help: write the figure alone, 200 missiles, and beside it about: true"
            ),
        ),
        (
            "200+",
            (
                'error[FACT007] "200+" says more than a figure and what it counts: "at least"\n'
                "help: write the figure alone, 200, and beside it at_least: true"
            ),
        ),
        (
            "200 missiles for the enemy",
            'error[FACT007] "200 missiles for the enemy" says more than a figure and what it counts: "for the enemy"\n'
            + FORM,
        ),
        (
            "some of 200 missiles",
            (
                'error[FACT007] "some of 200 missiles" says more than a figure and what it counts: "some of"\n'
                "help: write part_of: 200 missiles in the place of value"
            ),
        ),
        (
            "200 of the 400 missiles",
            (
                'error[FACT007] "200 of the 400 missiles" is a part of a whole\n'
                "help: write value: 200 and part_of: 400 missiles"
            ),
        ),
        (
            "200 Russian missiles",
            (
                'error[FACT001] "200 Russian missiles" counts something else than passage a:p\npassage says: 200\n'
                "help: name what it counts as the passage does, or leave the name out"
            ),
        ),
        (
            "exactly 200 missiles",
            'error[FACT007] "exactly 200 missiles" says more than a figure and what it counts: "exactly"\n' + FORM,
        ),
        (
            "200, 300",
            (
                'error[FACT007] "200, 300" is more than one figure\n'
                "help: write one figure, a range (20 to 30 %), or a list of values"
            ),
        ),
    ],
)
def test_a_value_that_says_more_is_refused(value, expected):
    assert said(BOUGHT, f'value: "{value}"') == [expected]


@pytest.mark.parametrize(
    ("passage", "report"),
    [
        ("In all they ordered 200 missiles or more from the yard.", 'value: "200", at_least: true'),
        ("In all they ordered 200+ missiles from the yard.", 'value: "200 missiles", at_least: true'),
        ("It was a 25-year-old yard that they bought in the end.", "value: 25 years"),
        ("Each of the two weighs 12 t and is made of steel.", "value: 12 t"),
        ("Each of the two weighs 12 tonnes and is made of steel.", "value: 12 t"),
        ("It pumps 5 million barrels of oil from the new field.", "value: 5 million barrels of oil"),
        ("The quay costs 18.4 million euros a year to keep open.", "value: 18.4 million EUR a year"),
        ("The annual cost of the quay is 18.4 million euros, they say.", "value: 18.4 million EUR a year"),
        ("A third of the fleet is to be scrapped this spring.", "value: a third"),
        ("Between 20 and 30 per cent of the fleet is old.", "value: 20 to 30 %"),
        ("The fleet of the line shrank by 20-30% last year.", "value: 20 to 30 %"),
        ("The whole programme may cost $5-10 million in the end.", "value: 5 to 10 million USD"),
        ("They say that 200 of the 400 missiles are old.", 'value: "200", part_of: "400"'),
        ("They say that 200 of the 400 missiles are old.", "value: 200, part_of: 400 missiles"),
        ("They ordered 400 missiles, of which only 200 are new.", 'value: "200", part_of: "400"'),
        ("Of the 400 missiles on order, 200 are old ones.", 'value: "200", part_of: "400"'),
        ("They replaced some of the 400 missiles with older ones.", 'part_of: "400"'),
        ("They replaced some of the 400 missiles with older ones.", "part_of: 400 missiles"),
        ("They did not wait, and they bought 200 missiles at once.", 'value: "200"'),
        ("They did not say when the 200 missiles would come.", 'value: "200"'),
        ("They bought no more than 200 missiles from the yard.", 'value: "200", at_most: true'),
        ("The cost could not exceed 12 million euros, they said.", "value: 12 million EUR, at_most: true"),
        ("They will not deliver the 200 missiles before the summer.", 'value: "200"'),
        ("They bought 400 missiles; half of them, 200, are old ones.", "value: 200, part_of: 400"),
        ("They bought 400 missiles; 200 of them are old ones.", "value: 200, part_of: 400"),
        ("It never had more than 200 missiles in store there.", "value: 200, at_most: true"),
        ("They have a two-year contract for the ships there.", "value: 2 years"),
        ("They need three people per ship to run it well.", "value: 3 people per ship"),
        ("They signed without delay, and then bought 200 missiles there.", 'value: "200"'),
    ],
)
def test_what_an_honest_author_reports(passage, report):
    assert said(passage, report) == []


@pytest.mark.parametrize(
    ("passage", "report", "head"),
    [
        ("It costs 18.4 million euros to keep it open.", "value: 18.4 million EUR a year", "is no rate in passage a:p"),
        (
            "It costs 18.4 million euros a month to keep open.",
            "value: 18.4 million EUR a year",
            "is not in passage a:p",
        ),
        ("They did not buy 200 missiles for the navy.", 'value: "200"', 'the passage denies "200"'),
        ("In the end it was not 200 but 300 missiles.", 'value: "200"', 'the passage denies "200"'),
        (
            "They never ordered the 200 missiles for the navy.",
            "value: 200 missiles",
            'the passage denies "200 missiles"',
        ),
        ("It rose from 20 to 30 per cent last year.", "value: 20 to 30 %", '"20 to 30 %" is not in passage a:p'),
        ("They saw 20 per cent here and 30 per cent there.", "value: 20 to 30 %", '"20 to 30 %" is not in'),
        ("They denied buying 200 missiles from the yard then.", "value: 200", 'the passage denies "200"'),
        ("They bought none of the 200 missiles on offer then.", "value: 200", 'the passage denies "200"'),
        ("It was not 18.4 million euros but 20 million then.", "value: 18.4 million EUR", "the passage denies"),
        ("They bought 200 of the older and 400 new ones.", "value: 200, part_of: 400", 'does not say "200 of 400"'),
        ("They have 400 missiles and 200 ships in all.", 'value: "200", part_of: "400"', 'does not say "200 of 400"'),
        ("They replaced some of the 400 missiles with new ones.", 'value: "400", part_of: "400"', "is no part of"),
        ("They have 400 missiles and 200 ships in all.", 'part_of: "400"', 'does not say "some of 400"'),
        ("They have 200 ships, each with 5 missiles on board.", "value: 200 missiles", "counts something else"),
    ],
)
def test_what_a_passage_does_not_say(passage, report, head):
    (found,) = said(passage, report)
    assert found.startswith("error[FACT001]")
    assert head in found.split("\n")[0]


def test_a_range_and_a_rate_cut_short_are_warned_of():
    assert said("Between 20 and 30 per cent of the fleet is old.", "value: 20 %") == [
        (
            'warning[CITE009] "20" stands in the passage with "20 to 30 per cent"\npassage says: 20 to 30 per cent\n'
            "help: write the whole range, as in value: 20 to 30 %"
        )
    ]
    assert said("The quay costs 18.4 million euros a year to keep open.", "value: 18.4 million EUR") == [
        (
            'warning[CITE009] "18.4 million euros" stands in the passage with "a year"\n'
            "passage says: 18.4 million euros\nhelp: add what it is counted over: 18.4 million euros a year"
        )
    ]


STAGES = "terms: {planned: [is to be signed, expected to be signed], signed: [signed]}"


@pytest.mark.parametrize(
    "passage",
    [
        "The contract with the yard may be signed in spring.",
        "The contract with the yard will be signed in spring.",
        "The contract is expected to be signed in the spring.",
        "The contract with the yard must be signed by summer.",
        "If the contract is signed, the ships come in spring.",
        "They asked the yard whether it had signed or not.".replace("signed", "signed the contract"),
        "The yard has yet to be signed up by them.",
        "The yard denied reports that it had signed the contract.",
        "The two of them failed to have it signed early.",
        "They built the ship without having signed a contract.",
    ],
)
def test_a_term_that_the_passage_makes_future_possible_or_denied_is_refused(passage):
    (found,) = said(passage, "value: signed", STAGES)
    assert found.startswith("error[FACT001] the passage ")


@pytest.mark.parametrize(
    ("passage", "value"),
    [
        ("The contract with the yard was signed in early spring.", "signed"),
        ("The contract is to be signed some time in spring.", "planned"),
        ("The contract is expected to be signed in the spring.", "planned"),
        ("They signed it, and may have another one signed soon.", "signed"),
        ("They signed it, and will deliver the ships in spring.", "signed"),
        ("They signed the contract without a word to the press.", "signed"),
        ("The contract that they signed does not name a price.", "signed"),
        ("The yard has the signed contract, and will build it.", "signed"),
        ("It will have the signed contract by the next spring.", "signed"),
        ("They signed the contract, and asked if it was final.", "signed"),
    ],
)
def test_a_term_that_the_passage_tells(passage, value):
    assert said(passage, f"value: {value}", STAGES) == []


def test_what_tells_a_term_otherwise_is_shown():
    assert said("The contract with the yard may be signed in spring.", "value: signed", STAGES) == [
        (
            'error[FACT001] the passage tells "signed" as possible only\npassage says: may\nhelp: report the stage '
            "that it tells, or give the term the words that tell it, as in planned: [is to be built]"
        )
    ]


YEARS = {"a": "2030-12/2031-01"}


def test_a_relative_date_of_several_years_asks_why_and_takes_the_reason():
    passage = "Training of the crews may begin in March this year."
    report = "{date: 2031-03, says: March this year, from: published, passage: p}"
    (found,) = reported.hold({"a": (passage, report)}, published=YEARS).problems
    assert told(found).startswith('error[DATE005] "March this year" may be 2030-03, 2031-03\nhelp: say with because:')
    why = report.replace("passage", "because: It tells of autumn 2030 as past, passage")
    assert reported.hold({"a": (passage, why)}, published=YEARS).problems == ()


CHANGES = [
    ('value: "200", passage', 'value: "300", passage', "a: 200 when it was acknowledged, now 300"),
    ('value: "200", passage', 'value: "200", about: true, passage', "a: 200 when it was acknowledged, now 200, about"),
    (
        'value: "200", passage',
        'value: "200", part_of: "400", passage',
        "a: 200 when it was acknowledged, now 200, part of 400",
    ),
    ('value: "200", passage', "value: 200 to 300, passage", "a: 200 when it was acknowledged, now 200 to 300"),
    ('value: "200", passage', 'part_of: "400", passage', "a: 200 when it was acknowledged, now part of 400"),
    (
        'value: "200", passage',
        "date: 2031-03, says: March, because: It is, passage",
        "a: 200 when it was acknowledged, now 2031-03, because It is",
    ),
]


@pytest.mark.parametrize(("old", "new", "note"), CHANGES)
def test_a_report_that_changes_asks_for_its_reason_again(old, new, note):
    reports = {
        "a": ("They bought 200 missiles in the end.", '{value: "200", passage: p}'),
        "b": ("They bought 500 missiles in the end.", '{value: "500", passage: p}'),
    }
    fact = 'differs: {as: conflict, because: "Each counts for itself. [@a]"}'
    before, _ = reported.written(reports, fact)
    now, _ = reported.written({**reports, "a": (reports["a"][0], reports["a"][1].replace(old, new))}, fact)
    (found,) = acknowledged.unread(now, acknowledged.acknowledged(before))
    assert found.code == "LOCK007"
    assert found.notes == (note,)
    assert list(acknowledged.unread(before, acknowledged.acknowledged(before))) == []


def test_the_lock_answers_what_a_value_counts():
    reports = {"a": ("They have old ferries, and of these 12 big ones.", "{value: 12 big ones, passage: p}")}
    spec, snapshots = reported.written(reports)
    lock = cite.read_lock(cite.write_lock(cite.make_lock(spec, snapshots)), "order.lock")
    assert cite.hold(spec, {}, lock).problems == ()
