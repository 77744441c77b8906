"""The parts of a figure as it is written: its digits, its scale, and its unit by the name that labels know it by."""

from __future__ import annotations

import re

from pipeline.cite.atoms.english import units
from pipeline.cite.atoms.english.measured import ONE, Measure, unit_after, unit_before
from pipeline.cite.atoms.english.numerals import STARTERS, numeral_at
from pipeline.cite.atoms.english.spelled import Numeral
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.units import named
from pipeline.model.quantity import Written

_SCALES = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
_MINUS = frozenset(("-", "minus", "negative"))
_POINTS = "%-point"
_DECIMAL_COMMA = re.compile(r"(\d+),(\d{1,2})")
_BARE = re.compile(r"(\d{4,})(\.\d+)?")


def written(text: str) -> Written:
    """The parts of a text that is a figure with its unit, and nothing else."""
    tokens = Tokens(text)
    starts = (at for at, low in enumerate(tokens.lows) if low in STARTERS or low[0].isdigit())
    index = next(starts, None)
    if index is None:
        return Written(text)
    first, currency = unit_before(tokens, index)
    numeral = numeral_at(tokens, index, money=bool(currency))
    if numeral is None:
        return Written(text)
    measure = Measure(currency, ONE, numeral.last)
    if not currency and not numeral.ordinal:
        measure = unit_after(tokens, numeral)
    negative = not _MINUS.isdisjoint(tokens.lows[:first])
    if measure.unit in {units.CLOCK, units.TIMES_AS_MUCH, "grand"}:
        return Written(tokens.span(index, max(measure.last, numeral.last))[2], negative=negative)
    digits, scale = _digits(tokens, index, numeral)
    single = (numeral.value == 1 and not scale and digits.lower() in {"1", "one"}) or numeral.fraction
    unit, power = named(measure.unit, measure.factor)
    symbol = ""
    if measure.last > numeral.last and _is_symbol(tokens, numeral.last + 1, measure, unit):
        symbol = tokens.span(numeral.last + 1, measure.last)[2].lstrip("-")
    return Written(digits, scale, unit, power, symbol, negative, single)


def _digits(tokens: Tokens, index: int, numeral: Numeral) -> tuple[str, str]:
    """Digits and scale; words, and scales of several words, stay as they are written."""
    whole = tokens.span(index, numeral.last)[2]
    if not tokens.is_number(index):
        return whole, ""
    scale = _SCALES.get(int(numeral.scale), "") if numeral.scale.denominator == 1 else ""
    plain = scale and numeral.last <= index + 2 and _is_one_scale(tokens, index, numeral.last)
    if numeral.scale != 1 and not plain:
        return whole, ""
    if plain:
        return _grouped(tokens.text(index)), scale
    return _grouped(tokens.folded.text[tokens.starts[index] : tokens.ends[numeral.last]]), ""


def _is_one_scale(tokens: Tokens, index: int, last: int) -> bool:
    """Whether one word, or one hyphen and one word, follows the digits: 5 million, 5-million."""
    return last == index + 1 or tokens.low(index + 1) == "-"


def _grouped(digits: str) -> str:
    """Thousands set apart by commas, and a point before decimals."""
    if decimal := _DECIMAL_COMMA.fullmatch(digits):
        return ".".join(decimal.groups())
    if bare := _BARE.fullmatch(digits):
        return f"{int(bare[1]):,}{bare[2] or ''}"
    return digits


def _is_symbol(tokens: Tokens, at: int, measure: Measure, unit: str) -> bool:
    """Whether a unit is written as a sign: km, and not kilometres. Currencies, shares and times are told in words."""
    base = measure.unit.partition("^")[0]
    if base not in units.BASES or base in units.TIMES or base == _POINTS:
        return False
    low = tokens.low(at + (tokens.low(at) == "-"))
    return not low.startswith((unit[:3], "square", "sq", "cubic", "°"))
