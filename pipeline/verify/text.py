"""Whether what is seen is what is read aloud, and what the evidence says was claimed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.model.readback import PageText, ReadFile
from pipeline.model.verification import Check, failed, passed

_MOST = 5
_SHOWN = 60
_HEADING = re.compile(r"Title|H\d+")
_PLACE = "{…}"
"""Stands in a claim for the value of a fact, which the page prints in its own words."""


def text(file: ReadFile, told: Mapping[str, Any]) -> Check:
    """Every claim of the evidence (`told`) is printed, every page bears the edition's key, and nothing is hidden."""
    wrong: list[str] = []
    for number, page in enumerate(file.pages, 1):
        if page.loose.strip():
            wrong.append(f"page {number} shows text that is neither content nor furniture: {_short(page.loose)}")
        if page.unseen:
            wrong.append(f"page {number} holds text that nobody sees: {_short(page.unseen)}")
        if not _bears(page, str(told.get("key", ""))[:8], first=number == 1):
            wrong.append(f"page {number} does not bear the key {str(told.get('key', ''))[:8]}")
    if not file.pages:
        wrong.append("it has no pages")
    read = _squeezed(in_order(file))
    claims = [str(each.get("text")) for each in dictionaries(told.get("claims")) if each.get("role") == "claim"]
    lost = [claim for claim in claims if not all(_squeezed(part) in read for part in claim.split(_PLACE))]
    wrong += [f"a claim of the evidence is not printed: {_short(claim)}" for claim in lost[:_MOST]]
    wrong += [f"and {len(lost) - _MOST} more claims"] if len(lost) > _MOST else []
    if wrong:
        return failed("text", "its pages do not show what its evidence tells", *wrong)
    count = f"the {len(claims)} claims" if len(claims) != 1 else "the claim"
    return passed("text", f"it prints {count} of its evidence, on pages that bear its key")


def _bears(page: PageText, key: str, *, first: bool) -> bool:
    """Whether a page prints the key: in its footer, or, on a cover, in its text."""
    return key in page.artifacts or (first and any(key in text for _, text in page.marked))


def tags(file: ReadFile, told: Mapping[str, Any]) -> Check:
    """All text that is content stands in the structure tree, once, and is read as it is seen; abbreviations may be read
    as what the evidence (`told`) says that they stand for.
    """
    wrong = [f"they can't be read: {file.faults['tags']}"] if "tags" in file.faults else []
    if not file.marked:
        wrong.append("the file does not say that it is tagged")
    if not file.tags or file.tags[0].role != "Document":
        wrong.append("there is no tree of tags")
    drawn = file.drawn
    held = Counter(piece for tag in file.tags for piece in tag.content)
    wrong += _told(
        f"page {at + 1} shows text that no tag holds: {_short(drawn[at, mcid])}"
        for at, mcid in drawn
        if not held[at, mcid]
    )
    wrong += _told(f"a tag holds what page {at + 1} does not show" for at, mcid in held if (at, mcid) not in drawn)
    wrong += _told(f"two tags hold one text of page {at + 1}" for (at, _), times in held.items() if times > 1)
    wrong += _told(f"{_short(tag.instead)} is read in place of what is seen" for tag in file.tags if tag.instead)
    wrong += _told(
        f"{_short(long)} is read in place of “{seen}”" for long, seen in _expanded(file, told.get("abbreviations"))
    )
    wrong += _told(f"{_short(alt)} is read in place of “{seen}”" for alt, seen in _spoken(file) if _squeezed(seen))
    if _squeezed("".join(title for _, title in file.outline)) != _squeezed(_headings(file)):
        wrong.append("the outline is not that of its headings")
    if wrong:
        return failed("tags", "what is read aloud is not what is seen", *wrong)
    return passed("tags", f"{len(drawn):,} pieces of text, each in one tag, and read as they are seen")


def dictionaries(value: object) -> list[Mapping[str, Any]]:
    """The entries of a list of JSON objects; what is none is passed by."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def in_order(file: ReadFile) -> str:
    """The text in the order in which it is read."""
    return "".join(_below(file, file.drawn, -1))


def _below(file: ReadFile, drawn: Mapping[tuple[int, int], str], at: int) -> Iterator[str]:
    """The pieces of text in the element at an index of the tags; -1: in all of them."""
    for below in range(at + 1, len(file.tags)):
        tag = file.tags[below]
        if at >= 0 and tag.depth <= file.tags[at].depth:
            return
        for piece in tag.content:
            yield drawn.get(piece, "")


def _headings(file: ReadFile) -> str:
    drawn = file.drawn
    heads = [at for at, tag in enumerate(file.tags) if _HEADING.fullmatch(tag.role)]
    return "".join([text for at in heads for text in _below(file, drawn, at)])


def _spoken(file: ReadFile) -> Iterator[tuple[str, str]]:
    """What is read in place of an element that is no figure, and what is seen there. A mere sign needs such words."""
    drawn = file.drawn
    for at, tag in enumerate(file.tags):
        if tag.alt and tag.role != "Figure":
            yield tag.alt, "".join(_below(file, drawn, at))


def _expanded(file: ReadFile, known: object) -> Iterator[tuple[str, str]]:
    """What is read in place of something that is not known as its abbreviation."""
    drawn, longs = file.drawn, known if isinstance(known, Mapping) else {}
    for at, tag in enumerate(file.tags):
        seen = " ".join("".join(_below(file, drawn, at)).split()) if tag.expansion else ""
        if tag.expansion and longs.get(seen) != tag.expansion:
            yield tag.expansion, seen


def _squeezed(text: str) -> str:
    """Letters and digits only: quotation marks, spaces and hyphens are the typesetter's."""
    return "".join(filter(str.isalnum, text.casefold()))


def _short(text: str) -> str:
    held = " ".join(text.split())
    return f"“{held}”" if len(held) <= _SHOWN else f"“{held[:_SHOWN].rstrip()} …”"


def _told(found: Iterable[str]) -> Sequence[str]:
    every = list(found)
    return [*every[:_MOST], *([f"and {len(every) - _MOST} more like it"] if len(every) > _MOST else [])]
