"""Cues in English: negation with the word it governs, and modality: may, must, will, expected, approved, signed."""

from __future__ import annotations

from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Cue, Sense, mark
from pipeline.model.record import replace

NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot nowhere".split())
_CONTRACTED = "n't"
_DENIALS = frozenset(
    "fail refus deny reject lack avoid prevent stop declin abandon cancel halt ban prohibit forbid unabl unlikely "
    "barely hardly scarcely rarely seldom few absent absenc unless until".split()
)
"""Stems that may carry a negation's sense: a claim may say `not` instead, and the other way round."""
_UNDONE = frozenset(("fail", "refus", "declin", "unabl"))
"""With `to`, they say that what follows was not done."""
_DENIALS_START = frozenset(word[:2] for word in _DENIALS)
_BOTH_WAYS = frozenset("no none nothing nobody nowhere neither nor without".split())
"""Negations that also bear on what stands before them: `disclosed no terms`."""
_CLAUSES = frozenset(", ; : . ? ! ( ) and but while though although because whereas".split())
_FAR = 25
"""Tokens up to which a negation may bear on a word of its clause."""

_SENSES = {
    Sense.POSSIBLE: (
        "may might could can perhaps possibly possible possibility potential potentially theoretically maybe probable"
    ),
    Sense.NECESSARY: "must shall required requires require obliged obligation need needs needed",
    Sense.FUTURE: (
        "will expected expects expect anticipated anticipates anticipate planned plans plan planning intends intend"
        " intended scheduled forecast forecasts due slated projected aims aim seeks sought would should 'll"
    ),
    Sense.APPROVED: "approved approves approve authorised authorized authorises authorizes cleared greenlit endorsed",
    Sense.SIGNED: "signed signs sign signing",
}
_LOOSE = frozenset(
    "can possible possibility potential potentially theoretically perhaps possibly maybe probable need needs needed"
    " require requires obliged obligation plan plans planning aim aims seeks sought would should due forecast "
    "forecasts sign signs".split()
)
"""Words that carry a sense beside other uses: they support a claim, and are never held against one."""
_CUES = {word: sense for sense, words in _SENSES.items() for word in words.split()}
_DONE = frozenset((Sense.APPROVED, Sense.SIGNED))
_OPEN = frozenset("be to will would may might could can should must shall".split())
"""`Is to be signed` is not signed."""
_NOT_NEGATED = frozenset("only just merely more fewer less lower later doubt matter".split())
_ALSO = {"shall": Sense.FUTURE, "to": Sense.NECESSARY}
_MODALS = frozenset("will would may might could can should must shall".split())
_ASKED = frozenset("i you he she it we they".split())
_WORDS = NEGATIONS | set(_CUES) | {"to"}
_SKIPPED = frozenset(
    "be been being is are was were am do does did have has had will would may might could can should must shall to "
    "the a an yet ever any so very quite even just also longer really fully currently it its they he she we you i "
    "there that this".split()
)
_PREPOSITIONS = frozenset("in at on of for with by from into as".split())


def read_cues(tokens: Tokens) -> list[Cue]:
    """All cues of a text, in reading order."""
    cues: list[Cue] = []
    negated: set[int] = set()
    for index in [at for at, low in enumerate(tokens.lows) if low in _WORDS or "'" in low or _is_denial(low)]:
        low = tokens.lows[index]
        if low in NEGATIONS or low.endswith(_CONTRACTED):
            if not _is_idiom(tokens, index):
                cues.append(_negation(tokens, index, _governed(tokens, index), negated))
        elif _is_denial(low):
            undone = stem(low) in _UNDONE and tokens.low(index + 1) == "to"
            cues.append(_negation(tokens, index, _governed(tokens, index) if undone else -1, negated, loose=not undone))
        elif low in _CUES and not _is_other(tokens, index):
            cues += _modal(tokens, index, index, _CUES[low], loose=_is_loose(tokens, index))
        elif low == "to" and tokens.low(index - 1) in {"is", "are", "was", "were"} and tokens.is_word(index + 1):
            cues += _modal(tokens, index - 1, index, Sense.FUTURE, loose=False)
    return _with_plain(tokens, cues, negated)


def _is_idiom(tokens: Tokens, index: int) -> bool:
    """`No. 5`, `not only`, `no more than`: no negation."""
    low, after = tokens.lows[index], tokens.low(index + 1)
    return (low == "no" and after == ".") or (low in {"no", "not"} and after in _NOT_NEGATED)


