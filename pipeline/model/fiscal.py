"""Calendars of fiscal years."""

import re
from typing import Annotated, Literal

from pydantic import Field

from pipeline.model import days
from pipeline.model.frozen import Frozen

_FISCAL = re.compile(r"\b(?:fiscal|financial)\b|\bFY ?['’]?\d", re.IGNORECASE)


def names_fiscal_year(says: str) -> bool:
    """Whether a source's words for a date are of a fiscal year."""
    return bool(_FISCAL.search(says))


class FiscalYear(Frozen):
    """A calendar of fiscal years: `{starts: 04-01, named: start}` in Japan, `{starts: 10-01, named: end}` in the US."""

    starts: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")] = Field(
        description="Month and day that each starts on: 04-01"
    )
    named: Literal["start", "end"] = Field(description="Whether it is called by the year it starts in or ends in")

    def first_day(self, name: int) -> int:
        """The number (`pipeline.model.days`) of the first day of the fiscal year that is called so."""
        month, day = map(int, self.starts.split("-"))
        before = self.named == "end" and self.starts != "01-01"
        return days.number(name - before, month, day)
