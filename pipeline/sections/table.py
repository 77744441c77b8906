"""A table of the author's own columns, each cell cited."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from pipeline.model import document
from pipeline.model.acceptance import Accepts
from pipeline.model.composer import Composer
from pipeline.model.content import Part, headed
from pipeline.model.document import Block, Cell, Text
from pipeline.model.frozen import Frozen
from pipeline.model.prose import Prose
from pipeline.model.spec import Misfit, Role, Spec, Stated
from pipeline.sections.citing import Cite
from pipeline.sections.kind import SectionKind


class TableColumn(Frozen):
    """One column."""

    label: Prose = Field(description="Heading of the column")
    share: float | None = Field(
        None,
        gt=0,
        le=100,
        description="Width relative to the other columns; by default widths come from the content",
    )
    align: Literal["left", "right", "decimal"] = Field(
        "left", description="Alignment of the cells; decimal: figures stand with their decimal marks under each other"
    )


class TableRow(Frozen):
    """One row. The first cell names what the row is about."""

    cells: tuple[Prose, ...] = Field(
        min_length=1, description="As many as there are columns; the first is the row's heading"
    )
    cite: tuple[Cite, ...] = Field((), description="Citations that hold for the whole row")
    accepts: Accepts


class Table(SectionKind):
    """Rows and columns; the citations of a row stand in a last column of their own."""

    kind: ClassVar[str] = "table"

    title: Prose = Field(description="Heading")
    columns: tuple[TableColumn, ...] = Field(min_length=1, max_length=8, description="Columns, from left to right")
    rows: tuple[TableRow, ...] = Field(min_length=1, description="Rows")
    summary: str = Field("", description="What the table shows, for those who hear it read")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Title, headings of columns, and every cell; a row's heading rests on all that the row cites."""
        yield Stated(("title",), self.title, Role.TITLE)
        for index, column in enumerate(self.columns):
            yield Stated(("columns", index, "label"), column.label, Role.TITLE)
        for index, row in enumerate(self.rows):
            heading, *cells = row.cells
            told = tuple(citation for cell in cells for citation in cell.citations())
            printed = tuple(fact for cell in cells for fact in cell.facts())
            here = ("rows", index)
            cited = (*row.cite, *told)
            yield Stated(
                (*here, "cells", 0), heading, cite=cited, cite_path=(*here, "cite"), heading=True, facts=printed
            )
            for number, cell in enumerate(cells, 1):
                yield Stated((*here, "cells", number), cell, cite=row.cite, cite_path=(*here, "cite"))

    def parts(self) -> Iterator[Part]:
        """Title, headings of columns, and every row as one."""
        yield from headed(self.title)
        for index, column in enumerate(self.columns):
            yield Part(("columns", index, "label"), "heading", column.label, {"text": column.label})
        for number, row in enumerate(self.rows, 1):
            yield Part(("rows", number - 1), "row", row, {"text": row.cells}, row.cite, number)

    def misfits(self, spec: Spec) -> Iterator[Misfit]:  # noqa: ARG002 (the base asks it of all)
        """Rows with more or fewer cells than there are columns."""
        for index, row in enumerate(self.rows):
            if len(row.cells) != len(self.columns):
                message = f"this row has {len(row.cells)} cells, but the table has {len(self.columns)} columns"
                yield Misfit(("rows", index, "cells"), message, "give every row one cell a column")

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a table; citations in short form in a last column."""
        yield composer.heading(self.title, "table")
        shares = [column.share for column in self.columns]
        shared = [share or 1.0 for share in shares] if any(shares) else [0.0] * len(shares)
        columns = [document.Column(share, column.align) for share, column in zip(shared, self.columns, strict=True)]
        labels = [Cell((Text(composer.plain(column.label)),)) for column in self.columns]
        rows = tuple(self._row(composer, row) for row in self.rows)
        summary = self.summary or composer.plain(self.title)
        columns.append(document.Column(sum(shared) * 0.19))
        labels.append(Cell((Text(composer.words["timeline.sources"]),)))
        yield document.Table(tuple(columns), document.Row(tuple(labels)), rows, summary=summary)

    @staticmethod
    def _row(composer: Composer, row: TableRow) -> document.Row:
        cells = [Cell(composer.inline(cell, cite=False), header=not index) for index, cell in enumerate(row.cells)]
        cited = [citation for cell in row.cells for citation in composer.cited(cell)]
        return document.Row((*cells, Cell(composer.short((*row.cite, *cited)))), composer.marked(row))
