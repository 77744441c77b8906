"""Quantities in the brief's language. A spec writes them one way, in figures as English has them: `1.7 billion USD`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model.metrics import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.compose.words import Words

_QUANTITY = re.compile(
    r"(?P<sign>[-+−]?)(?P<number>[\d.,]*\d)(?P<scale>\s*(?:thousand|million|billion|trillion))?\s*(?P<unit>.*)",
    re.DOTALL,
)
_FIGURE = re.compile(r"(?P<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<part>\d+))?")
_ZEROS = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def quantity(value: str, words: Words) -> str:
    """`254 billion JPY` as `254 billion yen`, `254 Milliarden Yen`, `2540億円`.

    A unit without a word of its own stays as written, and so does what is no quantity.
    """
    found = _QUANTITY.fullmatch(value.strip())
    figure = _FIGURE.fullmatch(found["number"]) if found else None
    if not found or not figure:
        return value
    digits, part = figure["whole"].replace(",", ""), figure["part"] or ""
    scale, unit = (found["scale"] or "").strip(), found["unit"].strip()
    one, bare = False, not (unit or scale) and "," not in figure["whole"]
    if words.tables["myriads"]:
        number = _in_myriads(digits, part, scale, words) or _written(*_plain(digits, part, scale), words, bare=bare)
    else:
        digits, part, scale = _in_scale(digits, part, scale, words)
        one = words.is_one(_value(digits, part))
        number = _written(digits, part, words, bare=bare)
        if scale:
            number += NBSP + words.tables["scales"][scale][0 if one else 1]
    return found["sign"] + _with_unit(number, unit, words, one=one and not scale, scaled=bool(scale))


def _value(digits: str, part: str) -> float:
    return float(f"{digits}.{part or 0}")


def _written(digits: str, part: str, words: Words, *, bare: bool) -> str:
    """A figure with the language's own signs. Four digits that count nothing are a year, and are not grouped."""
    whole = digits if bare and len(digits) <= 4 else words.grouped(digits)
    return whole + (words["decimal"] + part if part else "")


def _in_scale(digits: str, part: str, scale: str, words: Words) -> tuple[str, str, str]:
    """The figure at a scale that the language says in one word, and as it is said: `254.000 millones`, `12.000`."""
    named = words.tables["scales"]

    def is_said(scale: str) -> bool:
        return scale in named and " " not in named[scale][1] and not (scale == "thousand" and words["thousands"])

    while scale and not is_said(scale):
        digits, part = _shifted(digits, part, 3)
        scale = next(name for name, zeros in _ZEROS.items() if zeros == _ZEROS[scale] - 3)
    return digits, part, scale


def _shifted(digits: str, part: str, zeros: int) -> tuple[str, str]:
    """The decimal point `zeros` places to the right; every digit that was written stays."""
    whole = digits + part[:zeros].ljust(zeros, "0")
    return whole.lstrip("0") or "0", part[zeros:]


def _plain(digits: str, part: str, scale: str) -> tuple[str, str]:
    return _shifted(digits, part, _ZEROS[scale])


def _in_myriads(digits: str, part: str, scale: str, words: Words) -> str:
    """A round whole figure where a language counts in ten thousands: `12億3456万`; "" for others."""
    digits, part = _plain(digits, part, scale)
    if part or not (scale or digits.endswith("0000")) or len(digits) < 5:
        return ""
    told = ""
    for zeros, sign in sorted(words.tables["myriads"].items(), key=lambda entry: -int(entry[0])):
        head, digits = digits[: -int(zeros)], digits[-int(zeros) :]
        told += words.grouped(head.lstrip("0")) + sign if head.strip("0") else ""
    return told + digits.lstrip("0")


def _with_unit(number: str, unit: str, words: Words, *, one: bool, scaled: bool) -> str:
    names = words.tables["units"].get(unit) or words.tables["currencies"].get(unit)
    if not names:
        if unit == "%":
            return str(words["percent"]).format(number=number)
        return number + (NBSP + (_of(unit, words) if scaled else "") + unit if unit else "")
    name: str = names[0 if one else 1]
    return number + words["unit"] + (_of(name, words) if scaled else "") + name


def _of(name: str, words: Words) -> str:
    """`de ` between a word of scale and its unit, and `d’` before a vowel: `254 milliards d’euros`."""
    forms: Mapping[str, str] = words.tables["scale.of"]
    exempt = forms.get("exempt", "").split()
    for first, form in forms.items():
        if first not in {"", "exempt"} and name[0].lower() in first and name.partition(" ")[0] not in exempt:
            return form
    return forms.get("", "")
