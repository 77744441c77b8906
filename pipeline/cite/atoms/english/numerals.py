"""The value of an English number: 254 billion, 1.7bn, 12 000, 2½, 2/3, two and a half million; words by `spelled`."""

from __future__ import annotations

from fractions import Fraction

from pipeline.cite.atoms.english.qualified import counted
from pipeline.cite.atoms.english.spelled import ONES, PARTS, SCALES, Numeral, spelled_at
from pipeline.cite.atoms.english.spelled import STARTERS as SPELLED
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.units import CODES, CURRENCY_WORDS, MEASURES, TIMES

_SHORT = {
    "k": 10**3, "grand": 10**3, "mil": 10**6, "mn": 10**6, "mln": 10**6, "mm": 10**6, "bn": 10**9, "tn": 10**12,
    "trn": 10**12,
}  # fmt: skip
_RACED = frozenset("hurdles runners sprinters swimmers races heats finals sprints relays records".split())
_GLUED_ONLY = frozenset(("k", "mm"))
_CAPITAL = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_PLURAL_SCALES = {"millions": 10**6, "billions": 10**9, "trillions": 10**12}
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10**4, 10**5, 10**6))
_TIMES = frozenset(word for word, (base, _) in MEASURES.items() if base in TIMES)
_MOST_DIGITS = 60
_MOST_SCALES = 3

STARTERS = SPELLED | set(_GLYPHS)
"""What a number starts with besides digits."""


def numeral_at(tokens: Tokens, index: int, *, money: bool = False) -> Numeral | None:
    """The number that starts at a token. `money`: a currency stands before it, so that `5m` is five million."""
    if tokens.is_number(index):
        return _digits(tokens, index, money=money)
    low = tokens.low(index)
    if low in _GLYPHS:
        return Numeral(Fraction(*_GLYPHS[low]), index, fraction=True)
    found = spelled_at(tokens, index) if low in SPELLED else None
    if found and (share := _share(tokens, found)):
        return share
    if found is None or found.scaled or found.ordinal or found.fraction or found.multiple:
        return found
    value, last = _broken(tokens, found.value, found.last)
    return found if last == found.last else _scaled(tokens, value, last, money=False)


def plain_value(text: str) -> Fraction | None:
    """The value of a numeral in digits; a comma groups by three, or is a decimal comma (1,7)."""
    text = text.rstrip(".,")
    if len(text) > _MOST_DIGITS:
        return None
    whole, _, rest = text.partition(",")
    if rest:
        grouped = len(whole) <= 3 and all(len(group.partition(".")[0]) == 3 for group in rest.split(","))
        if not grouped and ("," in rest or "." in text):
            return None
        text = text.replace(",", "" if grouped else ".")
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
    if share := _share(tokens, Numeral(value, index, digits=True)):
        return share
    value, last = _broken(tokens, value, index)
    return _scaled(tokens, value, last, money=money)


def _share(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """One in five, 3 out of 4: a share of a round number, and no time follows (`one in ten years`)."""
    at = numeral.last + 1
    if numeral.scaled or numeral.ordinal or numeral.fraction or numeral.multiple or numeral.vague:
        return None
    if tokens.low(at) == "out" and tokens.low(at + 1) == "of":
        at += 1
    elif tokens.low(at) != "in":
        return None
    whole = ONES.get(tokens.low(at + 1)) or (plain_value(tokens.text(at + 1)) if tokens.is_number(at + 1) else None)
    if not whole or whole not in _WHOLES or numeral.value >= whole or tokens.low(at + 2) in _TIMES:
        return None
    return Numeral(Fraction(numeral.value) / whole, at + 1, fraction=True, digits=numeral.digits)


def _broken(tokens: Tokens, value: Fraction, last: int) -> tuple[Fraction, int]:
    """With the broken part that follows: 2½, two and a half, two point five."""
    after = tokens.low(last + 1)
    if after in _GLYPHS:
        return value + Fraction(*_GLYPHS[after]), last + 1
    if after == "and" and tokens.low(last + 2) in {"a", "one"} and tokens.low(last + 3) in {"half", "quarter"}:
        return value + Fraction(1, PARTS[tokens.low(last + 3)]), last + 3
    if after == "point" and tokens.low(last + 2) in ONES:
        return value + Fraction(ONES[tokens.low(last + 2)], 10), last + 2
    return value, last


def _scaled(tokens: Tokens, value: Fraction, last: int, *, money: bool) -> Numeral:
    """The value with the scale words that follow: 254 billion, 1.7bn, 5m after a currency, 2 hundred thousand."""
    scale = 1
    for _ in range(_MOST_SCALES):
        at = last + 1
        at += tokens.low(at) == "-" and tokens.low(at + 1) in SCALES
        word = tokens.low(at)
        found = SCALES.get(word) or _PLURAL_SCALES.get(word) or (_short(tokens, at, money=money) if scale == 1 else 0)
        if not found:
            break
        scale, last = scale * found, at
    if scale == 1:
        return Numeral(value, last, digits=True)
    return Numeral(value * scale, last, scaled=True, scale=Fraction(scale), digits=True)


def _counts_many(tokens: Tokens, at: int) -> bool:
    """Whether `m` stands before a plural: 10.3m vehicles; not in a 400m hurdles final."""
    return bool(counted(tokens, at)) and tokens.low(at + 1) not in _RACED


def _short(tokens: Tokens, at: int, *, money: bool) -> int:
    """A scale in short: bn, mn, k; a glued capital; `m` after a currency."""
    low, text, glued = tokens.low(at), tokens.text(at), tokens.is_glued(at)
    if low in _SHORT and (glued or low not in _GLUED_ONLY):
        return _SHORT[low]
    if glued and text in _CAPITAL:
        return _CAPITAL[text]
    if low != "m":
        return 0
    money = (
        money
        or (glued and _counts_many(tokens, at))
        or (glued and (tokens.low(at + 1) in CURRENCY_WORDS or tokens.text(at + 1) in CODES))
    )
    return 10**6 if money or text == "M" else 0
