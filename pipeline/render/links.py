"""Links and the places they lead to: annotations, named destinations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model.document import Document, Heading, Link, Note, PageOf
from pipeline.model.pages import Entry, Label, Mark, Owner, PageRef, Spot
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.syntax import string

SCHEMES = ("https:", "http:", "mailto:")
"""What a link out of the brief may start with: nothing that runs, opens or sends a file of the reader's machine."""


class Drawn(NamedTuple):
    """Where something was drawn for an owner: marked content, or a link annotation lying on it."""

    page: int
    mcid: int
    annotation: int = 0
    """Object number of the annotation; 0 for marked content."""


class Places:
    """Every named place of the brief. Headings, notes and their marks have one even if no anchor was given."""

    def __init__(self, document: Document, anchors: dict[str, Spot]) -> None:
        self.spots = dict(anchors)
        headings = [block for block in document.blocks if isinstance(block, Heading)]
        self._headings = {heading: heading.anchor or f"heading.{i}" for i, heading in enumerate(headings, 1)}

    def of(self, owner: Heading | Mark | Note) -> str:
        """The name of the place where a heading, a note's mark or a note stands."""
        if isinstance(owner, Heading):
            return self._headings[owner]
        return f"mark.{owner.of.label}" if isinstance(owner, Mark) else f"note.{owner.label}"

    def reached(self, owner: Heading | Mark | Note, page: int, x: float, top: float) -> None:
        """A line was drawn for it; the first one counts."""
        self.spots.setdefault(self.of(owner), Spot(page, x, top))

    @staticmethod
    def destination(anchor: str) -> str:
        """The entry that leads to a place by its name."""
        return f"/Dest{_key(anchor)}"

    def write(self, file: File, pages: list[int], elements: Mapping[str, int]) -> int:
        """The name tree of destinations (ISO 32000-1, 12.3.2.3), with the structure element of each where they are told
        (ISO 32000-2, 12.3.2.3).
        """
        spots = sorted((anchor.encode(), anchor, spot) for anchor, spot in self.spots.items())
        keys = [_key(anchor) for _, anchor, _ in spots]
        views = [f"/XYZ {s.x:.1f} {s.y:.1f} null]" for _, _, s in spots]
        values = [f"[{pages[s.page]} 0 R{view}" for (_, _, s), view in zip(spots, views, strict=True)]
        if elements:
            told = [elements[anchor] for _, anchor, _ in spots]
            each = zip(values, told, views, strict=True)
            values = [f"<</D{value}/SD[{element} 0 R{view}>>" for value, element, view in each]
        return file.tree("Names", list(zip(keys, values, strict=True)), keys)


class Links:
    """Collects the rectangles of each link; one annotation for each line that it touches."""

    def __init__(self, file: File, document: Document, places: Places, first_key: int) -> None:
        self.file, self.labels, self.places, self.first_key = file, document.labels, places, first_key
        self.owners: list[Owner] = []
        """Who owns the annotation with the structure parent key `first_key` + index."""
        self.wanted: dict[str, str] = {}
        """Names of places that links lead to → who wants them, for the message."""

    def annotate(self, owner: Owner, box: tuple[float, float, float, float]) -> int:
        """Write one annotation; returns its number. Printed, described and tagged (ISO 14289-1, 7.18)."""
        target, about = self._target(owner)
        key = self.first_key + len(self.owners)
        self.owners.append(owner)
        rect = " ".join([f"{v:.2f}" for v in box])
        return self.file.put(
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{rect}]"
            f"/Contents{string(about)}/StructParent {key}{target}>>"
        )

    def _target(self, owner: Owner) -> tuple[str, str]:
        labels, places = self.labels, self.places
        match owner:
            case Link():
                about = owner.about or owner.text
                if not owner.to.startswith("#"):
                    return f"/A<</S/URI/URI{string(_ascii_address(owner.to))}>>", about
                return self._inside(owner.to[1:], about)
            case PageOf(to, about):
                return self._inside(to[1:], about)
            case Mark(note):
                return self._inside(places.of(note), labels.note.replace("{label}", note.label))
            case Label(Note() as note):
                return self._inside(places.of(Mark(note)), labels.back.replace("{label}", note.label))
            case Entry(heading):
                return self._inside(places.of(heading), labels.entry.replace("{heading}", heading.text))
            case PageRef(refs, page, anchor):
                return self._inside(anchor, refs.about.replace("{page}", str(page)))
        raise RenderError(f"{type(owner).__name__} is not a link")

    def _inside(self, anchor: str, about: str) -> tuple[str, str]:
        self.wanted.setdefault(anchor, about)
        return self.places.destination(anchor), about

    def check(self) -> None:
        """Every link inside the brief leads somewhere."""
        if lost := [f"#{anchor} ({about})" for anchor, about in self.wanted.items() if anchor not in self.places.spots]:
            raise RenderError(f"links lead nowhere: {', '.join(lost)}")


def _key(anchor: str) -> str:
    """A key of the name tree: a byte string, whose order is that of its bytes."""
    return f"<{anchor.encode().hex().upper()}>" if not anchor.isascii() or not anchor.isprintable() else string(anchor)


def _ascii_address(to: str) -> str:
    """An address in 7-bit ASCII, as a URI action wants it (ISO 32000-1, table 206; RFC 3987, 3.1)."""
    if not to.lower().startswith(SCHEMES):
        raise RenderError(f"a link may lead to {', '.join(SCHEMES)} or #anchor, not to {to!r}")
    return "".join([char if "!" <= char <= "~" else "".join(f"%{b:02X}" for b in char.encode()) for char in to])
