"""Words with a negation inside: unspent, ineligible, disagreed."""

from __future__ import annotations

from functools import lru_cache

from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.vocabulary import is_common

_INSIDE = (
    "disagree disagrees disagreed disapprove disapproved disapproves disallow disallowed disqualified disconnected "
    "discontinued distrust incomplete inactive incorrect incorrectly inaccurate ineligible insufficient inadequate "
    "invalid impossible improper illegal illegally irregular nonexistent non-binding inconclusive informal indirect "
    "dishonest disloyal dissatisfied impatient incompatible"
)
_PREFIXES = ("non-", "non", "dis", "in", "im", "ir", "il")
_NOT_UN = frozenset(
    "under until union unions unit units united unite unites unity unless uncle unique universe universal university "
    "universities unveil unveiled unveils unveiling uncover uncovered uncovers unlock unlocked unleash unleashed "
    "unload unloaded unfold unfolded unfolds unfolding undo undoing unravel unearth unearthed unpack unanimous unite "
    "uniform uniforms uneasy unrest unlike unlikely unable unison unwind unmask unplug undergo undertake".split()
)


def _base(word: str) -> str:
    return next(word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))


UNDONE_WORDS = {word: _base(word) for word in _INSIDE.split()}
"""Each word, and the one inside it."""


@lru_cache(maxsize=4096)
def base_of(word: str) -> str:
    """The word inside a word that denies it: spent of unspent; "" if there is none."""
    if word in UNDONE_WORDS:
        return UNDONE_WORDS[word]
    if not word.startswith("un") or word in _NOT_UN or word.startswith("under") or len(word) < 6:
        return ""
    return word[2:] if is_common(word[2:]) or is_common(stem(word[2:])) else ""
