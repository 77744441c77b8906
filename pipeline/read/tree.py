"""YAML's events, guarded one by one, into a tree of nodes.

Only a plain corner of YAML is let in: mappings with texts for keys, lists, and texts. Anchors, aliases, tags,
directives and a second document are refused: they serve no brief, and each has been used to hang or mislead a reader
of YAML. Depth and number of events are bounded before anything recursive sees them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events as ev

from pipeline.model.characters import stacked
from pipeline.model.problem import Problem, UnusableInput
from pipeline.read.lines import FORBIDDEN, SPEC, Kind, Lines, forbidden, too_many_marks
from pipeline.read.nodes import Mapping, Node, Scalar, Sequence
from pipeline.read.spans import Spans

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML built without libyaml: ten times slower, same events
    from yaml.parser import Parser as _Parser
    from yaml.reader import Reader as _Reader
    from yaml.scanner import Scanner as _Scanner

    class Parser(_Reader, _Scanner, _Parser):  # type: ignore[no-redef]
        """The same in Python."""

        def __init__(self, stream: str) -> None:
            _Reader.__init__(self, stream)
            _Scanner.__init__(self)
            _Parser.__init__(self)


MAX_DEPTH = 32
MAX_EVENTS = 100_000

_COMMENT = re.compile(r"[ \t]*(?:\n[ \t]*)*#[^\n]*")
_BLANK = re.compile(r"\n[ \t]*\n[ \t]*(?=\S)")
_SPACE = frozenset(" \t\n")
_HARMLESS = re.compile(r"(?:[ \t]{2,}|[ \t]*(?:\n[ \t]*)+)#(?:[ \t#!]|$)")


class Fatal(Exception):
    """Nothing can be read after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def compose(lines: Lines, kind: Kind = SPEC, *, unclean: bool = False) -> tuple[Mapping, list[Problem]]:
    """The tree of a file, and what is wrong with it without being in the way. Raises UnusableInput where it is.

    `unclean`: the text holds forbidden characters, at which a parser would stop.
    """
    composer = _Composer(lines, kind, unclean=unclean)
    try:
        root = composer.run()
    except Fatal as fatal:
        earlier = [problem for problem in composer.problems if not _same_line(problem, fatal.problem)]
        raise UnusableInput([*earlier, fatal.problem]) from fatal
    if isinstance(root, Mapping):
        return root, composer.problems
    message = f"a {kind.name} is a mapping of keys to values; this is {root.what}"
    hint = f"write `key: value` lines; {kind.hint}"
    place = lines.place(root.start, root.end)
    raise UnusableInput([*composer.problems, Problem("READ012", message, place=place, hints=(hint,))])


def _same_line(one: Problem, other: Problem) -> bool:
    return bool(one.place and other.place and one.place.line == other.place.line)


