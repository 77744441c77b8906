"""Fiscal years: only a declared calendar says which days they have."""

import pytest

from pipeline import cite, read
from tests.unit.cite.samples import snapshot, told

TEXT = (
    "The pier is to be paid for in fiscal 2025. The first quarter of fiscal 2026 brings the bill, and the next fiscal"
    " year the rest."
)
JAPAN, FEDERAL, CALENDAR = "{starts: 04-01, named: start}", "{starts: 10-01, named: end}", "{starts: 01-01, named: end}"
SPEC = """\
brief: 1
id: pier
title: The pier
as_of: 2025-06-30
FISCAL
sources:
  gazette:
    title: The pier
    published: {date: 2025-05-20}
    sha256: HASH
    descriptor: A paper.
    passages:
      pier: "The pier is … fiscal 2025"
      bill: "The first quarter … the rest"
sections:
  - timeline:
      events:
        - date: DATE
          says: SAYS
          from: published
          status: planned
          text: The pier is paid for.
          cite: ["gazette:PASSAGE"]
  - sources: {}
"""


def problems(date, says="fiscal 2025", passage="pier", fiscal="", own=""):
    texts = {"gazette": snapshot((TEXT,))}
    text = SPEC.replace("FISCAL", f"fiscal_year: {fiscal}" if fiscal else "").replace("HASH", texts["gazette"].sha256)
    text = text.replace("DATE", date).replace("SAYS", says).replace("PASSAGE", passage)
    text = text.replace("    descriptor:", f"    fiscal_year: {own}\n    descriptor:") if own else text
    spec = read.spec(text.encode(), "pier.yaml").spec
    lock = cite.read_lock(cite.write_lock(cite.make_lock(spec, texts)), "pier.lock")
    found, from_lock = cite.hold(spec, texts, None).problems, cite.hold(spec, {}, lock).problems
    assert found == from_lock
    return [told(problem) for problem in found if problem.code.startswith("DATE")]


@pytest.mark.parametrize(
    ("fiscal", "date"),
    [
        (JAPAN, "2025-04/2026-03"),
        (JAPAN, "202X"),
        (FEDERAL, "2024-10/2025-09"),
        (CALENDAR, "2025"),
        ("{starts: 04-06, named: start}", "2025-04-06/2026-04-05"),
    ],
)
def test_the_days_of_the_declared_calendar_hold(fiscal, date):
    assert not problems(date, fiscal=fiscal)


def test_without_a_calendar_nothing_holds():
    assert problems("2025-04/2026-03") == [
        (
            'error[DATE009] nothing says when the fiscal year of "fiscal 2025" starts\n'
            "help: declare it for the brief or the source, as in fiscal_year: {starts: 04-01, named: start}"
        )
    ]


def test_a_calendar_year_is_no_fiscal_year():
    assert problems("2025", fiscal=JAPAN) == [
        (
            'error[DATE001] 2025 is not "fiscal 2025"\n'
            "the fiscal year starts on 04-01, and has its name from the year of its start\n"
            "help: write 2025-04/2026-03"
        )
    ]


@pytest.mark.parametrize("date", ["1900/2100", "2025/2026", "2025-04/2026", "2025-04/..", "../2026-03"])
def test_a_fiscal_year_has_its_own_days_and_no_others(date):
    assert problems(date, fiscal=JAPAN)


def test_a_day_is_finer_than_a_fiscal_year():
    (found,) = problems("2025-04-01", fiscal=JAPAN)
    assert found.startswith("error[DATE002] 2025-04-01 is finer than its passage")


def test_a_source_has_its_own_calendar():
    assert not problems("2024-10/2025-09", fiscal=JAPAN, own=FEDERAL)
    assert problems("2025-04/2026-03", fiscal=JAPAN, own=FEDERAL)


def test_a_quarter_of_a_fiscal_year():
    says = "first quarter of fiscal 2026"
    assert not problems("2026-04/2026-06", says, "bill", JAPAN)
    assert problems("2026-01/2026-03", says, "bill", JAPAN)


def test_a_fiscal_year_from_the_day_of_publication():
    says = "next fiscal year"
    assert not problems("2026-04/2027-03", says, "bill", JAPAN)
    assert not problems("2025-10/2026-09", says, "bill", FEDERAL)
    assert problems("2025-04/2026-03", says, "bill", JAPAN)
