"""What a model says of the place a Pydantic error points at: its fields, and their descriptions for hints."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline.model.problem import Path

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model whose keys stand at `path` below a model; None where no model does."""
    found = _bare(_walk(model, path))
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """A model's fields by the names that a spec writes."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def beside(model: type[BaseModel]) -> tuple[str, ...]:
    """Keys that a spec may have besides those of the brief."""
    return ("schedule",) if model.__name__ == "Spec" else ()


def description(model: type[BaseModel], path: Path) -> str:
    """What a field is for; empty where the last step of `path` is no field."""
    if not path or not isinstance(path[-1], str):
        return ""
    owner = model_at(model, path[:-1])
    field = keys(owner).get(path[-1]) if owner else None
    return (field.description or "") if field else ""


def _walk(kind: Any, path: Path) -> Any:
    for step in path:
        kind = _bare(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = keys(kind).get(str(step))
            kind = field.annotation if field else None
        elif get_origin(kind) in (tuple, list):
            kind = get_args(kind)[0]
        elif get_origin(kind) in (dict, Mapping):
            kind = get_args(kind)[1]
        else:
            return None
    return kind


def _bare(kind: Any) -> Any:
    """Without `Annotated` and `| None`."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType):
            kind = next((one for one in get_args(kind) if one is not NoneType and get_origin(one) is not Literal), None)
        else:
            return kind
