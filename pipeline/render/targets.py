"""Structure destinations: the element that stands at a place which links lead to (ISO 32000-2, 12.3.2.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.document import Heading, Item, Link, Note, Paragraph
from pipeline.model.pages import Label, Mark, Owner
from pipeline.render.elements import Elements
from pipeline.render.links import Places


def targets(elements: Elements, places: Places, numbers: Sequence[int], top: int) -> Mapping[str, int]:
    """Anchor → the number of its element; `top`, the document, for a place that nothing of the text stands at.

    `numbers` are those that the pages bear.
    """
    found: dict[str, int] = {}
    for owner, holder in elements.holder.items():
        if anchor := _anchor(owner, places):
            found.setdefault(anchor, holder)
        elif isinstance(owner, Link) and owner in elements.drawn:
            # Where a page number of those that cite a source leads to: the first of these citations on that page.
            found.setdefault(f"{owner.to[1:]}-page-{numbers[elements.first(owner)[0]]}", holder)
    return {anchor: found.get(anchor, top) for anchor in places.spots}


def _anchor(owner: Owner, places: Places) -> str:
    match owner:
        case Heading() | Mark():
            return places.of(owner)
        case Label(Note() as note):
            return places.of(note)
        case Label(Item() as item):
            return item.anchor
        case Paragraph():
            return owner.anchor
    return ""
