"""Facts: what a value may say beside its figure, and what its passage must say for it."""

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
    heads = [claim for claim in evidence.claims if claim.text == "Ferries"]
    assert len(heads) == 1


def test_a_claim_of_a_fact_alone_says_what_it_cites():
    evidence = hold("There are {ferries@daily} of them.")
    (found,) = [claim for claim in evidence.claims if claim.text == "There are {…} of them."]
    assert found.cited == ("daily:order",)


def test_an_events_date_is_held_against_the_passages_of_its_facts():
    event = "        - date: 2030\n          text: The order is for {ferries@daily}.\n        - date: ../2027"
    evidence = hold("Astrid Moe did not resign. [@wire:vote]", ("        - date: ../2027", event))
    (found,) = [problem for problem in evidence.problems if problem.code == "DATE001"]
    assert told(found).startswith("error[DATE001] 2030 is not in passage daily:order")
