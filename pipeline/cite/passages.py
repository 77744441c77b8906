"""Passages: finding "first words … last words" in one paragraph of a source's body, exactly or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.cite.fold import fold, lower
from pipeline.cite.sentences import sentences
from pipeline.cite.suggest import Suggestions
from pipeline.model.problem import Problem, Severity, Where, shortened
from pipeline.model.record import record
from pipeline.model.source import Paragraph, Part, Passage, Snapshot

MOST_WORDS = 60
MOST_NAMED = 8
_MANY = 1000
_SCALE_AFTER = re.compile(
    r"[ -]?(?:hundred|thousand|million|billion|trillion|dozen|bn|mn|m|k|tn|%|per ?cent|percentage)\b|%", re.IGNORECASE
)
_TURNED = re.compile(r"\b(?:not|never|no|cannot|without|neither|nor|\w+n't)(?: \w+ly| yet| even)? $", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:about|approximately|around|roughly|nearly|almost|up to|at most|at least|(?:more|less|fewer) than|over|under"
    r"|some of|part of)"
    r"(?: the)? (?:[A-Z]*[$€£¥])?$", re.IGNORECASE,
)  # fmt: skip


class Body:
    """A snapshot folded for searching: its body paragraphs, and the others, each one long line."""

    def __init__(self, snapshot: Snapshot, suggestions: Suggestions | None = None) -> None:
        self.snapshot = snapshot
        self._suggestions = suggestions or Suggestions()
        self._body = _Lines(snapshot, [p for p in snapshot.paragraphs if p.part is Part.BODY])
        self._other = _Lines(snapshot, [p for p in snapshot.paragraphs if p.part is not Part.BODY])

    @property
    def whole(self) -> str:
        """All of the body, a paragraph a line."""
        return self._body.text

    def find(self, source: str, name: str, written: str, where: Where) -> tuple[Passage | None, list[Problem]]:
        """The passage that `written` names, or None with the errors that say why not; a warning may come with it."""
        first, last = ends_of(written)
        named = len(first.split()) + len(last.split())
        if not first:
            return None, [
                Problem("CITE010", "these words name no passage", where, hints=("write first words … last words",))
            ]
        if last and named > MOST_NAMED:
            hint = f"name a passage by at most {MOST_NAMED} words in all: enough of its start, and its end"
            return None, [Problem("CITE022", f"{named} words name this passage", where, hints=(hint,))]
        start = self._start(source, first, where)
        if isinstance(start, Problem):
            return None, [start]
        end = self._end(source, start, last, where)
        if isinstance(end, Problem):
            return None, [end]
        return self._passage(source, name, (first, last), (start, end), where)

    def shows(self, written: str) -> bool:
        """Whether first and last words stand in one paragraph of any kind, furniture included."""
        first, last = ends_of(written)
        for lines in (self._body, self._other):
            for at in lines.all(first):
                if not last or 0 <= lines.text.find(last, at + len(first)) < lines.line_end(at):
                    return True
        return False

    def _start(self, source: str, first: str, where: Where) -> _Span | Problem:
        found = self._body.all(first) or self._body.all(first, fold_case=True)
        shown = shortened(first)
        whole = [at for at in found if not self._body.cuts(at, at + len(first))]
        if len(whole) == 1:
            return _Span(whole[0], whole[0] + len(first))
        if whole:
            many = f"{len(whole)} times" if len(whole) < _MANY else "very often"
            hint = "add words to the start until it stands once"
            return Problem("CITE011", f'"{shown}" stands {many} in the body of {source}', where, hints=(hint,))
        if found:
            return Problem(
                "CITE014",
                f'"{shown}" starts or ends inside a word or number of {source}',
                where,
                hints=("write whole words",),
            )
        if self._other.all(first) or self._other.all(first, fold_case=True):
            message = f'"{shown}" stands only in headings, captions or menus of {source}, which support nothing'
            return Problem("CITE013", message, where, hints=("cite the body, or correct it with body: {from, to}",))
        return Problem("CITE010", f'"{shown}" is not in the body of {source}', where, hints=self._advice(first))

    def _end(self, source: str, start: _Span, last: str, where: Where) -> int | Problem:
        if not last:
            return start.end
        stop = self._body.line_end(start.start)
        text = self._body.text if last in self._body.text[start.end : stop] else self._body.low
        wanted = last if text is self._body.text else lower(last)
        at = text.find(wanted, start.end, stop)
        cut = False
        while at >= 0 and self._body.cuts(at, at + len(last)):
            cut, at = True, text.find(wanted, at + 1, stop)
        if at >= 0:
            return at + len(last)
        if cut:
            return Problem(
                "CITE014",
                f'"{shortened(last)}" starts or ends inside a word or number of {source}',
                where,
                hints=("write whole words",),
            )
        first = self._body.text[start.start : start.end]
        return Problem(
            "CITE010",
            f'"{shortened(last)}" does not follow "{shortened(first)}" in its paragraph of {source}',
            where,
            hints=self._advice(last),
        )

    def _passage(
        self, source: str, name: str, ends: tuple[str, str], span: tuple[_Span, int], where: Where
    ) -> tuple[Passage | None, list[Problem]]:
        start, end = span[0].start, span[1]
        text = self._body.text[start:end]
        words = len(text.split())
        if words > MOST_WORDS:
            hint = f"cite at most {MOST_WORDS} words; name two passages if the claim rests on both ends"
            return None, [Problem("CITE012", f"this passage has {words} words", where, hints=(hint,))]
        before = self._body.text[self._body.line_start(start) : start][-80:]
        after = self._body.text[end : self._body.line_end(start)][:24]
        if cut := _cut_off(before, text, after):
            return None, [
                Problem("CITE014", f"this passage leaves out {cut}", where, hints=("take it into the passage",))
            ]
        problems = []
        if is_several_sentences(text):
            problems.append(several_sentences(source, where))
        paragraph, first, last = self._body.place(start, end)
        return Passage(source, name, ends[0], ends[1], paragraph.number, first, last), problems

    def _advice(self, wanted: str) -> tuple[str, ...]:
        found = self._suggestions.closest(wanted, self._body.text)
        return (f'did you mean "{found}"?',) if found else ("write the words as they stand in the article",)


def is_several_sentences(text: str) -> bool:
    """Whether a folded text is longer than one sentence."""
    return len(sentences(text)) > 1


def several_sentences(source: str, where: Where) -> Problem:
    """The problem of a passage that is longer than one sentence, found in the text or kept in the lock."""
    hint = "cite the sentence that says it, or name two passages"
    message = f"this passage of {source} is longer than one sentence"
    return Problem("CITE015", message, where, hints=(hint,), severity=Severity.WARNING)


def ends_of(written: str) -> tuple[str, str]:
    """First and last words, folded; the last are empty where the whole passage is written."""
    text = " ".join(fold(written.replace("…", " … ").replace("...", " … ")).text.split())
    first, _, last = text.partition("…")
    return first.strip(), last.strip()


def _cut_off(before: str, text: str, after: str) -> str:
    """What stands right beside a passage and turns its meaning; "" if nothing does."""
    if found := _TURNED.search(before):
        return f'"{found.group().strip()}" right before it'
    if text[:1].isdigit() and (found := _HEDGED.search(before)):
        return f'"{found.group().strip()}" right before it'
    if text[-1:].isdigit() and (found := _SCALE_AFTER.match(after)):
        return f'"{found.group().strip()}" right after it'
    return ""


@record
class _Span:
    start: int
    end: int


class _Lines:
    """Paragraphs folded and set one a line, with the way back to the snapshot's characters."""

    def __init__(self, snapshot: Snapshot, paragraphs: list[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self._folded = [fold(snapshot.text[p.start : p.end]) for p in paragraphs]
        self.text = "\n".join(folded.text for folded in self._folded)
        self._low = ""
        self._starts: list[int] = []
        at = 0
        for folded in self._folded:
            self._starts.append(at)
            at += len(folded.text) + 1

    @property
    def low(self) -> str:
        """The text in lower case, character for character."""
        if not self._low:
            self._low = lower(self.text)
        return self._low

    def all(self, wanted: str, *, fold_case: bool = False) -> list[int]:
        """Where words stand, at most `_MANY` places."""
        text = self.low if fold_case else self.text
        if fold_case:
            wanted = lower(wanted)
        found: list[int] = []
        at = text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < _MANY:
            found.append(at)
            at = text.find(wanted, at + len(wanted))
        return found

    def cuts(self, start: int, end: int) -> bool:
        """Whether a stretch starts or ends inside a word or number."""
        return _inside(self.text, start) or _inside(self.text, end)

    def line_start(self, at: int) -> int:
        """Where the paragraph around a place starts."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def line_end(self, at: int) -> int:
        """Where the paragraph around a place ends."""
        index = bisect_right(self._starts, at) - 1
        return self._starts[index] + len(self._folded[index].text)

    def place(self, start: int, end: int) -> tuple[Paragraph, int, int]:
        """The paragraph of a stretch, and its characters in the snapshot's text."""
        index = bisect_right(self._starts, start) - 1
        offset = self._starts[index]
        first, last = self._folded[index].place(start - offset, end - offset)
        return self.paragraphs[index], self.paragraphs[index].start + first, self.paragraphs[index].start + last


def _inside(text: str, at: int) -> bool:
    """Whether a place lies inside a word or number: 2|5, 1.|7, MK-|41, don'|t."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if after.isalnum() and before in ".,'-" and at > 1 and text[at - 2].isalnum():
        return before in "'-" or (after.isdigit() and text[at - 2].isdigit())
    if before.isalnum() and after in ".,'-" and at + 1 < len(text) and text[at + 1].isalnum():
        return after in "'-" or (before.isdigit() and text[at + 1].isdigit())
    return False
