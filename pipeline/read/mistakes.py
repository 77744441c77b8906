"""What a YAML parser's complaint means to the person who wrote the file.

The parsers (libyaml and PyYAML's own) word one mistake differently, and mostly name a consequence. So each mistake is
told by the text around the place, which is the same for both; the first rule that fits speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pipeline.model.record import record

_QUOTE = 'put the whole text in quotes, or under "|" on a line of its own'
_OPENS = re.compile(r"(?:(?:^|: |- )[ \t]*(?=[\[{*&!%@`\"'>|\]},])|: [ \t]*(?=-(?:[ \n]|$)))(.)")
_TIGHT = re.compile(r"[ \t]*(?:- +)*([\w.-]+):[^\s/]")
_START_LIST = "start the list on the next line; if it is text, put it in quotes"
_RESERVED = "is reserved in YAML; an unquoted text cannot start with it"
_MEANINGS = {
    "[": "opens a list in YAML; an unquoted text cannot start with it",
    "{": "opens a mapping in YAML; an unquoted text cannot start with it",
    "*": "names an alias in YAML; an unquoted text cannot start with it",
    "&": "names an anchor in YAML; an unquoted text cannot start with it",
    "!": "names a type in YAML; an unquoted text cannot start with it",
    "%": "opens a directive in YAML; an unquoted text cannot start with it",
    "-": "starts a list, which cannot stand in its key's line",
}


@record
class Explained:
    """A mistake in words, the characters it reaches over, and what to do about it."""

    message: str
    start: int
    end: int
    hints: tuple[str, ...]


@record
class _Clue:
    """What is known of a mistake: the parser's words and places, and the text."""

    text: str
    at: int
    problem: str
    context: str
    since: int
    """Where the construct starts that the parser was reading."""

    @property
    def line_start(self) -> int:
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """The line up to the mistake."""
        return self.text[self.line_start : self.at]

    @property
    def line(self) -> str:
        """The whole line."""
        end = self.text.find("\n", self.at)
        return self.text[self.line_start : end if end >= 0 else len(self.text)]

    @property
    def above(self) -> str:
        """The last line above that is not blank."""
        lines = self.text[max(self.line_start - 20_000, 0) : self.line_start].rstrip().rsplit("\n", 1)
        return lines[-1]

    def here(self, message: str, *hints: str, length: int = 0) -> Explained:
        """A mistake at its place, to the end of the line or for some characters."""
        rest = len(self.line) - len(self.before)
        return Explained(message, self.at, self.at + (length or max(rest, 1)), hints)

    def back(self, offset: int, message: str, *hints: str) -> Explained:
        """A mistake that starts earlier in the same line."""
        start = self.line_start + offset
        return Explained(message, start, max(self.line_start + len(self.line), start + 1), hints)


def explain(text: str, error: Any) -> tuple[str, int, int, tuple[str, ...]]:
    """Message, start, end and hints for what a YAML parser raised."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = min(mark.index if mark else 0, len(text))
    since = min(context.index, len(text)) if context else at
    clue = _Clue(text, at, getattr(error, "problem", "") or "", getattr(error, "context", "") or "", since)
    for rule in _RULES:
        if found := rule(clue):
            return found.message, found.start, found.end, found.hints
    found = clue.here(f"this is not YAML: {clue.problem or 'it cannot be read'}")
    return found.message, found.start, found.end, found.hints


def _tab(clue: _Clue) -> Explained | None:
    indentation = re.match(r"[ \t]*", clue.line)
    if indentation and "\t" in indentation.group():
        return clue.back(indentation.group().index("\t"), "this line is indented with a tab", "indent with spaces")
    if clue.text[clue.at : clue.at + 1] == "\t":
        return clue.here("a tab cannot stand here", "write spaces", length=1)
    return None


def _unclosed_quote(clue: _Clue) -> Explained | None:
    if "quoted scalar" not in clue.context or "end of stream" not in clue.problem:
        return None
    quote = clue.text[clue.since : clue.since + 1]
    end = clue.text.find("\n", clue.since)
    hint = (
        "in single quotes an apostrophe is written twice: ''" if quote == "'" else 'inside "…" a quote is written \\"'
    )
    return Explained(
        f"this {quote} opens a text that nothing closes", clue.since, end if end >= 0 else len(clue.text), (hint,)
    )


def _escape(clue: _Clue) -> Explained | None:
    if "escape" not in clue.problem and "hexa" not in clue.problem and "expected escape" not in clue.problem:
        return None
    start = clue.text.rfind("\\", 0, clue.at + 1)
    found = clue.text[start : start + 2]
    hint = "write \\\\ for a backslash, or use single quotes"
    return Explained(f'{found} is no escape of a text in "…"', start, start + 2, (hint,))


def _text_after_quote(clue: _Clue) -> Explained | None:
    """'Japan's ships': the quote closes at the apostrophe, and text goes on."""
    shown = clue.before.rstrip()
    if shown[-1:] not in ("'", '"') or clue.text[clue.at : clue.at + 1] in ("\n", ""):
        return None
    quote = shown[-1]
    twice = "write an apostrophe twice: ''" if quote == "'" else 'write a quote inside "…" as \\"'
    return clue.back(
        len(shown) - 1, f"the text in {quote}…{quote} ends here, but the line goes on", f"{twice}, or {_QUOTE}"
    )


