"""What the words beside a figure say of it: about, up to, at least, some of; and which noun it counts."""

from __future__ import annotations

from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import mark

_PHRASES = {
    "about": "about|approximately|approx|approx .|ca .|around|roughly|circa|nearly|almost|some|~|estimated|"
    "an estimated",
    "at_most": (
        "up to|at most|as many as|as much as|maximum|maximum of|maximum range of|maximum speed of|no more than|not "
        "more than|less than|fewer than|lower than|under|below"
    ),
    "at_least": "at least|no less than|no fewer than|not less than|not fewer than|no lower than|not lower than|"
    "more than|greater than|higher than|longer than|further than|over|above|exceeding|minimum|minimum of|"
    "minimum range of",
    "part_of": "|".join(
        f"{word} of{the}"
        for word in "some part most many several half few portion majority any".split()
        for the in ("", " the", " its", " their")
    ),
    "": "the|a|an|its|their|existing|latest|remaining|planned",
}
_FLAGS = {tuple(phrase.split()): flag for flag, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_LAST = frozenset(phrase[-1] for phrase in _FLAGS)
_LONGEST = max(map(len, _FLAGS))
_AFTER = {"so": "about", "more": "at_least", "less": "at_most", "fewer": "at_most"}

_FUNCTION = frozenset(
    "of in on at to for by from with and or but as the a an is are was were be been being has have had will would may "
    "might could can should must that which who when while than then into over under per via after before since until "
    "if it its they their he his she her we our not no more less further also still".split()
)
_IRREGULAR = frozenset(
    "people men women children aircraft personnel troops staff police data feet percent crew fish sheep".split()
)
_SINGULAR = ("ss", "us", "is")


def qualifiers(tokens: Tokens, first: int, last: int) -> frozenset[str]:
    """Which of `about`, `at_most`, `at_least` and `part_of` the words right before or after a figure say."""
    found = set()
    at = first
    while at > 0 and first - at < 6 and tokens.lows[at - 1] in _LAST:
        for length in range(min(_LONGEST, at), 0, -1):
            flag = _FLAGS.get(tuple(tokens.lows[at - length : at]))
            if flag is not None:
                break
        else:
            break
        if "" in found and flag not in {"", "part_of"}:
            break  # `an increase over the 90 million`: only a part reaches past an article
        found.add(flag)
        at -= length
    if tokens.low(last + 1) == "or":
        found.add(_AFTER.get(tokens.low(last + 2), ""))
    return frozenset(found)


def counted(tokens: Tokens, last: int) -> str:
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


def near(tokens: Tokens, first: int) -> str:
    """The mark of the nearest word of substance before a figure or date; "" if a sign or a figure comes between."""
    at = first - 1
    while at >= 0 and first - at < 6:
        low = tokens.lows[at]
        if not low[0].isalpha():
            return ""
        if low not in _FUNCTION and low not in _BESIDE:
            return mark(stem(low))
        at -= 1
    return ""


_BESIDE = frozenset(
    "starting beginning early late mid end year years fiscal calendar soon about approximately around roughly nearly "
    "almost some up most least than many much only all".split()
)
"""Words that say how a figure or date is meant, and not of what."""


def ranked(tokens: Tokens, last: int) -> str:
    """The mark of the word that an ordinal stands before: `first batch`."""
    return (
        mark(stem(tokens.low(last + 1))) if tokens.is_word(last + 1) and tokens.low(last + 1) not in _FUNCTION else ""
    )
