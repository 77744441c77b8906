"""The full text of every problem that the cite room can find."""

import re
from dataclasses import dataclass, field

import pytest

from pipeline import cite
from pipeline.model.atoms import Atoms
from pipeline.model.problem import BriefError, Place, Severity
from pipeline.model.record import replace
from tests.unit.cite.samples import CLAIMS, SNAPSHOTS, WIRE, hold, locked, snapshot, spec, told

RENEW = "help: renew the lock from the texts: brief lock"


@dataclass
class Case:
    told: str
    claims: str = CLAIMS
    changes: tuple = ()
    also: tuple = field(default=())


def claim(text):
    return CLAIMS + "\n" + text


CASES = [
    Case(
        "error[CITE001] no citation supports these words\nhelp: write [@source:passage] after the words it supports",
        claim("Ferries are quiet."),
    ),
    Case(
        'error[CITE002] number "€245 million" is not in passage wire:contract\n'
        "passage says: eight, approximately 254 million euros, approximately US$277 million\n"
        'help: did you mean "254 million euros"?',
        CLAIMS.replace("€254", "€245"),
    ),
    Case(
        'error[CITE003] date "April 2017" is not in passage wire:council\n'
        "passage says: March 2017, October 2019, 2021\n"
        'help: did you mean "March 2017"?',
        CLAIMS.replace("in 2017", "in April 2017"),
    ),
    Case(
        'error[CITE004] name "Halden" is not in passage wire:contract\npassage says: Nordsund Lines, Brekke',
        CLAIMS.replace("Brekke", "Halden"),
    ),
    Case(
        'error[CITE005] quotation "green passage" is not in passage wire:council\n'
        "help: quote word for word, or leave the quotation marks out",
        CLAIMS.replace("green corridor", "green passage"),
    ),
    Case(
        'error[CITE006] the passage denies "resign", the claim does not\n'
        'passage says: "not"\nhelp: say it as the passage does',
        CLAIMS.replace("did not resign", "did resign"),
    ),
    Case(
        'error[CITE026] "rejected" says the opposite of the passage\n'
        'passage says: "approved"\nhelp: say it as the passage does',
        CLAIMS.replace("council approved", "council rejected"),
    ),
    Case(
        'error[CITE007] "signed" says more or other than the passage\n'
        "passage says: anticipated\nhelp: say it as the passage does",
        CLAIMS.replace("only anticipated", "signed"),
    ),
    Case(
        'error[CITE008] "120 km" is given another limit than in the passage\n'
        'passage says: at most 120 kilometres\nhelp: write "at most 120 kilometres"',
        CLAIMS.replace("up to 120", "at least 120"),
    ),
    Case(
        'warning[CITE009] "€254 million" stands in the passage with "about"\n'
        "passage says: approximately 254 million euros\nhelp: keep it, or say why it may go",
        CLAIMS.replace("about €254", "€254"),
    ),
    Case(
        'error[CITE010] "The first five" is not in the body of wire\nhelp: did you mean "The first four"?',
        changes=(("The first four …", "The first five …"),),
        also=("CITE002", "CITE003"),
    ),
    Case(
        'error[CITE011] "of" stands 3 times in the body of wire\nhelp: add words to the start until it stands once',
        changes=(("The first four …", "of …"),),
    ),
    Case(
        "error[CITE012] this passage has 61 words\n"
        "help: cite at most 60 words; name two passages if the claim rests on both ends",
    ),
    Case(
        'error[CITE013] "Previous story" stands only in headings, captions or menus of wire, which support nothing\n'
        "help: cite the body, or correct it with body: {from, to}",
        changes=(("The first four … 120 kilometres", "Previous story … Weather"),),
    ),
    Case(
        'error[CITE014] this passage leaves out "not" right before it\nhelp: take it into the passage',
        changes=(("Director Astrid Moe …", "resign …"),),
    ),
    Case(
        'error[CITE014] "first fo" starts or ends inside a word or number of wire\nhelp: write whole words',
        changes=(("The first four …", "first fo …"),),
    ),
    Case(
        "warning[CITE015] this passage of wire is longer than one sentence\n"
        "help: cite the sentence that says it, or name two passages",
        changes=(("Crew training may … this year", "Crew training may … by 2027"),),
    ),
    Case(
        "error[CITE016] this claim cites wire as a whole\n"
        "help: write [@wire:passage]; only gaps and reasons cite a source whole",
        claim("Ferries are quiet. [@wire]"),
    ),
    Case(
        'error[CITE017] "eight" stands in a title without a source\n'
        "help: leave it to the text, where it can be cited; a section's title may print a fact: {fact}",
        changes=(("title: The order", "title: The eight ferries"),),
    ),
    Case(
        "warning[CITE018] this rests on wire alone\n"
        "help: cite a second source of another origin, or accept it here with a reason: accepts: {CITE018: …}",
        changes=(
            (", says the daily.\n      [@wire:contract] [@daily:order]", ". [@wire:contract]"),
            ("{ferries@daily}", "more"),
        ),
    ),
    Case(
        "warning[CITE019] wire and daily are of one origin and do not corroborate each other\n"
        "help: cite one of them, or a source of another origin",
        changes=(
            ("descriptor: A news agency.", "descriptor: A.\n    origin: ntb"),
            ("descriptor: A paper.", "descriptor: B.\n    origin: ntb"),
        ),
    ),
    Case(
        "warning[CITE020] nothing cites passage wire:ships\nhelp: cite it or remove it",
        "\n".join(line for line in CLAIMS.split("\n") if "ships" not in line),
    ),
    Case(
        "warning[CITE021] this claim cannot be held: no reader for language no\n"
        "help: its reader must judge; it is printed as unheld",
        changes=(("title: More ferries", "title: More ferries\n    language: no"),),
    ),
    Case(
        "error[CITE022] 9 words name this passage\n"
        "help: name a passage by at most 8 words in all: enough of its start, and its end",
    ),
    Case(
        'warning[CITE023] "two" is a count of your own: the passage does not give it\n'
        "passage says: 12 million\nhelp: count again, or leave it out",
        claim("At least two bodies, director and board, are named. [@wire:vote]").replace("At least two", "The two"),
    ),
    Case(
        'warning[CITE024] "7 p.m." tells morning from afternoon, and the passage does not\n'
        "passage says: 7\nhelp: say why: the passage has the hour alone",
        claim('On opening day a boat leaves at 7 p.m. [@daily "On opening day … at 7"]'),
    ),
    Case(
        "warning[CITE027] source daily is the same file as source wire\n"
        "help: cite wire instead, or correct the hash: sha256sum FILE",
        changes=(("DAILY_SHA", "WIRE_SHA"),),
    ),
    Case(
        "error[DATE001] 2017-04 is not in passage wire:council\n"
        "passage says: March 2017, October 2019, 2021\n"
        "help: write it as the passage does: 2017-03, 2019-10, 2021",
        changes=(("date: 2017-03", "date: 2017-04"),),
    ),
    Case(
        "error[DATE002] 2017-03-14 is finer than its passage\n"
        "passage says: March 2017, October 2019, 2021\n"
        "help: write it as the passage does: 2017-03, 2019-10, 2021",
        changes=(("date: 2017-03", "date: 2017-03-14"),),
    ),
    Case(
        'error[DATE003] "as early as May this year" is not in passage wire:training\n'
        "help: write the source's own words, as they stand in the passage",
        changes=(("says: as early as June this year", "says: as early as May this year"),),
    ),
    Case(
        'error[DATE004] "as early as June this year" has no date to be reckoned from\n'
        "help: say when wire was published, as far as it can be known: published: {date: …}",
        changes=(("    published: {date: 2024-04}\n", ""),),
    ),
    Case(
        'error[DATE005] "as early as June this year" may be 2023-06/.., 2024-06/..\n'
        "help: say with because: why it is this one, or write all of them: [a,b]",
        changes=(("published: {date: 2024-04}", 'published: {date: "[2023-11..2024-04]"}'),),
    ),
    Case(
        'error[DATE006] the passage says "by 2027"\nhelp: write ../2027',
        changes=(("date: ../2027", 'date: "2027"'),),
    ),
    Case(
        "error[DATE010] 2027/.. is told as done, and lies after 2024-05-31, the information cut-off\n"
        "help: write status: planned",
        changes=(("date: ../2027\n          status: planned", "date: 2027/.."),),
        also=("DATE006",),
    ),
    Case(
        "error[DATE007] as_of is 2024-03-31, and source wire was published on 2024-04-01 at the earliest\n"
        "help: move as_of, or correct the date of publication",
        changes=(("as_of: 2024-05-31", "as_of: 2024-03-31"),),
        also=("DATE007",),
    ),
    Case(
        "error[DATE008] these words are not in wire\nhelp: write them as they stand in the article",
        changes=(("published: {date: 2024-04}", 'published: {date: 2024-04, hint: "Posted on … April"}'),),
    ),
    Case(
        "error[DATE011] source daily was taken into the archive on 2024-05-01,"
        " and published on 2024-05-02 at the earliest\n"
        "help: correct one of the two days",
        changes=(("published: {date: 2024-05-02}", "published: {date: 2024-05-02}\n    accessed: 2024-05-01"),),
    ),
    Case(
        "warning[DATE012] source daily was taken into the archive on 2024-06-01, and as_of is 2024-05-31\n"
        "help: move as_of, or say with accepts: why the text is as it was then",
        changes=(("published: {date: 2024-05-02}", "published: {date: 2024-05-02}\n    accessed: 2024-06-01"),),
    ),
    Case(
        'error[FACT001] "7" is not in passage wire:contract\n'
        "passage says: eight, approximately 254 million euros, approximately US$277 million\n"
        "help: write the value as the passage gives it",
        changes=(('value: "8"', 'value: "7"'),),
    ),
    Case(
        'error[FACT001] the passage does not say "about" of eight\npassage says: eight\nhelp: leave about out',
        changes=(('value: "8"', 'value: "8", about: true'),),
    ),
    Case(
        'error[FACT001] "signed" is not in passage wire:contract: "signed and sealed" does not stand there\n'
        "help: cite the passage that shows it, or correct the words of the term",
        changes=(("signed: [has signed]", "signed: [signed and sealed]"),),
    ),
    Case(
        "error[FACT002] the sources differ on ferries\nwire: 8\ndaily: 9\n"
        "help: say what the difference is: differs: {as: conflict, superseded or unresolved, because: …}",
        changes=(('\n    differs: {as: conflict, because: "Each counts on its own. [@wire] [@daily]"}', ""),),
    ),
    Case(
        "error[FACT003] the sources do not report the same for ferries\n"
        "help: say whose value it is: {ferries@wire} or {ferries@daily}",
        changes=(("{ferries@wire}", "{ferries}"),),
    ),
    Case(
        "error[FACT004] ferries cannot be superseded: its sources may have been published at the same time\n"
        "help: superseded needs publication dates that do not overlap; else write conflict or unresolved",
        changes=(("as: conflict", "as: superseded"), ("published: {date: 2024-04}", "published: {date: 2024}")),
    ),
    Case(
        "warning[FACT005] nothing differs in the reports of ferries\n"
        "help: leave differs out, or give the values that differ",
        changes=(('daily: {value: "9", passage: order}', "daily: {not_stated: true}"), ("{ferries@daily}", "more")),
    ),
    Case(
        'error[FACT006] "sealed" is none of the terms of this fact\nhelp: write one of: expected, signed',
    ),
    Case(
        'error[FACT007] "a lot" is no quantity\n'
        "help: write a figure with its unit, as in 254 billion JPY, or declare terms:",
        changes=(('value: "8"', "value: a lot"),),
    ),
]


