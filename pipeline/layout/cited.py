"""Which pages hold a link to a place: what a `PageRefs` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.layout.sheets import Sheets
from pipeline.model.document import Link
from pipeline.model.pages import Line, Page, Spot

Citing = dict[str, dict[int, Spot]]
"""For each place in the brief (`#anchor`), the pages that hold a link to it, with the first link on each."""


def citing(pages: Iterable[Page]) -> Citing:
    """Where links lead from, read off the finished pages."""
    found: Citing = {}
    for page in pages:
        _take(found, page.lines, page.number)
        _take(found, _drawn(page), page.number)
    return found


class Cited:
    """Answers while the pages are being filled; or, in a second attempt, from what the first one found."""

    def __init__(self, sheets: Sheets, known: Citing | None) -> None:
        self._sheets, self._known = sheets, known
        self._found: Citing = {}
        self._page = self._line = 0
        self.printed: dict[str, tuple[int, ...]] = {}
        """The last answer for each place."""

    def __call__(self, to: str) -> Sequence[int]:
        """The numbers of the pages with a link to `to`, ascending."""
        found = self._known
        if found is None:
            found = self._found
            self._read()
        self.printed[to] = pages = tuple(sorted(found.get(to, ())))
        return pages

    def _read(self) -> None:
        """Take in the links on what was filled since the last question, and the notes due on the open page."""
        sheets = self._sheets
        for page in sheets.pages[self._page :]:
            if page.number - 1 > self._page:
                self._page, self._line = page.number - 1, 0
            _take(self._found, page.lines[self._line :], page.number)
            self._line = len(page.lines)
            _take(self._found, _drawn(page), page.number)
        for note, start, stop in sheets.foot.notes:
            lines = [Line(0.0, 0.0, space, parts) for _, space, parts in note.columns[0][start:stop]]
            _take(self._found, lines, sheets.page.number)


def _drawn(page: Page) -> Iterator[Line]:
    return (line for placed in page.figures for line in placed.lines)


def _take(found: Citing, lines: Iterable[Line], number: int) -> None:
    for x, y, _, parts in lines:
        for part in parts:
            if type(part.owner) is Link and part.owner.to.startswith("#"):
                spot = Spot(number - 1, x + part.x, y + part.style.size)
                found.setdefault(part.owner.to, {}).setdefault(number, spot)
