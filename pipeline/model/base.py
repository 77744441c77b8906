"""Bases: what a relative date is reckoned from."""

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from pipeline.model.edtf import EdtfError, parse_edtf


def _base(value: str) -> str:
    if value and value != "published":
        try:
            parse_edtf(value)
        except EdtfError as error:
            hint = f"{error.hint}; or published" if error.hint else "or write published"
            raise PydanticCustomError("edtf", "{reason}", {"reason": error.reason, "hint": hint}) from error
    return value


Base = Annotated[str, AfterValidator(_base)]
"""`published`, or a date in EDTF."""