def _opening(clue: _Clue) -> Explained | None:
    """A text that starts with a character that YAML keeps for itself."""
    if "mapping values" in clue.problem or "block scalar" in clue.context:
        return None
    opens = [found for found in _OPENS.finditer(clue.line) if found.start(1) <= len(clue.before)]
    if not opens:
        return None
    char, offset = opens[-1][1], opens[-1].start(1)
    if char in "\"'>|":
        return None
    if char in "[{" and not re.search(r"[\]}]", clue.before[offset:]) and clue.text[clue.at : clue.at + 1] != "@":
        return None
    return clue.back(offset, f"{char} {_MEANINGS.get(char, _RESERVED)}", _START_LIST if char == "-" else _QUOTE)


def _unclosed_flow(clue: _Clue) -> Explained | None:
    if "flow" not in clue.context:
        return None
    char = clue.text[clue.since : clue.since + 1]
    if char not in ("[", "{"):
        return None
    closing = "]" if char == "[" else "}"
    hints = (f"separate its entries with commas and close it with {closing}", f"if it is text: {_QUOTE}")
    end = clue.text.find("\n", clue.since)
    return Explained(
        f"this {char} is not closed by a {closing}", clue.since, end if end >= 0 else len(clue.text), hints
    )


def _block_header(clue: _Clue) -> Explained | None:
    if "block scalar" not in clue.context:
        return None
    char = clue.text[clue.since : clue.since + 1]
    if "indent" in clue.problem and clue.at > clue.since and clue.line_start > clue.since:
        return clue.here("blank lines before the text are indented deeper than the text", "take their spaces away")
    hint = f"start the text on the next line; if {char} belongs to the text, put it in quotes"
    return Explained(f"nothing may follow {char} in its line", clue.at, clue.line_start + len(clue.line), (hint,))


def _colon(clue: _Clue) -> Explained | None:
    if "mapping values" not in clue.problem:
        return None
    if re.match(r"[ \t]*(?:- +)*[^:#]*?:[ \t]+[^ \t]", clue.before + ":"):
        return clue.here("a colon and a space inside an unquoted text would start a key", _QUOTE, length=1)
    start = len(clue.line) - len(clue.line.lstrip())
    tight = _TIGHT.match(clue.above)
    as_key = f"put a space after the colon above: {tight[1]}: …" if tight else "indent it like the keys beside it"
    message = "this line continues the text above, so it cannot be a key"
    return clue.back(start, message, f"if it is a key: {as_key}", f"if it is text: {_QUOTE}")


def _comment_above(clue: _Clue) -> Explained | None:
    found = re.search(r"[^\s:#][ \t]+#", clue.above)
    if not found or clue.before.strip() or re.search(r"[\"'\]}][ \t]+#", clue.above):
        return None
    if re.match(r"[ \t]*(?:- +)*[\w.-]+:(?:\s|$)", clue.line):
        return None  # a key, indented too deep
    if len(clue.line) - len(clue.line.lstrip()) <= len(clue.above) - len(clue.above.lstrip()):
        return None
    return clue.here("the # above starts a comment, which ends the text; this line belongs to nothing", _QUOTE)


def _no_colon(clue: _Clue) -> Explained | None:
    if "expected ':'" not in clue.problem:
        return None
    start = clue.text.rfind("\n", 0, clue.since) + 1
    end = clue.text.find("\n", clue.since)
    line = clue.text[start : end if end >= 0 else len(clue.text)]
    tight = _TIGHT.match(line)
    message = "this line is neither a key with its value nor the rest of a text"
    hint = f"put a space after the colon: {tight[1]}: …" if tight else "a key is followed by a colon and a space"
    return Explained(message, clue.since, start + len(line.rstrip()), (hint,))


def _indentation(clue: _Clue) -> Explained | None:
    if "block" not in clue.context and "block" not in clue.problem:
        return None
    start = len(clue.line) - len(clue.line.lstrip())
    tight = _TIGHT.match(clue.line)
    hints = ["indent it like the lines it belongs with; items of a list start with - and a space"]
    if tight:
        hints.insert(0, f"put a space after the colon: {tight[1]}: …")
    return clue.back(start, "this line does not fit the lines above it", *hints)


_RULES: tuple[Callable[[_Clue], Explained | None], ...] = (
    _tab,
    _unclosed_quote,
    _escape,
    _text_after_quote,
    _opening,
    _unclosed_flow,
    _block_header,
    _colon,
    _comment_above,
    _no_colon,
    _indentation,
)
"""The first that fits speaks."""
