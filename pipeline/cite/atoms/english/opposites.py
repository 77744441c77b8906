"""Opposites in English: verbs of which a passage says one, and a claim that says the other says the contrary."""

from __future__ import annotations

from functools import lru_cache

from pipeline.cite.atoms.english.clauses import beside, marked
from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Cue, Sense

_PAIRS = {
    "change": (
        "rise increase grow climb gain surge soar jump raise widen expand swell double",
        "fall drop decline decrease cut lower slip plunge reduce shrink sink slump tumble dwindle halve",
    ),
    "answer": ("accept approve agree adopt endorse welcome embrace grant", "reject refuse spurn veto rebuff decline"),
    "keep": ("keep retain maintain preserve", "drop discard scrap abolish"),
    "stand": ("support back favour champion", "oppose resist"),
    "ruling": ("uphold affirm", "overturn quash reverse"),
    "verdict": ("convict", "acquit"),
    "leave": ("allow permit authorise legalise", "ban forbid prohibit bar outlaw"),
    "result": ("win", "lose"),
    "door": ("open reopen", "close shut"),
    "health": ("improve recover strengthen", "worsen deteriorate weaken"),
    "fate": ("survive", "die perish"),
    "word": ("confirm admit acknowledge", "deny"),
    "place": ("include", "exclude"),
    "post": ("appoint hire recruit", "dismiss sack fire"),
    "speed": ("accelerate hasten", "slow delay postpone"),
    "side": ("praise commend", "criticise condemn denounce"),
}  # fmt: skip
_SIDES: dict[str, list[str]] = {}
for _name, _pair in _PAIRS.items():
    for _sign, _words in zip("+-", _pair, strict=True):
        for _word in _words.split():
            _SIDES.setdefault(stem(_word), []).append(_name + _sign)
_NOT = {"back": "to from at in up", "close": "to", "fall": "in"}
"""Words that mean something else before these."""
_BEFORE_VERB = frozenset("to will would may might could can should must shall not they we you i and who which".split())
_NOUNS = frozenset(
    "back fire open close fall drop cut bar favour side slow lower rise increase decrease gain climb jump surge "
    "support slump decline cuts falls rises drops increases gains win delay ban halt double slide praise".split()
)
"""Words that are nouns or adjectives too: verbs after these only."""


def read_sides(tokens: Tokens, denied: set[int]) -> list[Cue]:
    """Every word of a pair of opposites, with its clause; a word among the `denied` tokens takes the other side."""
    found = []
    for index, low in enumerate(tokens.lows):
        if not _may_side(low):
            continue
        sides = _phrase(tokens, index) or _SIDES.get(stem(low), ())
        if sides and not _is_other(tokens, index):
            place, word, around = tokens.span(index, index), marked(tokens, index), beside(tokens, index)
            turned = [contrary(side) for side in sides] if index in denied else sides
            found += [Cue(*place, Sense.SIDE, word, clause=around, side=side) for side in turned]
    return found


@lru_cache(maxsize=8192)
def _may_side(low: str) -> bool:
    """Whether a word may be one of a pair, alone or in a phrase."""
    if len(low) < 3 or not low[0].isalpha():
        return False
    return low in {"favour", "favor", "against"} or low.startswith("turn") or stem(low) in _SIDES


def contrary(side: str) -> str:
    """The other of two sides."""
    return side[:-1] + ("-" if side.endswith("+") else "+")


def _phrase(tokens: Tokens, index: int) -> tuple[str, ...]:
    """In favour of, voted against, turned down."""
    low, before = tokens.lows[index], tokens.low(index - 1)
    if low in {"favour", "favor"} and before == "in":
        return ("stand+",)
    if low == "against" and stem(before) in _CHOOSE:
        return ("stand-",)
    if low.startswith("turn") and "down" in {tokens.low(index + 1), tokens.low(index + 2)}:
        return ("answer-",)
    return ()


_CHOOSE = frozenset(("vot", "argu", "speak", "decid", "rul", "campaign", "protest"))


def _is_other(tokens: Tokens, index: int) -> bool:
    low = tokens.lows[index]
    if tokens.used[index] or (tokens.texts[index][0].isupper() and not tokens.opens(index)):
        return True
    if low in {"favour", "favor"} and tokens.low(index - 1) == "in":
        return False
    if low in _NOUNS and tokens.low(index - 1) not in _BEFORE_VERB:
        return True
    return tokens.low(index + 1) in _NOT.get(low, "").split()
