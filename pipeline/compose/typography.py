"""The author's prose as a printer of its language sets it: quotation marks, apostrophes, French spaces.

What is typed on a keyboard becomes what is printed: `"mot"` is “mot”, „mot“, « mot » or 「mot」. Marks that the author
set are left as they are; French ones get their narrow no-break spaces. Linear time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.model.metrics import NNBSP

if TYPE_CHECKING:
    from pipeline.compose.words import Words

_TYPED = re.compile(r"[\"']")
_BEFORE_OPENING = " \t\n\u00a0\u202f([{¿¡–—“‘„‚«‹「『（/"
_CLOSES = r"»”’)\]%…"

_SHORTENED = re.compile(r"(?<!\w)'(?=\d\ds?\b)")
_MARKS = "“”„«»「」"

_WIDE = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"

# Patterns with many characters take milliseconds to compile, and an English brief needs none of these.


@cache
def _high() -> re.Pattern[str]:
    """Before ; : ! ? where one of them ends a word. Not inside addresses, times or ratios."""
    return re.compile(rf"(?:(?<=[\w{_CLOSES}])[ \u00a0{NNBSP}]?|^[ \u00a0])(?=(?:[;!?]+|:)(?:\s|[{_CLOSES}]|$))")


@cache
def _guillemets() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"«[ \u00a0{NNBSP}]?(?=\S)"), re.compile(rf"(?<=\S)[ \u00a0{NNBSP}]?»")


@cache
def _broken() -> re.Pattern[str]:
    """A line end of the spec between two ideographs or kana."""
    return re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")


@cache
def _beside() -> re.Pattern[str]:
    """The space that an author types beside a citation; Japanese prints none."""
    return re.compile(rf"^ (?=[{_WIDE}])|(?<=[{_WIDE}]) $")


def folded(text: str) -> str:
    """White space of the spec's own line ends folded to single spaces, to none between ideographs and kana; no-break
    spaces stay.
    """
    if "\n" in text and max(text) >= "\u3000":
        text = _broken().sub("", text)
    words = text.replace("\n", " ").replace("\t", " ").split(" ")
    inner = " ".join(word for word in words if word)
    if not inner:
        return " " if text else ""
    return (" " if text[0] in " \n\t" else "") + inner + (" " if text[-1] in " \n\t" else "")


def typeset(text: str, words: Words) -> str:
    """The text with the marks of its language."""
    if '"' in text or "'" in text:
        text = _quoted(text, words)
    if words["gap"] == "":
        text = _beside().sub("", text)
    return _french(text) if words.language.startswith("fr") and not text.isalnum() else text


def nested(text: str, words: Words) -> str:
    """A source's words, which will stand between quotation marks: those in them are the inner ones. Else as written."""
    outer, outer_end, inner, inner_end = words.lists["quotes"]
    text = _quoted(text, words) if '"' in text or "'" in text else text
    if not any(mark in text for mark in _MARKS):
        return text
    for mark, instead in ((outer, inner), (outer_end, inner_end), ("“", inner), ("”", inner_end)):
        text = text.replace(mark, instead) if mark not in (inner, inner_end) else text
    return text


def _quoted(text: str, words: Words) -> str:
    """Pairs of quotation marks, and apostrophes. A mark opens after a space or an opening sign, where the language has
    spaces; in Japanese it opens and closes in turn.
    """
    outer, outer_end, inner, inner_end = words.lists["quotes"]
    in_turn = words["gap"] == ""
    opened = {'"': False, "'": False}
    out, done = [], 0
    text = _SHORTENED.sub("’", text)
    for found in _TYPED.finditer(text):
        at, mark = found.start(), found[0]
        following = text[at + 1 : at + 2]
        opens = (at == 0 or text[at - 1] in _BEFORE_OPENING) and following.strip() != ""
        if in_turn and mark == '"':
            opens = not opened[mark]
        if opens:
            sign = outer if mark == '"' else inner
        elif mark == '"':
            sign = outer_end
        else:
            sign = inner_end if opened[mark] and not following.isalnum() else "’"
        if opens or sign != "’":
            opened[mark] = opens
        out += [text[done:at], sign]
        done = at + 1
    return "".join(out) + text[done:]


def _french(text: str) -> str:
    """Narrow no-break spaces before ; : ! ? and inside guillemets (Lexique de l’Imprimerie nationale)."""
    if any(sign in text for sign in ";:!?"):
        text = _high().sub(NNBSP, text)
    if "«" in text or "»" in text:
        opened, closed = _guillemets()
        text = closed.sub(f"{NNBSP}»", opened.sub(f"«{NNBSP}", text))
    return text
