"""Whether text can be read on what it stands on: contrast after WCAG 2.2 (1.4.3, and its definition of luminance)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.model.problem import Path
    from pipeline.model.theme import Theme

PAPER = "#ffffff"
LARGE = 18.0
"""Points from which WCAG calls text large. Its second case, bold from 14 points on, is left out: a theme knows no
weights, and what is not called large is only held to more."""

GRAPHICS = 3.0
"""The least contrast of what a figure is understood by."""

_NO_LINKS = frozenset({"marking", "cover-marking", "furniture"})


def parts(code: str) -> tuple[float, float, float]:
    """`#rrggbb` as three parts of one."""
    number = int(code[1:], 16)
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255


@cache
def luminance(code: str) -> float:
    """Relative luminance of an sRGB colour: 0 for black, 1 for white."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts(code))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours to 1: 1 for the same, 21 for black and white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Faint(NamedTuple):
    """Text that cannot be read: whose it is, its colour, what it stands on, and what there is and should be."""

    what: str
    ink: str
    ground: str
    ratio: float
    least: float
    paths: tuple[Path, ...]
    """Where the two colours come from, the text's first."""
    rule: str = "1.4.3"
    """Of WCAG 2.2."""


def faint(theme: Theme) -> Iterator[Faint]:
    """Every text of a theme whose contrast with what it stands on is too low."""
    for what, size, ink, ground, *paths in _texts(theme):
        least = theme.contrast.large if size >= LARGE else theme.contrast.text
        ratio = contrast(ink, ground)
        if ratio < least:
            yield Faint(what, ink, ground, ratio, least, tuple(paths))
    paper = theme.drawn.paper
    for name in ("ink", "quiet"):
        ink = getattr(theme.drawn, name)
        if contrast(ink, paper) < GRAPHICS:
            paths = [("drawn", name), ("drawn", "paper")]
            yield Faint(f"drawn {name}", ink, paper, contrast(ink, paper), GRAPHICS, tuple(paths), "1.4.11")


def _texts(theme: Theme) -> Iterator[tuple[str, float, str, str, Path, Path]]:
    """Every text colour with what it stands on: plain text and links of each shape, and markings in their colours."""
    for role, shape in theme.shapes.items():
        ground = PAPER
        under: Path = ("shapes", role, "tint")
        if shape.tint:
            ground = shape.tint
        elif role == "head" and theme.band:
            ground, under = theme.band, ("band",)
        elif role.startswith("figure"):
            ground, under = theme.drawn.paper, ("drawn", "paper")
        yield f"shape {role}", shape.size, shape.colour, ground, ("shapes", role, "colour"), under
        if role not in _NO_LINKS:
            # The marks of notes are links, too, and smaller than the text they stand in.
            yield f"a link in shape {role}", min(shape.size, LARGE - 1), theme.link, ground, ("link",), under
    for role in ("marking", "cover-marking"):
        shape = theme.shape(role)
        for marking, ink in theme.markings.items() if shape.tint else ():
            yield f"marking {marking}", shape.size, ink, shape.tint, ("markings", marking), ("shapes", role, "tint")


def readable(ink: str, ground: str, least: float) -> str:
    """The nearest shade of a colour with that contrast: darker on what is light, lighter on what is dark."""
    towards = 0.0 if luminance(ground) > 0.18 else 1.0  # as far from either end as black and white can tell
    for step in range(1, 101):
        share = step / 100
        mixed = "#" + "".join(f"{round(255 * (part + (towards - part) * share)):02x}" for part in parts(ink))
        if contrast(mixed, ground) >= least:
            return mixed
    return ""
