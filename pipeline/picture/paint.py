"""How shapes of an SVG are painted: the properties that we know (SVG 1.1, 11), inherited from group to group."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.model.record import record, replace
from pipeline.picture.fault import Fault
from pipeline.picture.matrix import Matrix, numbers

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:px)?\s*")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
_NAMED = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
    "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3",
    "darkgray": "#a9a9a9", "darkgrey": "#a9a9a9", "steelblue": "#4682b4", "brown": "#a52a2a", "none": "",
    "currentColor": "#000000",
}  # fmt: skip


@record
class Paint:
    """What a shape inherits and may change."""

    fill: str = "#000000"
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: Any = 0
    join: Any = 0
    even_odd: bool = False
    size: float = 16.0
    strong: bool = False
    anchor: Any = "start"
    matrix: Matrix = Matrix()


def length(text: str) -> float:
    """A number, in the units of the drawing."""
    found = _LENGTH.fullmatch(text)
    if not found or abs(float(found[1])) > 1e6:
        raise Fault("FIG004", f'"{text[:40]}" is no plain number', hint="write lengths in the units of the viewBox")
    return float(found[1])


def colour(text: str) -> str:
    """A colour as #rrggbb; nothing for `none`."""
    text = text.strip()
    if text in _NAMED:
        return _NAMED[text]
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        return "#" + "".join(2 * digit for digit in text[1:].lower())
    if re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return text.lower()
    if found := _RGB.fullmatch(text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    raise Fault("FIG004", f'"{text[:40]}" is no colour that is known here', hint="write #rrggbb")


def _dashes(text: str) -> tuple[float, ...]:
    found = () if text.strip() == "none" else tuple(numbers(text))
    if any(each < 0 for each in found):
        raise Fault("FIG004", "a dash cannot be shorter than nothing")
    return found if sum(found) else ()


def _one_of(**known: Any) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text.strip() not in known:
            raise Fault("FIG004", f'"{text[:40]}" is none of {", ".join(known)}')
        return known[text.strip()]

    return read


def _opaque(text: str) -> None:
    if length(text) != 1:
        raise Fault("FIG004", "shapes are opaque here", hint="choose a lighter colour instead of a transparent one")


_Read = Callable[[str], Any]
_READ: Mapping[str, tuple[str, _Read]] = {
    "fill": ("fill", colour),
    "stroke": ("stroke", colour),
    "stroke-width": ("width", length),
    "stroke-dasharray": ("dash", _dashes),
    "stroke-linecap": ("cap", _one_of(butt=0, round=1, square=2)),
    "stroke-linejoin": ("join", _one_of(miter=0, round=1, bevel=2)),
    "fill-rule": ("even_odd", _one_of(nonzero=False, evenodd=True)),
    "font-size": ("size", length),
    "font-weight": ("strong", _one_of(normal=False, bold=True, **{"400": False, "600": True, "700": True})),
    "text-anchor": ("anchor", _one_of(start="start", middle="middle", end="end")),
}
_CHECKED = {"opacity": _opaque, "fill-opacity": _opaque, "stroke-opacity": _opaque}
_IGNORED = {"font-family", "stroke-miterlimit"}
PROPERTIES = {*_READ, *_CHECKED, *_IGNORED}


def painted(paint: Paint, properties: Mapping[str, str]) -> Paint:
    """The paint with some properties changed."""
    changes: dict[str, Any] = {}
    for name, text in properties.items():
        if name in _READ:
            field, read = _READ[name]
            changes[field] = read(text)
        elif name in _CHECKED:
            _CHECKED[name](text)
        elif name not in _IGNORED:
            raise Fault("FIG004", f"the property {name[:40]} is not known here")
    return replace(paint, **changes) if changes else paint


def declarations(style: str) -> dict[str, str]:
    """A `style` attribute."""
    out = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            out[name.strip()] = value.strip()
        elif declaration.strip():
            raise Fault("FIG004", f'"{declaration.strip()[:40]}" is no property with a value')
    return out
