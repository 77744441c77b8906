"""Negation in English: not, never, no; has yet to; failed to; refused, banned, except that; unspent."""

from __future__ import annotations

from functools import lru_cache

from pipeline.cite.atoms.english.clauses import CONTRACTED, NEGATIONS, beside, governed, marked, reached
from pipeline.cite.atoms.english.spelled import STARTERS
from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.undone import base_of
from pipeline.model.atoms import Cue, Sense, mark

_DENIALS = frozenset(
    "fail failur refus deny reject lack avoid prevent stop declin abandon cancel halt ban prohibit forbid unabl "
    "unlikely barely hardly poorly badly scarcely rarely seldom few absent absenc unless until exempt spar wav protect "
    "omit miss refrain withhold inability".split()
)
"""Stems that may carry a negation's sense: a claim may say `not` instead, and the other way round."""
_DENIALS_START = frozenset(word[:2] for word in _DENIALS)
_UNDONE = frozenset(("fail", "failur", "refus", "declin", "unabl", "inability", "unlikely"))
"""With `to`, they say that what follows was not done."""
_STRONG = frozenset("refus deny reject cancel abandon ban prohibit forbid withhold stop".split())
"""Denials that govern what they deny: `denied signing`, `cancelled the contract`."""
_BOTH_WAYS = frozenset("no none nothing nobody nowhere neither nor without".split())
"""Negations that also bear on what stands before them: `disclosed no terms`."""
_PARTICLES = {
    **dict.fromkeys(("ruled", "rules", "ruling"), "out"),
    **dict.fromkeys(("gave", "given", "gives"), "up"),
}
"""Verbs that deny with the word after them: ruled out, given up."""
_OTHERS = frozenset(("yet", "than", "against", "turned", "turns", *_PARTICLES))
_NOT_NEGATED = frozenset("only just merely simply solely more fewer less lower later doubt matter".split())
_FREE = frozenset(("charge", "cost", "extra"))
_CHOOSE = frozenset(("vot", "argu", "advis", "decid", "rul", "campaign", "speak"))
_COUNTED = STARTERS | {"a", "half"}


@lru_cache(maxsize=8192)
def may_deny(low: str) -> bool:
    """Whether a negation may start at this word, whatever stands beside it."""
    if low in NEGATIONS or low.endswith(CONTRACTED) or low in _OTHERS or base_of(low):
        return True
    return low[:2] in _DENIALS_START and stem(low) in _DENIALS


class Negations:
    """The negations of one text, and the tokens that they turn."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.governed: set[int] = set()
        """The tokens that a negation turns."""
        self.reached: set[int] = set()
        """The tokens that one may bear on."""

    def at(self, index: int) -> list[Cue] | None:
        """The negation that starts at a token: a list of one; empty if it is an idiom, None if it is no negation."""
        tokens, low = self._tokens, self._tokens.lows[index]
        if low in NEGATIONS or low.endswith(CONTRACTED):
            return [] if _is_idiom(tokens, index) else [self._cue(index, governed(tokens, index))]
        if low in _OTHERS:
            return self._other(index, low)
        if base := base_of(low):
            word = mark(stem(base))
            around = beside(tokens, index)
            return [Cue(*tokens.span(index, index), Sense.NEGATION, word, reach=(word,), clause=around)]
        counted = tokens.is_number(index - 1) or tokens.low(index - 1) in STARTERS  # 12 stops
        if low[:2] in _DENIALS_START and not counted and stem(low) in _DENIALS:
            undone = stem(low) in _UNDONE and tokens.low(index + 1) == "to"
            strong = stem(low) in _STRONG and not is_denied(tokens, index)
            turned = governed(tokens, index) if undone or strong else -1
            return [self._cue(index, turned, loose=not undone)]
        return None

    def _other(self, index: int, low: str) -> list[Cue]:
        """Has yet to decide; voted against lifting; faster than they had expected, but not `more than 400`."""
        tokens = self._tokens
        if low == "yet":
            return [self._cue(index, governed(tokens, index))] if tokens.low(index + 1) == "to" else []
        if low in _PARTICLES:
            given = tokens.low(index + 1) == _PARTICLES[low]
            return [self._cue(index, governed(tokens, index + 1), loose=True)] if given else []
        if low.startswith("turn"):
            down = "down" in {tokens.low(index + 1), tokens.low(index + 2)}
            return [self._cue(index, -1, loose=True)] if down else []
        if low == "against":
            holds = not _CHOOSE.isdisjoint(stem(each) for each in tokens.lows[max(index - 7, 0) : index])
        else:
            holds = tokens.is_word(index + 1) and tokens.lows[index + 1] not in _COUNTED
        return [self._cue(index, -1, loose=True)] if holds else []

    def _cue(self, index: int, turned: int, *, loose: bool = False) -> Cue:
        tokens = self._tokens
        if turned >= 0:
            self.governed |= set() if loose else {turned}
        both = tokens.lows[index] in _BOTH_WAYS or tokens.low(index + 1) == "to"
        found = reached(tokens, index, (-1, 1) if both else (1,))
        self.reached.update(found)
        reach = tuple(sorted({marked(tokens, at) for at in found}))
        around = beside(tokens, index, turned)
        place, word = tokens.span(index, index), marked(tokens, turned)
        return Cue(*place, Sense.NEGATION, word, loose=loose, reach=reach, clause=around)


def _is_idiom(tokens: Tokens, index: int) -> bool:
    """`No. 5`, `not only`, `isn't merely a`, `no more than`, `at no charge`: no negation."""
    low, after = tokens.lows[index], tokens.low(index + 1)
    if low == "no" and tokens.low(index - 1) in {"at", "for"} and _FREE & {after, tokens.low(index + 2)}:
        return True
    if low == "no" and after == ".":
        return True
    return (low in {"no", "not"} or low.endswith(CONTRACTED)) and after in _NOT_NEGATED


def is_denied(tokens: Tokens, at: int) -> bool:
    """Whether a negation stands right before a word."""
    before = {tokens.low(at - 1), tokens.low(at - 2), tokens.low(at - 3)}
    return not NEGATIONS.isdisjoint(before) or any(low.endswith(CONTRACTED) for low in before)
