"""Words of estimative probability: likelihood and confidence apart, one row of terms, one likelihood a judgement.

Intelligence Community Directive 203 (2015, amended 2022), D.6.e.(2): likelihood and confidence must not stand in one
sentence, and the terms of its two rows are not to be mixed. The PHIA yardstick has one row. What a source calls likely
is its own word, so that only the author's judgements and bottom line are looked at, and no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.likelihood import BANDS, ICD_ROWS
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.prose import Prose, Words
from pipeline.model.record import record
from pipeline.model.spec import Spec, Stated

_CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high)(?: to high)? confidence\b|\bconfident(?:ly)?\b|\bconfidence (?:is|that|in)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?]+(?=\s|$)|$)")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


@record
class _Term:
    """A term of likelihood, where it stands."""

    term: str
    where: Where


def likelihoods(spec: Spec, weighty: Sequence[Stated]) -> Iterator[Problem]:
    """What is wrong with how the brief speaks of likelihood in its bottom line and judgements."""
    terms: list[_Term] = []
    for stated in weighty:
        here = list(_terms(stated.path, stated.prose, spec))
        yield from _with_confidence(stated, here)
        if stated.likelihood:
            yield from _told_twice(stated, here, spec)
            terms.append(_Term(stated.likelihood, Where(stated.likelihood_path)))
        terms += here
    if spec.scale == "icd203":
        yield from _mixed(terms)


def _terms(path: tuple[str | int, ...], prose: Prose, spec: Spec) -> Iterator[_Term]:
    """Every term of the brief's scale in a text, the longest at each place; quotations are the source's."""
    longest = sorted(BANDS[spec.scale], key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)
    for piece in (piece for pieces in prose.paragraphs for piece in pieces if isinstance(piece, Words)):
        text = _QUOTED.sub(lambda found: " " * len(found.group()), piece.text)
        for found in pattern.finditer(text):
            where = Where(path, piece.start + found.start(), piece.start + found.end())
            yield _Term(found.group().lower(), where)


def _with_confidence(stated: Stated, terms: Sequence[_Term]) -> Iterator[Problem]:
    """JUDGE001: a sentence with a likelihood and a confidence."""
    for piece in (piece for pieces in stated.prose.paragraphs for piece in pieces if isinstance(piece, Words)):
        for sentence in _SENTENCE.finditer(piece.text):
            confidence = _CONFIDENCE.search(sentence.group())
            start, end = piece.start + sentence.start(), piece.start + sentence.end()
            term = next((term for term in terms if start <= term.where.start < end), None)
            if confidence and term:
                message = f'"{term.term}" and "{confidence.group()}" stand in one sentence'
                hint = "say how likely it is in one sentence, and how sure you are in another"
                at = start + confidence.start()
                where = Where(stated.path, min(at, term.where.start), max(at + len(confidence.group()), _end(term)))
                yield _warning("JUDGE001", message, where, hint)


def _end(term: _Term) -> int:
    return term.where.end or term.where.start


def _told_twice(stated: Stated, terms: Sequence[_Term], spec: Spec) -> Iterator[Problem]:
    """JUDGE003: a judgement whose text names another likelihood than the one beside it."""
    bands = BANDS[spec.scale]
    for term in terms:
        if bands[term.term] != bands.get(stated.likelihood):
            message = f'the text says "{term.term}", and the likelihood beside it is "{stated.likelihood}"'
            yield _warning("JUDGE003", message, term.where, "give a judgement one likelihood")


def _mixed(terms: Sequence[_Term]) -> Iterator[Problem]:
    """JUDGE002: terms of both rows; those of the row that was used less are told."""
    rows = [[term for term in terms if term.term in row] for row in ICD_ROWS]
    if all(rows):
        fewer, more = sorted(rows, key=len)
        others = ICD_ROWS[0] if more is rows[0] else ICD_ROWS[1]
        mine = ICD_ROWS[1] if more is rows[0] else ICD_ROWS[0]
        for term in fewer:
            message = f'"{term.term}" is of another row of ICD 203 than "{more[0].term}", which this brief uses as well'
            yield _warning("JUDGE002", message, term.where, f"write {others[mine.index(term.term)]}")


def _warning(code: str, message: str, where: Where, hint: str) -> Problem:
    return Problem(code, message, where, hints=(hint,), severity=Severity.WARNING)
