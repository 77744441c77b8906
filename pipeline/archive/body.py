"""Telling a source's body from its furniture, alike for plain text and web pages.

The body reaches from the first paragraph of prose to the last; inside it, headings, list items and short sentences
belong to it, captions and counters do not. Every doubt is settled for furniture.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from pipeline.archive import furniture
from pipeline.archive.block import Block, Kind
from pipeline.archive.fault import Fault
from pipeline.archive.normalise import normalise
from pipeline.model.source import Part

_PROSE_WORDS = 6
"""Words that a sentence needs to be taken for prose wherever it stands."""
_LEADING_WORDS = 4
"""Words that a line with a colon at its end needs, to lead on to what follows."""
_UNCLOSED_WORDS = 30
"""Words that a paragraph without a full stop at its end needs, to be prose for the sentences inside it."""
_HEADING_WORDS = 16
_GAP = 3
"""Lines of furniture in a row after which prose needs weight of its own to be body again."""
_WEIGHT = 0.25
"""That weight: the share of the largest stretch of prose, in characters."""
_LINKED = 0.5
_NO_BODY = (Kind.TITLE, Kind.CAPTION, Kind.OUTSIDE)


class _Look(IntEnum):
    """What a block looks like by itself."""

    FURNITURE = 0
    OTHER = 1
    """A line without a full stop: title, byline, menu entry, heading."""
    PART = 2
    """A short sentence, an item: body between prose."""
    PROSE = 3


def parts(blocks: Sequence[Block], language: str, body: tuple[str, str] | None = None) -> list[Part]:
    """What each block is. `body` gives the first words of the first body paragraph and the last words of the last.

    Raises Fault SRC010 if `body` fits no paragraphs.
    """
    if body is not None:
        first, last = _bounds(blocks, *body)
        ends = (blocks[first], blocks[last])
        hints, kinds = not any(block.hinted for block in ends), {block.kind for block in ends}
        looks = [_look(block, language, hints=hints, trusted=kinds) for block in blocks]
        looks[first] = looks[last] = _Look.PROSE
        return _inside(blocks, looks, first, last)
    for hints in (True, False):
        looks = [_look(block, language, hints=hints) for block in blocks]
        _keep_one_region(blocks, looks)
        _drop_comments(blocks, looks, language)
        if not any(block.region for block in blocks):
            _drop_strays(blocks, looks)
        prose = [index for index, look in enumerate(looks) if look is _Look.PROSE]
        if prose:
            return _inside(blocks, looks, prose[0], _tail(blocks, looks, prose[-1]))
    return [Part.FURNITURE] * len(blocks)


def _look(block: Block, language: str, *, hints: bool = True, trusted: Collection[Kind] | None = None) -> _Look:
    """What a block looks like. `trusted`: the author says where the body is, and its ends are of these kinds."""
    if block.kind in _NO_BODY and block.kind not in (trusted or ()):
        return _Look.FURNITURE
    ends, item = furniture.ends_sentence(block.text), block.kind is Kind.ITEM
    doubted = trusted is None or not ends or furniture.is_caption(block.text)
    if (hints and block.hinted) or block.linked > _LINKED:
        return _Look.FURNITURE
    if doubted and furniture.is_furniture(block.text, language, item=item):
        return _Look.FURNITURE
    if block.kind is Kind.HEADING:
        return _Look.OTHER
    words = len(block.text.split())
    if words < 2 and len(block.text) > 24:  # a script without spaces between words
        words = len(block.text) // 2
    if (words >= _PROSE_WORDS and ends) or (words >= _UNCLOSED_WORDS and furniture.holds_sentences(block.text)):
        return _Look.PROSE
    leads_on = words >= _LEADING_WORDS and block.text.endswith((":", ";"))
    return _Look.PART if item or leads_on or (ends and not block.text.endswith("?")) else _Look.OTHER


def _keep_one_region(blocks: Sequence[Block], looks: list[_Look]) -> None:
    """Of several articles on a page, the one with the most prose is the source; teasers and comments are others."""
    weight: dict[int, int] = {}
    for block, look in zip(blocks, looks, strict=True):
        if look is _Look.PROSE:
            weight[block.region] = weight.get(block.region, 0) + len(block.text)
    inside = {region: chars for region, chars in weight.items() if region}
    if not inside:
        return
    best = max(inside, key=lambda region: (inside[region], -region))
    for index, block in enumerate(blocks):
        if block.region != best:
            looks[index] = _Look.FURNITURE


def _drop_comments(blocks: Sequence[Block], looks: list[_Look], language: str) -> None:
    """After prose, a line such as "Leave a comment" ends the article."""
    seen = False
    for index, block in enumerate(blocks):
        seen = seen or looks[index] is _Look.PROSE
        if seen and furniture.opens_comments(block.text, language):
            looks[index:] = [_Look.FURNITURE] * (len(looks) - index)
            return


def _drop_strays(blocks: Sequence[Block], looks: list[_Look]) -> None:
    """Prose far from the article, as in a page's footer or a list of teasers, is furniture too."""
    runs: list[list[int]] = []
    gap = _GAP
    for index, look in enumerate(looks):
        if look is _Look.PROSE:
            if gap >= _GAP:
                runs.append([])
            runs[-1].append(index)
            gap = 0
        elif look is not _Look.PART:
            gap += 1
    weights = [sum(len(blocks[index].text) for index in run) for run in runs]
    for run, weight in zip(runs, weights, strict=True):
        if weight < _WEIGHT * max(weights):
            for index in run:
                looks[index] = _Look.FURNITURE


