"""The source summary statement (ICD 206, D.3.b): what the sources are worth together, in short sentences.

Counted from the spec and the evidence, so that it cannot say anything else than they do: kinds, origins, grades, days
of publication and of archiving, claims that rest on one source alone, tools.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.compose import dates
from pipeline.model.origin import origins
from pipeline.model.spec import Role

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.edtf import Edtf
    from pipeline.model.evidence import Evidence
    from pipeline.model.spec import Spec


def source_summary(spec: Spec, evidence: Evidence, words: Words, letter: Callable[[str], str]) -> str:
    """The whole statement; `letter` is what a source is called in this brief."""
    summary = _Summary(spec, evidence, words, letter)
    told = [*summary.count(), *summary.grades(), summary.published(), summary.accessed(), *summary.alone()]
    if spec.tools:
        told.append(words["summary.tools"].format(tools=spec.tools.rstrip(".")))
    return words["gap"].join(told)


class _Summary:
    """Each method gives its sentences. A label's `.single`, `.two` and `.many` are for so many sources."""

    def __init__(self, spec: Spec, evidence: Evidence, words: Words, letter: Callable[[str], str]) -> None:
        self.spec, self.evidence, self.words, self.letter = spec, evidence, words, letter
        self.sources = spec.sources
        self.origins = origins(spec)
        self.size = {1: "single", 2: "two"}.get(len(self.sources), "many")

    def count(self) -> Iterator[str]:
        """How many sources of which kinds, and how many origins stand behind them."""
        words = self.words
        kinds = Counter(source.kind for source in self.sources.values())
        told = words.listed([words.counted(number, f"kind.{kind}") for kind, number in kinds.items()])
        yield words["summary.count"].format(count=words.counted(len(self.sources), "summary.sources"), kinds=told)
        number = len(set(self.origins.values()))
        which = "single" if self.size == "single" else "one" if number == 1 else "many"
        yield words[f"summary.origins.{which}"].format(number=words.number(number))

    def grades(self) -> Iterator[str]:
        """Reliability and credibility, best to worst. F and 6 are no grades: they say that nobody judged."""
        reliable = [sorted({source.reliability} - {"F"}) for source in self.sources.values()]
        credible = [sorted(self._credibility(name) - {"6"}) for name in self.sources]
        if not any(reliable) and not any(credible):
            yield self.words[f"summary.ungraded.{self.size}"]
            return
        yield self._graded("reliability", reliable)
        yield self._graded("credibility", credible)

    def _credibility(self, name: str) -> set[str]:
        """Of what a source says: its own, and that of citations which give another."""
        cited = (c for stated in self.spec.stated() for c in (*stated.cite, *stated.prose.citations()))
        given = {str(c.credibility) for c in cited if c.source == name and c.credibility}
        return given | {str(self.sources[name].credibility)}

    def _graded(self, what: str, grades: Sequence[Sequence[str]]) -> str:
        words = self.words
        found = sorted({grade for each in grades for grade in each})
        judged = sum(map(bool, grades))
        if not judged:
            return words[f"summary.{what}.none.{self.size}"]
        best, worst = (
            words["summary.grade"].format(grade=grade, meaning=words[f"{what}.{grade}"])
            for grade in (found[0], found[-1])
        )
        told = best if best == worst else words["summary.range"].format(first=best, last=worst)
        which = self.size if judged == len(grades) else "some"
        others = words.number(len(grades) - judged)
        return words[f"summary.{what}.{which}"].format(
            grades=told, judged=words.counted(judged, "summary.sources"), others=others
        )

    def published(self) -> str:
        """From when to when the sources were published; those that are not dated, or to one side only, are named."""
        words = self.words
        known = {n: s.published.date for n, s in self.sources.items() if s.published and s.published.date.points}
        bounded = {name: date for name, date in known.items() if date.earliest and date.latest}
        undated = [name for name in self.sources if name not in known]
        if not known:
            return words[f"summary.undated.{self.size}"]
        if self.size == "single":
            return words["summary.dated.single"].format(date=dates.printed(next(iter(known.values())), words))
        told = [self._dated(bounded)] if bounded else []
        for name, date in known.items():
            if name not in bounded:
                told.append(self._named([name], "summary.dated", dates.printed(date, words)))
        if undated:
            told.append(self._named(undated, "summary.undated"))
        return _sentence(words["summary.then"].join(told), words["stop"])

    def _dated(self, dated: dict[str, Edtf]) -> str:
        """One date that several share, or from the first of all to the last; uncertain ones count with their ends."""
        words = self.words
        printed = {dates.printed(date, words) for date in dated.values()}
        if len(printed) == 1:
            (date,) = printed
            if len(dated) == len(self.sources):
                return words[f"summary.dated.{self.size}"].format(date=date)
            return self._named(list(dated), "summary.dated", date)
        points = [point for date in dated.values() for point in date.points]
        first = dates.point(min(points, key=lambda point: (point.earliest, point.latest)), words)
        last = dates.point(max(points, key=lambda point: (point.latest, point.earliest)), words)
        which = "within" if first == last else "range"
        return words[f"summary.dated.{which}"].format(first=first, last=last)

    def accessed(self) -> str:
        """When they were taken into the archive; those without a day are named."""
        words = self.words
        days = {name: source.accessed for name, source in self.sources.items() if source.accessed}
        if not days:
            return words[f"summary.unarchived.{self.size}"]
        first, last = (dates.day(day, words) for day in (min(days.values()), max(days.values())))
        when = words["summary.on" if first == last else "summary.between"].format(first=first, last=last)
        missing = [name for name in self.sources if name not in days]
        if not missing:
            return words[f"summary.archived.{self.size}"].format(when=when)
        told = [self._named(list(days), "summary.archived", when), self._named(missing, "summary.unarchived")]
        return _sentence(words["summary.then"].join(told), words["stop"])

    def alone(self) -> Iterator[str]:
        """How many claims rest on one source alone, or on sources of one origin."""
        claims = [claim for claim in self.evidence.claims if claim.role is Role.CLAIM]
        if self.size == "single" or not claims:
            return
        words, total = self.words, len(claims)
        alone = sum(len({self.origins[source] for source in claim.sources}) == 1 for claim in claims)
        shared = len(set(self.origins.values())) < len(self.sources)
        which = "none" if not alone else "all" if alone == total else "one" if alone == 1 else "some"
        yield words[f"summary.alone.{which}" + (".single" if total == 1 else "")].format(
            total=words.number(total),
            number=words.number(alone),
            what=words["summary.one_origin" if shared else "summary.one_source"],
        )

    def _named(self, names: Sequence[str], label: str, date: str = "") -> str:
        """`source B is undated`, `sources B and C are undated`."""
        one, many = self.words.lists[f"{label}.named"]
        letters = self.words.listed([self.letter(name) for name in names])
        return (one if len(names) == 1 else many).format(letters=letters, date=date)


def _sentence(text: str, stop: str) -> str:
    return text[0].upper() + text[1:] + stop
