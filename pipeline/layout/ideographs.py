"""Where lines may end in Japanese and Chinese, which have no spaces: UAX 14 for ideographs, kana and their punctuation.

Between any two of them, and between one of them and a letter, but never before a closing sign, a small kana or an
iteration mark, nor after an opening one, nor between a figure and what it counts (12億, 3月). The classes are those of
Unicode's LineBreak.txt for these blocks (strict: small kana start no line); a test holds them against it. Everything
else ends lines at spaces only. There is no maintained package for it but PyICU, which needs a compiler and ICU.
"""

from __future__ import annotations

import re
from functools import cache

_FIRST = "\u2e80"
WIDE = (
    "\u2e80-\u2fff\u3001-\u312f\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003fffd"
)
"""Ideographs, kana and full-width signs, for a class of a regular expression."""

CLOSING = "、。〉》」』】〕〗〙〛〞〟︶︸︺︼︾﹀﹂﹄﹈），．］｝｠｡｣､"
OPENING = "〈《「『【〔〖〘〚〝︵︷︹︻︽︿﹁﹃﹇（［｛｟｢"
NONSTARTER = "々〜〻〼゛゜ゝゞ゠・ヽヾ：；･ﾞﾟ"
SMALL = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ"
EXCLAMATION = "！？"
PREFIX, POSTFIX = "＄￡￥￦", "％￠"
COMBINING = "\u302a-\u302f\u3035\u3099\u309a"

_NEVER_FIRST = CLOSING + NONSTARTER + SMALL + EXCLAMATION + POSTFIX + COMBINING + "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_WESTERN_CLOSING, _WESTERN_OPENING = r")\]}.,:;!?%‰°…’”»›\u202f", r"(\[{“‘«‹„‚\u202f"
_DIGIT, _SCALE = r"\d０-９", "十百千万億兆"


@cache
def _place() -> re.Pattern[str]:
    """A place where a line may end. Compiled when first needed: that takes as long as to set a page of English."""
    return re.compile(
        rf"(?:(?<=[{WIDE}])|(?=[{WIDE}]))(?<!^)(?!$)"
        rf"(?<![{OPENING}{PREFIX}{_WESTERN_OPENING}])(?![{_NEVER_FIRST}{_WESTERN_CLOSING}])"
        rf"(?!(?<=[{_DIGIT}])[{WIDE}])(?!(?<=[{_DIGIT}][{_SCALE}])[{WIDE}])(?!(?<=[―…‥])[―…‥])(?!(?<=第)[{_DIGIT}])"
    )


@cache
def _any() -> re.Pattern[str]:
    return re.compile(f"[{WIDE}]")


def has_ideographs(text: str) -> bool:
    """Whether a text has a character of these scripts."""
    return not text.isascii() and max(text) >= _FIRST and _any().search(text) is not None


def stretches(token: str) -> list[str]:
    """A token without spaces in stretches between which a line may end. Linear."""
    return _place().split(token)


def may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters that follow each other."""
    return len(_place().split(before + after)) > 1