def _tail(blocks: Sequence[Block], looks: Sequence[_Look], last: int) -> int:
    """The last body block: short sentences, and the items of a list that a colon opens, follow the last prose."""
    opened = blocks[last].text.endswith(":")
    while last + 1 < len(blocks) and looks[last + 1] is _Look.PART:
        following = blocks[last + 1]
        if not furniture.ends_sentence(following.text) and not (opened and following.kind is Kind.ITEM):
            break
        last += 1
    return last


def _inside(blocks: Sequence[Block], looks: Sequence[_Look], first: int, last: int) -> list[Part]:
    found = [Part.FURNITURE] * len(blocks)
    titles = {block.text for block in blocks[:first]}
    follows = False  # whether body follows, captions and other headings aside
    for index in range(last, first - 1, -1):
        block, look = blocks[index], looks[index]
        if look >= _Look.PART:
            found[index], follows = Part.BODY, True
        elif follows and look is _Look.OTHER and _is_heading(block) and block.text not in titles:
            found[index] = Part.HEADING
        elif block.kind is not Kind.CAPTION and not furniture.is_caption(block.text):
            follows = False
    for index in range(first - 1, -1, -1):  # a heading of the page's own right above the first paragraph
        if blocks[index].kind is not Kind.HEADING or looks[index] is not _Look.OTHER:
            break
        found[index] = Part.HEADING
    return found


def _is_heading(block: Block) -> bool:
    return block.kind is Kind.HEADING or (len(block.text.split()) <= _HEADING_WORDS and not block.text[0].islower())


_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})  # noqa: RUF001 — they fold together here
_END = " .!?…。！？\"')]»"  # noqa: RUF001 — full stops of other scripts


def _bounds(blocks: Sequence[Block], start: str, end: str) -> tuple[int, int]:
    texts = [block.text.translate(_FOLDED) for block in blocks]
    start, end = (normalise(words).translate(_FOLDED) for words in (start, end))
    firsts = [index for index, text in enumerate(texts) if text.startswith(start)]
    if len(firsts) != 1:
        count = f"{len(firsts)} paragraphs start" if firsts else "no paragraph starts"
        more = "write more of its words" if firsts else "write the words that its first body paragraph starts with"
        raise Fault("SRC010", f"{count} with “{start}”", field=("body", "from"), help=more)
    bare = end.rstrip(_END)
    lasts = [index for index, text in enumerate(texts) if index >= firsts[0] and text.endswith(end)]
    lasts = lasts or [
        index for index, text in enumerate(texts) if index >= firsts[0] and text.rstrip(_END).endswith(bare)
    ]
    lasts = lasts if bare else []
    if len(lasts) != 1:
        count = (
            f"{len(lasts)} paragraphs after the body's start end"
            if lasts
            else "no paragraph after the body's start ends"
        )
        more = "write more of its words" if lasts else "write the words that its last body paragraph ends with"
        raise Fault("SRC010", f"{count} with “{end}”", field=("body", "to"), help=more)
    return firsts[0], lasts[0]
