"""One line of claims, from its bytes to a claim and a passage, or to all that is wrong with it."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from pipeline import flow
from pipeline.cite.atoms import reader
from pipeline.cli.keys import column_of, doubled
from pipeline.model.characters import MOST_MARKS, is_blank, stacked
from pipeline.model.problem import Place, Problem, UnusableInput

LINE = 4 * 2**20
"""Bytes of a line, its end left out."""
CLAIM = 10_000
"""Characters of a claim: a sentence or a few. Reading one takes more than linear time."""
ID = 200
"""Characters of an id."""
_SHOWN = 10_000
"""Characters of a line up to which it is kept for showing a problem in it."""


def text_of(number: int, data: bytes | None, name: str) -> str:
    """The text of a line, None being one that is too long; "" for an empty one."""
    if data is None:
        refuse("HOLD003", f"this line has more than {LINE // 2**20} MiB", "give a shorter passage", place(name, number))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = len(data[: error.start].decode())
        where = place(name, number, before + 1, data.decode("utf-8", "replace"))
        refuse("HOLD004", f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8", where)
    text = text.removeprefix("\ufeff") if number == 1 else text
    return text if text.strip(" \t") else ""


def loose(line: str, number: int, name: str) -> flow.Loose:
    """The claim and passage of one line. Raises UnusableInput with all that is wrong with it."""
    found = _object(line, number, name)
    problems = _missing(found, place(name, number, _first(line), line))

    def wrong(key: str, must: str, hint: str) -> None:
        where = place(name, number, column_of(line, key), line)
        problems.append(Problem("HOLD007", f"`{key}` {must}", place=where, hints=(hint,)))

    id_, claim, passage = found.get("id", 0), found.get("claim", "-"), found.get("passage", "-")
    language, names = found.get("language", "en"), found.get("names", {})
    if isinstance(id_, bool) or not isinstance(id_, str | int) or len(str(id_)) > ID:
        wrong("id", f"is neither text of at most {ID} characters nor a whole number", "number the lines")
    for key, text in (("claim", claim), ("passage", passage)):
        if not isinstance(text, str) or is_blank(text):
            wrong(key, "is not text, or empty", "write it as text in quotation marks")
        elif stacked(text) >= 0:
            wrong(key, _STACKS, "delete them")
    if isinstance(claim, str) and len(claim) > CLAIM:
        wrong("claim", f"has {len(claim):,} characters, more than {CLAIM:,}", "hold its sentences one by one")
    if not isinstance(language, str) or reader(language) is None:
        wrong("language", "is no language that can be held", 'leave it out, or write "en"')
    if not _are_names(names):
        wrong("names", "is not a list of other names for each name", 'write {"Ministry of Works": ["the ministry"]}')
    elif any(stacked(each) >= 0 for main, others in names.items() for each in (main, *others)):
        wrong("names", _STACKS, "delete them")
    if problems:
        raise UnusableInput(problems)
    return flow.Loose(id_, claim, passage, language, {main: tuple(others) for main, others in names.items()})


def _missing(found: dict[str, Any], where: Place) -> list[Problem]:
    hint = 'add "{}"; a line is {{"id": …, "claim": …, "passage": …}}'
    return [
        Problem("HOLD006", f"`{key}` is missing", place=where, hints=(hint.format(key),))
        for key in ("id", "claim", "passage")
        if key not in found
    ]


_STACKS = f"stacks more than {MOST_MARKS} marks on one character"


def _are_names(names: object) -> bool:
    return isinstance(names, dict) and all(
        isinstance(others, list) and all(isinstance(other, str) for other in others) for others in names.values()
    )


class _Twice(ValueError):
    """A key stands twice in an object: one of its values would be lost unseen."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _object(line: str, number: int, name: str) -> dict[str, Any]:
    """The JSON object of a line."""
    column, hint = _first(line), 'write {"id": …, "claim": …, "passage": …}, all in one line'
    try:
        found = json.loads(line, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        column, said = error.pos + 1, f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    except RecursionError:
        said = "this is nested too deeply"
    except _Twice:
        key = doubled(line)
        column = key.start + 1 if key else column
        said = f"the key {json.dumps(key.name)} stands twice" if key else "a key stands twice"
    except ValueError:
        said = "a number has too many digits"
    else:
        if isinstance(found, dict):
            return found
        said = "this is not a JSON object"
    return refuse("HOLD005", said, hint, place(name, number, column, line))


def _first(line: str) -> int:
    """The column of what is first seen in a line."""
    return len(line) - len(line.lstrip(" \t")) + 1


def place(name: str, line: int = 0, column: int = 0, text: str = "") -> Place:
    """A character of a line; without a line, the file as a whole."""
    return Place(name, line, column, column + 1 if column else 0, text if len(text) <= _SHOWN else "")


def refuse(code: str, message: str, hint: str, where: Place) -> NoReturn:
    """Raise UnusableInput with one problem."""
    raise UnusableInput([Problem(code, message, place=where, hints=(hint,))])
