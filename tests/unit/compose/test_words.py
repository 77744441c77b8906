"""Dates, numbers, quantities and the evidence line in words."""

import contextlib
import datetime as dt
from fractions import Fraction

import pytest

from pipeline import assets
from pipeline.cite.atoms.english import English, units
from pipeline.cite.quantity import NoQuantity, read_quantity
from pipeline.compose import evidence_line, read_words
from pipeline.compose.dates import day, printed, reckoned
from pipeline.compose.facts import amount, reported_in_words
from pipeline.model.edtf import parse_edtf
from pipeline.model.evidence import Basis, Evidence, HeldClaim, Outcome
from pipeline.model.fact import Reported
from pipeline.model.fiscal import FiscalYear
from pipeline.model.problem import Where
from pipeline.model.spec import Role


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2024-03-19", "19 March 2024"),
        ("2024-03", "March 2024"),
        ("2024-23", "autumn 2024"),
        ("2024-34", "the second quarter of 2024"),
        ("2024-41", "the second half of 2024"),
        ("2024", "2024"),
        ("202X", "the 2020s"),
        ("18XX", "the 1800s"),
        ("XXXX", "date unknown"),
        ("2025/2027", "2025 to 2027"),
        ("2024-03/..", "from March 2024"),
        ("../2027", "by 2027"),
        ("2024/", "from 2024, end unknown"),
        ("[2024-01..2024-03]", "between January and March 2024"),
        ("[2023-11..2024-03]", "between November 2023 and March 2024"),
        ("[2024-01,2024-03]", "January 2024 or March 2024"),
        ("[2024,2025,2026]", "2024, 2025 or 2026"),
        ("/2027", "until 2027, start unknown"),
        ("[..2024]", "in 2024 or earlier"),
        ("[2025..]", "in 2025 or later"),
        ("[2024-03-19..]", "on 19 March 2024 or later"),
        ("[2023,2025..]", "2023 or in 2025 or later"),
        ("2025~/2027", "from about 2025 to 2027"),
        ("2025/2027~", "2025 to about 2027"),
        ("2025~/2027?", "from about 2025 to 2027 (end uncertain)"),
        ("2025?/2027", "2025 to 2027 (start uncertain)"),
        ("2025%/2027?", "from about 2025 to 2027 (start and end uncertain)"),
        ("[2025..2027~]", "between 2025 and about 2027"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("0476", "AD 476"),
        ("-0043/0014", "44 BC to AD 14"),
        ("2024-03~", "about March 2024"),
        ("2024?", "2024 (uncertain)"),
        ("2024%", "about 2024 (uncertain)"),
    ],
)
def test_a_date_is_printed_as_finely_as_it_is_known(words, edtf, said):
    assert printed(parse_edtf(edtf), words) == said


@pytest.mark.parametrize(
    ("says", "base", "calendars", "said"),
    [
        (
            "fiscal 2025",
            "",
            ("04-01", "start"),
            ("the source says “fiscal 2025”; fiscal years start on 1 April and are called by the year they start in"),
        ),
        (
            "next fiscal year",
            "published",
            ("10-01", "end"),
            (
                "reckoned from “next fiscal year” and the date of publication; fiscal years start on 1 October and are"
                " called by the year they end in"
            ),
        ),
        ("Q1 FY25", "", None, "the source says “Q1 FY25”"),
        ("next year", "2024-03", ("04-01", "start"), "reckoned from “next year”, counted from March 2024"),
    ],
)
def test_a_reckoning_is_told_with_its_calendar(words, says, base, calendars, said):
    known = [FiscalYear(starts=calendars[0], named=calendars[1])] if calendars else []
    assert reckoned(says, base, words, known) == said


