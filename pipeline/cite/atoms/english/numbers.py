"""Figures in English, with their units, and with what the words around them say: about, up to, at least, some of."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from pipeline.cite.atoms.english import units
from pipeline.cite.atoms.english.dates import year_at
from pipeline.cite.atoms.english.numerals import STARTERS, Numeral, numeral_at, plain_value
from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Number, mark

_ABOUT = frozenset("about approximately approx around roughly circa nearly almost some ~ estimated".split())
_MOST = frozenset("maximum under below within".split())
_LEAST = frozenset("over above exceeding minimum".split())
_SOME = frozenset("some part most many several half few portion majority any".split())
_FUNCTION = frozenset(
    "of in on at to for by from with and or but as the a an is are was were be been being has have had will would may "
    "might could can should must that which who when while than then into over under per via after before since until "
    "if it its they their he his she her we our not no more less further also still".split()
)
_IRREGULAR = frozenset("people men women children aircraft personnel troops staff police data feet percent crew fish sheep".split())
_SINGULAR = ("ss", "us", "is")


def read_numbers(tokens: Tokens) -> list[Number]:
    """All figures of a text that no date or name has taken; ranges share their scale and unit."""
    found: list[tuple[int, int, Numeral, Number]] = []
    index = 0
    while index < tokens.count:
        read = None
        if not tokens.used[index] and (tokens.texts[index][0].isdigit() or tokens.lows[index] in STARTERS):
            read = _number_at(tokens, index)
        if read is None:
            index += 1
            continue
        found.append(read)
        tokens.use(read[0], read[1])
        index = read[1] + 1
    return _shared_units(tokens, found)


def _number_at(tokens: Tokens, index: int) -> tuple[int, int, Numeral, Number] | None:
    first, unit = _unit_before(tokens, index)
    numeral = numeral_at(tokens, index, money=bool(unit))
    if numeral is None or _in_designation(tokens, index, numeral):
        return None
    negative = _is_negative(tokens, first)
    factor, last = Fraction(1), numeral.last
    if not unit and not numeral.ordinal:
        unit, factor, last = _unit_after(tokens, numeral)
    elif unit == "$":
        unit = units.dollars_of(tokens.low(last + 1))
    value = -numeral.value * factor if negative else numeral.value * factor
    about, most, least, part = _qualifiers(tokens, first - negative, last)
    number = Number(
        *tokens.span(first - negative, last),
        value,
        unit,
        counted="" if unit or numeral.fraction else _ranked(tokens, last) if numeral.ordinal else _counted(tokens, last),
        about=about,
        at_most=most,
        at_least=least,
        part_of=part,
        ordinal=numeral.ordinal,
        vague=numeral.vague,
        weak=_is_weak(tokens, index, numeral, unit),
        year_like=bool(year_at(tokens, index)) and last == index and not unit,
    )
    return first - negative, last, numeral, number


def _is_negative(tokens: Tokens, first: int) -> bool:
    """A minus sign before a figure: glued to it, and not to a word or figure before it."""
    if tokens.low(first - 1) in {"minus", "negative"}:
        return True
    return tokens.low(first - 1) == "-" and tokens.is_glued(first) and not tokens.glued[first - 1]


def _in_designation(tokens: Tokens, index: int, numeral: Numeral) -> bool:
    """Digits that are part of a name: MK-41, F-35, H1N1, covid-19."""
    if not numeral.digits or not tokens.glued[index]:
        return False
    before = tokens.low(index - 1)
    if tokens.is_word(index - 1):
        return before not in units.DOLLARS and tokens.text(index - 1) not in units.CODES and before not in {"rs", "x"}
    return before == "-" and tokens.glued[index - 1] and tokens.is_word(index - 2) and not _is_spelled(tokens.low(index - 2))


def _is_spelled(word: str) -> bool:
    return word in STARTERS or word in {"mid", "under", "over", "sub", "pre", "post", "aged", "to", "top", "plus"}


def _is_weak(tokens: Tokens, index: int, numeral: Numeral, unit: str) -> bool:
    """`one`, and the first ordinals, unless a unit or scale makes them a measure."""
    low = tokens.lows[index]
    if numeral.ordinal:
        return low in {"first", "second"}
    return low == "one" and numeral.last == index and (not unit or unit in units.TIMES) or (numeral.fraction and low == "half")


def _unit_before(tokens: Tokens, index: int) -> tuple[int, str]:
    """A currency before a figure: $5, US$1.7 billion, JPY 254 billion. Its first token and its code."""
    at, sign = index - 1, tokens.text(index - 1)
    if sign in units.SYMBOLS and not tokens.used[at]:
        before = tokens.low(at - 1)
        if sign == "$" and tokens.glued[at] and before in units.DOLLARS:
            return at - 1, units.DOLLARS[before]
        return at, units.SYMBOLS[sign]
    if sign in units.CODES:
        return at, {"RMB": "CNY"}.get(sign, sign)
    if sign in {"Rs", "rs"} or (sign == "." and tokens.low(at - 1) == "rs"):
        return at, "INR"
    return index, ""


def _unit_after(tokens: Tokens, numeral: Numeral) -> tuple[str, Fraction, int]:
    """A unit after a figure: its base, the factor to it, its last token."""
    last = numeral.last
    at = last + 1
    if tokens.low(at) == "-" and tokens.is_glued(at):
        at += 1
    low, glued = tokens.low(at), tokens.is_glued(at)
    if low == "°" and tokens.low(at + 1) in {"c", "f"} and tokens.is_glued(at + 1):
        return "degree " + tokens.text(at + 1).upper(), Fraction(1), at + 1
    if low == "%" or low in {"percent", "pct"}:
        if tokens.low(at + 1 + (tokens.low(at + 1) == "-")) in {"point", "points"}:
            return "%-point", Fraction(1), at + 1
        return "%", Fraction(1), at
    if low == "per" and tokens.low(at + 1) == "cent":
        return "%", Fraction(1), at + 1
    if low == "percentage" and tokens.low(at + 1) in {"point", "points"}:
        return "%-point", Fraction(1), at + 1
    if low == "basis" and tokens.low(at + 1) in {"point", "points"}:
        return "basis point", Fraction(1), at + 1
    if low == "nautical" and tokens.low(at + 1) in {"mile", "miles"}:
        return "nautical mile", Fraction(1), at + 1
    if low == "metric" and tokens.low(at + 1) in {"ton", "tons", "tonne", "tonnes"}:
        return "g", Fraction(10**6), at + 1
    if low == ":" and glued and tokens.is_number(at + 1) and tokens.is_glued(at + 1) and len(tokens.text(at + 1)) == 2:
        return _clock(tokens, numeral, at + 1)
    if low in {"a.m.", "p.m.", "am", "pm", "a.m", "p.m"} and numeral.digits:
        return "o'clock", _afternoon(low, numeral.value), at
    return _currency_after(tokens, numeral, at) or _measure_after(tokens, at) or ("", Fraction(1), last)


def _currency_after(tokens: Tokens, numeral: Numeral, at: int) -> tuple[str, Fraction, int] | None:
    low, text = tokens.low(at), tokens.text(at)
    if text in units.CODES:
        return {"RMB": "CNY"}.get(text, text), Fraction(1), at
    if text in units.SYMBOLS:
        return units.SYMBOLS[text], Fraction(1), at
    if tokens.low(at + 1) in {"dollar", "dollars"} or low in {"new", "hong"}:
        ahead = at + 1 if tokens.low(at + 1) in {"dollar", "dollars"} else at + 2
        if tokens.low(ahead) in {"dollar", "dollars"}:
            return units.dollars_of(tokens.low(ahead - 1)), Fraction(1), ahead
    if tokens.low(at + 1) in {"yen", "yuan", "won", "euros", "francs", "rubles", "roubles", "pesos"} and text[:1].isupper():
        return units.CURRENCY_WORDS.get(tokens.low(at + 1), "KRW"), Fraction(1), at + 1
    if low == "won" and (numeral.scaled or numeral.value >= 1000) and (text.islower()):
        return "KRW", Fraction(1), at
    if unit := units.CURRENCY_WORDS.get(low):
        if unit == "pound" and tokens.low(at + 1) == "sterling":
            return "GBP", Fraction(1), at + 1
        return unit, Fraction(1), at
    return None


def _measure_after(tokens: Tokens, at: int) -> tuple[str, Fraction, int] | None:
    low = tokens.low(at)
    found = units.MEASURES.get(low)
    if not found or (low in units.AMBIGUOUS and tokens.text(at).isupper()):
        return None
    if low == "second" and tokens.low(at - 1) != "-":
        return None
    base, factor = found
    if base in {"m", "mile"} and tokens.low(at + 1) in {"per", "/", "an"} and tokens.low(at + 2) in {"hour", "h"}:
        return ("km/h" if low[0] == "k" else "mph" if base == "mile" else "m/h"), Fraction(1), at + 2
    if tokens.low(at - 1) == "-" and low in {"m", "g", "w", "l", "min", "sec"}:
        return None
    if base == "year" and tokens.low(at + 1) in {"-", "old"} and "old" in {tokens.low(at + 1), tokens.low(at + 2)}:
        return "", Fraction(1), at  # an age: `aged 25` and `25-year-old` are one
    if base in {"m", "foot"} and low != "m" and tokens.low(at - 2) in {"square", "cubic"}:
        return None
    return base, factor, at


def _clock(tokens: Tokens, numeral: Numeral, at: int) -> tuple[str, Fraction, int]:
    """10:30 and 3:15 p.m., in minutes past midnight; the numeral's value is turned by a factor."""
    hours, minutes = numeral.value, int(tokens.text(at))
    if tokens.low(at + 1) in {"p.m.", "pm", "p.m"} and hours < 12:
        return "o'clock", Fraction((hours + 12) * 60 + minutes) / (hours or 1), at + 1
    last = at + 1 if tokens.low(at + 1) in {"a.m.", "am", "a.m"} else at
    return "o'clock", Fraction(hours * 60 + minutes) / (hours or 1), last


