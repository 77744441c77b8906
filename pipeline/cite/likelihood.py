"""Words of estimative probability: likelihood and confidence apart, one scale and one row, one of each a judgement.

Intelligence Community Directive 203 (2015, amended 2022), D.6.e.(2): likelihood and confidence must not stand in one
sentence, and the terms of its two rows are not to be mixed. The PHIA yardstick has one row. The author's own words are
looked at: the bottom line, judgements and their reasons, gaps. A narrative retells what the sources call likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.model.likelihood import BANDS, ICD_ROWS, Scale, overlap
from pipeline.model.problem import Path, Problem, Severity, Where
from pipeline.model.record import record
from pipeline.model.spec import Role, Spec, Stated

if TYPE_CHECKING:
    from pipeline.cite.estimates import Assurance, Estimate, Sentence

_SPEAKS = re.compile(r"likel|probab|certain|chance|odds|possib|remote|confiden", re.IGNORECASE)
"""A text without any of these says nothing of likelihood or confidence, and needs no reader."""
_NAMES = {"icd203": "ICD 203", "phia": "the PHIA yardstick"}


@record
class _Term:
    """A term of the brief's scale, as it is worded and where."""

    term: str
    wording: str
    where: Where


def likelihoods(spec: Spec, stated: Sequence[Stated]) -> Iterator[Problem]:
    """What is wrong with how the brief speaks of likelihood and confidence in its own words."""
    terms: list[_Term] = []
    foreign: list[tuple[Path, Estimate]] = []
    for each in stated:
        said = _sentences(each, spec.scale)
        yield from _in_one_sentence(each, said)
        yield from _contradicted(each, said, spec)
        if each.likelihood:
            terms.append(_Term(each.likelihood, each.likelihood, Where(each.likelihood_path)))
        for estimate in (estimate for sentence in said for estimate in sentence.estimates):
            if estimate.scale == spec.scale:
                terms.append(_Term(estimate.term, estimate.wording, _where(each, estimate)))
            elif estimate.scale:
                foreign.append((each.path, estimate))
    if spec.scale == "icd203":
        yield from _mixed(terms)
    yield from _foreign(spec.scale, foreign, terms)


def _sentences(stated: Stated, scale: Scale) -> list[Sentence]:
    """What each sentence says of likelihood and confidence; most texts say nothing, and cost no start of the reader."""
    if not _SPEAKS.search(stated.prose.text):
        return []
    from pipeline.cite.estimates import read

    return list(read(stated.prose, scale))


def _where(stated: Stated, said: Estimate | Assurance) -> Where:
    return Where(stated.path, said.start, said.end)


def _in_one_sentence(stated: Stated, said: Sequence[Sentence]) -> Iterator[Problem]:
    """JUDGE001: a sentence with a likelihood and a confidence."""
    for sentence in said:
        if sentence.estimates and sentence.assurances:
            estimate, assurance = sentence.estimates[0], sentence.assurances[0]
            message = f'"{estimate.wording}" and "{assurance.wording}" stand in one sentence'
            hint = "say how likely it is in one sentence, and how sure you are in another"
            start, end = min(estimate.start, assurance.start), max(estimate.end, assurance.end)
            yield _warning("JUDGE001", message, Where(stated.path, start, end), hint)


def _contradicted(stated: Stated, said: Sequence[Sentence], spec: Spec) -> Iterator[Problem]:
    """JUDGE003: a judgement that names another likelihood or confidence than the one beside it."""
    beside = BANDS[spec.scale].get(stated.likelihood)
    for estimate in (estimate for sentence in said for estimate in sentence.estimates):
        if beside and estimate.band and _contradicts(estimate, beside, spec.scale):
            denied = "not " if estimate.denied else ""
            message = (
                f'the text says "{denied}{estimate.wording}", and the likelihood beside it is "{stated.likelihood}"'
            )
            yield _warning("JUDGE003", message, _where(stated, estimate), "give a judgement one likelihood")
    assurances = [assurance for sentence in said for assurance in sentence.assurances if assurance.levels]
    if stated.confidence and not any(stated.confidence in assurance.levels for assurance in assurances):
        speaks = "reason" if stated.role is Role.REASON else "text"
        for assurance in assurances:
            message = f'the {speaks} says "{assurance.wording}", and the confidence beside it is "{stated.confidence}"'
            yield _warning("JUDGE003", message, _where(stated, assurance), "give a judgement one confidence")


def _contradicts(estimate: Estimate, beside: tuple[int, int], scale: Scale) -> bool:
    """Whether a term can't mean the band beside it.

    A denied term can't mean its own band, a term of the other scale none that it shares nothing with.
    """
    if estimate.denied:
        return estimate.band == beside
    if estimate.scale != scale:
        return not overlap(estimate.band or beside, beside)
    return estimate.band != beside


def _mixed(terms: Sequence[_Term]) -> Iterator[Problem]:
    """JUDGE002: terms of both rows; those of the row that was used less are told."""
    rows = [[term for term in terms if term.term in row] for row in ICD_ROWS]
    if all(rows):
        fewer, more = sorted(rows, key=len)
        others = ICD_ROWS[0] if more is rows[0] else ICD_ROWS[1]
        mine = ICD_ROWS[1] if more is rows[0] else ICD_ROWS[0]
        for term in fewer:
            message = (
                f'"{term.wording}" is of another row of ICD 203 than "{more[0].wording}", which this brief uses as well'
            )
            yield _warning("JUDGE002", message, term.where, f"write {others[mine.index(term.term)]}")


def _foreign(scale: Scale, foreign: Sequence[tuple[Path, Estimate]], terms: Sequence[_Term]) -> Iterator[Problem]:
    """JUDGE004: terms of the scale that this brief does not use, each with the nearest of its own."""
    row = max(ICD_ROWS, key=lambda each: sum(term.term in each for term in terms))
    mine = row if scale == "icd203" else tuple(BANDS[scale])
    for path, estimate in foreign:
        if estimate.band and estimate.scale:
            shared = {term: overlap(BANDS[scale][term], estimate.band) for term in mine}
            nearest = " or ".join(term for term in mine if shared[term] == max(shared.values()))
            message = f'"{estimate.wording}" is a term of {_NAMES[estimate.scale]}; this brief uses {_NAMES[scale]}'
            yield _warning("JUDGE004", message, Where(path, estimate.start, estimate.end), f"write {nearest}")


def _warning(code: str, message: str, where: Where, hint: str) -> Problem:
    return Problem(code, message, where, hints=(hint,), severity=Severity.WARNING)
