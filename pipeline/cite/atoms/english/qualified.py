"""What the words beside a figure say of it: about, up to, at least, some of; and which noun it counts."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.units import OFTEN, PER, TIMES
from pipeline.model.atoms import mark

_PHRASES = {
    "about": "about|approximately|approx|approx .|ca .|around|roughly|circa|nearly|almost|some|~|estimated|"
    "an estimated",
    "at_most": (
        "up to|at most|as many as|as much as|maximum|maximum of|maximum range of|maximum speed of|no more than|not "
        "more than|less than|fewer than|lower than|under|below|as far as|"
        "limited to|tops out at|capped at|max|max .|max of|maximum reach of|not beyond"
    ),
    "at_least": "at least|no less than|no fewer than|not less than|not fewer than|no lower than|not lower than|"
    "more than|greater than|higher than|longer than|further than|above|upwards of|as few as|starting from|in excess of|"
    "north of|well over|beyond|well beyond|exceeding|minimum|minimum of|"
    "minimum range of",
    "over": "over",
    "exceed": "exceed|exceeds|exceeded|pass|passes|passed|top|topped|surpassed|surpasses|go above|rise above|go over",
    "": "the|a|an|its|their|existing|latest|remaining|planned",
}
_FLAGS = {tuple(phrase.split()): flag for flag, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_PARTS = {
    "some": "some part several portion any", "most": "most many majority bulk", "few": "few handful", "half": "half",
    "all": "all every each entirety whole",
}  # fmt: skip
_PART_OF = {word: part for part, words in _PARTS.items() for word in words.split()}
_FLAGS |= {(word, "of", *the): part for word, part in _PART_OF.items() for the in ((), ("the",), ("its",), ("their",))}
_LAST = frozenset(phrase[-1] for phrase in _FLAGS)
_LONGEST = max(map(len, _FLAGS))
_AFTER = {
    "so": "about", "thereabouts": "about", "more": "at_least", "over": "at_least", "above": "at_least",
    "farther": "at_least", "further": "at_least", "longer": "at_least", "less": "at_most", "fewer": "at_most",
    "under": "at_most",
}  # fmt: skip

FUNCTION_WORDS = _FUNCTION = frozenset(
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
        if "" in found and flag and flag not in _PARTS:
            break  # `an increase over the 90 million`: only a part reaches past an article
        found.add(flag)
        at -= length
    if "over" in found and not _lasts(tokens, last):  # but `over four days`: during them
        found.add("at_least")
    if "exceed" in found:
        found.add("at_least")
    if found & {"at_least", "at_most"} and _is_denied(tokens, at):
        found ^= {"at_least", "at_most"}
    found.add(_limit_after(tokens, last))
    return frozenset(found)


def _limit_after(tokens: Tokens, last: int) -> str:
    """400 or more, 400 missiles or more, 400+, 400-plus, four hours at most, 50 megabits per second or more."""
    at = last + 1 if tokens.low(last + 1) not in _OVER else last + 3
    if tokens.low(at) in {"or", "and"}:
        return _AFTER.get(tokens.low(at + 1), "")
    if tokens.low(at) == "+" or (tokens.low(at) == "-" and tokens.low(at + 1) == "plus"):
        return "at_least"
    while at - last < 4 and tokens.is_word(at) and tokens.low(at) not in {"at", "or"}:
        at += 1
    if tokens.low(at) == "or":  # but `200 ships or more planes`
        after = tokens.low(at + 2)
        return _AFTER.get(tokens.low(at + 1), "") if not tokens.is_word(at + 2) or after in _FUNCTION else ""
    while tokens.low(at) in {"at", "the", "very"}:
        at += 1
    if tokens.low(at - 1) not in {"at", "very"}:
        return ""
    return {"least": "at_least", "most": "at_most"}.get(tokens.low(at), "")


def _lasts(tokens: Tokens, last: int) -> bool:
    """Whether a figure measures time; its unit may be a part of it already."""
    words = {tokens.low(last), tokens.low(last + 1), tokens.low(last + 1).removesuffix("s")}
    return any(word.removesuffix("s") in TIMES or word in {"night", "nights"} for word in words if word)


def _is_denied(tokens: Tokens, first: int) -> bool:
    """Whether a limit is turned by a word before it: could not exceed 12, may not be above 12."""
    for at in range(first - 1, max(first - 6, -1), -1):
        low = tokens.lows[at]
        if low in {"not", "cannot", "never"} or low.endswith("n't"):
            return True
        if low not in _BEFORE_LIMIT:
            return False
    return False


_BEFORE_LIMIT = frozenset(
    "be to allowed permitted go rise get have had has ever can could may must should will would".split()
)


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


def rate(tokens: Tokens, last: int) -> str:
    """What a figure is counted over: year in `7,000 arms a year`, `vehicle month` in `$19 per vehicle per month`.

    A thing other than a time is given by its mark.
    """
    found: list[str] = []
    at = last + 1
    while at < tokens.count and at - last < _RATE_FAR:
        low, after = tokens.lows[at], tokens.low(at + 1)
        if low in _OVER and (unit := PER.get(after)) and tokens.low(at + 2) not in {"-", "old"}:
            found.append(unit)
            at += 2
        elif low == "per" and tokens.is_word(at + 1) and after not in {"cent", "capita"}:
            found.append(mark(stem(after)))
            at += 2
        elif low == "-":
            at += 1
        elif often := OFTEN.get(low):
            found.append(often)
            break
        elif not tokens.is_word(at) or low in _FUNCTION or found:
            break
        else:
            at += 1
    return " ".join(sorted(set(found)))


def rate_from(words: Sequence[str]) -> int:
    """Where in the words after a figure those begin that say what it is counted over: 1 of `missiles a year`."""
    lows = [word.lower() for word in words]
    return next((at for at, low in enumerate(lows) if low in _OVER or low in OFTEN), len(lows))


_RATE_FAR = 9
_OVER = frozenset("per a an each every /".split())


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
    """The mark of the noun that an ordinal stands before: `first batch`, `third studio album`."""
    at = last + 1
    while tokens.is_word(at) and at - last < _RANKED_FAR and tokens.lows[at] not in _FUNCTION:
        at += 1
    return mark(stem(tokens.lows[at - 1])) if at > last + 1 else ""


_RANKED_FAR = 4
