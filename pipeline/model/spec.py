"""The spec: what an author writes about one brief, validated and frozen.

Field descriptions are what `brief schema` prints. Every scalar of the YAML arrives as a string; the types here decide
what it is. Names with a trailing underscore are spelled without it in YAML.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, SerializeAsAny

from pipeline.model.acceptance import Acceptance, Raised
from pipeline.model.article import Day, Line, Name, Source
from pipeline.model.content import Kind, Part
from pipeline.model.edtf import Edtf
from pipeline.model.fact import Fact
from pipeline.model.fiscal import FiscalYear
from pipeline.model.frozen import Frozen
from pipeline.model.problem import Path
from pipeline.model.prose import NAME, Citation, FactRef, Prose
from pipeline.model.record import record, replace
from pipeline.model.standard import StandardName

Language = Literal[
    "en-GB", "en-US",
    "de", "de-AT", "de-CH", "de-DE", "de-LI", "de-LU",
    "es", "es-419", "es-AR", "es-CL", "es-CO", "es-ES", "es-MX", "es-PE", "es-US",
    "fr", "fr-BE", "fr-CA", "fr-CH", "fr-FR", "fr-LU",
    "it", "it-CH", "it-IT",
    "ja", "ja-JP",
]  # fmt: skip
"""A language that a brief can be written in (BCP 47); its words stand in assets/labels/."""

# Compiled here, Python's own engine takes it; Pydantic's needs 11 ms of a cold start to unroll it over all of Unicode.
_SHORT = re.compile(r"^[^\W_](?:[\w.&/+-]{0,30}[\w.+])?$(?!\n)")

Short = Annotated[str, Field(pattern=_SHORT)]
"""An abbreviation: one word that starts with a letter or digit, such as MSDF, R&D, U.S. or SHA-256."""

Marking = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
"""Traffic Light Protocol 2.0 (FIRST, 2022)."""

Paper = Literal["A4", "Letter"]
Sides = Literal["one", "two"]

ThemeName = Annotated[str, Field(max_length=200, pattern=rf"^(?:{NAME}|[^\x00-\x1f\\]*\.ya?ml)$")]
"""A theme of the house by its name, or a file of one's own by its path from the spec's folder."""


class Role(StrEnum):
    """What a stretch of prose is, and so what it owes its reader."""

    CLAIM = "claim"
    """Needs citations; its atoms must stand in the cited passages."""
    REASON = "reason"
    """Gaps and `because`: may cite a source whole; counted apart."""
    TITLE = "title"
    """Titles and labels: no citation, and no figure or date except through a fact."""


KINDS: Mapping[Role, Kind] = {Role.CLAIM: "claim", Role.REASON: "reason", Role.TITLE: "heading"}
"""What a prose of each role is among the parts of a brief."""


@record
class StatedDate:
    """A date that stands beside prose and is held like it."""

    path: Path
    date: Edtf
    says: str = ""
    says_path: Path = ()
    """`from` stands beside it."""
    from_: str = ""
    """What `says` is reckoned from: `published` (of the cited source), or an EDTF date."""
    because: str = ""
    """Why this date, where `says` allows more than one."""
    done: bool = False
    """It is told as done, so that it cannot lie after the information cut-off."""
    denies: bool = False
    """The prose beside it denies something, so that the date may be one that the passage denies."""


@record
class Stated:
    """A stretch of prose in a section, as the evidence needs it. Paths start at the section."""

    path: Path
    prose: Prose
    role: Role = Role.CLAIM
    cite: tuple[Citation, ...] = ()
    """Citations beside the prose, which hold for all of it."""
    cite_path: Path = ()
    facts: tuple[FactRef, ...] = ()
    """Facts beside the prose, whose passages hold for all of it too."""
    date: StatedDate | None = None
    weighty: bool = False
    """A bottom line or judgement: resting on one source is a warning."""
    heading: bool = False
    """It names what a row is about: a claim only where it has anything to hold."""
    likelihood: str = ""
    """Of a judgement: the term of the brief's scale that stands beside it."""
    likelihood_path: Path = ()
    confidence: str = ""
    """Of a judgement and of its reason: the confidence that stands beside it."""

    def under(self, prefix: Path) -> "Stated":
        """The same with `prefix` before all of its paths."""
        date = self.date and replace(self.date, path=prefix + self.date.path, says_path=prefix + self.date.says_path)
        paths = {name: prefix + getattr(self, name) for name in ("path", "cite_path", "likelihood_path")}
        return replace(self, date=date, **paths)


@record
class Misfit:
    """A value that cannot stand in this brief, e.g. a likelihood of another scale. The path starts at the section."""

    path: Path
    message: str
    hint: str = ""


@record
class Shown:
    """A picture that a section shows: `path` leads to the name of its file, from the section."""

    path: Path
    file: str
    sha256: str = ""


