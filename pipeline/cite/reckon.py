"""Dates beside prose: an EDTF date must follow from its passage, and be no finer than what the passage says.

A date that `says` gives in the source's words is read where these words stand, with the words around them: whoever
leaves out "as early as" has not closed the date. A relative one ("March this year") is reckoned from a declared date.
Where more than one date is possible, the author says why it is this one. "Recently" is one of a set or unknown, and
never a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.atoms import prose_reader
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.bases import Unknown, base_of, beyond, checked
from pipeline.cite.checks.base import listed, named
from pipeline.cite.expressions import Expression, expressions, where_it_stands
from pipeline.cite.fiscal import NoCalendar
from pipeline.cite.follows import follows, told
from pipeline.cite.ground import Ground
from pipeline.cite.relative import meanings, steps
from pipeline.cite.stretch import Group, group, grouped, stretch_of
from pipeline.model.fiscal import FiscalYear
from pipeline.model.problem import Problem, Where
from pipeline.model.spec import Spec, StatedDate


def hold_date(spec: Spec, stated: StatedDate | None, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """What is wrong with a date: not in its passages, finer than they say, closed where they leave it open."""
    if stated is None or not grounds or any(not ground.readable for ground in grounds):
        return
    if stated.says:
        yield from _told(spec, stated, grounds)
    elif stated.date.kind != "unknown":
        yield from _derived(stated, grounds)


def done_after(spec: Spec, stated: StatedDate) -> Iterator[Problem]:
    """An event that is told as done cannot begin after the information cut-off."""
    first = stated.date.earliest
    if stated.done and first and first > spec.as_of:
        message = f"{stated.date} is told as done, and lies after {spec.as_of}, the information cut-off"
        yield Problem("DATE010", message, Where(stated.path), hints=("write status: planned",))


def denies(grounds: Sequence[Ground]) -> bool:
    """Whether any passage denies a date, so that it matters whether the event is denied too."""
    return any(date.denied for ground in grounds for date in (*ground.atoms.dates, *ground.atoms.relatives))


def _derived(stated: StatedDate, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """A date that its passages give as it is."""
    there = [date for ground in grounds for date in ground.atoms.dates]
    groups = [found for ground in grounds for atoms in grouped(ground.atoms.dates) if (found := _plain(atoms))]

    def missing(finer: bool) -> Problem:  # noqa: FBT001  (the one thing it is told)
        message = f"{stated.date} is finer than its passage" if finer else f"{stated.date} is {named(grounds)}"
        notes = (f"passage says: {listed([date.text for date in there])}",) if there else ("the passage has no date",)
        fiscal = next((date.text for date in there if date.fiscal), "")
        if fiscal:
            hint = f"write says: {fiscal}, and declare fiscal_year: for the brief or the source"
        elif groups:
            hint = f"write it as the passage does: {told(groups)}"
        elif there:
            hint = "write the passage's words as says:, and as from: what they are reckoned from"
        else:
            hint = "cite a passage that gives the date, or write says: and from:"
        return Problem("DATE002" if finer else "DATE001", message, Where(stated.path), notes=notes, hints=(hint,))

    yield from follows(stated, groups, missing)


def _plain(atoms: Expression) -> Group | None:
    """Dates that say their year by themselves."""
    found = [stretch for atom in atoms if not atom.fiscal and (stretch := stretch_of(atom))]
    return group(atoms, found) if len(found) == len(atoms) else None


def _told(spec: Spec, stated: StatedDate, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """A date in the source's own words."""
    words = " ".join(folded_words(stated.says))
    # All are asked, so that a lock knows the answer of each.
    showing = [ground for ground, shows in [(each, each.shows("words", words)) for each in grounds] if shows]
    if not words or not showing:
        hint = "write the source's own words, as they stand in the passage"
        where = Where(stated.says_path or stated.path)
        yield Problem("DATE003", f'"{stated.says}" is {named(grounds)}', where, hints=(hint,))
        return
    # A comma before them: a capital proves nothing of the first word of a sentence, and these words open none.
    said = expressions(prose_reader(spec.sources[showing[0].source].language).read(f", {stated.says}"))
    try:
        if said:
            yield from _reckoned(spec, stated, said, showing)
        elif stated.date.kind != "unknown":
            yield from _vague(spec, stated, showing)
    except Unknown as unknown:
        yield unknown.problem
    except NoCalendar:
        hint = "declare it for the brief or the source, as in fiscal_year: {starts: 04-01, named: start}"
        message = f'nothing says when the fiscal year of "{stated.says}" starts'
        yield Problem("DATE009", message, Where(stated.says_path or stated.path), hints=(hint,))