def _negation(tokens: Tokens, index: int, governed: int, negated: set[int], *, loose: bool = False) -> Cue:
    """A negation with the word it governs, which is noted in `negated`."""
    word = ""
    if governed >= 0:
        negated.add(governed)
        word = mark(stem(tokens.lows[governed]))
    reach = _reach(tokens, index)
    return Cue(*tokens.span(index, index), Sense.NEGATION, word, loose=loose, reach=reach)


def _modal(tokens: Tokens, first: int, last: int, sense: Sense, *, loose: bool) -> list[Cue]:
    """A modal; `shall` and `is to` say what must and what will be, and support either."""
    place, word = tokens.span(first, last), _turned(tokens, last)
    cues = [Cue(*place, sense, word, loose=loose)]
    also = _ALSO.get(tokens.lows[last])
    return [*cues, Cue(*place, also, word, loose=True)] if also else cues


def _is_denial(low: str) -> bool:
    return low[:2] in _DENIALS_START and stem(low) in _DENIALS


def _reach(tokens: Tokens, index: int) -> tuple[str, ...]:
    """The marks of the words of substance after a negation in its clause; before it too where it may bear on them."""
    before = tokens.lows[index] in _BOTH_WAYS or tokens.low(index + 1) == "to"
    steps = (-1, 1) if before else (1,)
    found = set()
    for step in steps:
        at = index + step
        while 0 <= at < tokens.count and abs(at - index) < _FAR and tokens.lows[at] not in _CLAUSES:
            if tokens.is_word(at) and tokens.lows[at] not in _SKIPPED:
                found.add(mark(stem(tokens.lows[at])))
            at += step
    return tuple(sorted(found))


def _is_loose(tokens: Tokens, index: int) -> bool:
    """Whether a word has other uses besides; a modal before its pronoun asks: `could you take care of it?`."""
    low = tokens.lows[index]
    return low in _LOOSE or (low in _MODALS and tokens.low(index + 1) in _ASKED)


def _is_other(tokens: Tokens, index: int) -> bool:
    """A word that looks like a cue and is none here: the month May, a plan, a will, a can of beans."""
    low, before, text = tokens.lows[index], tokens.low(index - 1), tokens.texts[index]
    if _CUES[low] in _DONE and before in _OPEN:
        return True
    if tokens.used[index] or (text[0].isupper() and not tokens.opens(index)):
        return True
    if low in {"need", "needs"}:
        return False
    nominal = before in {
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "this",
        "that",
        "of",
        "stated",
        "national",
        "free",
    }
    if low in {
        "will",
        "can",
        "sign",
        "signs",
        "plan",
        "plans",
        "aim",
        "aims",
        "forecast",
        "forecasts",
        "planning",
        "signing",
    }:
        return (nominal and low not in {"planning", "signing"}) or (
            low == "planning" and tokens.low(index + 1) in {"period", "periods", "process"}
        )
    return (
        low == "due" and tokens.low(index + 1) == "to" and tokens.low(index + 2) in {"the", "a", "its", "their", "his"}
    )


def _turned(tokens: Tokens, index: int) -> str:
    """The mark of the word that a modal bears on; "" if none stands near."""
    governed = _governed(tokens, index)
    return mark(stem(tokens.lows[governed])) if governed >= 0 else ""


def _governed(tokens: Tokens, index: int) -> int:
    """The token that a negation turns: the first word of substance after it, or else the first preposition (`not in`).

    -1 if none stands near.
    """
    at, preposition = index + 1, -1
    while at < tokens.count and at - index < 6 and tokens.is_word(at):
        low = tokens.lows[at]
        if low in _PREPOSITIONS:
            preposition = at if preposition < 0 else preposition
        elif low not in _SKIPPED and low not in NEGATIONS and not (low.endswith("ly") and len(low) > 4):
            return at
        at += 1
    return preposition


def _with_plain(tokens: Tokens, cues: list[Cue], negated: set[int]) -> list[Cue]:
    """Negations whose word also stands without one are marked so."""
    governed = {stem(tokens.lows[at]) for at in negated}
    if not governed:
        return cues
    forms = {low for low in set(tokens.lows) if low[0].isalpha() and stem(low) in governed}
    plain = {
        mark(stem(tokens.lows[at])) for at in range(tokens.count) if tokens.lows[at] in forms and at not in negated
    }
    return [replace(cue, plain=True) if cue.sense is Sense.NEGATION and cue.governs in plain else cue for cue in cues]
