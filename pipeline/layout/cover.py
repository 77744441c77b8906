"""The cover: the marking at its head, the title a third down, what was held at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.block import SetBlock
from pipeline.layout.flow import Flow
from pipeline.layout.looks import Looks
from pipeline.model.document import Block, Heading, Paragraph

_ABOVE = 0.3
"""How much of the air that is left stands above the title; the rest stands above what was held."""

_FOOT = "evidence"
"""The role of what stands at the foot."""


def put_cover(blocks: Sequence[Block], flow: Flow, looks: Looks) -> int:
    """Put the blocks on pages of their own; gives how many these are: one, unless the title is a page long."""
    plain, flow.looks = flow.looks, looks
    found = [(block, flow.set_block(block)) for block in blocks if isinstance(block, Heading | Paragraph)]
    flow.looks = plain
    sheets = flow.sheets
    spare = max(sheets.room - _height([block for _, block in found]), 0.0)
    at_foot = False
    for block, made in found:
        if isinstance(block, Heading):
            sheets.drop(_ABOVE * spare)
        elif block.role == _FOOT and not at_foot:
            at_foot = True
            sheets.drop((1 - _ABOVE) * spare - 1.0)
        sheets.put(made)
    pages = len(sheets.pages)
    sheets.turn()
    return pages


def _height(blocks: Sequence[SetBlock]) -> float:
    """Of blocks below each other; not less than they need."""
    return sum(max(block.before, 0.0) + block.height + 2 * block.look.pad + block.after for block in blocks)