def _afternoon(low: str, hours: Fraction) -> Fraction:
    """The factor from hours to minutes past midnight."""
    return (hours + 12) * 60 / hours if low[0] == "p" and 0 < hours < 12 else Fraction(60)


def _qualifiers(tokens: Tokens, first: int, last: int) -> tuple[bool, bool, bool, bool]:
    """Whether the words beside a figure say about, at most, at least, or part of."""
    about = most = least = part = False
    at = first - 1
    while at >= 0 and first - at < 7:
        low, before = tokens.lows[at], tokens.low(at - 1)
        if low == "." and before in {"approx", "ca", "est"}:
            about, at = True, at - 1
        elif low in _ABOUT:
            about = True
        elif low == "to" and before == "up" or (low in {"many", "much"} and before == "as") or (low == "most" and before == "at"):
            most, at = True, at - 1
        elif low == "as" and before in {"many", "much"}:
            most, at = True, at - 2
        elif low == "than" and before in {"more", "greater", "longer", "higher", "further"}:
            no = tokens.low(at - 2) in {"no", "not"}
            most, least, at = most or no, least or not no, at - 1 - no
        elif low == "than" and before in {"less", "fewer", "lower"}:
            no = tokens.low(at - 2) in {"no", "not"}
            most, least, at = most or not no, least or no, at - 1 - no
        elif low == "least" and before == "at":
            least, at = True, at - 1
        elif low in _LEAST:
            least = True
        elif low in _MOST or (low == "of" and before in {"maximum", "minimum", "range"}):
            least, most = least or before == "minimum", most or before != "minimum" and low != "of" or before == "maximum"
            at -= low == "of"
        elif low == "of" and before in _SOME or (low == "the" and before == "of" and tokens.low(at - 2) in _SOME):
            part, at = True, at - (1 if low == "of" else 2)
        elif low not in {"the", "a", "an", "its", "their", "all", "existing", "latest"} or first - at > 2:
            break
        at -= 1
    if tokens.low(last + 1) == "or" and tokens.low(last + 2) in {"so", "more", "less", "fewer"}:
        word = tokens.low(last + 2)
        about, least, most = about or word == "so", least or word == "more", most or word in {"less", "fewer"}
    return about, most, least, part


