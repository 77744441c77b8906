"""What changed, for programs. docs/commands.md describes the format; its `version` grows with it."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps
from typing import Any

from pipeline import __version__
from pipeline.cli.screen import Stream
from pipeline.flow import Compared
from pipeline.model.changes import Change
from pipeline.model.content import Content, Unit

VERSION = 1
"""Grows when a reader of the format would have to change; new keys alone do not."""


def json(compared: Compared, stream: Stream) -> Iterator[str]:
    """One JSON object, in ASCII, so that no locale can spoil it."""
    del stream
    changes = compared.changes
    whole = {
        "version": VERSION,
        "tool": {"name": "brief", "version": __version__},
        "before": _brief(compared.before, changes.before),
        "after": _brief(compared.after, changes.after),
        "changes": [_change(change) for change in changes.changes],
    }
    yield dumps(whole, indent=2)


def _brief(name: str, content: Content) -> dict[str, Any]:
    return {
        "name": name,
        "brief": content.brief,
        "edition": content.edition or None,
        "title": content.title,
        "as_of": content.as_of.isoformat(),
        "language": content.language,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.what,
        "kind": change.unit.kind,
        "called_out": bool(change.graded),
        "before": _unit(change.before),
        "after": _unit(change.after),
        "differences": [
            {
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "words": [{"is": piece.what, "text": piece.text} for piece in each.pieces],
            }
            for each in change.differences
        ],
    }


def _unit(unit: Unit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    return {
        "path": list(unit.path),
        "name": unit.name or None,
        "section": unit.section or None,
        "number": unit.number or None,
        "fields": dict(unit.fields),
        "cites": [{"source": source, "passage": words or None} for source, words in unit.cites],
    }
