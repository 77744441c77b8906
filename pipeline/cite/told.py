"""What a claim says that was held: told in the evidence, and enough or not to call the claim held."""

from __future__ import annotations

from pipeline.cite.checks import Context
from pipeline.cite.checks.figures import counts_sources
from pipeline.cite.claims import Said
from pipeline.model.atoms import Cue, Name, Number, Sense
from pipeline.model.spec import Role


def told(said: Said) -> tuple[str, ...]:
    """The atoms that were held, as the claim words them."""
    atoms = said.atoms
    found = [
        (a.start, a.text)
        for kind in (atoms.numbers, atoms.dates, atoms.names)
        for a in kind
        if not getattr(a, "weak", False)
    ]
    found += [(quotation.start, f"“{quotation.text}”") for quotation in atoms.quotations]
    found += [(cue.start, cue.text.lower()) for cue in _cues(said)]
    return tuple(dict.fromkeys((*_beside(said), *(" ".join(text.split()) for _, text in sorted(found)))))


def can_fail(said: Said, context: Context) -> bool:
    """Whether the claim has an atom that only some passages would show.

    A subject of the brief may stand anywhere in a source, and the number of sources is the author's own count: where
    there is nothing else, no passage could have refuted the claim, and its reader must judge.
    """
    atoms = said.atoms
    return bool(
        _beside(said)
        or atoms.dates
        or atoms.quotations
        or _cues(said)
        or any(_is_figure(number, context) for number in atoms.numbers)
        or any(not _is_subject(name, context) for name in atoms.names)
    )


def _is_figure(number: Number, context: Context) -> bool:
    return not (number.weak or counts_sources(number, context.sources))


def _is_subject(name: Name, context: Context) -> bool:
    """Whether a name is a subject's, with a word before it that has its capital from the sentence, if any."""
    return bool(context.subjects.of(name.words) or (name.initial and context.subjects.of(name.words[1:])))


def _beside(said: Said) -> tuple[str, ...]:
    """The date beside the prose, if it says anything."""
    date = said.stated.date
    return (str(date.date),) if date and (date.date.kind != "unknown" or date.says) else ()


def _cues(said: Said) -> tuple[Cue, ...]:
    """Its negation and modality, as far as they are held: not those of reasons."""
    cues = said.atoms.cues if said.role is Role.CLAIM else ()
    return tuple(cue for cue in cues if not cue.loose and cue.sense is not Sense.SIDE)
