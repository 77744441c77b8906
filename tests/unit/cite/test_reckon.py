"""The date beside an event against one passage: what follows from it, and what does not."""

import pytest

from pipeline import cite, read
from tests.unit.cite.samples import snapshot, told

SPEC = """\
brief: 1
id: pier
title: The pier
as_of: 2030-06-30
FISCAL
sources:
  gazette:
    title: The pier
    PUBLISHED
    sha256: HASH
    descriptor: A paper.
    passages: {pier: "PASSAGE"}
sections:
  - timeline:
      events:
        - date: "DATE"
          MORE
          status: STATUS
          text: TEXT
          cite: ["gazette:pier"]
  - sources: {}
"""
JAPAN = "fiscal_year: {starts: 04-01, named: start}"


def problems(
    passage, date, says="", *, from_="", because="", published="2024-06-15", fiscal="", status="planned", text=""
):
    """What is told of the date, from the text; and the lock tells the same."""
    texts = {"gazette": snapshot((passage,))}
    words = passage.rstrip(".").split()
    named = " ".join(words[:4]) + " … " + " ".join(words[-2:]) if len(words) > 6 else " ".join(words)
    lines = {"says": says, "from": from_, "because": because}
    more = "\n          ".join(f'{key}: "{value}"' for key, value in lines.items() if value) or "accepts: {}"
    fields = {
        "FISCAL": fiscal, "PUBLISHED": f'published: {{date: "{published}"}}' if published else "kind: report",
        "HASH": texts["gazette"].sha256, "PASSAGE": named, "DATE": date, "MORE": more, "STATUS": status,
        "TEXT": text or "It happens.",
    }  # fmt: skip
    filled = SPEC
    for key, value in fields.items():
        filled = filled.replace(key, value, 1)
    spec = read.spec(filled.encode(), "pier.yaml").spec
    lock = cite.read_lock(cite.write_lock(cite.make_lock(spec, texts)), "pier.lock")
    found, from_lock = cite.hold(spec, texts, None).problems, cite.hold(spec, {}, lock).problems
    assert found == from_lock
    return [told(problem) for problem in found if problem.code.startswith("DATE")]


def codes(*args, **more):
    return [problem.partition("[")[2][:7] for problem in problems(*args, **more)]


