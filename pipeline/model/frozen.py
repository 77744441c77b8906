"""Pydantic as this house uses it: frozen models that refuse unknown keys, and are built when first used.

Modules with models do without `from __future__ import annotations`: Pydantic would have to compile each annotation
again from its text, a fifth of what a model costs to define.
"""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """The base of all that is read from YAML."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,  # an alias bomb would be printed in full
        defer_build=True,  # a cold start builds the models it needs
        arbitrary_types_allowed=True,
        populate_by_name=False,
    )
