"""Figures in the brief's language. A spec writes them one way, in figures as English has them: `1.7 billion USD`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.model.metrics import NBSP

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.quantity import Quantity, Written

_FIGURE = re.compile(r"(?P<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<part>\d+))?")
_ZEROS = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def figure(written: Written, words: Words, *, bare: bool = False) -> str:
    """A figure with its scale and, unless `bare`, its unit: `254 billion yen`, `254 Milliarden Yen`, `2540億円`."""
    found = _FIGURE.fullmatch(written.digits)
    if found:
        number, one, scaled = _number(found["whole"].replace(",", ""), found["part"] or "", written.scale, words)
    else:  # `two hundred`, `10:30`: as it is written
        number, one, scaled = written.digits, written.single, bool(written.scale)
        number += NBSP + words.tables["scales"].get(written.scale, (written.scale,))[-1] if scaled else ""
    if written.unit and not bare:
        number = _with_unit(number, written, words, one=one or written.single, scaled=scaled)
    return (words["minus"] if written.negative else "") + number


def low_scale(low: Written, high: Written, words: Words) -> str:
    """The scale at the lower end of a range: none where the upper one's word stands for both, as in `5 to 10 billion`.

    Where the language changes figures for want of such a word, both ends change: `50億から100億`.
    """
    if low.scale not in {"", high.scale}:
        return low.scale
    return "" if _says(high.scale, words) else high.scale


def rest_of(read: Quantity, words: Words) -> str:
    """What a quantity counts, and over what, as its author wrote it: `missiles a year`, `/year`."""
    if read.rest[0] == "/":
        return read.rest
    last = read.written[-1]
    counts = bool(last.scale) and not last.unit and _says(last.scale, words)
    return NBSP + (_of(read.rest, words) if counts else "") + read.rest


def _says(scale: str, words: Words) -> bool:
    """Whether a language says this scale in a word of its own, so that figures need not be changed for it."""
    named = words.tables["scales"]
    return scale in named and " " not in named[scale][1] and not (scale == "thousand" and words["thousands"])


def _number(whole: str, part: str, scale: str, words: Words) -> tuple[str, bool, bool]:
    """The figure with its scale, whether it takes the singular, and whether a word of scale stands last."""
    if words.tables["myriads"]:
        round_figure = _in_myriads(whole, part, scale, words)
        return round_figure or _grouped(*_shifted(whole, part, _ZEROS[scale]), words), False, False
    while scale and not _says(scale, words):
        whole, part = _shifted(whole, part, 3)
        scale = next(name for name, zeros in _ZEROS.items() if zeros == _ZEROS[scale] - 3)
    one = words.is_one(float(f"{whole}.{part or 0}"))
    number = _grouped(whole, part, words)
    if not scale:
        return number, one, False
    return number + NBSP + words.tables["scales"][scale][0 if one else 1], False, True


def _grouped(whole: str, part: str, words: Words) -> str:
    """A figure with the language's own signs."""
    return words.grouped(whole) + (words["decimal"] + part if part else "")


def _shifted(whole: str, part: str, zeros: int) -> tuple[str, str]:
    """The decimal point `zeros` places to the right; every digit that was written stays."""
    moved = whole + part[:zeros].ljust(zeros, "0")
    return moved.lstrip("0") or "0", part[zeros:]


def _in_myriads(whole: str, part: str, scale: str, words: Words) -> str:
    """A round whole figure where a language counts in ten thousands: `12億3456万`; "" for others."""
    whole, part = _shifted(whole, part, _ZEROS[scale])
    if part or not (scale or whole.endswith("0000")) or len(whole) < 5:
        return ""
    told = ""
    for zeros, sign in sorted(words.tables["myriads"].items(), key=lambda entry: -int(entry[0])):
        head, whole = whole[: -int(zeros)], whole[-int(zeros) :]
        told += words.grouped(head.lstrip("0")) + sign if head.strip("0") else ""
    return told + whole.lstrip("0")


def _with_unit(number: str, written: Written, words: Words, *, one: bool, scaled: bool) -> str:
    """A figure with its unit: the sign that was written, the language's own word, or what its author wrote."""
    between = NBSP
    names = _names(written, words)
    if written.symbol:
        unit = written.symbol
    elif names:
        unit, between = names[0 if one else 1], words["unit"]
    elif written.unit == "%":
        return str(words["percent"]).format(number=number)
    else:
        ends = one or written.unit.endswith(("s", "z"))
        unit = written.unit if ends else words["units.other"].format(unit=written.unit)
    if written.power > 1 and not written.symbol and not _is_power(written, words):
        unit = words[f"units.{written.power}"].format(unit=unit)
    return number + between + (_of(unit, words) if scaled else "") + unit


def _names(written: Written, words: Words) -> list[str] | None:
    """The language's words for a unit, of one and of many."""
    key = f"{written.unit}^{written.power}"
    for table in ("units", "currencies", "measures"):
        names: list[str] | None = words.tables[table].get(key) or words.tables[table].get(written.unit)
        if names:
            return names
    return None


def _is_power(written: Written, words: Words) -> bool:
    """Whether the language's word for the unit is that of an area or a volume already."""
    return f"{written.unit}^{written.power}" in words.tables["measures"] and written.unit not in words.tables["units"]


def _of(name: str, words: Words) -> str:
    """`de ` between a word of scale and its unit, and `d’` before a vowel: `254 milliards d’euros`."""
    forms: Mapping[str, str] = words.tables["scale.of"]
    exempt = forms.get("exempt", "").split()
    for first, form in forms.items():
        if first not in {"", "exempt"} and name[0].lower() in first and name.partition(" ")[0] not in exempt:
            return form
    return forms.get("", "")
