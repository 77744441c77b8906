"""The value of an English number, in digits or words: 254 billion, 1.7bn, two hundred and five, two-thirds, a dozen."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from pipeline.cite.atoms.english.tokens import Tokens

_ONES = {word: value for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}  # fmt: skip
_TENS = {word: value * 10 for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT = {"k": 10**3, "bn": 10**9, "mn": 10**6, "mln": 10**6, "tn": 10**12, "trn": 10**12, "mm": 10**6}
_CAPITAL = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_VAGUE = {"dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12, "tens": 10}
_PLURAL_SCALES = {"millions": 10**6, "billions": 10**9, "trillions": 10**12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10}  # fmt: skip
_GLYPHS = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅕": Fraction(1, 5), "⅛": Fraction(1, 8)}  # fmt: skip
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))

STARTERS = frozenset({*_ONES, *_TENS, *SCALES, *_VAGUE, *_ORDINALS, *_PARTS, *_GLYPHS})
"""Words that a number in words starts with (`a` before them is not part of it)."""


class Numeral(NamedTuple):
    """A value and the last token of it."""

    value: Fraction
    last: int
    scaled: bool = False
    """It has a scale word: million, bn."""
    ordinal: bool = False
    vague: bool = False
    fraction: bool = False
    digits: bool = False


def numeral_at(tokens: Tokens, index: int, *, money: bool = False) -> Numeral | None:
    """The number that starts at a token. `money`: a currency stands before it, so that `5m` is five million."""
    if tokens.is_number(index):
        return _digits(tokens, index, money=money)
    low = tokens.low(index)
    if low not in STARTERS:
        return None
    if low in _VAGUE:
        return _vague(tokens, index)
    if low in _GLYPHS:
        return Numeral(_GLYPHS[low], index, fraction=True)
    return _fraction_in_words(tokens, index) or _in_words(tokens, index)


def plain_value(text: str) -> Fraction | None:
    """The value of a numeral in digits; a comma groups by three, or is a decimal comma (1,7)."""
    text = text.rstrip(".,")
    if len(text) > 60 or not text.isascii() and not text.replace(",", "").replace(".", "").isdecimal():
        return None
    groups = text.split(",")
    if len(groups) > 1 and not (all(len(group.split(".")[0]) == 3 for group in groups[1:]) and len(groups[0]) <= 3):
        if len(groups) > 2 or "." in text:
            return None
        text = ".".join(groups)
    text = text.replace(",", "")
    if text.count(".") > 1:
        first, *others = text.split(".")
        if len(first) > 3 or any(len(group) != 3 for group in others):
            return None
        text = text.replace(".", "")
    try:
        return Fraction(int(text)) if text.isdecimal() else Fraction(text)
    except ValueError:
        return None


def _digits(tokens: Tokens, index: int, *, money: bool) -> Numeral | None:
    value = plain_value(tokens.texts[index])
    if value is None:
        return None
    glued, after = tokens.is_glued(index + 1), tokens.low(index + 1)
    if glued and after in _SUFFIXES:
        return Numeral(value, index + 1, ordinal=True, digits=True)
    if glued and after == "/" and tokens.is_number(index + 2) and tokens.is_glued(index + 2):
        below = plain_value(tokens.texts[index + 2])
        if below and value < below <= 20 and tokens.low(index + 3) != "/":
            return Numeral(value / below, index + 2, fraction=True, digits=True)
    if after in _GLYPHS:
        return Numeral(value + _GLYPHS[after], index + 1, digits=True)
    if tokens.low(index + 1) == "and" and tokens.low(index + 2) in {"a", "one"} and tokens.low(index + 3) in {"half", "quarter"}:
        value, last = value + Fraction(1, _PARTS[tokens.low(index + 3)]), index + 3
    else:
        last = index
    return _scaled(tokens, value, last, money=money)


def _scaled(tokens: Tokens, value: Fraction, last: int, *, money: bool) -> Numeral:
    """The value with the scale words that follow: 254 billion, 1.7bn, 5m after a currency, 2 hundred thousand."""
    scaled = False
    while True:
        at = last + 1
        hyphen = tokens.low(at) == "-" and tokens.low(at + 1) in SCALES
        at += hyphen
        low = tokens.low(at)
        scale = SCALES.get(low) or _PLURAL_SCALES.get(low)
        if not scale and not scaled:
            scale = _SHORT.get(low) or (_CAPITAL.get(tokens.text(at)) if tokens.is_glued(at) else None)
            if not scale and low == "m" and (money or tokens.text(at) == "M"):
                scale = 10**6
            if low in {"mm", "k"} and not tokens.is_glued(at):
                scale = None
        if not scale:
            return Numeral(value, last, scaled=scaled, digits=True)
        value, last, scaled = value * scale, at, True


def _vague(tokens: Tokens, index: int) -> Numeral | None:
    """Millions, dozens, tens of thousands, hundreds of millions."""
    value, last = Fraction(_VAGUE[tokens.lows[index]]), index
    while tokens.low(last + 1) == "of" and tokens.low(last + 2) in _VAGUE:
        value, last = value * _VAGUE[tokens.low(last + 2)], last + 2
    return None if tokens.lows[index] == "tens" and last == index else Numeral(value, last, scaled=True, vague=True)


def _fraction_in_words(tokens: Tokens, index: int) -> Numeral | None:
    """Half of, a third of, two-thirds, three quarters; not `the third missile`, `first half`, `quarter of 2024`."""
    low, before = tokens.lows[index], tokens.low(index - 1)
    if low in {"half", "quarter"} or low in _PARTS:
        following = tokens.low(index + 1)
        if low == "half":
            plain = before not in _ORDINALS and following in {"of", "the", "a", "an", "its", "their", "his", "her", "as"}
            scale = SCALES.get(tokens.low(index + 2), 0) if following in {"a", "an"} else 0
            if scale:
                return Numeral(Fraction(scale, 2), index + 2, scaled=True)
            return Numeral(Fraction(1, 2), index, fraction=True) if plain else None
        plain = before in {"a", "one"} and following == "of" and low in _PARTS
        return Numeral(Fraction(1, _PARTS[low]), index, fraction=True) if plain else None
    top = _ONES.get(low, 0)
    at = index + 1 + (tokens.low(index + 1) == "-")
    part = tokens.low(at)
    if not top or part not in _PARTS or top >= _PARTS[part]:
        return None
    if top == 1 and part in {"second", "half"} and tokens.low(at + 1) not in {"of", "the", "a"}:
        return None
    if (top > 1) != part.endswith("s") and part not in {"half"}:
        return None
    return Numeral(Fraction(top, _PARTS[part]), at, fraction=True)


def _in_words(tokens: Tokens, index: int) -> Numeral | None:
    """Two hundred and five thousand; twenty-one; twenty-first; a bare `million`."""
    low = tokens.lows[index]
    if low in _ORDINALS:
        return Numeral(Fraction(_ORDINALS[low]), index, ordinal=True)
    if low in SCALES and tokens.low(index - 1) not in {"a", "an", "per", "one"}:
        glued_before = tokens.low(index - 1) == "-"
        return Numeral(Fraction(SCALES[low]), index, scaled=True, vague=True) if glued_before else None
    total, group, last, ordinal = 0, 1 if low in SCALES else 0, index - 1, False
    at = index
    while True:
        word = tokens.low(at)
        if word in _TENS and group % 100 == 0:
            group += _TENS[word]
        elif word in _ONES and (group % 10 == 0 and (group % 100 == 0 or (group % 100 >= 20 and _ONES[word] < 10))) and (last < index or word != "zero"):
            group += _ONES[word]
        elif word in {"hundred", "dozen"} and (group or total):
            group = (group or 1) * SCALES[word]
        elif word in SCALES and group and SCALES[word] > 100:
            total, group = total + group * SCALES[word], 0
        elif word in _ORDINALS and last >= index and tokens.low(at - 1) == "-" and group % 10 == 0 and _ORDINALS[word] < 10:
            group, ordinal = group + _ORDINALS[word], True
            last = at
            break
        else:
            break
        last, at = at, _next_word(tokens, at)
    if last < index:
        return None
    scaled = any(tokens.lows[each] in SCALES for each in range(index, last + 1))
    value = Fraction(total + group)
    if scaled is False and not ordinal and tokens.low(last + 1) == "and" and tokens.low(last + 2) == "a" and tokens.low(last + 3) == "half":
        return _scaled(tokens, value + Fraction(1, 2), last + 3, money=False)
    if scaled is False and not ordinal and tokens.low(last + 1) == "point" and tokens.low(last + 2) in _ONES:
        return _scaled(tokens, value + Fraction(_ONES[tokens.low(last + 2)], 10), last + 2, money=False)
    return Numeral(value, last, scaled=scaled, ordinal=ordinal)


def _next_word(tokens: Tokens, at: int) -> int:
    """The next token of a number in words: past a hyphen, and past `and` after a hundred or a thousand."""
    following = tokens.low(at + 1)
    if following == "-" and tokens.is_glued(at + 1) and tokens.is_glued(at + 2):
        return at + 2
    if following == "and" and tokens.low(at) in {"hundred", "thousand", "million"} and tokens.low(at + 2) in {*_ONES, *_TENS}:
        return at + 2
    return at + 1
