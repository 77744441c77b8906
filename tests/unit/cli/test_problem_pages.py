"""The examples on the pages of problems say what brief says of them.

A page shows a piece of a spec, as `yaml`, and what is printed of it, as `text`. The piece is completed with what a spec
needs besides, below it, so that lines keep their numbers; then it is read and held, and the problem must be printed as
shown.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import archive, cite, world
from pipeline.follow import search
from pipeline.model.codes import CODES
from pipeline.model.problem import BriefError, Problem, Severity, UnusableInput
from pipeline.model.record import replace
from tests.unit.cli import examples

NO_PIECE_OF_A_SPEC = {
    "READ002": "a file of more than 1 MiB",
    "READ003": "bytes that are not UTF-8",
    "READ006": "33 levels",
    "READ007": "100,000 parts",
    "READ014": "an option of the command line",
    "READ099": "fifty problems and more",
    "CITE012": "an article with a very long sentence",
    "CITE021": "an article in another language",
    "CITE022": "a passage that the read room refuses before",
    "JUDGE005": "two editions of a brief",
    "JUDGE006": "likewise",
    "FACT006": "a term that the read room refuses before",
}
"""Codes whose pages show something else, and what."""

FOLLOWING = {"SRC013", "SRC014", "SRC015", "SRC016", "SRC017"}

DIFFERING = """\
facts:
  cranes:
    reports:
      gazette: {value: "2", passage: crane}
      herald: {value: 3, passage: crane}
    differs: {as: conflict, because: "Each counts on its own. [@gazette]"}
