"""Sources as a spec describes them, and the small scalars that all of a spec is made of."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from pipeline.model.acceptance import Accepts
from pipeline.model.edtf import Edtf
from pipeline.model.fiscal import FiscalYear
from pipeline.model.frozen import Frozen
from pipeline.model.language import Tag
from pipeline.model.prose import NAME

Name = Annotated[str, Field(pattern=rf"^{NAME}$", max_length=64)]
"""What other parts of the spec call a thing: letters, digits, `.`, `_`, `-`."""

Line = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=1000)]
"""A short text."""


def _day(value: object) -> object:
    """Pydantic alone would take seconds since 1970, and times of day, for dates."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise PydanticCustomError("day", "a day is written YYYY-MM-DD")
    return value


Day = Annotated[dt.date, BeforeValidator(_day)]
"""A calendar day, `YYYY-MM-DD`."""


class Published(Frozen):
    """When a source was published, as far as it can be known."""

    date: Edtf = Field(description="EDTF (ISO 8601-2): 2024-02-01, 2024-02, [2024-01..2024-03], 2024~")
    because: str = Field("", description="How the date was reckoned, where the source does not state it")
    hint: str = Field("", description="First … last words of what shows it; may stand in page furniture")


class Body(Frozen):
    """Corrects a wrong guess of what is body: the paragraphs from the one that starts so to the one that ends so."""

    from_: Line = Field(alias="from", description="First words of the first body paragraph")
    to: Line = Field(description="Last words of the last body paragraph")


class Source(Frozen):
    """An article, known by its hash. Its text lives in an archive outside the repository."""

    title: Line = Field(description="Title as published")
    author: str = Field("", description="Author as published")
    publisher: str = Field("", description="Who published it")
    url: Annotated[str, Field(pattern=r"^(https?://[!-~]+)?$")] = Field("", description="Where it was published")
    kind: Literal["report", "news", "commentary", "official", "document", "data"] = Field(
        "report", description="What kind of text it is"
    )
    published: Published | None = Field(None, description="When it was published; leave out if unknown")
    accessed: Day | None = Field(None, description="When it was taken into the archive")
    language: Tag = Field("en", description="Language of the text (BCP 47)")
    fiscal_year: FiscalYear | None = Field(None, description="Its own fiscal years, if not the brief's")
    file: str = Field("", description="File name in the archive: a hint tried first; the hash decides")
    follow: Annotated[str, Field(pattern=r"^([^\s/].*)?$", max_length=1000)] = Field(
        "", description="Where newer versions come from: url, another address, or a pattern of files in the archive"
    )
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the file, lower-case hexadecimal"
    )
    body: Body | None = Field(None, description="Corrects a wrong guess of what is body text")
    reliability: Literal["A", "B", "C", "D", "E", "F"] = Field(
        "F", description="Admiralty Code: A reliable … F cannot be judged"
    )
    credibility: Annotated[int, Field(ge=1, le=6)] = Field(
        6, description="Admiralty Code: 1 confirmed … 6 cannot be judged"
    )
    descriptor: Line = Field(description="What the source rests on, in one sentence (ICD 206)")
    origin: str = Field("", description="Sources of one origin (one wire story, say) do not corroborate each other")
    slips: Mapping[Line, Line] = Field(
        default_factory=dict, description="The source's own slips, as written: what is meant; quoted with sic"
    )
    passages: Mapping[Name, Line] = Field(
        default_factory=dict, description="Passages by name: first words … last words, at most eight words in all"
    )
    accepts: Accepts
