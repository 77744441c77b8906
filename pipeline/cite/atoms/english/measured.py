"""The unit that stands before or after a figure: $5, JPY 254 billion, 2,500-kilometre, 30 per cent, 10:30, 3 p.m."""

from __future__ import annotations

from fractions import Fraction

from pipeline.cite.atoms.english import units
from pipeline.cite.atoms.english.spelled import LESS_OR_MORE, Numeral
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.record import record


@record
class Measure:
    """A unit: its base, the factor from what is written to it, its last token."""

    unit: str
    factor: Fraction
    last: int


ONE = Fraction(1)
_POINTS = frozenset(("point", "points"))
_AS_MUCH = LESS_OR_MORE | {"as", "the", "that"}
_NOONS = frozenset(("a.m.", "p.m.", "am", "pm"))
_TWO_WORDS = {
    ("basis", "point"): ("%-point", Fraction(1, 100)),
    ("degree", "celsius"): ("degree C", ONE),
    ("degrees", "celsius"): ("degree C", ONE),
    ("degree", "centigrade"): ("degree C", ONE),
    ("degrees", "centigrade"): ("degree C", ONE),
    ("degree", "fahrenheit"): ("degree F", ONE),
    ("degrees", "fahrenheit"): ("degree F", ONE),
    ("nautical", "mile"): ("nautical mile", ONE),
    ("percentage", "point"): ("%-point", ONE),
    ("metric", "ton"): ("g", Fraction(10**6)),
    ("metric", "tonne"): ("g", Fraction(10**6)),
    ("per", "cent"): ("%", ONE),
}
_POWERS = {"square": 2, "sq": 2, "cubic": 3}
_RAISED = {"²": 2, "2": 2, "³": 3, "3": 3}
_LENGTHS = frozenset("m mile foot inch yard".split())
_MONEY_AFTER_COUNTRY = frozenset("yen yuan won euros francs rubles roubles pesos dollar dollars".split())


def unit_before(tokens: Tokens, index: int) -> tuple[int, str]:
    """A currency before a figure: $5, US$1.7 billion, JPY 254 billion. Its first token and its code."""
    at, sign = index - 1, tokens.text(index - 1)
    if sign in units.SYMBOLS and not tokens.used[at]:
        before = tokens.low(at - 1)
        if sign == "$" and tokens.glued[at] and before in units.DOLLARS:
            return at - 1, units.DOLLARS[before]
        return at, units.SYMBOLS[sign]
    if sign in units.CODES:
        return at, {"RMB": "CNY"}.get(sign, sign)
    if sign == "R" and tokens.glued[index] and tokens.low(index + 1) in {"m", "bn", "million", "billion", "trillion"}:
        return at, "ZAR"
    if sign in {"Rs", "rs"} or (sign == "." and tokens.low(at - 1) == "rs"):
        return at, "INR"
    return index, ""


def unit_after(tokens: Tokens, numeral: Numeral) -> Measure:
    """The unit after a figure, past a hyphen that ties them; without one, "" and the figure's last token."""
    at = numeral.last + 1
    if tokens.low(numeral.last) == "grand":
        return Measure("grand", ONE, numeral.last)
    if numeral.multiple:
        return Measure(units.TIMES_AS_MUCH, ONE, numeral.last)
    if tokens.low(at) == "-" and tokens.is_glued(at):
        at += 1
    found = (
        _multiple(tokens, at)
        or _share(tokens, at)
        or _time(tokens, numeral, at)
        or _currency(tokens, numeral, at)
        or _measure(tokens, at)
    )
    return found or Measure("", ONE, numeral.last)


def _multiple(tokens: Tokens, at: int) -> Measure | None:
    """Two-fold, 5x, three times as many; `three times` alone counts how often."""
    low = tokens.low(at)
    much = low == "times" and tokens.low(at + 1) in _AS_MUCH
    return Measure(units.TIMES_AS_MUCH, ONE, at) if much or low == "fold" or (low == "x" and tokens.glued[at]) else None


def _share(tokens: Tokens, at: int) -> Measure | None:
    """Per cent, percentage points, and other units of two words."""
    low = tokens.low(at)
    if low in {"%", "percent", "pct"}:
        ahead = at + 1 + (tokens.low(at + 1) == "-")
        return Measure("%-point", ONE, ahead) if tokens.low(ahead) in _POINTS else Measure("%", ONE, at)
    if low == "°" and tokens.low(at + 1) in {"c", "f"} and tokens.is_glued(at + 1):
        return Measure("degree " + tokens.text(at + 1).upper(), ONE, at + 1)
    if tokens.text(at) in {"C", "F"} and tokens.is_glued(at) and tokens.is_number(at - 1):
        return Measure("degree " + tokens.text(at), ONE, at)
    found = _TWO_WORDS.get((low, tokens.low(at + 1).removesuffix("s")))
    return Measure(*found, at + 1) if found else None


