"""No changed sentence passes unseen, no unchanged one is refused, and a lock says of each what the text says."""

from __future__ import annotations

import pytest

from pipeline import cite, read
from pipeline.cite.loose import hold_loose, holds
from pipeline.model.evidence import Outcome
from pipeline.model.lock import Lock
from pipeline.model.problem import Severity
from pipeline.model.source import Snapshot
from pipeline.model.spec import Spec
from tests.support.mutations import KINDS, Article, articles, mutations, plain, sentences
from tests.unit.cite.samples import snapshot

GOALS = {"foreign name": 0.98, "own name": 0.98, "modality": 0.9}
"""Shares that must be caught; of the other kinds, all."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_sentence_is_refused(kind: str) -> None:
    changed = [mutation for mutation in mutations() if mutation.kind == kind]
    assert len(changed) > 15
    passed = [mutation.changed for mutation in changed if holds(mutation.changed, mutation.sentence)]
    assert 1 - len(passed) / len(changed) >= GOALS.get(kind, 1), passed


def test_an_unchanged_sentence_holds() -> None:
    assert len(sentences()) > 90
    alarms = [lack for sentence in sentences() for lack in hold_loose(sentence, sentence)]
    assert [lack.message for lack in alarms if lack.severity is Severity.ERROR] == []


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_the_lock_says_what_the_text_says(article: Article) -> None:
    """Every sentence of an article, changed and unchanged, as a claim of a spec: the same problems, the same places."""
    texts, spec = _texts(article), _spec(article)
    from_text, from_lock = cite.hold(spec, texts, None), cite.hold(spec, {}, _lock(spec, texts))
    assert len(from_text.errors) > 60
    assert from_lock.problems == from_text.problems
    assert [claim.outcome for claim in from_lock.claims] == [claim.outcome for claim in from_text.claims]


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_what_is_changed_after_the_lock_is_refused_as_well(article: Article) -> None:
    """A lock that was written of the unchanged sentences refuses what the text does, if only for want of knowledge."""
    texts, spec = _texts(article), _spec(article)
    from_text = cite.hold(spec, texts, None)
    from_lock = cite.hold(spec, {}, _lock(_spec(article, changed=False), texts))
    failed = [claim for claim in from_text.claims if claim.outcome is Outcome.FAILED]
    assert len(failed) > 50
    assert {claim.text for claim in failed} <= {c.text for c in from_lock.claims if c.outcome is Outcome.FAILED}


def _texts(article: Article) -> dict[str, Snapshot]:
    return {article.name: snapshot(tuple(map(plain, article.lines)))}


def _lock(spec: Spec, texts: dict[str, Snapshot]) -> Lock:
    return cite.read_lock(cite.write_lock(cite.make_lock(spec, texts)), "mutations.lock")


def _spec(article: Article, *, changed: bool = True) -> Spec:
    """A spec that claims every sentence of an article, changed and unchanged, each of the passage it was."""
    sha256 = _texts(article)[article.name].sha256
    lines = list(map(plain, article.lines))
    names = {line: f"p{index}" for index, line in enumerate(lines)}
    passages = [f"      {name}: {_words(line)!r}" for line, name in names.items()]
    claims = list(names.items())
    if changed:
        claims += [(each.changed, names[each.sentence]) for each in mutations() if each.sentence in names]
    prose = [f"        {claim.rstrip('.')}. [@{article.name}:{passage}]" for claim, passage in claims]
    text = "\n".join(
        [
            f"brief: 1\nid: {article.name}\ntitle: Changed sentences\nas_of: 2026-11-30",
            f"sources:\n  {article.name}:\n    title: A sample\n    sha256: {sha256}\n    descriptor: Invented.",
            "    passages:",
            *passages,
            "sections:\n  - narrative:\n      title: All of them\n      text: |",
            *prose,
            "  - sources: {}\n",
        ]
    )
    return read.spec(text.encode(), "mutations.yaml").spec


def _words(line: str) -> str:
    """First words … last words, eight in all."""
    words = line.rstrip(".").split()
    return f"{' '.join(words[: min(5, len(words) - 3)])} … {' '.join(words[-3:])}"
