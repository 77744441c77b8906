"""Modality in English: may, must, will, expected; approved and signed, which are done."""

from __future__ import annotations

from pipeline.cite.atoms.english.clauses import beside, governed, marked
from pipeline.cite.atoms.english.negations import is_denied
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Cue, Sense

_FIRM = {
    Sense.POSSIBLE: "may might could",
    Sense.NECESSARY: "must shall required certainly definitely undoubtedly guaranteed inevitably",
    Sense.FUTURE: (
        "will expected expects expect anticipated anticipates anticipate planned intends intend intended scheduled "
        "slated projected 'll"
    ),
    Sense.APPROVED: "approved approves approve authorised authorized authorises authorizes cleared greenlit endorsed",
    Sense.SIGNED: "signed signing",
}
_LOOSE = {
    Sense.POSSIBLE: (
        "can perhaps possibly possible possibility potential potentially theoretically maybe probable consider "
        "considers considering considered weighs weighing"
    ),
    Sense.NECESSARY: "requires require obliged obligation need needs needed",
    Sense.FUTURE: "plan plans planning aim aims seeks sought would should due forecast forecasts",
    Sense.APPROVED: "accepted accepts adopted adopts passed passes backed permitted",
    Sense.SIGNED: "sign signs",
}
"""Words that carry a sense beside other uses: they support a claim, and are never held against one."""
_BEFORE_TO = {
    Sense.NECESSARY: "certain sure bound",
    Sense.FUTURE: (
        "hope hopes hoped hoping propose proposes proposed want wants wanted offer offers offered pledge pledges "
        "pledged promise promises promised vow vows vowed threaten threatens threatened ready prepared prepares "
        "wish wishes invited asked"
    ),
}
"""Words that carry a sense before `to` only."""


def _senses(table: dict[Sense, str]) -> dict[str, Sense]:
    return {word: sense for sense, words in table.items() for word in words.split()}


_LOOSE_WORDS, _WITH_TO = _senses(_LOOSE), _senses(_BEFORE_TO)
_CUES = _senses(_FIRM) | _LOOSE_WORDS | _WITH_TO
_NEVER_FIRM = frozenset(_LOOSE_WORDS) | {word for word, sense in _WITH_TO.items() if sense is Sense.FUTURE}
_DONE = frozenset((Sense.APPROVED, Sense.SIGNED))
_OPEN = frozenset("be to will would may might could can should must shall".split())
"""`Is to be signed` is not signed."""
_ALSO = {"shall": Sense.FUTURE, "to": Sense.NECESSARY}
_MODALS = frozenset("will would may might could can should must shall".split())
_ASKED = frozenset("i you he she it we they".split())
_SAYING = frozenset("say says said claim claims claimed know knows".split())
_STOPS = frozenset(", ; . :".split())
_SUPPOSED = 14
"""Tokens up to which `whether` reaches."""
_BEFORE_NOUN = frozenset("the a an its his her their this that of stated national free".split())
_NOUNS = frozenset("will can sign signs plan plans aim aims forecast forecasts".split())
"""Words that are nouns after these."""
_PERIODS = frozenset(("period", "periods", "process"))


def may_turn(low: str) -> bool:
    """Whether a modal may start at this word, whatever stands beside it."""
    return low in _CUES or low == "to" or low.endswith("'ll")


class Modals:
    """The modals of one text, and the tokens that they turn."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.governed: set[int] = set()

    def at(self, index: int, denied: set[int]) -> list[Cue]:
        """The modal at a token, if there is one; `denied` are the tokens that a negation turns."""
        tokens, low = self._tokens, self._tokens.lows[index]
        if low.endswith("'ll"):
            return self._cues(index, index, Sense.FUTURE, loose=True)
        if low == "to" and tokens.low(index - 1) in {"is", "are", "was", "were"} and tokens.is_word(index + 1):
            return self._cues(index - 1, index, Sense.FUTURE, loose=_is_supposed(tokens, index))
        sense = _CUES.get(low)
        if sense is None or (index in denied and sense in _DONE) or _is_other(tokens, index, sense):
            return []
        return self._cues(index, index, sense, loose=_is_loose(tokens, index))

    def _cues(self, first: int, last: int, sense: Sense, *, loose: bool) -> list[Cue]:
        """`Shall` and `is to` say what must and what will be, and support either."""
        tokens, turned = self._tokens, governed(self._tokens, last)
        if turned >= 0 and sense not in _DONE:
            self.governed.add(turned)
        place, word, around = tokens.span(first, last), marked(tokens, turned), beside(tokens, last, turned)
        cues = [Cue(*place, sense, word, loose=loose, clause=around)]
        also = _ALSO.get(tokens.lows[last])
        return [*cues, Cue(*place, also, word, loose=True, clause=around)] if also else cues


def _is_loose(tokens: Tokens, index: int) -> bool:
    """Whether a word has other uses besides; a modal before its pronoun asks: `could you take care of it?`."""
    low = tokens.lows[index]
    asks = low in _MODALS and tokens.low(index + 1) in _ASKED
    denied = tokens.low(index + 1) == "not"  # which the negation tells
    return low in _NEVER_FIRM or asks or denied or _is_supposed(tokens, index)


def _is_supposed(tokens: Tokens, index: int) -> bool:
    """Whether a word stands after `whether` or `if` in its clause, or after a denied saying: nothing is asserted."""
    for at in range(index - 1, max(index - _SUPPOSED, -1), -1):
        low = tokens.lows[at]
        if low in _STOPS and low != ",":
            return False
        if low == ",":
            return _begins_with_if(tokens, at)
        said = low == "that" and tokens.low(at - 1) in _SAYING
        if low in {"whether", "if"} or (said and is_denied(tokens, at - 1)):
            return True
    return False


def _begins_with_if(tokens: Tokens, at: int) -> bool:
    """Whether the sentence before a comma begins with `if`."""
    for before in range(at - 1, max(at - _SUPPOSED, -1), -1):
        if tokens.lows[before] == "if" and tokens.opens(before):
            return True
        if tokens.lows[before] in _STOPS:
            return False
    return False


def _is_other(tokens: Tokens, index: int, sense: Sense) -> bool:
    """A word that looks like a cue and is none here: the month May, a plan, a will, a can of beans."""
    low, before, after, text = tokens.lows[index], tokens.low(index - 1), tokens.low(index + 1), tokens.texts[index]
    if tokens.used[index] or (text[0].isupper() and not tokens.opens(index)):
        return True
    if sense in _DONE and before in _OPEN:
        return True
    if low in _WITH_TO:
        return after != "to"
    if low in _NOUNS:
        return before in _BEFORE_NOUN and not (low in {"plan", "plans"} and after == "to")
    if low == "due":
        return after == "to" and tokens.low(index + 2) in {"the", "a", "its", "their", "his"}
    return (low == "planning" and after in _PERIODS) or (low == "cleared" and after == "of")