def test_american_english_has_its_own_dates():
    words = read_words(assets.read_text("labels/en.json"), "en-US")
    assert day(dt.date(2024, 3, 9), words) == "March 9, 2024"
    assert printed(parse_edtf("2024-23"), words) == "fall 2024"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("254 billion JPY", "254 billion yen"),
        ("1 USD", "1 US dollar"),
        ("1.5 USD", "1.5 US dollars"),
        ("2500 km", "2,500 km"),
        ("2,500 km", "2,500 km"),
        ("12345", "12,345"),
        ("2030", "2,030"),
        ("1 year", "1 year"),
        ("18 months", "18 months"),
        ("25 yr", "25 years"),
        ("one EUR", "one euro"),
        ("US$1.7bn", "1.7 billion US dollars"),
        ("1,7 million EUR", "1.7 million euros"),
        ("12 000 CHF", "12,000 Swiss francs"),
        ("10:30", "10:30"),
        ("a third", "a third"),
        ("1/3", "1/3"),
        ("−3 °C", "−3 °C"),
        ("100 km²", "100 km²"),
        ("5 square miles", "5 square miles"),
        ("5 nanometres", "5 nanometres"),
        ("20-30 %", "20 to 30 per cent"),
        ("5 to 10 million USD", "5 to 10 million US dollars"),
        ("900 thousand to 1.2 million EUR", "900 thousand to 1.2 million euros"),
        ("18.4 million EUR a year", "18.4 million euros a year"),
        ("18.4 million EUR/year", "18.4 million euros/year"),
        ("two hundred ships", "two hundred ships"),
        ("2000 Tomahawk missiles", "2,000 Tomahawk missiles"),
        ("400 missiles", "400 missiles"),
        ("-3 %", "−3 per cent"),
        ("many", "many"),
    ],
)
def test_a_quantity_keeps_its_scale_and_gets_its_unit_in_words(words, written, said):
    assert amount(written, quantities(written), words).replace("\u00a0", " ") == said


def quantities(*texts):
    """The texts that are quantities, as they are read."""
    found = {}
    for text in texts:
        with contextlib.suppress(NoQuantity):
            found[text] = read_quantity(text, English())
    return found


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ({"value": "200", "about": True, "part_of": "400 missiles"}, "about 200 of 400 missiles"),
        ({"value": "200 missiles", "part_of": "400 missiles"}, "200 of 400 missiles"),
        ({"value": "5 million EUR", "part_of": "12 million EUR"}, "5 million of 12 million euros"),
        ({"part_of": "400 missiles"}, "some of 400 missiles"),
        ({"value": "20 to 30 %", "about": True}, "about 20 to 30 per cent"),
        ({"value": "20 km", "about": True, "at_most": True}, "up to about 20 km"),
    ],
)
def test_a_report_is_printed_with_what_is_said_of_it(words, report, said):
    reported = Reported.model_validate({**report, "passage": "p"})
    read = quantities(*filter(None, (reported.value, reported.part_of)))
    assert reported_in_words(reported, read, words).replace("\u00a0", " ") == said


def test_every_currency_and_measure_has_its_names(words):
    codes = {*units.CODES, *units.SYMBOLS.values(), *units.DOLLARS.values(), *units.CURRENCY_WORDS.values()} - {"RMB"}
    bases = {units.named(base, Fraction(1))[0] for base in units.BASES}
    known = {
        *codes,
        *units.SMALL_CHANGE,
        "pence",
        "%",
        "%-point",
        "degree C",
        "degree F",
        *bases,
        "kilometre",
        "gigawatt",
    }
    assert len(known) > 90
    assert {unit for unit in known if unit not in words.units} == {"cents", "penny"}
    assert all(isinstance(names, list) and len(names) == 2 for names in words.units.values())


def test_american_english_has_its_own_units():
    words = read_words(assets.read_text("labels/en.json"), "en-US")
    assert amount("3 %", quantities("3 %"), words) == "3\u00a0percent"
    assert amount("5 kilometres", quantities("5 kilometres"), words) == "5\u00a0kilometers"


def claims(*outcomes, role=Role.CLAIM):
    return tuple(HeldClaim(Where(("x",)), "t", role, (), outcome) for outcome in outcomes)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            claims(Outcome.HELD, Outcome.HELD, Outcome.UNHELD),
            "3 claims: 2 held against the text, 1 without anything to hold, for the reader to judge",
        ),
        (claims(Outcome.HELD), "1 claim: 1 held against the text, 0 without anything to hold, for the reader to judge"),
        (
            claims(Outcome.HELD, Outcome.FAILED) + claims(Outcome.UNHELD, role=Role.REASON),
            (
                "2 claims: 1 held against the text, 0 without anything to hold, for the reader to judge, 1 not held; "
                "1 gap or reason is counted apart"
            ),
        ),
    ],
)
def test_the_evidence_line_counts_claims_and_reasons_apart(words, held, said):
    assert evidence_line(Evidence(Basis.TEXT, {}, held, ()), words) == said


def test_the_evidence_line_says_what_claims_were_held_against(words):
    assert "held against the lock" in evidence_line(Evidence(Basis.LOCK, {}, claims(Outcome.HELD), ()), words)
