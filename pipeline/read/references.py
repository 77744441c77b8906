"""What a spec says of its own parts must be there: sources, passages and facts by name, and passages in their form.

All that needs no source text is checked here. Names are looked up in the tree, so that a brief with errors elsewhere
has its references checked too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.problem import Path, Problem, Where
from pipeline.model.prose import ELLIPSIS, Citation, FactRef
from pipeline.model.spec import Role, Section, Spec, Stated
from pipeline.read.describe import MOST
from pipeline.read.nodes import Mapping, Node, Scalar, child
from pipeline.read.validate import Validated
from pipeline.read.wording import clip, did_you_mean

MAX_WORDS = 8
"""A passage names at most eight of an article's words: the text belongs to others."""


def _names(node: Node | None) -> dict[str, Node]:
    return node.values if isinstance(node, Mapping) else {}


class References:
    """Looks up what one spec names."""

    def __init__(self, root: Mapping, found: Validated) -> None:
        self.found = found
        self.sources = _names(child(root, "sources"))
        self.facts = _names(child(root, "facts"))
        self.passages = {name: _names(child(source, "passages")) for name, source in self.sources.items()}
        self.verify, self.id = child(root, "verify_url"), child(root, "id")
        self.hints = MOST

    def problems(self) -> Iterator[Problem]:
        """Everything that is named and is not there, and passages that are not in their form."""
        for name in self.sources:
            yield from self._passages(name)
        if isinstance(self.verify, Scalar) and self.verify.value:
            from pipeline.model.verify import faults  # a brief without an address need not wait for it

            name = self.id.value if isinstance(self.id, Scalar) else ""
            for fault in faults(self.verify.value, name):
                where = Where(("verify_url",), fault.start, fault.end)
                yield Problem("SPEC040", fault.message, where, hints=(fault.hint,))
        brief = self.found.brief
        if brief:
            yield from self._reports(brief)
            yield from self._reasons(brief)
        for path, section in self.found.sections:
            yield from self._section(path, section)
            if brief and self.found.whole:
                for misfit in section.misfits(brief):
                    hints = (misfit.hint,) if misfit.hint else ()
                    yield Problem("SPEC025", misfit.message, Where((*path, *misfit.path)), hints=hints)

    def _passages(self, source: str) -> Iterator[Problem]:
        for name, node in self.passages[source].items():
            if isinstance(node, Scalar) and node.value:
                yield from passage_form(node.value, Where(("sources", source, "passages", name)))
        hint = child(self.sources[source], "published") or Mapping(0, 0, flow=False)
        shown = child(hint, "hint")
        if isinstance(shown, Scalar) and shown.value:
            yield from passage_form(shown.value, Where(("sources", source, "published", "hint")))

    def _reports(self, brief: Spec) -> Iterator[Problem]:
        for name, fact in brief.facts.items():
            for source, reports in fact.reports.items():
                path: Path = ("facts", name, "reports", source)
                if source not in self.sources:
                    yield self._unknown("SPEC030", "there is no source", source, self.sources, Where(path, on_key=True))
                    continue
                for index, report in enumerate(reports):
                    if report.passage and report.passage not in self.passages[source]:
                        yield self._no_passage(source, report.passage, Where((*path, index, "passage")))
                    if fact.terms and report.limits:
                        says = "says" if len(report.limits) == 1 else "say"
                        message = f"{' and '.join(report.limits)} {says} nothing of a term"
                        hint = "leave it out, or declare a term for what the source says"
                        yield Problem("SPEC013", message, Where((*path, index)), hints=(hint,))
                    if fact.terms and report.value is not None and report.value not in fact.terms:
                        yield self._unknown(
                            "SPEC034",
                            f"the fact {name} has no term",
                            report.value,
                            fact.terms,
                            Where((*path, index, "value")),
                        )

    def _reasons(self, brief: Spec) -> Iterator[Problem]:
        for name, fact in brief.facts.items():
            if fact.differs:
                path: Path = ("facts", name, "differs", "because")
                yield from self._stated(Stated(path, fact.differs.because, Role.REASON))
        for acceptance in brief.acceptances():
            if acceptance.path[0] != "sections":
                yield from self._stated(Stated(acceptance.place, acceptance.because, Role.REASON))

    def _section(self, path: Path, section: Section) -> Iterator[Problem]:
        for stated in section.stated():
            yield from self._stated(stated.under(path))
        for acceptance in section.accepting():
            yield from self._stated(Stated(acceptance.place, acceptance.because, Role.REASON).under(path))
        for below, name in section.printed():
            if name not in self.facts:
                yield self._unknown("SPEC032", "there is no fact", name, self.facts, Where((*path, *below)))

    def _stated(self, stated: Stated) -> Iterator[Problem]:
        for pieces in stated.prose.paragraphs:
            for piece in pieces:
                if isinstance(piece, Citation):
                    where = Where(stated.path, piece.start, piece.end)
                    if stated.role is Role.TITLE:
                        message = "a title carries no citation"
                        yield Problem("SPEC036", message, where, hints=("cite in the text below it",))
                    yield from self._citation(piece, where)
                elif isinstance(piece, FactRef):
                    yield from self._fact(piece, Where(stated.path, piece.start, piece.end))
        for index, citation in enumerate(stated.cite):
            yield from self._citation(citation, Where((*stated.cite_path, index)))

    def _citation(self, citation: Citation, where: Where) -> Iterator[Problem]:
        if citation.source not in self.sources:
            yield self._unknown("SPEC030", "there is no source", citation.source, self.sources, where)
        elif citation.passage and citation.passage not in self.passages[citation.source]:
            yield self._no_passage(citation.source, citation.passage, where)
        if citation.quote:
            yield from passage_form(citation.quote, where)

    def _fact(self, ref: FactRef, where: Where) -> Iterator[Problem]:
        if ref.name not in self.facts:
            yield self._unknown("SPEC032", "there is no fact", ref.name, self.facts, where)
            return
        reports = _names(child(self.facts[ref.name], "reports"))
        if ref.source and ref.source not in self.sources:
            yield self._unknown("SPEC030", "there is no source", ref.source, self.sources, where)
        elif ref.source and ref.source not in reports:
            message = f'{ref.source} reports nothing for the fact "{ref.name}"'
            yield Problem("SPEC033", message, where, notes=(f"reported by: {', '.join(reports)}",))

    def _no_passage(self, source: str, name: str, where: Where) -> Problem:
        known = self.passages[source]
        problem = self._unknown("SPEC031", f"{source} has no passage", name, known, where)
        if problem.hints:
            return problem
        hint = f'add it to the passages of {source}: {name}: "first words … last words"'
        return Problem(problem.code, problem.message, where, notes=problem.notes, hints=(hint,))

    def _unknown(self, code: str, what: str, name: str, known: Iterable[str], where: Where) -> Problem:
        names = list(known)
        self.hints -= 1
        hint = did_you_mean(name, names) if self.hints >= 0 else ""
        shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
        notes = (f"there are: {shown}",) if names else ("there are none",)
        return Problem(code, f'{what} "{clip(name)}"', where, notes=notes, hints=(hint,) if hint else ())


def passage_form(text: str, where: Where) -> Iterator[Problem]:
    """A passage is `first words … last words`, or a few words whole, of at most eight words."""
    marks = text.count(ELLIPSIS)
    parts = [part.split() for part in text.split(ELLIPSIS)]
    words = sum(map(len, parts))
    if marks > 1 or not all(parts):
        message = "a passage is written with its first words, one …, and its last words"
        yield Problem("SPEC035", message, where, hints=('write it as "first words … last words"',))
    elif words > MAX_WORDS:
        message = f"this names {words} words of the article; {MAX_WORDS} is the limit"
        hint = "keep the first and last few words, with … between them"
        yield Problem("SPEC035", message, where, hints=(hint,))
