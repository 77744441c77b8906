"""Scripts that are not set yet, and so are refused rather than set wrongly: right-to-left ones, and ones that need
shaping, whose letters change or move with their neighbours. A font with their glyphs would not be enough.
"""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_SHAPED = (
    "\u0900-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1bff\ua840-\ua8df\ua980-\ua9df\uaa00-\uaadf\uabc0-\uabff"
    "\U00011000-\U00011fff"
)

_ANY = re.compile(f"[{_RIGHT_TO_LEFT}{_SHAPED}]")
_BACKWARDS = re.compile(f"[{_RIGHT_TO_LEFT}]")

RIGHT_TO_LEFT = "runs from right to left"
SHAPED = "is of a script whose letters change with their neighbours"


def not_set(char: str) -> str:
    """Why a character cannot be set: `RIGHT_TO_LEFT` or `SHAPED`; else nothing."""
    if _ANY.match(char) is None:
        return ""
    return RIGHT_TO_LEFT if _BACKWARDS.match(char) else SHAPED
