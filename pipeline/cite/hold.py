"""Holding: every claim, date and fact of a spec against the passages it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.cite.acknowledged import unread
from pipeline.cite.atoms import Unread, prose_reader
from pipeline.cite.checks import CHECKS, TURNS, Context
from pipeline.cite.claims import Said, claims_in
from pipeline.cite.facts import Facts
from pipeline.cite.ground import Ground, Unanswered
from pipeline.cite.likelihood import likelihoods
from pipeline.cite.material import Material, gather
from pipeline.cite.reckon import denies, done_after, hold_date
from pipeline.cite.refound import refound
from pipeline.cite.severity import settle
from pipeline.cite.sourcing import counted, sourcing, unused
from pipeline.cite.stale import stale, stale_differences
from pipeline.cite.subjects import Subjects
from pipeline.cite.titles import titles
from pipeline.cite.told import can_fail, told
from pipeline.model.atoms import Sense
from pipeline.model.evidence import Evidence, HeldClaim, Outcome
from pipeline.model.lock import Lock
from pipeline.model.origin import origins
from pipeline.model.problem import Path, Problem, Severity, Where
from pipeline.model.prose import Citation
from pipeline.model.record import replace
from pipeline.model.source import Snapshot
from pipeline.model.spec import Role, Spec, Stated


def hold(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None) -> Evidence:
    """Hold a spec against the texts of its sources where they are given, and against the lock where they are not.

    `Basis.TEXT` only if every source's text is there. Raises UnusableInput if a source has neither text nor lock.
    """
    return hold_gathered(spec, snapshots, lock)[0]


def hold_gathered(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None) -> tuple[Evidence, Material]:
    """The same, and the grounds with their answers, which a new lock is made from."""
    material = gather(spec, snapshots, lock)
    evidence = hold_material(spec, material)
    problems = list(evidence.problems)
    if lock is not None:
        problems += stale(spec, snapshots, lock, material)
        problems += [*unread(spec, lock.differences), *stale_differences(spec, lock)]
        problems = refound(spec, snapshots, lock, problems)
    left, accepted = settle(spec, problems)
    return replace(evidence, problems=left, accepted=accepted), material


def hold_material(spec: Spec, material: Material) -> Evidence:
    """Hold a spec against grounds that were gathered before; their answers are what a lock keeps."""
    facts = Facts(spec, material)
    holder = _Holder(spec, material, facts)
    claims: list[HeldClaim] = []
    problems = [*material.problems, *(_unread(spec) if holder.unread else ())]
    for stated in spec.stated():
        if stated.role is Role.TITLE:
            problems += titles(stated, holder.reader, len(spec.sources))
            continue
        dated = holder.dated(stated)
        for claim, found in holder.stated(stated, dated):
            if not (stated.heading and claim.outcome is Outcome.UNHELD):
                claims.append(claim)
            problems += found
        problems += dated
    held, wrong = facts.hold()
    problems += wrong
    problems += titles_of(spec, holder)
    if not holder.unread:  # the terms it looks for are English
        problems += likelihoods(spec, [each for each in spec.stated() if each.weighty or each.role is Role.REASON])
    problems += sourcing(spec)
    problems += unused(spec, material)
    told = tuple(_ordered(problems))
    return Evidence(
        material.basis, material.passages, tuple(claims), held, told, quantities=facts.quantities, unread=holder.unread
    )


def titles_of(spec: Spec, holder: _Holder) -> Iterator[Problem]:
    """The brief's own title, the labels of its facts, and what its abbreviations stand for."""
    from pipeline.cite.titles import title

    lines: list[tuple[Path, str]] = [(("title",), spec.title), (("subtitle",), spec.subtitle)]
    lines += [(("facts", name, "label"), fact.label or "") for name, fact in spec.facts.items()]
    lines += [(("abbreviations", short), long) for short, long in spec.abbreviations.items()]
    for path, text in lines:
        yield from title(path, text, holder.reader, len(spec.sources))


