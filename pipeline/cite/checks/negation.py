"""Negation: what a claim denies its passages deny, and what they deny it does not affirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.cite.checks.base import Context, Lack
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, shown
from pipeline.model.atoms import Cue, Sense, mark


def negation(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """A negation that was added to what the passage affirms, or lost from what it denies."""
    if not grounds:
        return
    there = [cue for ground in grounds for cue in ground.atoms.cues if cue.sense is Sense.NEGATION]
    ours = [cue for cue in said.atoms.cues if cue.sense is Sense.NEGATION]
    firm = [cue for cue in there if not cue.loose]
    denied = {word for cue in there for word in (cue.governs, *cue.reach) if word}
    is_short = all(ground.short for ground in grounds)
    for cue in ours:
        if cue.loose or (not is_short and len(ours) <= len(there)):
            continue
        bare = is_short and not there and not cue.governs  # `not 1,240 metres long`
        if bare or (cue.governs and cue.governs not in denied and _is_affirmed(said, cue, grounds, context)):
            message = f'"{cue.text}" turns what the passage affirms'
            yield Lack("CITE006", message, cue.start, cue.end, _notes(firm), ("say it as the passage does",))
    if is_short:
        yield from _lost(said, ours, firm, context)
        yield from _undenied(said, ours, there, context)


def _is_affirmed(said: Said, cue: Cue, grounds: Sequence[Ground], context: Context) -> bool:
    """Whether a passage has the word that the claim denies."""
    for word, _, _ in said.words():
        stem = context.reader.stem(word)
        if mark(stem) == cue.governs:
            return shown(grounds, "stem", stem)
    return False


def _lost(said: Said, ours: Sequence[Cue], there: Sequence[Cue], context: Context) -> Iterator[Lack]:
    """Words that every passage with them denies, and that the claim has without a negation."""
    denied = {cue.governs: cue for cue in there if cue.governs and not cue.plain}
    if not denied:
        return
    kept = {word for cue in ours for word in (cue.governs, *cue.reach)}
    for word, start, end in said.words():
        cue = denied.get(mark(context.reader.stem(word)))
        if cue is None or cue.governs in kept:
            continue
        if cue.text.lower() not in _OF_NOUNS or not any(_is_near(said.text, our.start, end) for our in ours):
            message = f'the passage denies "{said.text[start:end]}", the claim does not'
            yield Lack("CITE006", message, start, end, _notes([cue]), ("say it as the passage does",))
            return


def _undenied(said: Said, ours: Sequence[Cue], there: Sequence[Cue], context: Context) -> Iterator[Lack]:
    """What somebody denies in the passage, and the claim has in all its words without a denial."""
    if ours:
        return
    words = {mark(context.reader.stem(word)): (start, end) for word, start, end in said.words()}
    for cue in there:
        if cue.text.lower() in _DENIED and len(cue.reach) > 1 and words.keys() >= set(cue.reach):
            start, end = words[max(cue.reach, key=lambda word: words[word])]
            message = f'the passage denies "{said.text[start:end]}", the claim does not'
            yield Lack("CITE006", message, start, end, _notes([cue]), ("say it as the passage does",))


_DENIED = frozenset(("denied", "denies", "deny", "denying"))
_OF_NOUNS = frozenset("no neither none nobody nothing nor".split())
"""They govern a noun: `no decision was taken` says what `a decision was not taken` says."""


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether a negation at `start` follows a word that ends at `end`, in its clause: `a decision was not taken`."""
    return end <= start and not _CLAUSE.search(text[end:start])


_CLAUSE = re.compile(r"[,;:.?!()]|\b(?:and|but|while|though|although|because|whereas)\b")


def _notes(cues: Sequence[Cue]) -> tuple[str, ...]:
    return (f'passage says: "{cues[0].text}"',) if cues else ("the passage has no negation",)