def found(problems):
    return [told(problem) for problem in problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: re.search(r"\[(\w+)\]", case.told).group(1))
def test_the_full_text(case):
    if "CITE012" in case.told:
        long = snapshot((" ".join(["The first four", *(f"w{n}" for n in range(56)), "120 kilometres"]),))
        problems = cite.hold(spec(), {**SNAPSHOTS, "wire": long}, None).problems
    elif "CITE022" in case.told:  # the read room refuses such a spec before
        changed = spec()
        wire = changed.sources["wire"]
        passages = {**wire.passages, "ships": "The first four ships will be delivered … 120 kilometres"}
        sources = {**changed.sources, "wire": wire.model_copy(update={"passages": passages})}
        problems = cite.hold(changed.model_copy(update={"sources": sources}), SNAPSHOTS, None).problems
    elif "FACT006" in case.told:  # the read room refuses such a spec before
        facts = dict(spec().facts)
        facts["stage"] = facts["stage"].model_copy(
            update={"terms": {"expected": ("anticipated",), "signed": ("signed",)}}
        )
        report = facts["stage"].reports["wire"][0].model_copy(update={"value": "sealed"})
        facts["stage"] = facts["stage"].model_copy(update={"reports": {"wire": (report,)}})
        problems = cite.hold(spec().model_copy(update={"facts": facts}), SNAPSHOTS, None).problems
    else:
        problems = hold(case.claims, *case.changes).problems
    assert case.told in found(problems)