"""

OURS = [code for code in CODES if code.startswith(("READ", "SPEC", "CITE", "JUDGE", "DATE", "FACT"))]


@pytest.mark.parametrize("code", [code for code in OURS if code not in NO_PIECE_OF_A_SPEC])
def test_an_example_gives_the_problem_that_it_shows(code: str) -> None:
    (piece,) = examples.blocks(code, "yaml")
    assert examples.message(code) in examples.printed(code, piece)
    if CODES[code].severity is Severity.ERROR:
        assert examples.outcome(piece)[1] is CODES[code].exit


def test_enough_examples_are_held() -> None:
    assert len(set(OURS) - set(NO_PIECE_OF_A_SPEC)) > 60
    assert set(NO_PIECE_OF_A_SPEC) <= set(OURS)


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_its_title_and_shows_its_message(code: str) -> None:
    text = examples.page(code)
    assert text.startswith(f"# {code}: {CODES[code].title}\n\n## What\n\n")
    assert f"{CODES[code].severity.value}[{code}] " in examples.message(code)
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert all(len(line) <= 120 for line in prose.splitlines())


def test_what_the_pages_quote_stands_in_the_article() -> None:
    quoted = {code: " ".join(re.findall(r"^> (.*)$", examples.page(code), re.MULTILINE)) for code in CODES}
    quoted = {code: text for code, text in quoted.items() if text}
    assert len(quoted) > 15
    for code, text in quoted.items():
        assert any(text in article for article in examples.TEXTS.values()), (code, text)


ARTICLE = b"The harbour board has ordered two cranes, and expects them by June.\n"
FILES: dict[str, tuple[bytes, tuple[str, str] | None]] = {
    "SRC004": (b"x" * int(40.2 * 2**20), None),
    "SRC005": (b"\n\n\n" + b"x" * 112 + b"pi\xe9r\n", None),
    "SRC006": ("The board wants the new pi\ufffdr at the harbour, and wants it by June.\n".encode(), None),
    "SRC007": (b"%PDF-1.7\n", None),
    "SRC008": (b"Home\n\nContact\n", None),
    "SRC009": (b"<!doctype html>\n" + b"<p>\n" * 10 + b'<a href="quay.html>\n', None),
    "SRC010": (ARTICLE, ("The harbor board", "by June.")),
    "SRC011": ("The board orders two cranes, and expects them \u202eby June.\n".encode(), None),
}


def unsaid(problem: Problem) -> list[str]:
    """What a problem says and its page does not show."""
    return [words for words in examples.said(problem) if words not in examples.message(problem.code)]


@pytest.mark.parametrize("code", FILES)
def test_a_page_shows_what_is_said_of_such_a_file(code: str) -> None:
    data, body = FILES[code]
    with pytest.raises(UnusableInput) as caught:
        archive.snapshot(data, "gazette.txt", body=body, source="gazette")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert not unsaid(problem)


def test_the_pages_of_finding_a_source_show_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("specs/gazette.txt", "articles", "changed"):
        Path(folder).mkdir(parents=True)
    Path("changed/gazette.txt").write_bytes(ARTICLE)
    digest = hashlib.sha256(ARTICLE).hexdigest()
    real = world.real()

    def collected(*folders: str, file: str = "") -> archive.Found:
        wanted = {"gazette": SimpleNamespace(sha256="3f2a9c1e7d4b" + "0" * 52, file=file)}
        return archive.collect(real, wanted, [Path(folder) for folder in folders])

    (changed,) = collected("changed", file="gazette.txt").problems
    message = changed.message.replace("changed/", "specs/").replace(digest[:12], "c49bd2b2f01e")
    problems = {
        "SRC001": collected("specs", "articles").missing["gazette"],
        "SRC002": replace(changed, message=message),
        "SRC003": collected("artcles").problems[0],
        "SRC012": collected("specs", file="gazette.txt").problems[0],
    }
    for code, problem in problems.items():
        assert problem.code == code
        assert not unsaid(problem)
    shown = set(problems) | set(FILES) | FOLLOWING
    assert shown == {code for code in CODES if code.startswith("SRC")}


def test_the_pages_of_following_a_source_show_what_is_said() -> None:
    from pipeline import follow, read, renewal

    source = follow.Followed("gazette", "url", 9)
    version = follow.Version("3f2a9c1e7d4b" + "0" * 52, "gazette-3f2a9c1e7d4b.txt", "2031-04-05")
    piece = "sources:\n  gazette: {follow: url, url: 'https://example.org', title: The quay, descriptor: A paper.}\n"
    problems: list[Problem] = []
    for made in (
        lambda: follow.read(b"{}", "specs/harbour.follow"),
        lambda: read.spec(examples.complete(piece).encode(), examples.FILE),
    ):
        with pytest.raises(UnusableInput) as caught:
            made()
        problems += [each for each in caught.value.problems if each.code in FOLLOWING]
    problems += [
        search._failed(source, "there is nothing at this address (404)"),
        search._moved(source, "https://example.org/harbour/cranes"),
        renewal._refusal("gazette", version, Path("specs/harbour.yaml")),
    ]
    assert {problem.code for problem in problems} == FOLLOWING
    assert not [unsaid(problem) for problem in problems if unsaid(problem)]


def test_the_pages_of_the_lock_show_what_is_said() -> None:
    whole = examples.spec_of("title: The harbour\n")
    texts = examples.snapshots(whole)
    lock = cite.make_lock(whole.spec, texts)
    gazette = lock.sources["gazette"]

    def held(**changes: object) -> list[Problem]:
        """What is wrong when the gazette's entry in the lock differs."""
        sources = lock.sources | {"gazette": replace(gazette, **changes)}
        return list(cite.hold(whole.spec, {}, replace(lock, sources=sources)).problems)

    crane = replace(gazette.passages["crane"], written_sha256="0" * 16)
    changed = examples.snapshots(whole, gazette=examples.TEXTS["gazette"].replace("24 million", "26 million"))
    found: list[Problem] = held(sha256="1" * 64) + held(reader="english/0")
    found += held(passages=dict(gazette.passages) | {"crane": crane})
    found += cite.hold(whole.spec, {}, replace(lock, brief="quay")).problems
    unsaid_by_text = replace(gazette.passages["crane"], atoms=gazette.passages["mayor"].atoms)
    edited = replace(gazette, passages=dict(gazette.passages) | {"crane": unsaid_by_text})
    found += cite.hold(whole.spec, texts, replace(lock, sources=lock.sources | {"gazette": edited})).problems
    only = replace(lock, sources={"herald": lock.sources["herald"]})
    title, one, two, three = examples.TEXTS["gazette"].split("\n\n")
    moved = examples.snapshots(whole, gazette=f"{title}\n\n{two}\n\nSo it goes, as all know.\n\n{one}\n\n{three}")
    denied = examples.TEXTS["gazette"].replace("by June 2024.", "by June 2024, which the mayor denies.")
    beside = examples.snapshots(whole, gazette=denied)
    counted = examples.spec_of(DIFFERING)
    recounted = examples.spec_of(DIFFERING.replace("value: 3", "value: 4"))
    found += cite.hold(recounted.spec, texts, cite.make_lock(counted.spec, texts)).problems
    for refused in (
        lambda: cite.hold(whole.spec, {}, only),
        lambda: cite.read_lock(b"{}", "specs/harbour.lock"),
        lambda: cite.changes(whole.spec, lock, cite.make_lock(whole.spec, changed)),
        lambda: cite.changes(whole.spec, lock, cite.make_lock(whole.spec, moved)),
        lambda: cite.changes(whole.spec, lock, cite.make_lock(whole.spec, beside)),
    ):
        with pytest.raises(BriefError) as caught:
            refused()
        found += caught.value.problems
    seen = {problem.code: problem for problem in reversed(found) if problem.code.startswith("LOCK")}
    assert set(seen) == {code for code in CODES if code.startswith("LOCK")}
    assert not {code: unsaid(problem) for code, problem in seen.items() if unsaid(problem)}
