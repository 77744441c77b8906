"""Small contents to compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pipeline.model.content import Content, Kind, Unit


def content(*units: Unit, edition: int = 0) -> Content:
    return Content("harbour", "The harbour", dt.date(2025, 4, 30), "en-GB", units, edition)


def unit(
    text: str, kind: Kind = "claim", *, cites: Iterable[str] = ("gazette",), section: str = "", **more: str
) -> Unit:
    """A unit that is known by `text`; `more` are its other fields."""
    fields = tuple((name, told) for name, told in {"text": text, **more}.items() if told)
    cited = tuple((source, "first … last") for source in cites)
    return Unit(kind, ("sections", 0, kind), fields, cited, section=section)
