"""From the theme's shapes to styles: what the setter and the sheets need of a role, worked out once a layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.model.contrast import parts
from pipeline.model.document import Inline, Labels, Link, Note, PageOf, PageRefs, Text, Tone
from pipeline.model.pages import Colour, Mark, Owner, PageRef, Style
from pipeline.model.theme import Shape, Theme

SMALLEST = 8.0
"""No text is smaller, in points; raised marks neither."""

ROOM_FOR_PAGE = "000"
"""Stands for a page number until all pages are known."""

TONES: tuple[Tone, ...] = ("", "em", "strong", "code")


colour = parts
"""`#rrggbb` as three parts of one."""


class Look(NamedTuple):
    """A shape of the theme, ready for use; measures in points. Compared by identity."""

    styles: dict[Tone, Style]
    links: dict[Tone, Style]
    mark: Style
    leading: float
    base: float
    """From the foot of a line's box up to its base line."""
    before: float
    after: float
    indent: float
    justify: bool
    keep: bool
    pad: float
    bar: Colour | None
    tint: Colour | None
    hug: bool


def look_of(shape: Shape, theme: Theme) -> Look:
    """The look of one shape."""
    size, ink, link = shape.size, colour(shape.colour), colour(theme.link)
    return Look(
        styles={tone: Style(shape.face_of(tone), size, ink) for tone in TONES},
        links={tone: Style(shape.face_of(tone), size, link) for tone in TONES},
        mark=Style(shape.face, max(SMALLEST, size * 0.72), link, size * 0.3),
        leading=shape.leading,
        base=(shape.leading - size) / 2 + size * 0.22,
        before=shape.before,
        after=shape.after,
        indent=shape.indent,
        justify=shape.justify,
        keep=shape.keep,
        pad=shape.pad,
        bar=colour(shape.bar) if shape.bar else None,
        tint=colour(shape.tint) if shape.tint else None,
        hug=shape.hug,
    )


class Looks:
    """The looks of a theme by role, each made when first asked for."""

    def __init__(self, theme: Theme, marking: str = "", *, cover: bool = False) -> None:
        self._theme, self._cover = theme, cover
        self._made: dict[int, Look] = {}
        shape = theme.shape("marking", cover=cover)
        code = next((ink for name, ink in theme.markings.items() if name == marking), None)
        if shape.tint and code:
            # TLP 2.0 gives each label a colour of its own, in the title block as in the margins.
            self._made[id(shape)] = look_of(shape.model_copy(update={"colour": code}), theme)

    def __getitem__(self, role: str) -> Look:
        return self._of(self._theme.shape(role, cover=self._cover))

    def heading(self, level: int) -> Look:
        """The look of a heading."""
        return self._of(self._theme.heading(level, cover=self._cover))

    def _of(self, shape: Shape) -> Look:
        look = self._made.get(id(shape))
        if look is None:
            self._made[id(shape)] = look = look_of(shape, self._theme)
        return look


class Run(NamedTuple):
    """A stretch of text of one owner and one style."""

    owner: Owner
    style: Style
    text: str
    lang: str = ""


Cited = Callable[[str], Sequence[int]]
"""The numbers of the pages that hold a link to a place."""


def runs_of(block: Owner, kids: Sequence[Inline], look: Look, cited: Cited, labels: Labels) -> list[Run]:
    """The runs of a block. Plain text belongs to the block; what is toned, foreign or expanded, links and marks belong
    to themselves.
    """
    out: list[Run] = []
    for kid in kids:
        if isinstance(kid, Text):
            if kid.text:
                tone = kid.tone
                own = tone or kid.lang or kid.expansion
                out.append(Run(kid if own else block, look.styles[tone], kid.text, kid.lang))
        elif isinstance(kid, Link):
            if kid.text:
                out.append(Run(kid, look.links[kid.tone], kid.text))
        elif isinstance(kid, Note):
            if out and type(out[-1].owner) is Mark:
                out.append(Run(block, look.mark, ","))  # or 1 and 2 would read 12
            out.append(Run(Mark(kid), look.mark, kid.label))
        elif isinstance(kid, PageOf):
            out.append(Run(kid, look.links[""], ROOM_FOR_PAGE))
        else:
            out += _references(block, kid, look, cited(kid.to), labels)
    return _joined(out) if len(out) > 1 else out


def _references(block: Owner, refs: PageRefs, look: Look, pages: Sequence[int], labels: Labels) -> Iterator[Run]:
    """The page numbers: "1, 2 and 5"."""
    if not pages:
        yield Run(block, look.styles[""], refs.none)
    for i, page in enumerate(pages, 1):
        yield Run(PageRef(refs, page, f"{refs.to[1:]}-page-{page}"), look.links[""], str(page))
        if i < len(pages):
            yield Run(block, look.styles[""], labels.comma if i < len(pages) - 1 else labels.last)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one owner and style as one run, so that words across them are measured and divided whole."""
    out = runs[:1]
    for run in runs[1:]:
        before = out[-1]
        if run.owner is before.owner and run.style is before.style and run.lang == before.lang:
            out[-1] = before._replace(text=before.text + run.text)
        else:
            out.append(run)
    return out
