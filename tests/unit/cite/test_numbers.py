from fractions import Fraction

import pytest

from pipeline.cite.atoms import reader

READ = reader("en")

FIGURES = {
    "254 billion yen": [(254 * 10**9, "JPY")],
    "US$1.7 billion": [(17 * 10**8, "USD")],
    "$1.7bn": [(17 * 10**8, "$")],
    "€2.5 million": [(2500000, "EUR")],
    "JPY 254 billion": [(254 * 10**9, "JPY")],
    "A$5m": [(5 * 10**6, "AUD")],
    "three million Canadian dollars": [(3 * 10**6, "CAD")],
    "12 million New Zealand dollars": [(12 * 10**6, "NZD")],
    "40 pounds sterling": [(40, "GBP")],
    "30 per cent": [(30, "%")],
    "30%": [(30, "%")],
    "3 percentage points": [(3, "%-point")],
    "2,500 kilometers": [(2500000, "m")],
    "a 2,500-kilometre range": [(2500000, "m")],
    "1,7 billion": [(17 * 10**8, "")],
    "12 000 kg": [(12000000, "g")],
    "12\u202f000 kg": [(12000000, "g")],
    "1.500.000 votes": [(1500000, "")],
    "two hundred and five thousand ships": [(205000, "")],
    "twenty-one ships": [(21, "")],
    "a dozen tugs": [(12, "")],
    "two dozen tugs": [(24, "")],
    "half of Asia": [(Fraction(1, 2), "")],
    "two-thirds of voters": [(Fraction(2, 3), "")],
    "2/3 of voters": [(Fraction(2, 3), "")],
    "a quarter of it": [(Fraction(1, 4), "")],
    "two and a half million": [(2500000, "")],
    "half a million": [(500000, "")],
    "2½ years": [(Fraction(5, 2), "year")],
    "two decades": [(20, "year")],
    "20 to 30 per cent": [(20, "%"), (30, "%")],
    "$5-10 million": [(5 * 10**6, "$"), (10 * 10**6, "$")],
    "between 3 and 4 km": [(3000, "m"), (4000, "m")],
    "5-10 million yen": [(5 * 10**6, "JPY"), (10 * 10**6, "JPY")],
    "minus 5 degrees": [(-5, "degree")],
    "-5 °C": [(-5, "degree C")],
    "at 10:30 a.m.": [(630, "o'clock")],
    "at 3 pm": [(900, "o'clock")],
    "1250 m": [(1250, "m")],
    "1,250 m": [(1250, "m")],
    "60 mph": [(60, "mph")],
    "90 kilometres per hour": [(90, "km/h")],
    "the 3rd ship": [(3, "")],
    "twenty-first ship": [(21, "")],
}

NONE = [
    "the MK-41 launcher", "an F-35 fighter", "the H1N1 virus", "Type 12s", "Block IV", "a can of beans", "for years",
    "in 2017", "March 2017", "the 1980s", "several ships", "Windows on the world", "no ships", "anyone", "phone",
    "a second", "per second", "quarter of 2024",
]  # fmt: skip


@pytest.mark.parametrize("text", FIGURES)
def test_value_and_unit(text):
    assert [(number.value, number.unit) for number in READ.read(text).numbers] == FIGURES[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text):
    assert [number.text for number in READ.read(text).numbers if not number.weak] == []


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("about 400 ships", "about"), ("approximately US$400", "about"), ("nearly 400", "about"), ("400 or so",
        "about"),
        ("up to 400", "at_most"), ("no more than 400", "at_most"), ("as many as 400", "at_most"), ("under 400",
        "at_most"),
        ("a maximum range of 400 km", "at_most"), ("at least 400", "at_least"), ("more than 400", "at_least"),
        ("over 400", "at_least"), ("no fewer than 400", "at_least"), ("400 or more", "at_least"),
        ("some of the 400", "part_of"), ("most of their 400 latest ships", "part_of"), ("thousands of ships", "vague"),
        ("tens of thousands", "vague"), ("one ship", "weak"), ("the first ship", "weak"), ("the third ship", "ordinal"),
    ],
)  # fmt: skip
def test_what_the_words_beside_say(text, flag):
    flags = {"about", "at_most", "at_least", "part_of", "vague", "weak", "ordinal"} - (
        {"ordinal"} if flag == "weak" else set()
    )
    (number,) = READ.read(text).numbers
    assert {each for each in flags if getattr(number, each)} == {flag}


def test_an_increase_over_a_sum_is_no_limit():
    (number,) = READ.read("an increase over the $90 million of last year").numbers
    assert not number.at_least


@pytest.mark.parametrize(
    ("text", "noun"),
    [("eight existing Aegis destroyers", "destroyers"), ("400 latest missiles", "missiles"), ("12 people", "people")],
)
def test_what_a_figure_counts(text, noun):
    from pipeline.model.atoms import mark

    assert READ.read(text).numbers[0].counted == mark(READ.stem(noun))


def test_a_figure_stands_at_its_characters():
    text = "“We paid 12\u00a0million kroner”"
    (number,) = READ.read(text).numbers
    assert text[number.start : number.end] == "12\u00a0million kroner"