def _time(tokens: Tokens, numeral: Numeral, at: int) -> Measure | None:
    """A time of day, in minutes past midnight."""
    low = tokens.low(at)
    if low in _NOONS and numeral.digits:
        hours, _, dotted = tokens.text(numeral.last).partition(".")
        if len(dotted) == 2 and hours.isdecimal() and int(dotted) < 60:  # 10.17 am
            past = int(hours) + 12 * (low[0] == "p" and int(hours) < 12)
            return Measure(units.CLOCK, (past * 60 + int(dotted)) / numeral.value, at)
        return _clock(numeral.value, 0, low, at)
    minutes = tokens.text(at + 1)
    if low == ":" and tokens.is_glued(at) and tokens.is_glued(at + 1) and len(minutes) == 2 and minutes.isdecimal():
        after = tokens.low(at + 2)
        return _clock(numeral.value, int(minutes), after, at + 1 + (after in _NOONS))
    return None


def _clock(hours: Fraction, minutes: int, noon: str, last: int) -> Measure:
    """A time as a factor of its hours, since a figure's value is that of its hours."""
    past = hours + 12 if noon[:1] == "p" and noon in _NOONS and hours < 12 else hours
    return Measure(units.CLOCK, (past * 60 + minutes) / (hours or 1), last)


def _currency(tokens: Tokens, numeral: Numeral, at: int) -> Measure | None:
    """Yen, US dollars, Canadian dollars, New Zealand dollars, EUR."""
    low, text = tokens.low(at), tokens.text(at)
    if text in units.CODES:
        return Measure({"RMB": "CNY"}.get(text, text), ONE, at)
    if text in units.SYMBOLS:
        return Measure(units.SYMBOLS[text], ONE, at)
    ahead = at + 1 if low not in {"new", "hong"} else at + 2
    after = tokens.low(ahead)
    if after in _MONEY_AFTER_COUNTRY and text[:1].isupper():
        dollars = after in {"dollar", "dollars"}
        unit = units.dollars_of(tokens.low(ahead - 1)) if dollars else units.CURRENCY_WORDS.get(after, "KRW")
        return Measure(unit, ONE, ahead)
    if low == "won" and text.islower() and (numeral.scaled or numeral.value >= 1000):
        return Measure("KRW", ONE, at)
    if low in units.SMALL_CHANGE:
        return Measure(units.SMALL_CHANGE[low], Fraction(1, 100), at)
    unit = units.CURRENCY_WORDS.get(low, "")
    if unit == "pound" and tokens.low(at + 1) == "sterling":
        return Measure("GBP", ONE, at + 1)
    return Measure(unit, ONE, at) if unit else None


def _measure(tokens: Tokens, at: int) -> Measure | None:
    """Kilometres, kg, miles per hour, years; an age in years has no unit, since `aged 25` has none."""
    low, tied = tokens.low(at), tokens.low(at - 1) == "-"
    if raised := _raised(tokens, at):
        return raised
    if low == "light" and tokens.low(at + 1) == "-" and tokens.low(at + 2) in {"year", "years"}:
        return Measure("light-year", ONE, at + 2)
    found = units.MEASURES.get(low)
    if not found or (low in units.AMBIGUOUS and (tied or tokens.text(at).isupper())) or (low == "second" and not tied):
        return None
    base, factor = found
    if base in {"m", "mile"} and tokens.low(at + 1) in {"per", "/", "an"} and tokens.low(at + 2) in {"hour", "h"}:
        return Measure("km/h" if low[0] == "k" else "mph" if base == "mile" else "m/h", ONE, at + 2)
    if base == "year" and tokens.low(at + 1) in {"-", "old"} and "old" in {tokens.low(at + 1), tokens.low(at + 2)}:
        return Measure("", ONE, at)
    return Measure(base, factor, at)


def _raised(tokens: Tokens, at: int) -> Measure | None:
    """Areas and volumes: square miles, sq. ft, cubic metres, km2, m³."""
    power = _POWERS.get(tokens.low(at), 0)
    if power:
        at += 1 + (tokens.low(at + 1) in {".", "-"})
        low = tokens.low(at)
    else:
        low = tokens.low(at).rstrip("²³")
        glued = tokens.text(at + 1) if tokens.is_glued(at + 1) else ""
        power = _RAISED.get(tokens.text(at)[-1:], 0) or _RAISED.get(glued, 0)
        at += bool(power and glued in _RAISED)
    base, factor = units.MEASURES.get(low, ("", ONE))
    return Measure(f"{base}^{power}", factor**power, at) if power and base in _LENGTHS else None
