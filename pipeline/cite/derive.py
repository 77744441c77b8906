"""Amounts: a report's quantity must stand in its passage, with what it counts, over what, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.atoms import Reader
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.atoms.english.units import TIMES
from pipeline.cite.checks.base import listed, named
from pipeline.cite.checks.figures import RATES, same_figure, told
from pipeline.cite.denied import is_denied
from pipeline.cite.ground import Ground, shown_any
from pipeline.cite.measures import in_one_unit
from pipeline.cite.quantity import NoQuantity, read_quantity
from pipeline.model.atoms import Number
from pipeline.model.fact import Reported
from pipeline.model.problem import Path, Problem, Severity, Where
from pipeline.model.quantity import Quantity

LIMITS = {"about": "about", "at_most": "up to", "at_least": "at least"}
_AS_THERE = "write the value as the passage gives it"


class Amounts:
    """Holds quantities against passages. `facts` are the names of the brief's facts, which are no values."""

    def __init__(self, reader: Reader, facts: frozenset[str]) -> None:
        self._reader, self._facts = reader, facts

    def read(self, text: str) -> Quantity | None:
        """The quantity that a value gives; None if it gives none."""
        try:
            return read_quantity(text, self._reader)
        except NoQuantity:
            return None

    def hold(self, report: Reported, ground: Ground, path: Path) -> Iterator[Problem]:
        """What is wrong with a report's value and with its whole."""
        part = None
        found: list[Number] = []
        if report.value is not None:
            where = Where((*path, "value"))
            try:
                part = read_quantity(report.value, self._reader)
            except NoQuantity as error:
                yield Problem("FACT007", error.reason, where, hints=(error.hint,))
                return
            found, problem = self._found(report.value, part, ground, where)
            if problem:
                yield problem
                return
            yield from _qualified(report, found, path)
            yield from _dropped(part, found, ground, where)
        if report.part_of:
            yield from self._whole(report, part, found, ground, path)

    def _found(self, text: str, wanted: Quantity, ground: Ground, where: Where) -> tuple[list[Number], Problem | None]:
        """The figures of the passage that a quantity may be, or what is wrong with it."""
        there = [number for number in ground.atoms.numbers if _is_same(wanted.low, number)]
        if wanted.high:
            there = [number for number in there if number.to == str(wanted.high.value)]
        if not there:
            figures = [_ranged(number, ground.atoms.numbers) for number in ground.atoms.numbers]
            notes = (f"passage says: {listed(figures)}",) if figures else ("the passage has no figure",)
            return [], Problem("FACT001", f'"{text}" is {named([ground])}', where, notes=notes, hints=(_AS_THERE,))
        last = wanted.high or wanted.low
        kept = [number for number in there if not (number.counted and last.counted) or number.counted == last.counted]
        named_there = len(wanted.noun) == 1 and any(last.counted and n.counted == last.counted for n in kept)
        if not kept or not (not wanted.noun or named_there or ground.shows("stems", " ".join(wanted.noun))):
            message = f'"{text}" counts something else than passage {ground.label}'
            hint = "name what it counts as the passage does, or leave the name out"
            return [], Problem("FACT001", message, where, notes=(_says(there),), hints=(hint,))
        if last.per and not any(_is_rate(last.per, number, ground) for number in kept):
            message, hint = f'"{text}" is no rate in passage {ground.label}', "leave out what it is counted over"
            return [], Problem("FACT001", message, where, notes=(_says(kept),), hints=(hint,))
        affirmed = [number for number in kept if not is_denied(number, ground.atoms, self._reader)]
        if not affirmed:
            hint = "a passage that denies a figure does not report it"
            return [], Problem("FACT001", f'the passage denies "{text}"', where, notes=(_says(kept),), hints=(hint,))
        return affirmed, None

    def _whole(
        self, report: Reported, part: Quantity | None, found: Sequence[Number], ground: Ground, path: Path
    ) -> Iterator[Problem]:
        """The whole of which a value is part: a figure of the passage too, which the passage says it is part of."""
        where = Where((*path, "part_of"))
        text = report.part_of
        if text.partition("@")[0].strip("{}") in self._facts:
            message = f'"{text}" names a fact; part_of wants the value itself'
            yield Problem("FACT007", message, where, hints=("write the figure as the passage gives it: part_of: 400",))
            return
        try:
            whole = read_quantity(text, self._reader)
        except NoQuantity as error:
            hint = error.hint if "says" in error.reason else "write a figure with its unit, as in part_of: 400 ships"
            yield Problem("FACT007", error.reason, where, hints=(hint,))
            return
        there, problem = self._found(text, whole, ground, where)
        if problem:
            hints = (_WHOLE,) if problem.hints == (_AS_THERE,) else problem.hints
            yield Problem(problem.code, problem.message, where, notes=problem.notes, hints=hints)
            return
        values = {str(number.value) for number in there}
        if part and not _is_less(part, whole):
            message = f'"{report.value}" is no part of "{text}"'
            hint = "a part is less than its whole; for some of it write part_of alone, without value"
            yield Problem("FACT001", message, where, hints=(hint,))
        elif not any(number.part_of for number in there) and not any(number.of in values for number in found):
            shown = report.value or "some"
            message = f'the passage does not say "{shown} of {text}"'
            hint = "cite a passage that tells the part and its whole, or leave part_of out"
            yield Problem("FACT001", message, where, notes=(_says([*found, *there]),), hints=(hint,))