class _Holder:
    """Holds one stretch of prose after the other."""

    def __init__(self, spec: Spec, material: Material, facts: Facts) -> None:
        self.spec, self.material, self.facts = spec, material, facts
        self.reader = prose_reader(spec.language)
        self.unread = isinstance(self.reader, Unread)
        self.origins = origins(spec)
        self.context = Context(Subjects(spec.names), material.body, self.reader, len(spec.sources))

    def stated(self, stated: Stated, dated: Sequence[Problem]) -> Iterator[tuple[HeldClaim, list[Problem]]]:
        """Every claim of a stretch of prose, with what is wrong with it; `dated` is wrong with the date beside it."""
        for said in claims_in(stated, self.reader):
            problems: list[Problem] = []
            grounds = self._grounds(said, problems)
            whole = all(self._is_found(cited.citation) for cited in said.cited)
            if whole and not _is_bare(said):
                problems += self._check(said, grounds)
                problems += counted(self.spec, said, grounds, self.origins)
            failed = not whole or any(problem.severity is Severity.ERROR for problem in (*problems, *dated))
            yield self._outcome(said, grounds, failed=failed), problems

    def _is_found(self, citation: Citation) -> bool:
        """Whether a citation leads somewhere. Where it does not, that alone is told."""
        return self.material.of(citation) is not None

    def dated(self, stated: Stated) -> list[Problem]:
        """What is wrong with the date beside a stretch of prose, which all that it cites may show."""
        cited = (*stated.cite, *stated.prose.citations())
        found = [ground for citation in cited if (ground := self.material.of(citation))]
        found += [ground for ref in stated.prose.facts() for ground in self.facts.grounds(ref)]
        grounds = list(dict.fromkeys(found))
        date = stated.date
        if date is None:
            return []
        if denies(grounds):
            date = replace(date, denies=_denies(claims_in(stated, self.reader)))
        late = done_after(self.spec, date)
        return [*late, *_answered(lambda: hold_date(self.spec, date, grounds), Where(date.path))]

    def _grounds(self, said: Said, problems: list[Problem]) -> list[Ground]:
        """What a claim cites, and the passages of its facts; whole sources count for reasons only."""
        grounds: dict[Ground, None] = {}
        for cited in said.cited:
            citation = cited.citation
            ground = self.material.of(citation)
            if not (citation.passage or citation.quote) and said.role is Role.CLAIM:
                hint = f"write [@{citation.source}:passage]; only gaps and reasons cite a source whole"
                problems.append(
                    Problem("CITE016", f"this claim cites {citation.source} as a whole", cited.where, hints=(hint,))
                )
            elif ground:
                grounds[ground] = None
        for ref in said.facts:
            grounds.update(dict.fromkeys(self.facts.grounds(ref)))
            problems += self.facts.problems_of(ref, said)
        for ref in said.stated.facts:
            grounds.update(dict.fromkeys(self.facts.grounds(ref)))
        return list(grounds)

    def _check(self, said: Said, grounds: Sequence[Ground]) -> Iterator[Problem]:
        has_citation = bool(said.cited or said.facts or said.stated.facts)
        if said.role is Role.CLAIM and said.cited and not grounds:
            return  # whole sources only, which was told
        if not has_citation and (said.role is Role.CLAIM or said.atoms.numbers or said.atoms.dates):
            hint = "write [@source:passage] after the words it supports"
            yield Problem("CITE001", "no citation supports these words", said.where, hints=(hint,))
            return
        if not has_citation or any(not ground.readable for ground in grounds) or self.unread:
            if has_citation and not self.unread:
                yield from _unreadable(self.spec, said, grounds)
            return
        passages = [ground for ground in grounds if ground.name]
        checks = CHECKS + TURNS if passages and said.role is Role.CLAIM else CHECKS
        for check in checks:
            yield from _answered(
                lambda check=check: [
                    lack.problem(said) for lack in check(said, passages if check in TURNS else grounds, self.context)
                ],
                said.where,
            )

    def _outcome(self, said: Said, grounds: Sequence[Ground], *, failed: bool) -> HeldClaim:
        atoms, bears = told(said), said.facts or can_fail(said, self.context)
        nothing = self.unread or not (bears and grounds) or any(not ground.readable for ground in grounds)
        outcome = Outcome.FAILED if failed else Outcome.UNHELD if nothing else Outcome.HELD
        corroborated = outcome is Outcome.HELD and self._is_corroborated(said, grounds)
        cited = [_cited(each.citation.source, each.citation.passage, each.citation.quote) for each in said.cited]
        cited += [ground.label for ref in said.facts for ground in self.facts.grounds(ref)]
        unique, sources = tuple(dict.fromkeys(cited)), tuple(dict.fromkeys(ground.source for ground in grounds))
        return HeldClaim(said.where, said.plain, said.role, unique, outcome, atoms, corroborated, sources)

    def _is_corroborated(self, said: Said, grounds: Sequence[Ground]) -> bool:
        """Whether each of two or more origins holds all of the claim's atoms."""
        by_origin: dict[str, list[Ground]] = {}
        for ground in grounds:
            by_origin.setdefault(self.origins[ground.source], []).append(ground)
        if len(by_origin) < 2 or said.facts:
            return False
        try:
            return not any(
                lack for each in by_origin.values() for check in CHECKS for lack in check(said, each, self.context)
            )
        except Unanswered:
            return False


def _is_bare(said: Said) -> bool:
    """Whether there are citations without words: they support nothing and need nothing."""
    return not any(map(str.isalnum, said.text)) and not said.facts


def _denies(claims: Iterable[Said]) -> bool:
    """Whether what an event says is that something did not happen."""
    return any(cue.sense is Sense.NEGATION for said in claims for cue in said.atoms.cues)


def _cited(source: str, passage: str, quote: str) -> str:
    return f"{source}:{passage}" if passage else f'{source} "{quote}"' if quote else source


def _unread(spec: Spec) -> Iterator[Problem]:
    """Told once for a whole brief."""
    message = f"the claims of this brief cannot be held: no reader for language {spec.language}"
    hints = ("its reader must judge; they are printed as unheld, and only facts and dates are held",)
    yield Problem("CITE021", message, Where(("language",)), hints=hints, severity=Severity.WARNING)


def _unreadable(spec: Spec, said: Said, grounds: Sequence[Ground]) -> Iterator[Problem]:
    languages = {spec.sources[ground.source].language for ground in grounds if not ground.readable}
    message = f"this claim cannot be held: no reader for language {', '.join(sorted(languages))}"
    yield Problem(
        "CITE021",
        message,
        said.where,
        hints=("its reader must judge; it is printed as unheld",),
        severity=Severity.WARNING,
    )


def _answered(ask: object, where: Where) -> list[Problem]:
    """What a check finds; a question that the lock cannot answer is a problem of its own."""
    try:
        return list(ask())  # type: ignore[operator]
    except Unanswered as unanswered:
        message = f"the lock does not know whether {unanswered.ground.label} shows this"
        return [Problem("LOCK002", message, where, hints=("renew the lock from the texts: brief lock",))]


def _ordered(problems: Sequence[Problem]) -> list[Problem]:
    """Each problem once, errors and warnings in the order in which they were found."""
    return list(dict.fromkeys(problems))
