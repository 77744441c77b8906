"""Quantities: what the value of a fact says, read into the parts that are held, compared and printed."""

from __future__ import annotations

from pipeline.model.atoms import Number
from pipeline.model.record import record


@record
class Written:
    """A figure in the parts that are printed. Its unit is named as the labels name it, whatever its author wrote."""

    digits: str
    """Without sign, scale and unit; in one spelling where it is in digits: `1,700`, `1.7`, `two hundred`, `10:30`."""
    scale: str = ""
    """`thousand` to `trillion`; "" where none is written, or where the digits are words themselves."""
    unit: str = ""
    """A currency, `%`, or a measure by its first name: `kilometre`."""
    power: int = 1
    """2 for an area, 3 for a volume."""
    symbol: str = ""
    """The unit as it was written, where that is a sign and no word: `km`."""
    negative: bool = False
    single: bool = False
    """One of it."""


@record
class Quantity:
    """One figure or a range, with what it counts and over what."""

    low: Number
    high: Number | None
    """The upper end of a range."""
    written: tuple[Written, ...]
    """One for each end."""
    noun: tuple[str, ...] = ()
    """The stems of what it counts: of `cruise missiles`."""
    rest: str = ""
    """What it counts, and over what, as written: `missiles a year`."""