class _Composer:
    """Takes the events of one file. `stack` holds the open collections."""

    def __init__(self, lines: Lines, kind: Kind, *, unclean: bool) -> None:
        self.lines, self.kind, self.unclean = lines, kind, unclean
        self.problems: list[Problem] = []
        self.stack: list[Mapping | Sequence] = []
        self.root: Node | None = None

    def run(self) -> Node:
        """The root node. Raises Fatal."""
        for count, event in enumerate(self._events()):
            if count > MAX_EVENTS:
                raise self._fatal("READ007", "the file has more than 100,000 parts", event, "split the brief")
            if isinstance(event, ev.NodeEvent):
                self._node(event)
            elif isinstance(event, ev.CollectionEndEvent):
                self.stack.pop().end = _index(event.end_mark)
            elif isinstance(event, ev.DocumentStartEvent):
                self._document(event)
        if self.root is None:
            hints = (self.kind.hint,)
            raise Fatal(Problem("READ001", "the file holds comments only", place=self.lines.whole(), hints=hints))
        return self.root

    def _events(self) -> Iterator[Any]:
        try:
            parser = Parser(FORBIDDEN.sub("\ufffd", self.lines.text) if self.unclean else self.lines.text)
            while parser.check_event():
                yield parser.get_event()
        except yaml.YAMLError as error:
            from pipeline.read.mistakes import explain  # only a file with a mistake pays for it

            message, start, end, hints = explain(self.lines.text, error)
            raise Fatal(Problem("READ005", message, place=self.lines.place(start, end), hints=hints)) from error
        except (ValueError, OverflowError) as error:  # the Python scanner, on an escape beyond U+10FFFF
            raise Fatal(Problem("READ005", f"this is not YAML: {error}", place=self.lines.whole())) from error

    def _document(self, event: Any) -> None:
        if self.root is not None:
            hint = "keep one brief to a file; --- may stand once, before the first key"
            raise self._fatal("READ009", "a second document starts here", event, hint)
        if event.version or event.tags:
            self._note("READ009", "a YAML directive serves no purpose here", event, "delete this line")

    def _node(self, event: Any) -> None:
        node: Node
        flow = getattr(event, "flow_style", False)
        start, column = event.start_mark.index, event.start_mark.column
        if isinstance(event, ev.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, ev.AliasEvent):
            node = self._alias(event)
        elif isinstance(event, ev.MappingStartEvent):
            node = Mapping(start, column, flow=flow)
        else:
            node = Sequence(start, column, flow=flow)
        if event.anchor is not None and not isinstance(event, ev.AliasEvent):
            self._note("READ008", f"& names an anchor in YAML: &{event.anchor}", event, _QUOTE)
        if getattr(event, "tag", None) is not None:
            self._note("READ008", f"! names a type in YAML, and a {self.kind.name} needs none", event, _QUOTE)
        self._attach(node, event)
        if not isinstance(node, Scalar):
            self.stack.append(node)
            if len(self.stack) > MAX_DEPTH:
                raise self._fatal("READ006", f"this is nested more than {MAX_DEPTH} deep", event)

    def _attach(self, node: Node, event: Any) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.add(node)
        elif parent.pending is None:
            self._key(parent, node, event)
        else:
            key, parent.pending = parent.pending, None
            if key.value not in parent.values:
                parent.add(key, node)

    def _key(self, parent: Mapping, node: Node, event: Any) -> None:
        if not isinstance(node, Scalar):
            hint = "a text that starts with { or [ must stand in quotes or under |"
            raise self._fatal("READ013", f"a key must be a text, and this is {node.what}", event, hint)
        parent.pending = node
        if first := parent.keys.get(node.value):
            line = self.lines.position(first.start)[0] + 1
            message = f'the key "{node.value}" stands here twice; the first is in line {line}'
            self._note("READ010", message, event, "keep one of them")

    def _scalar(self, event: Any) -> Scalar:
        node = Scalar(event.value, event.start_mark.index, event.end_mark.index, event.style or "")
        if "\n" in node.value and node.style != "|":
            self._blank_line(node)
        if event.style:
            if event.style == '"' and "\\" in self.lines.text[node.start : node.end]:
                self._escapes(node)
        elif node.value and self.lines.text[node.end : node.end + 1] in _SPACE:
            found = _COMMENT.match(self.lines.text, node.end)
            if found and self.stack:
                self._comment(node, found)
        return node

    def _escapes(self, node: Scalar) -> None:
        """Forbidden characters that hide behind an escape. What escapes compose is brought to NFC like the rest."""
        for found in FORBIDDEN.finditer(node.value):
            start, end = Spans(self.lines.text, node).file(*found.span())
            self.problems.append(forbidden(found.group(), self.lines.place(start, end)))
        if (at := stacked(node.value)) >= 0:
            self.problems.append(too_many_marks(self.lines.place(*Spans(self.lines.text, node).file(at, at + 1))))
            return
        node.value = unicodedata.normalize("NFC", node.value)

    def _blank_line(self, node: Scalar) -> None:
        """All styles but | make one line break of a blank line, and so two paragraphs one: only | keeps them apart."""
        found = _BLANK.search(self.lines.text.rstrip(), node.start, node.end)
        if not found:
            return
        message = "a blank line starts a paragraph only in a text under |"
        place = self.lines.place(node.start, node.start + 1)
        notes = (f"the blank line is line {self.lines.position(found.start())[0] + 2}",)
        self.problems.append(Problem("READ015", message, place=place, notes=notes, hints=("put the text under |",)))

    def _comment(self, node: Scalar, found: re.Match[str]) -> None:
        """A comment after a plain text swallows what may have been meant as text: `text: lot #2 arrives`.

        It may stand after a value of one word, as a comment that nobody takes for text: two spaces or a line
        away, and with a space after the #. That is how yamllint wants comments by default, too.
        """
        at = found.group().index("#") + found.start()
        if "\n" in found.group() and not self.stack[-1].flow and self.lines.position(at)[1] <= self.stack[-1].column:
            return  # not indented deeper than the key: no continuation of its text
        if not any(map(str.isspace, node.value)) and _HARMLESS.match(self.lines.text, found.start(), found.end()):
            return
        lost = found.group().lstrip()
        message = f"# starts a comment here, so this is lost: {_short(lost)}"
        hints = (
            "if it is text: put the whole text in quotes, or under |",
            "if it is a comment: give it a line of its own (after a single word, two spaces before # will do)",
        )
        self.problems.append(Problem("READ011", message, place=self.lines.place(at, found.end()), hints=hints))

    def _alias(self, event: Any) -> Scalar:
        self._note("READ008", "a text that starts with * names an alias in YAML", event, _QUOTE)
        return Scalar(str(event.anchor), event.start_mark.index, event.end_mark.index, "")

    def _note(self, code: str, message: str, event: Any, *hints: str) -> None:
        self.problems.append(self._fatal(code, message, event, *hints).problem)

    def _fatal(self, code: str, message: str, event: Any, *hints: str) -> Fatal:
        place = self.lines.place(event.start_mark.index, event.end_mark.index)
        return Fatal(Problem(code, message, place=place, hints=hints))


_QUOTE = "if it is text: put it in quotes, or under |"


def _index(mark: Any) -> int:
    return int(mark.index)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
