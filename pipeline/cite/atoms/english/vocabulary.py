"""Words that open an English sentence without being a name.

A capital at the head of a sentence proves nothing, so a word there counts as a name unless it stands here, or is a form
of a word that stands here, or ends as only common words end. The rule looks at nothing but the word: a claim is read in
the same way whether its passage comes from a text or from a lock. A word that is missing makes a false alarm, which its
author ends by moving the word into the sentence; a name that stood here would pass unseen, so names do not.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.cite.atoms.english.words import COMMON, FUNCTION
from pipeline.cite.fold import spelling

_WORDS = frozenset((FUNCTION + COMMON).split())
PARTICIPLES = frozenset(
    "said told built seen known kept held made found left lost sold bought sent spent taught shown struck taken thrown "
    "won drawn driven fallen felt flown forbidden fought gone grown heard laid led lent meant met paid sought shaken "
    "sunk stolen torn begun brought caught chosen sworn understood withdrawn written broken spoken".split()
)
"""Irregular past participles, which may open a sentence: `Said so in May.`"""
_ENDINGS = (
    "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ship", "ships", "ically", "ously", "fully",
    "lessly", "ability", "ibility", "ivity", "ization", "ize", "izing", "ized", "ology", "ologist", "ologists",
    "ographer", "ography", "ively", "ately", "antly", "ently", "ingly", "edly", "ially", "ually", "ious", "eous",
    "uous", "ational", "ative", "utive", "ing", "ed", "ence", "ances", "ences", "able", "ible", "less", "ful",
    "ward", "wards", "wise", "maker", "makers", "holder", "holders",
)  # fmt: skip
_NAMES = frozenset(
    "constable clement sable grable gable huntable venable townsend bournemouth townsville clements yousef yusuf "
    "florence lawrence laurence clarence terrence spence provence valence sterling stirling fleming browning "
    "manning harding beijing boeing nanjing chongqing wyoming kipling golding fielding downing denning goering "
    "canning spelling redding wilding pickering deering loring daring keating banning channing pershing starling "
    "darling herling mohammed muhammed ahmed alfred winifred wilfred mildred ethelred hammed jared edward howard "
    "hayward woodward steward seward harvard mansion".split()
)
_PREFIXES = (
    "un",
    "re",
    "non",
    "over",
    "under",
    "inter",
    "pre",
    "post",
    "anti",
    "co",
    "mis",
    "dis",
    "sub",
    "super",
    "multi",
    "hyper",
)


@lru_cache(maxsize=8192)
def is_common(word: str) -> bool:
    """Whether a word in lower case is a common word of English, or a form of one."""
    if word in _WORDS:
        return True
    if word in _NAMES:
        return False
    if len(word) > 6 and word.endswith(_ENDINGS):
        return True
    spelled = spelling(word)
    if spelled in _WORDS or not _WORDS.isdisjoint(_bases(spelled)):
        return True
    return any(
        spelled.startswith(prefix) and len(spelled) - len(prefix) > 3 and _is_form(spelled.removeprefix(prefix))
        for prefix in _PREFIXES
    )


def _is_form(word: str) -> bool:
    return word in _WORDS or not _WORDS.isdisjoint(_bases(word))


_SUFFIXES = (
    "s",
    "es",
    "ed",
    "ing",
    "ly",
    "er",
    "ers",
    "or",
    "ors",
    "est",
    "ist",
    "ists",
    "ity",
    "al",
    "ic",
    "ism",
    "y",
    "'s",
)


def _bases(word: str) -> list[str]:
    """The words that a word may be a form of: `supplies` of supply, `planned` of plan, `making` of make."""
    bases = []
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[: -len(suffix)]
            bases.append(base)
            if suffix[0] in "eio" or suffix in {"y", "al", "ly"}:
                bases.append(base + "e")
                if base[-1] == base[-2]:
                    bases.append(base[:-1])
            if base[-1] == "i":
                bases.append(base[:-1] + "y")
            if suffix == "ly":
                bases.append(base + "le")
    return bases


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words of grammar: they are no name even when a title capitalises them."""
    return frozenset(FUNCTION.split())
