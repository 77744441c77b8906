"""A table of the author's own columns, each cell cited; headings and cells may span several columns and rows."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from pipeline.model import document
from pipeline.model.acceptance import Accepts
from pipeline.model.composer import Composer
from pipeline.model.content import Part, headed
from pipeline.model.document import Block, Cell, Text
from pipeline.model.frozen import Frozen
from pipeline.model.grid import GridFault, starts
from pipeline.model.problem import Path
from pipeline.model.prose import Prose
from pipeline.model.spec import Misfit, Role, Spec, Stated
from pipeline.sections.citing import Cite
from pipeline.sections.kind import SectionKind

_MOST = 8
"""Columns of a table, besides that of the citations."""


class LowerColumn(Frozen):
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


class TableColumn(LowerColumn):
    """One column, or several under a common heading."""

    columns: tuple[LowerColumn, ...] = Field((), description="Columns that stand under this heading")


class TableCell(Frozen):
    """One cell. A bare text is one of a single column and row."""

    text: Prose = Field(description="What the cell says")
    columns: int = Field(1, ge=1, le=_MOST, description="How many columns it spans")
    rows: int = Field(1, ge=1, le=1000, description="How many rows it spans; those below leave it out")
    heading: bool = Field(False, description="It says what its rows are about, as the cell of the first column does")

    @model_validator(mode="before")
    @classmethod
    def _unfolded(cls, data: object) -> object:
        return data if isinstance(data, Mapping) else {"text": data}

    @model_serializer(mode="wrap")
    def _folded(self, handler: SerializerFunctionWrapHandler) -> Any:
        written: dict[str, object] = handler(self)
        return written["text"] if self.plain else written

    @property
    def plain(self) -> bool:
        """Whether it is no more than its text, and written so."""
        return self.columns == self.rows == 1 and not self.heading


class TableRow(Frozen):
    """One row. The cell in the first column names what the row is about."""

    cells: tuple[TableCell, ...] = Field(
        min_length=1, description="One a column, but for those that a cell spans; the first is the row's heading"
    )
    cite: tuple[Cite, ...] = Field((), description="Citations that hold for the whole row")
    accepts: Accepts


class Table(SectionKind):
    """Rows and columns; the citations of a row stand in a last column of their own."""

    kind: ClassVar[str] = "table"

    title: Prose = Field(description="Heading")
    columns: tuple[TableColumn, ...] = Field(min_length=1, max_length=_MOST, description="Columns, from left to right")
    rows: tuple[TableRow, ...] = Field(min_length=1, description="Rows")
    summary: str = Field("", description="What the table shows, for those who hear it read")
    accepts: Accepts

    @property
    def lowest(self) -> tuple[LowerColumn, ...]:
        """The columns that cells stand in."""
        return tuple(lower for column in self.columns for lower in (column.columns or (column,)))

    def stated(self) -> Iterator[Stated]:
        """Title, headings of columns, and every cell; a row's heading rests on all that its rows cite."""
        yield Stated(("title",), self.title, Role.TITLE)
        for index, column in enumerate(self.columns):
            yield Stated(("columns", index, "label"), column.label, Role.TITLE)
            for number, lower in enumerate(column.columns):
                yield Stated(("columns", index, "columns", number, "label"), lower.label, Role.TITLE)
        begins, _ = starts([row.cells for row in self.rows], len(self.lowest))
        for index, (row, firsts) in enumerate(zip(self.rows, begins, strict=True)):
            cite_path: Path = ("rows", index, "cite")
            for number, (cell, first) in enumerate(zip(row.cells, firsts, strict=True)):
                path: Path = ("rows", index, "cells", number, *(() if cell.plain else ("text",)))
                if first and not cell.heading:
                    yield Stated(path, cell.text, cite=row.cite, cite_path=cite_path)
                    continue
                below = self.rows[index : index + cell.rows]
                others = [each.text for some in below for each in some.cells if each is not cell]
                cited = (*row.cite, *(each for some in below[1:] for each in some.cite))
                told = tuple(citation for text in others for citation in text.citations())
                printed = tuple(fact for text in others for fact in text.facts())
                yield Stated(path, cell.text, cite=(*cited, *told), cite_path=cite_path, heading=True, facts=printed)

    def parts(self) -> Iterator[Part]:
        """Title, headings of columns, and every row as one."""
        yield from headed(self.title)
        for index, column in enumerate(self.columns):
            yield Part(("columns", index, "label"), "heading", column.label, {"text": column.label})
            for below, lower in enumerate(column.columns):
                path: Path = ("columns", index, "columns", below, "label")
                yield Part(path, "heading", lower.label, {"text": lower.label})
        for number, row in enumerate(self.rows, 1):
            told = {"text": tuple(cell.text for cell in row.cells)}
            yield Part(("rows", number - 1), "row", row, told, row.cite, number)

    def misfits(self, spec: Spec) -> Iterator[Misfit]:  # noqa: ARG002 (the base asks it of all)
        """Rows with more or fewer cells than there are columns, cells that span what is not there."""
        for index, column in enumerate(self.columns):
            if column.columns and (column.share or column.align != "left"):
                name = "share" if column.share else "align"
                message = f"{name} says nothing of a heading over several columns"
                yield Misfit(("columns", index, name), message, "give it to the columns under the heading")
        width = len(self.lowest)
        if width > _MOST:
            yield Misfit(("columns",), f"this table has {width} columns; {_MOST} is the limit", "make two tables of it")
        _, faults = starts([row.cells for row in self.rows], width)
        told: set[int] = set()
        for fault in faults:
            if fault.what == "deep" or fault.row not in told:
                told.add(fault.row)
                yield self._misfit(fault, width)

    def _misfit(self, fault: GridFault, width: int) -> Misfit:
        row = self.rows[fault.row]
        cells: Path = ("rows", fault.row, "cells")
        if fault.what == "deep":
            deep, rows = row.cells[fault.cell].rows, "row" if fault.fits == 1 else "rows"
            message = f"this cell spans {deep} rows, but the table has {fault.fits} {rows} from here on"
            return Misfit((*cells, fault.cell, "rows"), message, f"write rows: {fault.fits}, or add what is missing")
        if fault.what == "over":
            message = "this cell spans columns that a cell from a row above reaches into"
            return Misfit((*cells, fault.cell, "columns"), message, "let it end before that one, or shorten the other")
        if fault.what == "wide" and fault.fits > 0:
            columns = row.cells[fault.cell].columns
            message = f"this cell spans {columns} columns, but the table has {fault.fits} from here on"
            return Misfit((*cells, fault.cell, "columns"), message, f"write columns: {fault.fits}")
        spanned = any(cell.columns > 1 or cell.rows > 1 for some in self.rows[: fault.row + 1] for cell in some.cells)
        if not spanned:
            message = f"this row has {len(row.cells)} cells, but the table has {width} columns"
            return Misfit(cells, message, "give every row one cell a column")
        hint = "count a cell for each column that it spans, and those from above that span this row"
        if fault.what == "wide":
            return Misfit((*cells, fault.cell), f"this cell has no column left of the table's {width}", hint)
        message = f"this row's cells, with those that span it, fill {fault.fits} of {width} columns"
        return Misfit(cells, message, hint)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a table; citations in short form in a last column."""
        yield composer.heading(self.title, "table")
        shares = [column.share for column in self.lowest]
        shared = [share or 1.0 for share in shares] if any(shares) else [0.0] * len(shares)
        columns = [document.Column(share, column.align) for share, column in zip(shared, self.lowest, strict=True)]
        columns.append(document.Column(sum(shared) * 0.19))
        *over, header = self._header(composer)
        rows = tuple(self._rows(composer))
        summary = self.summary or composer.plain(self.title)
        yield document.Table(tuple(columns), header, rows, summary=summary, over=tuple(over))

    def _header(self, composer: Composer) -> Iterator[document.Row]:
        """The headings, in two rows if some stand over several columns."""
        sources = (Text(composer.words["timeline.sources"]),)
        deep = 1 + any(column.columns for column in self.columns)
        upper = [
            Cell(_label(composer, each), columns=len(each.columns) or 1, rows=1 if each.columns else deep)
            for each in self.columns
        ]
        yield document.Row((*upper, Cell(sources, rows=deep)))
        if deep > 1:
            lower = (Cell(_label(composer, each)) for column in self.columns for each in column.columns)
            yield document.Row(tuple(lower))

    def _rows(self, composer: Composer) -> Iterator[document.Row]:
        begins, _ = starts([row.cells for row in self.rows], len(self.lowest))
        for row, firsts in zip(self.rows, begins, strict=True):
            cells = [
                Cell(composer.inline(cell.text, cite=False), cell.heading or not first, cell.columns, cell.rows)
                for cell, first in zip(row.cells, firsts, strict=True)
            ]
            cited = [citation for cell in row.cells for citation in composer.cited(cell.text)]
            yield document.Row((*cells, Cell(composer.short((*row.cite, *cited)))), composer.marked(row))


def _label(composer: Composer, column: LowerColumn) -> tuple[Text, ...]:
    return (Text(composer.plain(column.label)),)