# passage, dates that hold, dates that do not with the code
AS_THEY_ARE = [
    ("The pier opened on 19 March 2024.",
     ["2024-03-19", "2024-03", "2024", "202X", "20XX"],
     {"../2024-03-19": 6, "2024-03-19/..": 6, "2024-03-19/": 6, "/2024-03-19": 6, "[..2024-03-19]": 6,
      "2024-03-20": 1}),
    ("The pier opened in 2024.", ["2024", "2024~"],
     {"[..2024]": 6, "[2024..]": 6, "../2024": 6, "2024/..": 6, "2024-03": 2, "2024/2025": 1, "2025": 1}),
    ("The pier opens in 2024 or 2025.", ["[2024,2025]", "[2024..2025]", "202X"],
     {"2024": 2, "2025": 2, "2024/2025": 2, "[2024]": 2}),
    ("The pier opens in 2024, 2025 or 2026.", ["[2024..2026]", "[2024,2025,2026]"], {"2024": 2, "[2024,2025]": 2}),
    ("The pier opens between March and May 2025.", ["[2025-03..2025-05]", "2025-03/2025-05", "2025"],
     {"2025-03": 2, "2025-05": 2, "2025-03/..": 2, "2025-04": 1}),
    ("The pier opens in March or April 2025.", ["[2025-03,2025-04]", "[2025-03..2025-04]", "2025"],
     {"2025-04": 2, "2025-03": 2}),
    ("The pier is built from 2025 to 2027.", ["2025/2027", "202X"], {"2025": 2, "2025/..": 2, "../2027": 2, "2027": 2}),
    ("The pier is built from March 2025 to May 2027.", ["2025-03/2027-05", "2025/2027"], {"2025-03": 2}),
    ("Ferries sail in 2025 and 2027.", ["2025", "2027"], {"2025/2027": 1, "2026": 1}),
    ("Ferries sail on 19 and 20 March 2024.", ["2024-03-19", "2024-03-19/2024-03-20"], {"2024-03-18": 1}),
    ("The pier was built about 1850.", ["1850~", "1850%", "185X", "18XX"], {"1850": 2, "1850/..": 6}),
    ("The pier opened around March 2024.", ["2024-03~", "2024"], {"2024-03": 2}),
    ("A talk about March 2024 was given.", ["2024-03"], {}),
    ("The pier opens by 2027.", ["../2027", "[..2027]", "/2027"],
     {"2027": 6, "2027/..": 6, "[2027]": 6, "2026/2027": 1}),
    ("The pier opens before 2027.", ["../2026", "../2027", "[..2026]"], {"2026": 6, "2027": 6, "../2025": 1}),
    ("The pier opens before 1 March 2024.", ["../2024-02-29"], {"2024-02-29": 6}),
    ("The pier opens prior to 2024.", ["../2023"], {"2024": 6}),
    ("The pier opens not before May 2024.", ["2024-05/..", "[2024-05..]"], {"2024-05": 6, "../2024-05": 6}),
    ("The pier opens after May 2026.", ["2026-06/..", "2026-05/.."], {"2026-05": 6, "2026-06": 6}),
    ("The pier has been open since 2013.", ["2013/.."], {"2013": 6, "../2013": 6}),
    ("The pier opens in 2024 at the earliest.", ["2024/.."], {"2024": 6}),
    ("The pier opens as early as 2026.", ["2026/.."], {"2026": 6, "../2026": 6}),
    ("The pier opens from 2026.", ["2026", "2026/.."], {"../2026": 6}),
    ("The pier did not open until 2025.", ["2025", "2025/.."], {"../2025": 6}),
    ("The pier opened in 2024, not 2025.", ["2024"], {"2025": 1}),
    ("The pier opened in 2024 rather than 2025.", ["2024"], {"2025": 1}),
    ("It did not open in May or June 2024.", [], {"2024-05": 1, "2024-06": 1}),
    ("It did not open in May but in June 2024.", ["2024-06"], {}),
    ("Not only in 2024 were ferries late.", ["2024"], {}),
    ("The pier opens in early 2025.", ["2025", "2025~"], {"2025-02": 2, "2025-01/2025-04": 2}),
    ("The pier opens in summer or autumn 2025.", ["[2025-22,2025-23]", "2025"], {"2025-22": 2, "2025-23": 2}),
    ("It lasts from the first to third quarter of 2025.", ["2025-33/2025-35"], {"2025-33": 2}),
    ("The season of 2024/25 was good.", ["2024/2025"], {"2024": 2, "2025": 2}),
    ("The 2025 fiscal year was good.", [], {"2025": 1}),
    ("Rome fell in AD 476, they say.", ["0476", "04XX"], {"0477": 1}),
    ("Caesar was killed on 15 March 44 BC.", ["-0043-03-15", "-0043"], {"-0044": 1, "0044": 1}),
    ("The seas rise by 2250.", ["../2250"], {"2250": 6}),
    ("The pier was built from 1750 to 1760, and widened in 1900.", ["1750/1760", "1900"], {"1760/1900": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "date"), [(passage, date) for passage, dates, _ in AS_THEY_ARE for date in dates])
def test_a_date_that_follows(passage, date):
    assert not problems(passage, date)


@pytest.mark.parametrize(
    ("passage", "date", "code"),
    [(passage, date, code) for passage, _, dates in AS_THEY_ARE for date, code in dates.items()],
)
def test_a_date_that_does_not_follow(passage, date, code):
    assert codes(passage, date) == [f"DATE00{code}"]


# passage, says, dates that hold, dates that do not with the code; published on Saturday, 15 June 2024
RECKONED = [
    ("The pier may open as early as next year.", "next year", ["2025/.."], {"2025": 6, "../2025": 6, "2026/..": 1}),
    ("The pier may open as early as next year.", "as early as next year", ["2025/.."], {"2025": 6}),
    ("The pier opens by July this year.", "July this year", ["../2024-07"], {"2024-07": 6}),
    ("The pier opens by next year.", "by next year", ["../2025"], {"2025": 6}),
    ("The pier opens within two years.", "within two years", ["../2026"], {"2026": 6}),
    ("The pier opens in May this year.", "May this year", ["2024-05"], {"2024": None, "2025-05": 1}),
    ("The pier opens in March next year.", "March next year", ["2025-03"], {"2025-03-01": 2}),
    ("The pier opens in May of this year.", "May of this year", ["2024-05"], {}),
    ("The pier opens in March or April next year.", "April next year", ["[2025-03,2025-04]"], {"2025-04": 2}),
    ("The pier opens this year or next year.", "next year", ["[2024,2025]"], {"2025": 2}),
    ("The pier opens this or next year.", "next year", ["[2024..2025]"], {"2025": 2}),
    ("The pier opens this spring, he said.", "this spring", ["2024-21"], {"2024-03": 2}),
    ("The pier opens next spring, he said.", "next spring", ["2025-21"], {"2024-21": 1}),
    ("The pier opened last Thursday, he said.", "last Thursday", ["2024-06-13"], {"2024-06-20": 1}),
    ("The pier opens next Thursday, he said.", "next Thursday", ["2024-06-20"], {"2024-06-13": 1}),
    ("The pier opened last October, he said.", "last October", ["2023-10"], {"2024-10": 1}),
    ("The pier opened two years ago, he said.", "two years ago", ["2022"], {"2022-06": 2, "2023": 1}),
    ("The pier opened three months ago, he said.", "three months ago", ["2024-03"], {"2024-03-15": 2}),
    ("The pier opened ten days ago, he said.", "ten days ago", ["2024-06-05"], {"2024-06-06": 1}),
    ("The pier opens in two years, he said.", "in two years", ["2026"], {"2025": 1}),
    ("The pier opened this morning, he said.", "this morning", ["2024-06-15"], {}),
    ("The pier opened last week, he said.", "last week",
     ["2024-06-03/2024-06-09", "[2024-06-03..2024-06-09]", "2024-06"],
     {"2024-06-05": 2, "2024-06-03/..": 6}),
    ("The pier opened yesterday, he said.", "yesterday", ["2024-06-14"], {"2024-06-15": 1}),
    ("The pier opened last quarter, he said.", "last quarter", ["2024-33"], {"2024-02": 2}),
    ("The pier opened about two years ago.", "two years ago", ["2022~"], {"2022": 2}),
    ("The pier did not open last year.", "last year", [], {"2023": 1}),
    ("The pier opened in March 2019, he said.", "March", ["2019-03"], {"2024-03": 1}),
    ("It is paid for in the previous fiscal year.", "previous fiscal year", ["2023-04/2024-03"], {"2023": 1}),
    ("It is paid for by fiscal 2025.", "by fiscal 2025", ["../2026-03"], {"2025-04/2026-03": 6, "2025-04/..": 6}),
    ("It is paid for by fiscal 2025.", "fiscal 2025", ["../2026-03"], {"2025-04/2026-03": 6}),
    ("It is paid for before fiscal 2025.", "fiscal 2025", ["../2025-03"], {"2025-04/2026-03": 6}),
    ("It is paid for from fiscal 2025 to fiscal 2027.", "from fiscal 2025 to fiscal 2027", ["2025-04/2028-03"],
     {"2025-04/2026-03": 2}),
    ("It is paid for in Q1 FY2025, he said.", "Q1 FY2025", ["2025-04/2025-06"], {"2025-01/2025-03": 1}),
    ("It is paid for in the 2025 fiscal year.", "2025 fiscal year", ["2025-04/2026-03"], {}),
    ("It is paid for in the fiscal year ending March 2026.", "fiscal year ending March 2026", ["2025-04/2026-03"], {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("passage", "says", "date"), [(passage, says, date) for passage, says, dates, _ in RECKONED for date in dates]
)
def test_a_date_that_words_mean(passage, says, date):
    assert not problems(passage, date, says, from_="published", fiscal=JAPAN)


@pytest.mark.parametrize(
    ("passage", "says", "date", "code"),
    [(passage, says, date, code) for passage, says, _, dates in RECKONED for date, code in dates.items()],
)
def test_a_date_that_words_do_not_mean(passage, says, date, code):
    wanted = [f"DATE00{code}"] if code else []
    assert codes(passage, date, says, from_="published", fiscal=JAPAN) == wanted


def test_a_weekday_may_be_of_the_week_before_or_after():
    passage = "The pier opened on Thursday, he said."
    assert problems(passage, "2024-06-13", "on Thursday", from_="published") == [
        (
            'error[DATE005] "on Thursday" may be 2024-06-13, 2024-06-20\n'
            "help: say with because: why it is this one, or write all of them: [a,b]"
        )
    ]
    assert not problems(passage, "2024-06-13", "on Thursday", from_="published", because="It is told as past.")
    assert not problems(passage, "[2024-06-13,2024-06-20]", "on Thursday", from_="published")
    # What is told as done was not after the day of publication.
    assert not problems(passage, "2024-06-13", "on Thursday", from_="published", status="done")
    assert codes(passage, "2024-06-12", "on Thursday", from_="published", because="So it is.") == ["DATE001"]


def test_last_march_may_be_of_two_years_in_june():
    passage = "The pier opened last March, he said."
    assert codes(passage, "2024-03", "last March", from_="published") == ["DATE005"]
    assert not problems(passage, "2024-03", "last March", from_="published", because="It was built in 2023.")
    assert not problems(passage, "2023-03", "last March", from_="published", published="2024-01-20")


def test_a_season_alone_may_be_of_three_years():
    passage = "The pier opens in spring, he said."
    assert codes(passage, "2025-21", "in spring", from_="published") == ["DATE005"]
    assert not problems(passage, "2025-21", "in spring", from_="published", because="It is told as coming.")


def test_a_year_later_is_reckoned_from_a_declared_date():
    passage = "The pier was widened a year later, and roofed two months later."
    assert not problems(passage, "2021", "a year later", from_="2020-05")
    assert not problems(passage, "2020-07", "two months later", from_="2020-05")
    assert codes(passage, "2021", "a year later") == ["DATE004"]


def test_a_set_names_all_that_words_can_mean():
    passage = "The pier opens this year, he said."
    long = {"from_": "published", "published": "2023-12/2024-01"}
    assert not problems(passage, "[2023,2024]", "this year", **long)
    assert not problems(passage, "[2023..2024]", "this year", **long)
    assert codes(passage, "[2023]", "this year", **long) == ["DATE005"]
    assert codes(passage, "2023", "this year", **long) == ["DATE005"]


def test_a_long_base_is_not_cut():
    passage = "The pier opened last month, he said."
    assert codes(passage, "2023-11", "last month", from_="2022/2023") == ["DATE005"]
    assert not problems(passage, "2023-11", "last month", from_="2022/2023", because="It was the last one.")
    assert not problems(passage, "[2021-12..2023-11]", "last month", from_="2022/2023")
    assert problems("The pier opened yesterday, he said.", "2023-11", "yesterday", from_="2022/2023") == [
        (
            'error[DATE004] 2022/2023 is too long for "yesterday" to be reckoned from\n'
            "help: write from: and a narrower date"
        )
    ]


@pytest.mark.parametrize(
    ("says", "from_"),
    [
        ("tomorrow", "9999-12-31"),
        ("next year", "9999"),
        ("this fiscal year", "9999"),
        ("this fiscal year", "0001/9999"),
        ("next week", "9999-12"),
    ],
)
def test_the_end_of_the_calendar(says, from_):
    assert codes(f"The pier opens {says}, he said.", "2024", says, from_=from_, fiscal=JAPAN) == ["DATE004"]


def test_before_the_first_year():
    assert not problems("The pier opened yesterday, he said.", "0000-12-31", "yesterday", from_="0001-01-01")


def test_a_denied_date_is_one_on_which_something_did_not_happen():
    passage = "The pier did not open in May 2024."
    assert problems(passage, "2024-05") == [
        (
            'error[DATE001] the passage denies "May 2024"\n'
            "help: say what did not happen then, or write the date that it affirms"
        )
    ]
    assert not problems(passage, "2024-05", text="The pier does not open.")


def test_an_open_date_is_told_with_what_the_passage_says():
    assert problems("The pier opened on 19 March 2024.", "../2024-03-19") == [
        (
            "error[DATE006] nothing in the passage opens ../2024-03-19\n"
            "passage says: 19 March 2024\nhelp: write 2024-03-19"
        )
    ]
    assert problems("The pier opens as early as next year.", "2025", "as early as next year", from_="published") == [
        'error[DATE006] the passage says "as early as next year"\nhelp: write 2025/..'
    ]
    assert problems("The pier opens before 2027.", "2027") == [
        'error[DATE006] the passage says "before 2027"\nhelp: write ../2026'
    ]


def test_several_dates_are_written_as_the_passage_has_them():
    assert problems("The pier is built from 2025 to 2027.", "2030") == [
        (
            "error[DATE001] 2030 is not in passage gazette:pier\npassage says: 2025, 2027\n"
            "help: write it as the passage does: 2025/2027"
        )
    ]
    assert problems("The pier opens in 2024 or 2025.", "2024") == [
        'error[DATE002] 2024 is finer than its passage\npassage says: "2024 or 2025"\nhelp: write [2024,2025]'
    ]
    assert problems("Ferries sail in 2025 and 2027.", "2025/2027") == [
        ('error[DATE001] 2025/2027 fills what lies between "2025 and 2027"\nhelp: write an event for each: 2025, 2027')
    ]
    assert problems("The pier was built about 1850.", "1850") == [
        'error[DATE002] 1850 is finer than its passage\npassage says: "about 1850"\nhelp: write 1850~'
    ]
    assert problems("The pier opened on Thursday, he said.", "2024-06-13") == [
        (
            "error[DATE001] 2024-06-13 is not in passage gazette:pier\npassage says: Thursday\n"
            "help: write the passage's words as says:, and as from: what they are reckoned from"
        )
    ]


TWO = """\
brief: 1
id: pier
title: The pier
as_of: 2030-06-30
sources:
  gazette:
    title: The pier
    published: {date: 2019-06-15}
    fiscal_year: {starts: 10-01, named: end}
    sha256: GAZETTE
    descriptor: A paper.
    passages: {pier: "The pier has … he said"}
  herald:
    title: The pier
    published: {date: 2024-06-15}
    fiscal_year: {starts: 04-01, named: start}
    sha256: HERALD
    descriptor: A paper.
    passages: {roof: "The roof comes … fiscal 2025"}
sections:
  - timeline:
      events:
        - {date: "DATE", says: "SAYS", from: published, status: planned, text: "It comes.", cite: CITE}
  - sources: {}
"""


def two(date, says, gazette="The pier has long needed a roof, he said.", cited='["gazette:pier", "herald:roof"]'):
    texts = {
        "gazette": snapshot((gazette,)),
        "herald": snapshot(("The roof comes next year and is paid for in fiscal 2025.",)),
    }
    filled = TWO.replace("GAZETTE", texts["gazette"].sha256).replace("HERALD", texts["herald"].sha256)
    filled = filled.replace("DATE", date).replace("SAYS", says).replace("CITE", cited)
    spec = read.spec(filled.encode(), "pier.yaml").spec
    return [told(problem) for problem in cite.hold(spec, texts, None).problems if problem.code.startswith("DATE")]


def test_words_are_reckoned_from_the_source_that_holds_them():
    assert not two("2025", "next year")
    assert two("2020", "next year") == ['error[DATE001] 2020 is not "next year"\nhelp: write 2025']
    assert not two("2025-04/2026-03", "fiscal 2025")
    assert two("2024-10/2025-09", "fiscal 2025")


def test_two_sources_with_the_same_words_may_mean_two_years():
    gazette = "The pier has to get a roof next year or in fiscal 2025, he said."
    gazette = gazette.replace("next year or", "next year, or, for all we know,")
    assert two("2025", "next year", gazette) == [
        (
            'error[DATE005] "next year" may be 2020, 2025\n'
            "help: say with because: why it is this one, or write all of them: [a,b]"
        )
    ]
    assert two("2025-04/2026-03", "fiscal 2025", gazette) == [
        (
            'error[DATE005] "fiscal 2025" may be 2024-10/2025-09, 2025-04/2026-03\n'
            "help: say with because: why it is this one, or write all of them: [a,b]"
        )
    ]


def test_what_is_wrong_with_from_is_told_there():
    passage = "The pier opens next year, he said."
    texts = {"gazette": snapshot((passage,))}
    filled = SPEC.replace("FISCAL", "").replace("PUBLISHED", "kind: report").replace("HASH", texts["gazette"].sha256)
    filled = filled.replace("PASSAGE", "The pier opens … he said").replace("DATE", "2025").replace("TEXT", "It opens.")
    filled = filled.replace("MORE", "says: next year\n          from: 2024/..").replace("STATUS", "planned")
    spec = read.spec(filled.encode(), "pier.yaml").spec
    (problem,) = [each for each in cite.hold(spec, texts, None).problems if each.code == "DATE004"]
    assert problem.where.path[-1] == "from"
    assert told(problem) == (
        'error[DATE004] "next year" has no date to be reckoned from\nhelp: write a date with both ends known'
    )