class Section(Frozen):
    """What the spec and the evidence know of a section. Its kinds stand in `pipeline/sections/`, one file each."""

    kind: ClassVar[str]
    """Its key in a spec."""

    shorthand: ClassVar[str] = ""
    """The field that a bare scalar or list stands for: `gaps: [a, b]` means `gaps: {items: [a, b]}`. The read room
    wraps such a value before validation, and finds `(…, "gaps", "items", 0)` at `(…, "gaps", 0)`."""

    once: ClassVar[bool] = False
    """Whether a brief may have one section of this kind only."""

    def stated(self) -> Iterator[Stated]:
        """Everything this section states, in reading order."""
        return iter(())

    def parts(self) -> Iterator[Part]:
        """What stays or changes as one, in reading order; by default each prose that it states."""
        for stated in self.stated():
            if stated.prose.paragraphs:
                yield Part(stated.path, KINDS[stated.role], stated.prose, {"text": stated.prose}, stated.cite)

    def accepting(self) -> Iterator[Acceptance]:
        """Warnings accepted for the whole section or one of its parts, with paths from the section."""
        parts: list[tuple[Path, object]] = [((), self)]
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, tuple):
                parts += [((name, index), each) for index, each in enumerate(value)]
        for path, part in parts:
            for code, because in getattr(part, "accepts", {}).items():
                yield Acceptance(path, code, because)

    def printed(self) -> Iterator[tuple[Path, str]]:
        """Names of facts that the section prints besides those in its prose, each with its path in the section."""
        return iter(())

    def shown(self) -> Iterator["Shown"]:
        """Pictures in files that the section shows."""
        return iter(())

    def misfits(self, spec: "Spec") -> Iterator[Misfit]:  # noqa: ARG002 (for the kinds that need it)
        """What is wrong with this section as a part of this brief. The read room places and reports it."""
        return iter(())


class Spec(Frozen):
    """One brief. `sections` holds the models of the section kinds on the shelf."""

    brief: Literal["1"] = Field(description="Version of the spec's format")
    id: Name = Field(description="Name of the brief; its folder in out/")
    title: Line = Field(description="Title of the brief")
    subtitle: str = Field("", description="A second line under the title")
    author: str = Field("", description="Who answers for the brief")
    as_of: Day = Field(description="The information cut-off, and the file's date; the clock is never read")
    language: Language = Field("en-GB", description="Language of the brief")
    marking: Marking = Field("TLP:CLEAR", description="Handling marking (TLP 2.0)")
    scale: Literal["icd203", "phia"] = Field("icd203", description="Likelihood scale")
    fiscal_year: FiscalYear | None = Field(None, description="When the fiscal years of the sources start")
    theme: ThemeName = Field("desk", description="Theme of the page: its name, or ./FILE.yaml for one of your own")
    paper: Paper | None = Field(None, description="Paper that the brief is set for; by default the theme's")
    sides: Sides | None = Field(None, description="Printed on one side or, with mirrored margins, on two")
    standard: StandardName = Field(
        "pdf-1.7",
        description="What the file follows: pdf-1.7 is PDF/UA-1 and PDF/A-3a; pdf-2.0 is PDF/UA-2, WTPDF and PDF/A-4f",
    )
    cover: bool = Field(False, description="Marking, title, edition and evidence line on a page of their own")
    changes: bool = Field(True, description="The brief tells what changed since the edition before")
    severity: Mapping[Raised, Literal["error"]] = Field(
        default_factory=dict, description="Warnings that stop this brief as errors do: CITE018: error"
    )
    verify_url: str = Field(
        "",
        description="Web page where an edition can be verified, printed as a QR code; {brief}, {edition} and {key} are "
        "filled in",
    )
    tools: Line | None = Field(None, description="Disclosure of the tools that helped to write the brief")
    names: Mapping[Line, tuple[Line, ...]] = Field(
        default_factory=dict, description="The brief's subjects with their other names"
    )
    abbreviations: Mapping[Short, Line] = Field(
        default_factory=dict,
        description="Abbreviations with what they stand for, told to those who hear the brief read: "
        "MSDF: Maritime Self-Defense Force",
    )
    sources: Mapping[Name, Source] = Field(min_length=1, description="Sources by the name that citations use")
    facts: Mapping[Name, Fact] = Field(default_factory=dict, description="Facts by name")
    sections: tuple[SerializeAsAny[Section], ...] = Field(min_length=1, description="Sections in reading order")

    def stated(self) -> Iterator[Stated]:
        """Everything the brief states, with paths from the top of the spec: its sections, then why facts differ."""
        for index, section in enumerate(self.sections):
            prefix: Path = ("sections", index, section.kind)
            for stated in section.stated():
                yield stated.under(prefix)
        for name, fact in self.facts.items():
            if fact.differs:
                yield Stated(("facts", name, "differs", "because"), fact.differs.because, Role.REASON)
        for acceptance in self.acceptances():
            yield Stated(acceptance.place, acceptance.because, Role.REASON)

    def shown(self) -> Iterator[Shown]:
        """All pictures of the brief, with paths from the top of the spec."""
        for index, section in enumerate(self.sections):
            for shown in section.shown():
                yield replace(shown, path=("sections", index, section.kind, *shown.path))

    def acceptances(self) -> Iterator[Acceptance]:
        """Every warning that the author accepts, in sections, sources and facts; paths from the top of the spec."""
        for index, section in enumerate(self.sections):
            prefix: Path = ("sections", index, section.kind)
            for accepted in section.accepting():
                yield replace(accepted, path=prefix + accepted.path)
        for kind, entries in (("sources", self.sources), ("facts", self.facts)):
            for name, entry in entries.items():
                for code, because in entry.accepts.items():
                    yield Acceptance((kind, name), code, because)
