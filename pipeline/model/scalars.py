"""Scalars that many models hold: a name, and a short text."""

from typing import Annotated

from pydantic import Field

from pipeline.model.prose import NAME

Name = Annotated[str, Field(pattern=rf"^{NAME}$", max_length=64)]
"""What other parts of the spec call a thing: letters, digits, `.`, `_`, `-`."""

Line = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=1000)]
"""A short text."""
