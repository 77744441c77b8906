"""What page furniture looks like: by its words (tables in `words`) a line is known as none of the article's text.

Doubts are settled for furniture: it supports nothing, and an author who needs a paragraph that was taken for it says
so with `body`. The other error would let a menu or a reader's comment support a claim.
"""

from __future__ import annotations

import re

from pipeline.archive import words

_LONGEST = 400
"""Characters: a longer paragraph that mentions a photograph or a newsletter is prose about it."""

_CLOSERS = " \"'”’»)]›」』"  # noqa: RUF001 — closing marks of other scripts
_TERMINALS = ".!?…。！？．"  # noqa: RUF001 — likewise
_MARKS = "]¹²³⁰⁴⁵⁶⁷⁸⁹*†‡"

_COUNTER = r"\W*+(?:\d[\d.,]*+\s*+[^\W\d]++\W*+)++"
_SENTENCE_INSIDE = r"""[a-zà-ÿ0-9][.!?]["”’)]? ["“‘(]?[A-ZÀ-Þ]"""


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as prose does: in a full stop, with quotation and footnote marks after it at most."""
    tail = text[-60:]
    if tail.endswith(tuple(_MARKS)):
        tail = re.sub(rf"(?:\s?\[\w{{1,4}}\]|[{_MARKS[1:]}])+$", "", tail)
    tail = tail.rstrip(_CLOSERS)
    return bool(tail) and tail[-1] in _TERMINALS


def holds_sentences(text: str) -> bool:
    """Whether one sentence ends and another begins inside a paragraph."""
    return bool(re.search(_SENTENCE_INSIDE, text))


def is_caption(text: str) -> bool:
    """Whether a paragraph names a photograph as the credit of a picture does."""
    if len(text) > _LONGEST:
        return False
    low = f" {text.lower()}"
    if any(credit in low for credit in words.CREDITS):
        return True
    first, _, rest = low[1:].partition(" ")
    number = rest.partition(" ")[0]
    if first.rstrip(".") in ("fig", "figure", *words.PICTURES) and number.rstrip(".:").isdigit():
        return number[-1] in ".:" or not ends_sentence(text)
    return any(agency in low for agency in words.AGENCIES) and not ends_sentence(text)


def is_furniture(text: str, language: str, *, item: bool = False) -> bool:
    """Whether a paragraph's words give it away: credits, notices, labels; and a line's: bylines, `4 views 0 comments`.

    `language` is the source's, a BCP 47 tag. An `item` of a list is no line: it need be no sentence.
    """
    if len(text) > _LONGEST:
        return False
    # "Ã©" is an é that was read in a wrong encoding, which is to be told, and no copyright notice.
    low = text.lower().replace("’", "'").replace("ã©", "").lstrip(" >»•·-–—|[(#*")
    local = words.LOCAL.get(language[:2].lower(), words.Local())
    notices, openers = (*words.NOTICES, *local.notices), (*words.OPENERS, *local.openers)
    if low.startswith(words.LABELS) or any(notice in low for notice in notices) or is_caption(text):
        return True
    if item or ends_sentence(text):
        return False
    opens = any(low.startswith(opener) and not low[len(opener) :][:1].isalnum() for opener in openers)
    opens = opens or low.endswith(words.ENDINGS) or opens_comments(text, language)
    return opens or bool(re.fullmatch(_COUNTER, text))


def opens_comments(text: str, language: str) -> bool:
    """Whether a line stands above readers' comments. They are prose, but not the article's."""
    if len(text) > 60:
        return False
    low = text.lower().strip(" 0123456789().,:!|-–—")
    return low in words.COMMENTS or low in words.LOCAL.get(language[:2].lower(), words.Local()).comments


def is_furniture_class(names: str) -> bool:
    """Whether the class names and id of an element call it furniture; `has-sidebar` and the like do not."""
    if not names.strip():
        return False
    plain = re.sub(r"\b(?:has|with|no|is|not|without)-[\w-]+", " ", names[:1000])
    return any(word.lower() in words.CLASS_WORDS for word in re.findall("[A-Z]?[a-z]+|[A-Z]+", plain))
