"""The source summary statement: right for one, two and many sources, graded, dated and archived or not."""

import datetime as dt

import pytest

from pipeline.compose.sourcing import Sourcing
from pipeline.model.evidence import Basis, Evidence, HeldClaim, Outcome
from pipeline.model.problem import Where
from pipeline.model.prose import parse
from pipeline.model.spec import Role, Section, Spec, Stated


class Saying(Section):
    """A section that states one text."""

    kind = "saying"
    text: str

    def stated(self):
        yield Stated(("text",), parse(self.text))


def told(words, *sources, claims=(), tools=None, text="It is so."):
    named = {
        name: {"title": "T", "sha256": f"{number:064}", "descriptor": "D."} | more
        for number, (name, more) in enumerate(zip("abcdefghijklmnop", sources, strict=False))
    }
    head = {"brief": "1", "id": "b", "title": "T", "as_of": dt.date(2031, 5, 2), "tools": tools}
    spec = Spec.model_validate(head | {"sources": named, "sections": [Saying(text=text)]})
    held = tuple(
        HeldClaim(Where(("x",)), "t", role, (), Outcome.HELD, sources=tuple(rests))
        for rests, role in ((claim, Role.CLAIM) if isinstance(claim, str) else claim for claim in claims)
    )
    return Sourcing(spec, Evidence(Basis.TEXT, {}, held, ()), words).source_summary()


def dated(date, **more):
    return {"published": {"date": date}, **more}


B2, C6, D3, F3 = ({"reliability": grade[0], "credibility": int(grade[1])} for grade in ("B2", "C6", "D3", "F3"))


def test_one_source_of_which_all_is_known(words):
    source = dated("2031-04-02", accessed="2031-04-05", kind="news", **B2)
    assert told(words, source, claims=["a", "a"], tools="a speller.") == (
        "This brief rests on one source: one news article. Nothing in it is corroborated by a second source."
        " The reliability of the source is graded B (usually reliable). Its information is graded 2 (probably true)."
        " The source is dated 2 April 2031. The source was taken into the archive on 5 April 2031."
        " Tools used: a speller."
    )


def test_one_source_of_which_nothing_is_known(words):
    assert told(words, {}) == (
        "This brief rests on one source: one report. Nothing in it is corroborated by a second source."
        " The source is not graded. The source is undated."
        " The day on which it was taken into the archive is not stated."
    )


def test_two_sources_of_which_nothing_is_known(words):
    assert told(words, {}, {}) == (
        "This brief rests on two sources: two reports. They are of two different origins. Neither is graded."
        " Neither is dated. The days on which they were taken into the archive are not stated."
    )


def test_many_sources(words):
    sources = [
        dated("2031-04-02", accessed="2031-04-05", kind="news", origin="wire", **B2),
        dated("2030-11", accessed="2031-04-03", kind="news", origin="Wire ", **D3),
        dated("[2031-03..2031-04]", accessed="2031-04-07", kind="data", **F3),
        {"kind": "official", **C6},
    ]
    claims = ["a", "ab", "acd", "cd", "d", ("a", Role.REASON)]
    assert told(words, *sources, claims=claims) == (
        "This brief rests on four sources: two news articles, one data set and one official text."
        " They are of three different origins."
        " The reliability of three sources is graded from B (usually reliable) to D (not usually reliable);"
        " that of one is not judged."
        " The information of three sources is graded from 2 (probably true) to 3 (possibly true);"
        " that of one is not judged."
        " The dates of publication run from November 2030 to April 2031; source D is undated."
        " Sources A, B and C were taken into the archive between 3 April 2031 and 7 April 2031;"
        " for source D no such day is stated."
        " Of the five claims, three rest on one origin alone."
    )


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([B2, B2], "Their reliability is graded B (usually reliable). Their information is graded 2 (probably true)."),
        ([C6, C6], "Their reliability is graded C (fairly reliable). Their information is not judged."),
        ([F3, F3], "Their reliability is not judged. Their information is graded 3 (possibly true)."),
        ([C6], "graded C (fairly reliable). Its information is not judged."),
        ([F3], "The reliability of the source is not judged. Its information is graded 3 (possibly true)."),
        ([D3, {}, {}], "The reliability of one source is graded D (not usually reliable); that of two is not judged."),
        ([{}, {}, {}], "None of them is graded."),
    ],
)
def test_grades(words, sources, said):
    assert said in told(words, *sources)


def test_the_grade_of_a_citation_counts(words):
    said = told(words, B2, C6, text="It is. [@a:x 1] So it is. [@b:y 4]")
    assert "Their information is graded from 1 (confirmed by other sources) to 4 (doubtful)." in said


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2031", "2031"], "Both are dated 2031."),
        (["2031", "2031", "2031"], "All are dated 2031."),
        (["2031-02", "2031"], "The dates of publication lie in 2031."),
        (["2031-02", "2030~"], "The dates of publication run from about 2030 to February 2031."),
        (["2031-02-03", ""], "Source A is dated 3 February 2031; source B is undated."),
        (["2031-02-03", "2031-02-03", ""], "Sources A and B are dated 3 February 2031; source C is undated."),
        (["2031-02-03", "", "XXXX"], "Source A is dated 3 February 2031; sources B and C are undated."),
        (["2031", "../2030", ""], "Source A is dated 2031; source B is dated by 2030; source C is undated."),
        (["", "2030-03/.."], "Source B is dated from March 2030; source A is undated."),
        (["", "", ""], "None of them is dated."),
        (["XXXX"], "The source is undated."),
        (["[2030-11..2031-03]"], "The source is dated between November 2030 and March 2031."),
    ],
)
def test_dates_of_publication(words, dates, said):
    assert f". {said} The day" in told(words, *(dated(date) if date else {} for date in dates))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2031-04-05", "2031-04-05"], "Both were taken into the archive on 5 April 2031."),
        (["2031-04-05"] * 3, "They were taken into the archive on 5 April 2031."),
        (["2031-04-05", "2031-04-01"], "Both were taken into the archive between 1 April 2031 and 5 April 2031."),
        (["2031-04-05", ""], "A was taken into the archive on 5 April 2031; for source B no such day is stated."),
    ],
)
def test_days_of_archiving(words, days, said):
    assert told(words, *({"accessed": day} if day else {} for day in days)).endswith(said)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (["a", "b"], "Each of the two claims rests on one source alone."),
        (["a", "ab", "b"], "Of the three claims, two rest on one source alone."),
        (["a", "ab"], "Of the two claims, one rests on one source alone."),
        (["ab", "ab"], "No claim rests on one source alone."),
        (["a"], "The one claim rests on one source alone."),
        (["ab"], "The one claim does not rest on one source alone."),
        (["a"] * 13 + ["ab"], "Of the 14 claims, 13 rest on one source alone."),
        ([], "are not stated."),
    ],
)
def test_claims_on_one_source(words, claims, said):
    assert told(words, {}, {}, claims=claims).endswith(" " + said)
    assert "alone" not in told(words, {}, claims=["a" for _ in claims])


def test_sources_of_one_origin_share_it(words):
    said = told(words, {"origin": "x"}, {"origin": "X"}, claims=["ab"])
    assert "They share one origin, so they do not corroborate each other." in said
    assert said.endswith("The one claim rests on one origin alone.")