_WHOLE = "write the whole as the passage gives it"


def _is_same(number: Number, other: Number) -> bool:
    """Whether a figure of the passage is one of a value; `25 years` stands in `the 25-year-old yard` too."""
    age = number.unit in TIMES and not other.unit and number.value == other.value
    return same_figure(number, other) or (age and number.unit in folded_words(other.text))


def _is_less(part: Quantity, whole: Quantity) -> bool:
    both = in_one_unit(part.high or part.low, whole.low)
    return both is not None and both[0].value < both[1].value


def _is_rate(per: str, number: Number, ground: Ground) -> bool:
    """Whether a passage counts a figure over the same, or says so in one word: annual costs."""
    if number.per:
        return number.per == per
    return all(shown_any([ground], "words", RATES.get(unit, ())) for unit in per.split())


def _ranged(number: Number, there: Sequence[Number]) -> str:
    """A figure as the passage gives it, as the lower end of its range, if it is one."""
    upper = next((other for other in there if number.to and str(other.value) == number.to), None)
    return f"{told(number)} to {upper.text}" if upper else told(number)


def _says(there: Sequence[Number]) -> str:
    return f"passage says: {listed([told(number) for number in there])}"


def _qualified(report: Reported, found: Sequence[Number], path: Path) -> Iterator[Problem]:
    """About, at most and at least are said of a value exactly where its passage says them."""
    notes = (f"passage says: {told(found[0])}",)
    for flag, words in LIMITS.items():
        claimed, there = getattr(report, flag), [getattr(number, flag) for number in found]
        if claimed and not any(there):
            message = f'the passage does not say "{words}" of {found[0].text}'
            yield Problem("FACT001", message, Where((*path, flag)), notes=notes, hints=(f"leave {flag} out",))
        elif not claimed and all(there):
            yield _told_with(words, found[0], Where((*path, "value")), notes, f"add {flag}: true")
    if not report.part_of and all(number.part_of for number in found):
        where = Where((*path, "value"))
        hint = f"write part_of: {report.value} in the place of value, or the part and what it is part of"
        yield _told_with(f"{found[0].part} of", found[0], where, notes, hint)


def _dropped(wanted: Quantity, found: Sequence[Number], ground: Ground, where: Where) -> Iterator[Problem]:
    """The end of a range without the range, and a rate without what it is counted over."""
    if not wanted.high and all(number.to for number in found):
        whole = _ranged(found[0], ground.atoms.numbers)
        hint = "write the whole range, as in value: 20 to 30 %"
        yield _told_with(whole, found[0], where, (f"passage says: {whole}",), hint)
    notes = (_says(found),)
    if not (wanted.high or wanted.low).per and all(number.per for number in found):
        unit = found[0].per if found[0].per in TIMES else ""
        over = f"a {unit}" if unit else "per"
        yield _told_with(over, found[0], where, notes, f"add what it is counted over: {found[0].text} {over}")


def _told_with(words: str, number: Number, where: Where, notes: tuple[str, ...], hint: str) -> Problem:
    message = f'"{number.text}" stands in the passage with "{words}"'
    return Problem("CITE009", message, where, notes=notes, hints=(hint,), severity=Severity.WARNING)
