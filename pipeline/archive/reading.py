"""The bytes of a source → its snapshot. Pure: the same bytes give the same snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import islice

from pipeline.archive import plain
from pipeline.archive.block import Block
from pipeline.archive.body import parts
from pipeline.archive.decode import Decoded, decode
from pipeline.archive.fault import Fault
from pipeline.archive.normalise import check_marks, check_readable
from pipeline.model.source import NORMALISER, PAGE, TEXT, Paragraph, Part, Snapshot

_MOST_PARAGRAPHS = 50_000


def snapshot(
    data: bytes, name: str, language: str = "en", body: tuple[str, str] | None = None, *, source: str = ""
) -> Snapshot:
    """See `archive.snapshot`."""
    try:
        return _snapshot(data, language, body)
    except Fault as fault:
        raise fault.unusable(name, source) from None


def _snapshot(data: bytes, language: str, body: tuple[str, str] | None) -> Snapshot:
    decoded = decode(data)
    check_marks(decoded.text, whole=True)
    blocks, extractor = _extract(decoded)
    if len(blocks) > _MOST_PARAGRAPHS:
        raise Fault("SRC009", f"the source has more than {_MOST_PARAGRAPHS:,} paragraphs")
    kinds = parts(blocks, language, body)
    nothing = Part.BODY not in kinds
    for block, kind in zip(blocks, kinds, strict=True):
        if nothing or kind is not Part.FURNITURE:
            check_readable(block.raw)
    if nothing:
        raise Fault(
            "SRC008",
            "the source has no paragraph of prose",
            help="if it has one, say where with `body: {from: …, to: …}`; else save the article's text itself",
        )
    text, paragraphs = _laid_end_to_end(blocks, kinds)
    return Snapshot(
        sha256=sha256(data).hexdigest(),
        normalised_sha256=sha256(text.encode()).hexdigest(),
        extractor=extractor,
        normaliser=NORMALISER,
        text=text,
        paragraphs=paragraphs,
        raw_offsets=decoded.byte_offsets([block.start for block in blocks]),
    )


def _extract(decoded: Decoded) -> tuple[list[Block], str]:
    if decoded.is_html:
        from pipeline.archive import page

        return list(islice(page.blocks(decoded.text), _MOST_PARAGRAPHS + 1)), PAGE
    return list(islice(plain.blocks(decoded.text), _MOST_PARAGRAPHS + 1)), TEXT


def _laid_end_to_end(blocks: Sequence[Block], kinds: Sequence[Part]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text, with a blank line between paragraphs, and where each stands in it."""
    paragraphs: list[Paragraph] = []
    at = number = 0
    for block, kind in zip(blocks, kinds, strict=True):
        number += kind is Part.BODY
        end = at + len(block.text)
        paragraphs.append(Paragraph(at, end, kind, number if kind is Part.BODY else 0))
        at = end + 2
    return "\n\n".join(block.text for block in blocks), tuple(paragraphs)
