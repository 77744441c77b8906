"""Path data (SVG 1.1, 8.3) as lines and cubic curves in absolute measures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.model.drawing import Step
from pipeline.picture.fault import Fault

_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
_REST = re.compile(r"[\s,]*")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_LARGEST = 1e6
_KAPPA = 4 / 3 * (math.sqrt(2) - 1)


def steps(data: str) -> list[Step]:
    """The steps of a path. Raises Fault at the first thing that is none."""
    return list(_Reader(data).steps())


class _Reader:
    def __init__(self, data: str) -> None:
        self._data, self._at = data, 0
        self._x = self._y = self._start_x = self._start_y = 0.0
        self._handle: tuple[str, float, float] = ("", 0.0, 0.0)
        """The last command's kind of curve and its last handle, which smooth curves mirror."""

    def steps(self) -> Iterator[Step]:
        command = ""
        while not _REST.fullmatch(self._data, self._at):
            found = _COMMAND.match(self._data, self._at)
            if found:
                command, self._at = found[1], found.end()
            elif command in {"", "Z", "z"}:
                raise self._fault()
            elif command in {"M", "m"}:  # more points after a move are lines
                command = "L" if command == "M" else "l"
            yield from self._command(command)

    def _fault(self) -> Fault:
        return Fault("FIG004", f'"{self._data[self._at : self._at + 20].strip()}" cannot stand here in a path')

    def _take(self, pattern: re.Pattern[str]) -> float:
        found = pattern.match(self._data, self._at)
        if not found:
            raise self._fault()
        self._at = found.end()
        value = float(found[1])
        if abs(value) > _LARGEST:
            raise Fault("FIG004", f"a number is larger than {_LARGEST:,.0f}")
        return value

    def _command(self, command: str) -> Iterator[Step]:
        kind, relative = command.upper(), command.islower()
        if kind == "A":
            given = [self._take(_FLAG if place in {3, 4} else _NUMBER) for place in range(7)]
        else:
            given = [self._take(_NUMBER) for _ in range(_TAKES[kind])]
        x, y = (self._x, self._y) if relative else (0.0, 0.0)
        match kind:
            case "Z":
                yield "Z", ()
                self._x, self._y = self._start_x, self._start_y
            case "H":
                yield self._to("L", (), given[0] + x, self._y)
            case "V":
                yield self._to("L", (), self._x, given[0] + y)
            case "A":
                yield from self._arc(given, given[5] + x, given[6] + y)
            case _:
                points = [value + (y if place % 2 else x) for place, value in enumerate(given)]
                yield self._curve(kind, points)
                return
        self._handle = ("", 0.0, 0.0)

    def _to(self, kind: str, handles: tuple[float, ...], x: float, y: float) -> Step:
        self._x, self._y = x, y
        return kind, (*handles, x, y)

    def _mirrored(self, kind: str) -> tuple[float, float]:
        last, x, y = self._handle
        return (2 * self._x - x, 2 * self._y - y) if last == kind else (self._x, self._y)

    def _curve(self, kind: str, points: list[float]) -> Step:
        *inner, x, y = points
        now_x, now_y = self._x, self._y
        if kind in {"M", "L"}:
            self._handle = ("", 0.0, 0.0)
            if kind == "M":
                self._start_x, self._start_y = x, y
            return self._to(kind, (), x, y)
        if kind in {"C", "S"}:
            first = tuple(inner[:2]) if kind == "C" else self._mirrored("C")
            second = (inner[-2], inner[-1])
            self._handle = ("C", *second)
            return self._to("C", (*first, *second), x, y)
        qx, qy = (inner[0], inner[1]) if kind == "Q" else self._mirrored("Q")
        self._handle = ("Q", qx, qy)
        first = (now_x + 2 / 3 * (qx - now_x), now_y + 2 / 3 * (qy - now_y))
        return self._to("C", (*first, x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y)), x, y)

    def _arc(self, given: list[float], x: float, y: float) -> Iterator[Step]:
        """An elliptical arc as cubic curves (SVG 1.1, F.6)."""
        rx, ry, turn, large, sweep, *_ = given
        rx, ry = abs(rx), abs(ry)
        if not rx or not ry or (x, y) == (self._x, self._y):
            yield self._to("L", (), x, y)
            return
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        dx, dy = (self._x - x) / 2, (self._y - y) / 2
        ux, uy = cos * dx + sin * dy, -sin * dx + cos * dy
        grow = math.sqrt(max(1.0, (ux / rx) ** 2 + (uy / ry) ** 2))
        rx, ry = rx * grow, ry * grow
        under = (rx * uy) ** 2 + (ry * ux) ** 2
        root = math.sqrt(max(0.0, (rx * ry) ** 2 / under - 1)) * (-1 if large == sweep else 1)
        vx, vy = root * rx * uy / ry, -root * ry * ux / rx
        cx, cy = cos * vx - sin * vy + (self._x + x) / 2, sin * vx + cos * vy + (self._y + y) / 2
        start = math.atan2((uy - vy) / ry, (ux - vx) / rx)
        sweeping = math.atan2((-uy - vy) / ry, (-ux - vx) / rx) - start
        if sweep and sweeping < 0:
            sweeping += 2 * math.pi
        elif not sweep and sweeping > 0:
            sweeping -= 2 * math.pi
        count = max(1, math.ceil(abs(sweeping) / (math.pi / 2) - 1e-9))
        for piece in ellipse_arc(start, sweeping, count):
            points = [(cx + cos * rx * a - sin * ry * b, cy + sin * rx * a + cos * ry * b) for a, b in piece]
            (ax, ay), (bx, by), (ex, ey) = points
            yield "C", (ax, ay, bx, by, ex, ey)
        self._x, self._y = x, y


def ellipse_arc(start: float, sweep: float, count: int) -> Iterator[tuple[tuple[float, float], ...]]:
    """Curves along the unit circle: two handles and the end of each piece."""
    step = sweep / count
    reach = 4 / 3 * math.tan(step / 4)
    for i in range(count):
        a, b = start + i * step, start + (i + 1) * step
        yield (
            (math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            (math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            (math.cos(b), math.sin(b)),
        )


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Step]:
    """A whole ellipse."""
    out: list[Step] = [("M", (cx + rx, cy))]
    for piece in ellipse_arc(0.0, 2 * math.pi, 4):
        curve = tuple(value for a, b in piece for value in (cx + rx * a, cy + ry * b))
        out += [("C", curve)]
    return [*out, ("Z", ())]


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> list[Step]:
    """A rectangle, with round corners if it has any."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if not rx or not ry:
        corners = ((x + width, y), (x + width, y + height), (x, y + height))
        return [("M", (x, y)), *(("L", corner) for corner in corners), ("Z", ())]
    kx, ky = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    right, low = x + width, y + height
    return [
        ("M", (x + rx, y)),
        ("L", (right - rx, y)),
        ("C", (right - kx, y, right, y + ky, right, y + ry)),
        ("L", (right, low - ry)),
        ("C", (right, low - ky, right - kx, low, right - rx, low)),
        ("L", (x + rx, low)),
        ("C", (x + kx, low, x, low - ky, x, low - ry)),
        ("L", (x, y + ry)),
        ("C", (x, y + ky, x + kx, y, x + rx, y)),
        ("Z", ()),
    ]
