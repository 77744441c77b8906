"""Warnings that an author answers for: accepted at their place with a reason that the brief prints, or made errors."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.problem import Path
from pipeline.model.prose import Prose
from pipeline.model.record import record

Warned = Literal[
    "CITE009",
    "CITE015",
    "CITE018",
    "CITE019",
    "CITE020",
    "CITE021",
    "CITE023",
    "CITE024",
    "CITE027",
    "DATE012",
    "FACT005",
    "JUDGE001",
    "JUDGE002",
    "JUDGE003",
    "JUDGE004",
]
"""The warnings that holding a brief can give (`pipeline.model.codes`)."""

Raised = Literal[Warned, "JUDGE005", "JUDGE006"]
"""The warnings that a brief may be stopped by: those, and what comes of comparing it with the edition before."""

Accepts = Annotated[
    Mapping[Warned, Prose],
    Field(default_factory=dict, description="Warnings accepted here: the code, and why; the brief prints the reason"),
]
"""What stands at a place: `accepts: {CITE018: Only one report gives dates.}`"""


@record
class Acceptance:
    """A warning accepted at `path` and below it."""

    path: Path
    code: str
    because: Prose

    @property
    def place(self) -> Path:
        """Where it stands itself."""
        return (*self.path, "accepts", self.code)
