"""One page's content stream: text in marked content, everything else an artifact; links noted on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.document import Cell, Figure, Heading, Link, Note, PageOf
from pipeline.model.pages import Entry, Label, Line, Mark, Owner, Page, PageRef, Placed, Rect, Style
from pipeline.render.drawing import Images, painted
from pipeline.render.links import Drawn, Links, Places
from pipeline.render.slot import shown
from pipeline.render.syntax import number
from pipeline.render.words import Faces

_TAGS: dict[type, str] = dict.fromkeys((Link, Mark, Entry, PageRef, PageOf), "Link") | {
    Heading: "H",
    Label: "Lbl",
    Cell: "TD",
    Note: "Note",
    Figure: "Figure",
}
"""What the content stream calls the content of each kind; P otherwise. The structure tree has the last word."""
_TRACKED = frozenset({Heading, Link, Mark, Entry, PageRef, PageOf, Label})
_ASCENT, _DESCENT = 0.8, 0.25  # of the size: how far a link's rectangle reaches above and below the base line
_SAME_PLACE = 0.05  # points: closer than this, text simply runs on


class _Look(NamedTuple):
    """A style as operators."""

    words: dict[str, str]
    font: str = ""
    colour: str = ""
    rise: float = 0.0
    size: float = 0.0
    space: float = 0.0


_NOTHING = _Look({})
"""The look at the head of a text object: whatever follows differs from it."""


class _Open(NamedTuple):
    """A link that is being drawn, as far as it has come on this line."""

    owner: Owner
    left: float
    right: float
    low: float
    high: float


class Content:
    """Draws page after page and keeps who owns what: `drawn` for the structure tree, `marks` for its parent tree."""

    def __init__(self, faces: Faces, links: Links, places: Places, images: Images, height: float) -> None:
        self.faces, self.links, self.places, self.images, self.height = faces, links, places, images, height
        self.drawn: dict[Owner, list[Drawn]] = {}
        self.marks: list[list[Owner]] = []
        """Page → the owner of each marked content, by MCID."""
        self.annotations: list[int] = []
        self._looks: dict[Style, _Look] = {}
        self._link: _Open | None = None

    def page(self, page: Page, *, slot: bool = False) -> tuple[str, list[int]]:
        """The page's operators, with the copy slot or without, and the numbers of its annotations."""
        self.marks.append([])
        self.annotations = []
        out: list[str] = []
        if page.rects:
            out += ["/Artifact<</Type/Layout>>BDC", *_rects(page.rects), "EMC"]
        done = 0
        for placed in page.figures:
            self._text(page.lines[done : placed.after], out, tagged=True)
            self._figure(placed, out)
            done = placed.after
        self._text(page.lines[done:] if done else page.lines, out, tagged=True)
        for entries, lines in self._furniture(page.furniture, (page.height or self.height) / 2):
            out.append(f"/Artifact<</Type/Pagination{entries}>>BDC")
            self._text(lines, out, tagged=False)
            out.append("EMC")
        out += shown(page) if slot else []
        return "\n".join(out), self.annotations

    def _figure(self, placed: Placed, out: list[str]) -> None:
        """A figure where it stands in the order of reading: what is drawn, then its words."""
        out += [self._begin(placed.figure), *painted(placed, self.images), "EMC"]
        self._text(placed.lines, out, tagged=True)

    def _furniture(self, lines: Iterable[Line], middle: float) -> Iterable[tuple[str, list[Line]]]:
        """Running headers and footers, each classified as such (ISO 14289-1, 7.8), and repeated table headers."""
        kinds: dict[str, list[Line]] = {}
        for line in lines:
            if any(isinstance(part.owner, Cell) for part in line.parts):
                kind = ""
            else:
                kind = "/Subtype/Header/Attached[/Top]" if line.y > middle else "/Subtype/Footer/Attached[/Bottom]"
            kinds.setdefault(kind, []).append(line)
        return kinds.items()

    def _text(self, lines: Sequence[Line], out: list[str], *, tagged: bool) -> None:
        """The hot loop: every line of the brief passes here once."""
        if not lines:
            return
        add, looks, tracked = out.append, self._looks, _TRACKED
        look, style = _NOTHING, None
        owner: Owner | None = None
        px = py = space = 0.0
        add("BT")
        for x, y, extra, parts in lines:
            cursor = None
            for part in parts:
                whose, wanted, words, offset, width = part
                if tagged and whose is not owner and whose != owner:
                    if owner is not None:
                        add("EMC")
                    add(self._begin(whose))
                    owner = whose
                if cursor is None or not -_SAME_PLACE < offset - cursor < _SAME_PLACE:
                    left, low = round(x + offset, 2), round(y, 2)
                    add(f"{left - px:.2f} {low - py:.2f} Td")
                    px, py = left, low
                if wanted is not style:
                    before, look, style = look, looks.get(wanted) or self._look(wanted), wanted
                    add(_change(before, look))
                if extra != space:
                    space = extra
                    add(f"{space:.3f} Tw")
                add(f"[({' '.join(map(look.words.__getitem__, words))})]TJ")
                if tagged and type(whose) in tracked:
                    self._track(whose, x + offset, y, width, look)
                cursor = offset + width + (0.0 if words[-1] else look.space + extra)
            if self._link is not None:
                self._close_link(self._link)
        if owner is not None:
            add("EMC")
        add(f"{'0 Tw ' if space else ''}{'0 Ts ' if look.rise else ''}ET")

    def _begin(self, owner: Owner) -> str:
        if self._link is not None:
            self._close_link(self._link)
        order = self.marks[-1]
        mcid = len(order)
        order.append(owner)
        self.drawn.setdefault(owner, []).append(Drawn(len(self.marks) - 1, mcid))
        return f"/{_TAGS.get(type(owner), 'P')}<</MCID {mcid}>>BDC"

    def _look(self, style: Style) -> _Look:
        words = self.faces.words(style, number(style.size))
        colour = " ".join(map(number, style.colour)) + " rg"
        space = self.faces.metrics.faces[style.face].space * style.size
        look = self._looks[style] = _Look(words, words.font, colour, style.rise, style.size, space)
        return look

    def _track(self, owner: Owner, x: float, y: float, width: float, look: _Look) -> None:
        """A heading, a note, or a link: remember the place, and stretch the link's rectangle."""
        low, high = y + look.rise - look.size * _DESCENT, y + look.rise + look.size * _ASCENT
        here = len(self.marks) - 1
        if isinstance(owner, (Heading, Mark)):
            self.places.reached(owner, here, x, high)
        elif isinstance(owner, Label):
            if not isinstance(owner.of, Note):
                return
            self.places.reached(owner.of, here, x, high)
        if isinstance(owner, Heading):
            return
        if self._link is None:
            self._link = _Open(owner, x, x + width, low, high)
        else:
            _, left, _, lowest, highest = self._link
            self._link = _Open(owner, left, x + width, min(low, lowest), max(high, highest))

    def _close_link(self, link: _Open) -> None:
        owner, left, right, low, high = link
        self._link = None
        self.annotations.append(self.links.annotate(owner, (left, low, right, high)))
        self.drawn[owner].append(Drawn(len(self.marks) - 1, len(self.marks[-1]) - 1, self.annotations[-1]))


def _change(before: _Look, look: _Look) -> str:
    """The operators that lead from one look to the next."""
    out = []
    if before.font != look.font:
        out.append(look.font)
    if before.colour != look.colour:
        out.append(look.colour)
    if before.rise != look.rise:
        out.append(f"{number(look.rise)} Ts")
    return " ".join(out)


def _rects(rects: Iterable[Rect]) -> list[str]:
    out, colour = [], None
    for rect in rects:
        if rect.colour != colour:
            colour = rect.colour
            out.append(" ".join(map(number, colour)) + " rg")
        out.append(f"{rect.x:.2f} {rect.y:.2f} {rect.width:.2f} {rect.height:.2f} re f")
    return out
