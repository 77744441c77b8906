"""Names: a claim's full names stand in a cited passage; the brief's subjects stand in a cited source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.cite.checks.base import Context, Lack, listed, named
from pipeline.cite.checks.lookup import Lookup
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, nearest
from pipeline.model.atoms import Name
from pipeline.model.record import replace


def names(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """Every name that no passage has."""
    if not said.atoms.names:
        return
    sources = dict.fromkeys(ground.source for ground in grounds)
    bodies = [body for source in sources if (body := context.bodies(source))]
    look = Lookup(grounds, bodies, context)
    for index, name in enumerate(said.atoms.names):
        before = said.text[: name.start].rsplit(None, 1)[-1:]
        if look.shows(name, *before) or any(look.shows(whole) for whole in _joined(said, index)):
            continue
        if (shared := _of_one_family(said, index)) and all(map(look.shows, shared)):
            continue
        there = [other.text for ground in grounds for other in ground.atoms.names]
        notes = (f"passage says: {listed(there)}",) if there else ("the passage has no name",)
        near = nearest(name, grounds)
        hints = (f'did you mean "{near}"?',) if near else _advice(name, bodies)
        yield Lack("CITE004", f'name "{name.text}" is {named(grounds)}', name.start, name.end, notes, hints)


def _joined(said: Said, index: int) -> Iterator[Name]:
    """A name with the one before or after it, where `and` or `for` joins them: Securities and Exchange Commission."""
    for first, second in pairwise(said.atoms.names[max(index - 1, 0) : index + 2]):
        if said.text[first.end : second.start].strip() in _JOINTS:
            text = said.text[first.start : second.end]
            yield Name(first.start, second.end, text, first.words + second.words, first.initial)


def _of_one_family(said: Said, index: int) -> tuple[Name, ...]:
    """Paolo and Chiara Venturi: the names that must stand for both to be held, Paolo Venturi and Chiara."""
    first, second = said.atoms.names[max(index - 1, 0)], said.atoms.names[index]
    if index == 0 or len(first.words) != 1 or len(second.words) != 2 or said.text[first.end : second.start] != " and ":
        return ()
    given, family = second.words
    return (replace(first, words=(*first.words, family)), replace(second, words=(given,)))


_JOINTS = frozenset(("and", "&", "for", "of the", "for the", "and the"))


def _advice(name: Name, bodies: Sequence[Ground]) -> tuple[str, ...]:
    """A name that the source has elsewhere may be a subject, or wants a passage of its own; or it is no name."""
    if name.initial and len(name.words) == 1:
        return ("if it is no name, move it into the sentence: there its small letter shows",)
    if any(name.words in body.names for body in bodies):
        return ("cite the passage that names it, or list it under names: as a subject of the brief",)
    return ()
