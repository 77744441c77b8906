"""JSON Schema (draft 2020-12) of a spec as it is written: for editors that complete and check YAML while one types.

Made from the models, so that it cannot say anything else than they do. Where YAML as an editor sees it differs from our
reading of it, the schema follows the editor: to us every scalar is a text, to an editor `brief: 1` is a number and
`about: true` a truth value, so wherever we take a text the schema takes these, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from pipeline.model.schedule import Schedule, ScheduleFile
from pipeline.model.spec import Section, Spec
from pipeline.sections import SECTIONS

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = GenerateJsonSchema.schema_dialect
"""https://json-schema.org/draft/2020-12/schema"""

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The schema of a whole spec."""
    models: list[type[BaseModel]] = [Spec, Schedule, *SECTIONS.values()]
    made, definitions = models_json_schema([(model, "validation") for model in models])
    named = {model: made[model, "validation"]["$ref"].rsplit("/", 1)[1] for model in models}
    shapes: Schema = {name: _written(shape) for name, shape in definitions["$defs"].items()}
    shapes.pop(Section.__name__, None)
    spec = shapes.pop(named[Spec])
    spec["properties"]["schedule"] = {"$ref": f"#/$defs/{named[Schedule]}", "description": _first_line(Schedule)}
    spec["properties"]["sections"] = _sections(spec["properties"]["sections"], named)
    reports = shapes["Fact"]["properties"]["reports"]
    for pattern, several in reports["patternProperties"].items():
        reports["patternProperties"][pattern] = {"anyOf": [several["items"], several]}
    cells = shapes["TableRow"]["properties"]["cells"]
    cells["items"] = {"anyOf": [shapes["TableCell"]["properties"]["text"], cells["items"]]}
    head = {"$schema": DIALECT, "title": "Briefwright spec"}
    return {**head, **spec, "$defs": dict(sorted(shapes.items()))}


def schedules() -> Schema:
    """The schema of a file of schedules."""
    shapes = _written(ScheduleFile.model_json_schema())
    return {"$schema": DIALECT, "title": "Briefwright schedules", **shapes}


def distribution() -> Schema:
    """The schema of a distribution list."""
    from pipeline.model.distribution import Distribution

    shapes = _written(Distribution.model_json_schema())
    return {"$schema": DIALECT, "title": "Briefwright distribution list", **shapes}


def _sections(schema: Schema, named: dict[type[BaseModel], str]) -> Schema:
    """Every entry is a mapping of one kind to its content, or to the content of its shorthand."""
    kinds: Schema = {}
    for kind in SECTIONS.values():
        whole: Schema = {"$ref": f"#/$defs/{named[kind]}"}
        if kind.shorthand:
            field = f"{whole['$ref']}/properties/{kind.shorthand}"
            whole = {"anyOf": [whole, {"$ref": field}]}
        kinds[kind.kind] = whole | {"description": _first_line(kind)}
    item = {
        "type": "object",
        "properties": kinds,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
        "description": "One key: the kind of the section",
    }
    return schema | {"items": item}


def _first_line(kind: type[BaseModel]) -> str:
    return (kind.__doc__ or "").strip().split("\n", 1)[0]


def _written(schema: Any) -> Any:
    """A schema of our models as one of the YAML."""
    if isinstance(schema, list):
        return [_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = _without_null({key: value for key, value in schema.items() if key != "title" or isinstance(value, dict)})
    made = {key: _each(value) if key in _NAMED else _written(value) for key, value in schema.items()}
    if "patternProperties" in made:
        made["additionalProperties"] = False
    return made | _scalar(made)


_NAMED = ("properties", "patternProperties", "$defs")
"""Below these, keys are names of ours rather than words of JSON Schema."""


def _each(named: Schema) -> Schema:
    return {name: _written(schema) for name, schema in named.items()}


def _without_null(schema: Schema) -> Schema:
    """A spec has no null: a key is there or left out."""
    if "default" in schema and schema["default"] is None:
        schema.pop("default")
    some = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(some) == 1 and len(schema["anyOf"]) > 1:
        return {**{key: value for key, value in schema.items() if key != "anyOf"}, **_described(some[0], schema)}
    return schema


def _described(inner: Schema, outer: Schema) -> Schema:
    return {**inner, "description": outer["description"]} if "description" in outer else inner


def _scalar(schema: Schema) -> Schema:
    """What an editor may see where we read a text."""
    match schema.get("type"):
        case "string" if "enum" in schema or "const" in schema:
            texts = schema.get("enum", [schema.get("const")])
            numbers = [int(text) for text in texts if text.isdecimal()]
            schema.pop("const", None)
            return {"type": ["string", "number"] if numbers else "string", "enum": [*texts, *numbers]}
        case "string" if schema.get("format") == "date":
            return {"pattern": r"^\d{4}-\d\d-\d\d$"}
        case "string":
            return {"type": ["string", "number", "boolean"]}
        case "boolean":
            return {"type": ["boolean", "string"], "enum": [True, False, "true", "false"]}
        case "integer" | "number":
            pattern = r"^\d+$" if schema["type"] == "integer" else r"^[\d.]+$"
            return {"type": [schema["type"], "string"], "pattern": pattern}
        case _:
            return {}
