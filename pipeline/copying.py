"""Copying: an edition and a copy's line in the record → the numbered copy, which begins with the edition's bytes."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import compose, fonts, read, render, themes
from pipeline.material import words_of
from pipeline.model.contrast import parts
from pipeline.model.copy import Copy
from pipeline.model.pages import Style
from pipeline.model.problem import Problem, UnusableInput
from pipeline.render.errors import RenderError


class Copier:
    """Makes the copies of one edition. `spec` is the canonical spec that was published with it.

    The same arguments give the same bytes. What is printed on a copy looks as the brief's header does; where the theme
    was a file of its author's, as that of the default theme.
    """

    def __init__(self, pdf: bytes, spec: bytes, brief: str) -> None:
        self._pdf = pdf
        self._spec = told = read.spec(spec, f"{brief}.yaml").spec
        name = themes.DEFAULT if themes.text(told.theme) is None else told.theme
        theme = read.theme(themes.text(name) or b"", f"{name}.yaml").theme
        self._theme = theme.on(told.paper, told.sides)
        shape = theme.shape("furniture")
        self._style = Style(shape.face, shape.size, parts(shape.colour))
        self._metrics = fonts.load(theme, told.language)
        self._words = words_of(told)

    def text(self, copy: Copy) -> str:
        """What is printed in the header of every page."""
        return compose.copy_line(copy, self._words)

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the brief's paper, in millimetres."""
        return self._theme.sheet.width, self._theme.sheet.height

    def cover(self, lines: Sequence[str]) -> bytes:
        """A sheet that lies before a printed copy: a PDF of one page with the brief's title, and these lines."""
        from pipeline import layout
        from pipeline.model.document import Block, Document, Furniture, Heading, Paragraph, Text

        told = self._spec
        paragraphs = [Paragraph((Text(line),)) for line in lines]
        blocks: tuple[Block, ...] = (Heading(1, told.title), *paragraphs)
        margins = Furniture("", told.marking, "", told.marking, "")
        document = Document(told.title, told.language, told.as_of, told.marking, blocks, margins)
        return render.render(layout.layout(document, self._theme, self._metrics), self._metrics)

    def made(self, copy: Copy) -> bytes:
        """The copy. Raises UnusableInput (COPY003) where it can't be printed on the edition."""
        text = self.text(copy)
        try:
            return self._pdf + render.fill(self._pdf, text, self._style, self._metrics)
        except RenderError as error:
            hint = "shorten the recipient's name, or write it in other letters"
            hints = (hint,) if "text" in str(error) or "glyph" in str(error) else ()
            message = f'"{text}" can\'t be printed on edition {copy.edition} of {copy.brief}: {error}'
            raise UnusableInput([Problem("COPY003", message, hints=hints)]) from error
