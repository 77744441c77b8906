"""How the brief speaks of its sources: letters, grades, dates of publication, the proof of a passage, the summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compose import dates
from pipeline.compose.summary import source_summary
from pipeline.model.document import Inline, Link, Text

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.evidence import Evidence
    from pipeline.model.prose import Citation
    from pipeline.model.source import Passage
    from pipeline.model.spec import Spec


class Sourcing:
    """Everything a reader is told about a source or a passage."""

    def __init__(self, spec: Spec, evidence: Evidence, words: Words) -> None:
        self.spec, self.evidence, self.words = spec, evidence, words
        self._letters = {name: _letter(index) for index, name in enumerate(spec.sources)}

    def letter(self, source: str) -> str:
        """A, B, … Z, AA, in the spec's order."""
        return self._letters[source]

    def called(self, source: str) -> str:
        """`A · Author`, or the publisher, or the kind of text it is."""
        known = self.spec.sources[source]
        return f"{self.letter(source)} · {known.author or known.publisher or self.words[f'name.{known.kind}']}"

    def grade(self, source: str, credibility: int | None = None) -> str:
        """Reliability of the source and credibility of the information (Admiralty Code)."""
        known = self.spec.sources[source]
        return f"{known.reliability}{credibility or known.credibility}"

    def grade_in_words(self, source: str) -> str:
        """`fairly reliable, possibly true`."""
        known = self.spec.sources[source]
        told = self.words[f"reliability.{known.reliability}"], self.words[f"credibility.{known.credibility}"]
        return self.words["comma"].join(told)

    def passage(self, citation: Citation) -> Passage | None:
        """The passage a citation names; None where it cites the source as a whole."""
        return self.evidence.passages.get((citation.source, citation.passage or citation.quote))

    def proof(self, citation: Citation) -> tuple[Text | Link, ...]:
        """`A ¶3 “first … last” C3`: enough to find the passage in the article without this brief."""
        passage, words = self.passage(citation), self.words
        link = self._link(citation, passage)
        grade = Text(f" {self.grade(citation.source, citation.credibility)}")
        if passage is None:
            return (link, grade)
        named = f"{passage.first} … {passage.last}" if passage.last else passage.first
        quote = Text(" " + words["quote"].format(text=named), lang=self.foreign(citation.source))
        return (link, quote, grade)

    def foreign(self, source: str) -> str:
        """The language of a source, where it is not the brief's."""
        language = self.spec.sources[source].language
        return "" if language.partition("-")[0] == self.spec.language.partition("-")[0] else language

    def short(self, citations: Iterable[Citation], between: str = "") -> tuple[Inline, ...]:
        """`A ¶3, B ¶5`, each once, each a link to its source."""
        kids: list[Inline] = []
        seen: set[str] = set()
        for citation in citations:
            link = self._link(citation, self.passage(citation))
            if link.text not in seen:
                seen.add(link.text)
                kids += [Text(between or self.words["comma"]), link] if kids else [link]
        return tuple(kids)

    def _link(self, citation: Citation, passage: Passage | None) -> Link:
        letter, title = self.letter(citation.source), self.spec.sources[citation.source].title
        if passage:
            text = self.words["passage"].format(letter=letter, paragraph=passage.paragraph)
        else:
            text = self.words["whole"].format(letter=letter)
        return Link(text, f"#source-{citation.source}", self.words["note.source"].format(letter=letter, title=title))

    def published(self, source: str) -> str:
        """When it was published, how that is known, and when it was archived."""
        known, words = self.spec.sources[source], self.words
        if known.published is None:
            told = words["sources.undated"]
        else:
            date = dates.printed(known.published.date, words)
            name = "sources.reckoned" if known.published.because else "sources.published"
            told = words[name].format(date=date, because=known.published.because)
        if known.accessed:
            told += words["gap"] + words["sources.accessed"].format(date=dates.day(known.accessed, words))
        return told

    def source_summary(self) -> str:
        """What the sources are worth together (ICD 206, D.3.b)."""
        return source_summary(self.spec, self.evidence, self.words, self.letter)


def _letter(index: int) -> str:
    """Bijective numeration in letters: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
