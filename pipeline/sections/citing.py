"""Citations that stand in a list of their own rather than in prose: `cite: ["iuvinale:outline"]`."""

from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pipeline.model.prose import Citation, ProseError, parse


def _read(text: object) -> Citation:
    """`source:passage`, `source "first … last"` or `source`, with a credibility from 1 to 6 if any."""
    if not isinstance(text, str):
        raise PydanticCustomError("citation", "a citation is a text: source:passage")
    try:
        first, *others = parse(f"[@{text}]").citations()
    except (ProseError, ValueError) as error:
        raise PydanticCustomError(
            "citation", 'this is no citation; write source:passage or source "first words … last words"'
        ) from error
    if others or first.end != len(text) + 3:
        raise PydanticCustomError("citation", "this holds more than one citation; write one a line")
    return Citation(first.source, first.passage, first.quote, first.credibility, 0, len(text))


Cite = Annotated[
    Citation,
    PlainValidator(_read),
    PlainSerializer(lambda citation: citation.text, return_type=str),
    WithJsonSchema({"type": "string", "description": 'source:passage or source "first … last"'}),
]
