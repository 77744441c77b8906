"""Numbers in words: two hundred and five, twenty-first, two-thirds, half a million, tens of thousands."""

from __future__ import annotations

from fractions import Fraction

from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.record import record

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: value for value, word in enumerate(_SMALL.split())}
TENS = {
    word: tens
    for tens, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_VAGUE = {f"{word}s": value for word, value in SCALES.items()} | {"tens": 10}
_RANKS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
_ORDINALS = {word: value for value, word in enumerate(_RANKS.split(), 1)}
_ORDINALS |= {word: tens for tens, word in zip(range(20, 110, 10), _TENTHS.split(), strict=True)}
_HALVES = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
PARTS = _HALVES | {f"{word}s": value for word, value in _HALVES.items()} | {"halves": 2}
_OF_WHAT = frozenset("of the a an its their his her as".split())
LESS_OR_MORE = frozenset(
    "fewer less smaller lower cheaper slower shorter more higher larger greater bigger faster longer better".split()
)
_MOST_SCALES = 3

_DOUBLES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
MULTIPLES = {form: times for word, times in _DOUBLES.items() for form in (word, f"{word}s", f"{word}d")} | {
    "doubling": 2, "tripling": 3, "trebling": 3, "quadrupling": 4, "twice": 2, "thrice": 3,
    **{f"{word}fold": value for word, value in ONES.items() if value > 1},
}  # fmt: skip
"""Words that say how many times as much."""
_VERBS = frozenset(
    "are were is was have had has will would do did can could may might should must also then now and of , . ;".split()
)
LONG = {"decade": 10, "century": 100}
"""Years that one word counts."""
STARTERS = frozenset({*LONG, *MULTIPLES, *ONES, *TENS, *SCALES, *_VAGUE, *_ORDINALS, *PARTS})
"""Words that a number in words starts with (`a` before them is not part of it)."""


@record
class Numeral:
    """A value and the last token of it."""

    value: Fraction
    last: int
    scaled: bool = False
    """It has a scale word: million, bn."""
    scale: Fraction = Fraction(1)
    """What the scale words after digits multiply them by."""
    ordinal: bool = False
    vague: bool = False
    fraction: bool = False
    digits: bool = False
    multiple: bool = False
    """How many times as much: twice, doubled, threefold."""


_BEFORE_SHARE = frozenset(
    "which whom by to about nearly almost roughly around over than least most only just some".split()
)
_NO_NOUN = frozenset(("", ".", ",", ";", "or", "and", "in", "on", "at", "for", "per", ")"))
"""What may follow the unit of time and not the ordinal: `50 megabits a second`, `a second round`."""


def spelled_at(tokens: Tokens, index: int) -> Numeral | None:
    """The number in words that starts at a token, without scale words after a fraction (`one and a half million`)."""
    if tokens.lows[index] in _VAGUE:
        return _vague(tokens, index)
    if years := LONG.get(tokens.lows[index]):
        return Numeral(Fraction(years), index) if tokens.low(index - 1) in {"a", "one"} else None
    if times := MULTIPLES.get(tokens.lows[index]):
        return Numeral(Fraction(times), index, multiple=True)
    return _fraction(tokens, index) or _ordinal(tokens, index) or _cardinal(tokens, index)


def _vague(tokens: Tokens, index: int) -> Numeral | None:
    """Millions, dozens, tens of thousands, hundreds of millions; `tens` alone is no figure."""
    value, last = Fraction(_VAGUE[tokens.lows[index]]), index
    while last - index < 2 * _MOST_SCALES and tokens.low(last + 1) == "of" and tokens.low(last + 2) in _VAGUE:
        value, last = value * _VAGUE[tokens.low(last + 2)], last + 2
    return None if tokens.lows[index] == "tens" and last == index else Numeral(value, last, scaled=True, vague=True)


def _fraction(tokens: Tokens, index: int) -> Numeral | None:
    """Half of, half a million, a third of, two-thirds; not `the third missile`, `first half`, `quarter of 2024`."""
    low, before, after = tokens.lows[index], tokens.low(index - 1), tokens.low(index + 1)
    if low == "half":
        if after in {"a", "an"} and (scale := SCALES.get(tokens.low(index + 2))):
            return Numeral(Fraction(scale, 2), index + 2, scaled=True)
        plain = before not in _ORDINALS and after in _OF_WHAT
        return Numeral(Fraction(1, 2), index, fraction=True) if plain else None
    if low in PARTS:
        share = after in {"of", "off"} or after in LESS_OR_MORE or tokens.low(index - 2) in _BEFORE_SHARE
        return Numeral(Fraction(1, PARTS[low]), index, fraction=True) if before == "a" and share else None
    top, at = ONES.get(low, 0), index + 1 + (after == "-")
    part = tokens.low(at)
    below = PARTS.get(part, 0)
    if not 0 < top < below or (top > 1) != (part.endswith("s") or part == "halves"):
        return None
    return Numeral(Fraction(top, below), at, fraction=True)


def _ordinal(tokens: Tokens, index: int) -> Numeral | None:
    """Third, twentieth, twenty-first."""
    low = tokens.lows[index]
    if low == "second" and tokens.low(index - 1) in {"per", "a", "each", "/"} and tokens.low(index + 1) in _NO_NOUN:
        return None
    if low in _ORDINALS:
        return Numeral(Fraction(_ORDINALS[low]), index, ordinal=True)
    rank = _ORDINALS.get(tokens.low(index + 2), 10)
    if low in TENS and tokens.low(index + 1) == "-" and rank < 10:
        return Numeral(Fraction(TENS[low] + rank), index + 2, ordinal=True)
    return None


def _cardinal(tokens: Tokens, index: int) -> Numeral | None:
    """Two hundred and five thousand, twenty-one, a hundred; `multi-million` is vague, a bare `million` no figure."""
    low = tokens.lows[index]
    total, group = 0, 0
    if low == "two" and tokens.low(index - 1) == "the" and tokens.low(index + 1) in _VERBS:
        return None  # the two of them
    if low in SCALES:
        if tokens.low(index - 1) not in {"a", "an", "one"}:
            tied = tokens.low(index - 1) == "-"
            return Numeral(Fraction(SCALES[low]), index, scaled=True, vague=True) if tied else None
        group = 1
    at, last = index, index - 1
    while (added := _added(tokens.low(at), total, group, starts=at == index)) is not None:
        (total, group), last = added, at
        at = _next_word(tokens, at)
    if last < index:
        return None
    scaled = any(tokens.lows[each] in SCALES for each in range(index, last + 1))
    return Numeral(Fraction(total + group), last, scaled=scaled)


def _added(word: str, total: int, group: int, *, starts: bool) -> tuple[int, int] | None:
    """Total and group below a thousand after one more word; None if the word does not go on the number."""
    if word in TENS:
        return (total, group + TENS[word]) if group % 100 == 0 else None
    if word in ONES:
        tens = group % 100
        fits = tens == 0 or (tens >= 20 and tens % 10 == 0 and 0 < ONES[word] < 10)
        return (total, group + ONES[word]) if starts or (fits and word != "zero") else None
    if word in {"hundred", "dozen"}:
        return (total, group * SCALES[word]) if 0 < group < 100 else None
    if word in SCALES and group and total % SCALES[word] == 0 and (not total or total > SCALES[word]):
        return total + group * SCALES[word], 0
    return None


def _next_word(tokens: Tokens, at: int) -> int:
    """The next token of a number in words: past a hyphen, and past `and` after a hundred or a thousand."""
    following = tokens.low(at + 1)
    if following == "-" and tokens.is_glued(at + 1) and tokens.is_glued(at + 2):
        return at + 2
    ahead = tokens.low(at + 2)
    after_scale = following == "and" and tokens.low(at) in {"hundred", "thousand", "million"}
    return at + 2 if after_scale and (ahead in ONES or ahead in TENS) else at + 1