def _counted(tokens: Tokens, last: int) -> str:
    """The mark of the noun a figure counts: the first plural in the words that follow, if nothing comes between."""
    at = last + 1
    while at < tokens.count and at - last < 7:
        low = tokens.lows[at]
        if low == "-" or not tokens.is_word(at):
            if low in {'"', "-"}:
                at += 1
                continue
            return ""
        if low in _FUNCTION:
            return ""
        if low in _IRREGULAR or (low.endswith("s") and len(low) > 3 and not low.endswith(_SINGULAR) and "'" not in low):
            return mark(stem(low)) if tokens.texts[at].islower() else ""
        at += 1
    return ""


def _ranked(tokens: Tokens, last: int) -> str:
    """The mark of the word that an ordinal stands before: `first batch`."""
    return mark(stem(tokens.low(last + 1))) if tokens.is_word(last + 1) and tokens.low(last + 1) not in _FUNCTION else ""


def _shared_units(tokens: Tokens, found: list[tuple[int, int, Numeral, Number]]) -> list[Number]:
    """20 to 30 per cent, $5-10 million, between 3 and 4 km: the unit stands once and counts for both."""
    numbers = [number for _, _, _, number in found]
    for index in range(len(found) - 2, -1, -1):
        (_, last, one, _), (first, _, other, _) = found[index], found[index + 1]
        here, there = numbers[index], numbers[index + 1]
        link = [tokens.low(at) for at in range(last + 1, first)]
        if link not in (["to"], ["-"], ["or"], ["and"], [","]) or one.ordinal or other.ordinal:
            continue
        if link in (["and"], [","]) and tokens.low(found[index][0] - 1) != "between" and not _is_listed(one, here, there):
            continue
        factor = there.value / other.value if other.value else Fraction(1)
        if not here.unit and there.unit and there.unit != "o'clock":
            here = replace(here, unit=there.unit, value=here.value * abs(factor), counted="", year_like=False, weak=False)
        elif here.unit and not there.unit and not there.counted and len(here.unit) in {1, 3}:
            numbers[index + 1] = replace(there, unit=here.unit)
        elif not here.unit and not here.counted and there.counted:
            here = replace(here, counted=there.counted)
        ranged = link != ["and"] and link != [","] or tokens.low(found[index][0] - 1) == "between"
        if ranged and other.scaled and not one.scaled and one.digits and tokens.is_number(_bare(tokens, first, other.last)):
            bare = plain_value(tokens.texts[_bare(tokens, first, other.last)])
            here = replace(here, value=here.value * (other.value / bare if bare else 1))
        numbers[index] = here
    return numbers


def _bare(tokens: Tokens, first: int, last: int) -> int:
    """The token of the digits in a figure."""
    return next((at for at in range(first, last + 1) if tokens.is_number(at)), last)


def _is_listed(one: Numeral, here: Number, there: Number) -> bool:
    """`20, 30 and 40 per cent`: bare figures before a percentage are of its unit."""
    return there.unit == "%" and one.digits and not one.scaled and not here.counted and not here.unit