def _reckoned(
    spec: Spec, stated: StatedDate, said: Sequence[Expression], grounds: Sequence[Ground]
) -> Iterator[Problem]:
    """The date is what the words mean; one that they can mean, for a reason that is given; or all of these."""
    found: dict[Group, None] = {}
    for expression in said:
        possible: dict[tuple[tuple[int, int], ...], Group] = {}
        for ground in grounds:
            for atoms in where_it_stands(expression, ground.atoms):
                for each in _meanings(spec, stated, atoms, ground.source):
                    found[each] = None
                    possible[tuple((one.first, one.last) for one in each.members)] = each
        alternatives = list(possible.values())
        if len(alternatives) > 1 and not stated.because and not _names_all(stated, alternatives):
            hint = "say with because: why it is this one, or write all of them: [a,b]"
            message = f'"{stated.says}" may be {listed([each.written for each in alternatives])}'
            yield Problem("DATE005", message, Where(stated.path), hints=(hint,))
            return
    if stated.date.kind != "unknown":
        yield from follows(stated, list(found), lambda finer: _missing(spec, stated, list(found), grounds, finer=finer))


def _missing(
    spec: Spec, stated: StatedDate, groups: Sequence[Group], grounds: Sequence[Ground], *, finer: bool
) -> Problem:
    message = f"{stated.date} is finer than its passage" if finer else f'{stated.date} is not "{stated.says}"'
    calendar = _calendar(spec, grounds[0].source)
    ranged = any(member.ranged for each in groups for member in each.members)
    note = (
        f"the fiscal year starts on {calendar.starts}, and has its name from the year of its {calendar.named}"
        if (calendar and ranged)
        else ""
    )
    hints = ("write " + " or ".join(dict.fromkeys(each.written for each in groups)),) if groups else ()
    code = "DATE002" if finer else "DATE001"
    return Problem(code, message, Where(stated.path), notes=(note,) if note else (), hints=hints)


def _names_all(stated: StatedDate, alternatives: Sequence[Group]) -> bool:
    """Whether a set has everything that the words can mean, or the date is unknown."""
    date = stated.date
    if date.kind != "set":
        return date.kind == "unknown"
    spans = [(start.first if start else None, end.last if end else None) for start, end in date.spans]
    return all(
        any((low is None or low <= each.first) and (high is None or each.last <= high) for low, high in spans)
        for alternative in alternatives
        for each in alternative.members
    )


def _calendar(spec: Spec, source: str) -> FiscalYear | None:
    return spec.sources[source].fiscal_year or spec.fiscal_year


def _meanings(spec: Spec, stated: StatedDate, atoms: Expression, source: str) -> Iterator[Group]:
    """Everything that an expression of a source can mean."""
    calendar = _calendar(spec, source)
    if all(atom.year or atom.span for atom in atoms):
        found = [meanings(atom, 0, calendar) for atom in atoms]
        if all(found):
            yield group(atoms, [each[0] for each in found])
        return
    base = base_of(spec, stated, source)
    days = steps(atoms[-1], base.first, base.last)
    if days is None:
        raise beyond(stated, base)
    for day in days:
        for stretches in zip(*(meanings(atom, day, calendar) for atom in atoms), strict=False):
            checked(stated, base, stretches[0].first, stretches[-1].last)
            # What was done by the time of writing was not in the week or the spring after it.
            if atoms[0].unit or not stated.done or stretches[0].first <= base.last:
                yield group(atoms, stretches)


def _vague(spec: Spec, stated: StatedDate, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """`Recently` and the like: unknown, or one of a set that ends no later than the source can have been published."""
    where = Where(stated.path)
    if stated.date.kind != "set":
        hint = "write XXXX, or one of a set with its reason: [2024-01..2024-03] and because:"
        yield Problem("DATE002", f'{stated.date} is finer than "{stated.says}"', where, hints=(hint,))
        return
    base = max((base_of(spec, stated, ground.source) for ground in grounds), key=lambda base: base.last)
    if not stated.because:
        hint = "say with because: why it is one of these"
        yield Problem("DATE005", f'"{stated.says}" may be any date', where, hints=(hint,))
    elif stated.date.last is None or stated.date.last > base.last:
        message = f'{stated.date} reaches past {base.text}, from which "{stated.says}" is reckoned'
        yield Problem("DATE001", message, where, hints=("end it there",))
