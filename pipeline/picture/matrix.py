"""Transformations of the plane (SVG 1.1, 7.4 to 7.6)."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from pipeline.picture.fault import Fault

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_CALL = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)[\s,]*")
_LARGEST = 1e6


def numbers(text: str) -> list[float]:
    """All numbers of a list; Fault for anything else in it."""
    rest = _NUMBER.sub("", text).strip(" \t\r\n,")
    if rest.replace(",", "").strip():
        raise Fault("FIG004", f'"{text[:40]}" is not a list of numbers')
    found = [float(each) for each in _NUMBER.findall(text)]
    if any(not abs(each) <= _LARGEST for each in found):
        raise Fault("FIG004", f"a number is larger than {_LARGEST:,.0f}")
    return found


class Matrix(NamedTuple):
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then_inner(self, inner: Matrix) -> Matrix:
        """First `inner`, then this one: as a transformed element in a transformed group."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Matrix(a, b, c, d, *self(inner.e, inner.f))

    @property
    def size(self) -> float:
        """How much longer things get, on average of all directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def upright(self) -> bool:
        """Whether it only moves and scales: words stay level and in their proportions."""
        return abs(self.b) + abs(self.c) < 1e-6 and abs(self.a - self.d) < 1e-6 and self.a > 0


def matrix(text: str) -> Matrix:
    """A `transform` attribute."""
    at, whole = 0, Matrix()
    while at < len(text):
        found = _CALL.match(text, at)
        if not found:
            raise Fault("FIG004", f'"{text[at : at + 40]}" is no transformation')
        whole = whole.then_inner(_single(found[1], numbers(found[2])))
        at = found.end()
    return whole


def _single(name: str, given: list[float]) -> Matrix:
    match name, given:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) < 2:
            return Matrix(e=x, f=rest[0] if rest else 0.0)
        case "scale", [x, *rest] if len(rest) < 2:
            return Matrix(a=x, d=rest[0] if rest else x)
        case "rotate", [angle, *centre] if len(centre) in {0, 2}:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x, y = centre or (0.0, 0.0)
            return Matrix(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
        case "skewX", [angle]:
            return Matrix(c=math.tan(math.radians(angle)))
        case "skewY", [angle]:
            return Matrix(b=math.tan(math.radians(angle)))
    raise Fault("FIG004", f"{name} does not take {len(given)} numbers")
