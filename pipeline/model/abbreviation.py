"""Abbreviations as they stand in a text, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = r"(?=\s*(?:\d|$))"


def pattern(authors: Iterable[str], house: Iterable[str] = ()) -> re.Pattern[str]:
    """What finds abbreviations as words of their own, the longest first: `MSDF` in `MSDF-led`, not in `JMSDF`.

    Those of the house that end in a full stop (`p.`) count before a number or at a text's end only: elsewhere they may
    be initials, or the end of a sentence.
    """
    own = set(authors)
    known = sorted(own | set(house), key=lambda short: (-len(short), short))
    parts = [re.escape(short) + (_NUMBERED if short not in own and short[-1] == "." else "") for short in known]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")