def test_every_code_has_its_text_here():
    catalogue = {f"CITE{n:03}" for n in range(1, 25)} | {f"DATE{n:03}" for n in range(1, 9)}
    catalogue |= {"CITE027", "DATE011", "DATE012"}
    catalogue |= {f"FACT{n:03}" for n in range(1, 8)}
    catalogue |= {"CITE026", "DATE010"}
    assert {re.search(r"\[(\w+)\]", case.told).group(1) for case in CASES} == catalogue


def test_the_codes_are_those_of_the_catalogue():
    from pipeline.model.codes import CODES

    families = ("CITE", "DATE", "FACT", "LOCK")
    assert sum(code.startswith(families) for code in CODES) > 40
    for case in CASES:
        severity, code = re.match(r"(\w+)\[(\w+)\]", case.told).groups()
        assert CODES[code].severity is Severity(severity)


class TestLock:
    def told(self, lock, *changes, texts=None):
        return found(cite.hold(spec(CLAIMS, *changes), texts or {}, lock).problems)

    def test_lock001_neither_text_nor_lock(self):
        with pytest.raises(BriefError) as error:
            cite.hold(spec(), {}, None)
        assert told(error.value.problems[0]) == (
            "error[LOCK001] there is no text of source wire, and no lock stands in for it\n"
            "help: give the folder that holds the articles: --archive FOLDER"
        )
        assert error.value.exit_code == 2

    def test_lock002_a_passage_that_the_lock_does_not_know(self):
        change = ("      ships:", '      bare: "each has a … 120 kilometres"\n      ships:')
        assert f"error[LOCK002] passage wire:bare is not in the lock\n{RENEW}" in self.told(locked(), change)

    def test_lock002_a_passage_named_by_other_words(self):
        change = ("The first four … 120 kilometres", "four ships will be … 120 kilometres")
        message = f"error[LOCK002] passage wire:ships has changed since the lock was written\n{RENEW}"
        assert message in self.told(locked(), change)

    def test_lock002_a_question_that_was_not_asked(self):
        claims = CLAIMS.replace('"green corridor"', '"green corridor" and "corridor"')
        problems = found(cite.hold(spec(claims), {}, locked()).problems)
        assert f"error[LOCK002] the lock does not know whether wire:council shows this\n{RENEW}" in problems

    def test_lock002_is_a_warning_beside_the_texts(self):
        claims = CLAIMS.replace('"green corridor"', '"green corridor" and "corridor"')
        problems = found(cite.hold(spec(claims), SNAPSHOTS, locked()).problems)
        assert problems == [
            "warning[LOCK002] the lock of source wire is out of date: the brief now asks more of passage wire:council\n"
            "" + RENEW
        ]

    def test_lock003_another_file(self):
        lock = locked()
        changed = replace(lock, sources={**lock.sources, "wire": replace(lock.sources["wire"], sha256="0" * 64)})
        message = "error[LOCK003] the lock was written from another file of source wire\n"
        assert message + RENEW in self.told(changed)
        assert message + RENEW in self.told(changed, texts=SNAPSHOTS)

    @pytest.mark.parametrize("field", ["extractor", "normaliser", "reader"])
    def test_lock004_another_version(self, field):
        lock = locked()
        changed = replace(lock, sources={**lock.sources, "wire": replace(lock.sources["wire"], **{field: "other/1"})})
        message = "error[LOCK004] the lock of source wire was written by another version of brief\n"
        assert message + RENEW in self.told(changed, texts=SNAPSHOTS)
        assert message + RENEW in self.told(changed)

    def test_lock005_damage(self):
        with pytest.raises(BriefError) as error:
            cite.read_lock(b"{]", "ferries.lock")
        assert told(error.value.problems[0]) == (
            "error[LOCK005] the lock is damaged: it is not JSON\n"
            "help: restore it, or write it anew from the texts: brief lock --accept"
        )
        assert error.value.problems[0].place == Place("ferries.lock", 1, 2, 3, "{]")
        assert error.value.exit_code == 2

    def test_lock006_a_passage_that_says_something_else(self):
        lock = locked()
        wire = lock.sources["wire"]
        ships = replace(wire.passages["ships"], sha256="0" * 64)
        old = replace(lock, sources={**lock.sources, "wire": replace(wire, passages={**wire.passages, "ships": ships})})
        with pytest.raises(BriefError) as error:
            cite.changes(spec(), old, lock)
        assert told(error.value.problems[0]) == (
            "error[LOCK006] passage wire:ships has other words than when it was locked\n"
            "help: look whether it still supports its claims, then accept it: brief lock --accept"
        )
        assert cite.changes(spec(), old, lock, accept=True) == ("passage wire:ships says something else",)

    @pytest.mark.parametrize(
        ("field", "value", "differs"),
        [
            ("start", 1, "its place"), ("length", 7, "its place"), ("paragraph", 4, "its place"),
            ("sha256", "0" * 64, "its words"), ("before_sha256", "0" * 64, "the words beside it"),
            ("after_sha256", "0" * 64, "the words beside it"),
            ("sentences", True, "whether it is longer than a sentence"),
            ("atoms", Atoms(), "its figures, dates and names"),
        ],
    )  # fmt: skip
    def test_lock009_a_passage_of_which_the_lock_says_what_the_text_does_not(self, field, value, differs):
        lock = locked()
        wire = lock.sources["wire"]
        ships = replace(wire.passages["ships"], **{field: value})
        edited = replace(wire, passages={**wire.passages, "ships": ships})
        old = replace(lock, sources={**lock.sources, "wire": edited})
        assert self.told(old, texts=SNAPSHOTS) == [
            (
                "error[LOCK009] the lock does not say of passage wire:ships what the text says\n"
                f"what differs: {differs}\n{RENEW}"
            )
        ]
        changes = cite.changes(spec(), old, lock, accept=True)
        assert len(changes) == 1
        assert changes[0].startswith("passage wire:ships")
        if field not in {"start", "paragraph", "sha256"}:  # these ask for acceptance besides
            assert cite.changes(spec(), old, lock) == ("passage wire:ships: the lock did not say what the text says",)

    def test_lock009_answers_turned_round_and_a_body_with_other_atoms(self):
        lock = locked()
        wire = lock.sources["wire"]
        contract = wire.passages["contract"]
        assert contract.answers
        turned = replace(contract, answers={key: not answer for key, answer in contract.answers.items()})
        edited = replace(wire, body=Atoms(), length=9, passages={**wire.passages, "contract": turned})
        old = replace(lock, sources={**lock.sources, "wire": edited})
        assert self.told(old, texts=SNAPSHOTS) == [
            (
                "error[LOCK009] the lock does not say of source wire what the text says\n"
                f"what differs: its length, its figures, dates and names\n{RENEW}"
            ),
            (
                "error[LOCK009] the lock does not say of passage wire:contract what the text says\n"
                f"what differs: answers on its words\n{RENEW}"
            ),
        ]
        assert cite.changes(spec(), old, lock) == (
            "source wire: the lock did not say what the text says",
            "passage wire:contract: the lock did not say what the text says",
        )

    def test_lock010_the_lock_of_another_brief(self):
        message = f"[LOCK010] the lock was written for brief trams, and this is ferries\n{RENEW}"
        other = replace(locked(), brief="trams")
        assert self.told(other) == ["error" + message]
        assert self.told(other, texts=SNAPSHOTS) == ["warning" + message]
        assert cite.changes(spec(), other, locked()) == ("the lock was of brief trams",)

    def test_lock011_other_words_beside_a_passage(self):
        lines = (WIRE[0], WIRE[1].replace("120 kilometres.", "120 kilometres, which the yard denies."), *WIRE[2:])
        now, texts = spec(), {**SNAPSHOTS, "wire": snapshot(lines)}
        wire = now.sources["wire"].model_copy(update={"sha256": texts["wire"].sha256})
        now = now.model_copy(update={"sources": {**now.sources, "wire": wire}})
        with pytest.raises(BriefError) as error:
            cite.changes(now, locked(), cite.make_lock(now, texts))
        assert told(error.value.problems[0]) == (
            "error[LOCK011] passage wire:ships has the same words, but those right after it have changed\n"
            "help: look whether it still means the same there, then accept it: brief lock --accept"
        )
        changes = cite.changes(now, locked(), cite.make_lock(now, texts), accept=True)
        assert changes[:2] == ("source wire is another file", "passage wire:ships stands among other words")

    def test_cite015_is_told_from_the_lock_as_from_the_text(self):
        change = ("Crew training may … this year", "Crew training may … by 2027")
        long = spec(CLAIMS, change)
        lock = cite.read_lock(cite.write_lock(cite.make_lock(long, SNAPSHOTS)), "ferries.lock")
        from_text, from_lock = (found(cite.hold(long, texts, lock).problems) for texts in (SNAPSHOTS, {}))
        assert [each for each in from_text if "CITE015" in each] == [each for each in from_lock if "CITE015" in each]
        assert any("CITE015" in each for each in from_lock)

    @pytest.mark.parametrize("words", ["word " * 3000, "w" * 3000, f"{'word ' * 3000}… end"])
    def test_a_passage_of_very_many_words_is_not_told_whole(self, words):
        changed = spec()
        wire = changed.sources["wire"]
        passages = {**wire.passages, "ships": words}
        sources = {**changed.sources, "wire": wire.model_copy(update={"passages": passages})}
        problems = cite.hold(changed.model_copy(update={"sources": sources}), SNAPSHOTS, None).problems
        assert problems
        assert all(len(text) < 400 for text in found(problems))
