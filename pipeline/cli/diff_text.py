"""What changed, for people: one paragraph a change, its words marked as wdiff does, `[-gone-]{+new+}`.

The marks stay where there is colour: nobody should have to tell red from green.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cli.characters import visible
from pipeline.cli.screen import Stream
from pipeline.flow import Compared
from pipeline.model.changes import Change, Difference, Piece
from pipeline.model.content import BY, Content, Unit

SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "altered": ("~", "bold"), "moved": (">", "bold")}
"""Of a change: what its line begins with, and its style."""
NAMES = {
    "as_of": "information as of", "sha256": "text of the source (SHA-256)", "cites": "passages", "because": "reason",
    "changed": "why it changed", "differs": "difference", "text": "text", "says": "the source says",
}  # fmt: skip
"""Fields that are called otherwise than in a spec."""
_SHORT = frozenset("likelihood confidence date status grade marking scale as_of sha256 language kind file".split())
"""Fields that are told whole, with what they were."""


def text(compared: Compared, stream: Stream) -> Iterator[str]:
    """The two briefs, every change, and how many there are."""
    changes = compared.changes
    yield stream.paint(f"--- {_brief(compared.before, changes.before)}", "red")
    yield stream.paint(f"+++ {_brief(compared.after, changes.after)}", "green")
    for change in changes.changes:
        yield ""
        yield from _change(change, stream)
    yield ""
    yield counted(compared)


def _brief(name: str, content: Content) -> str:
    edition = f", edition {content.edition}" if content.edition else ""
    return visible(f"{name}: {content.title}{edition}, information as of {content.as_of.isoformat()}")


def counted(compared: Compared) -> str:
    """`1 judgement changed, 3 altered, 1 added`; or that nothing did."""
    changes = compared.changes.changes
    graded = sum(bool(change.graded) for change in changes)
    told = [f"{graded} judgement{'s' * (graded != 1)} with another likelihood or confidence"] if graded else []
    for what in SIGNS:
        count = sum(change.what == what and not change.graded for change in changes)
        told += [f"{count} {what}"] if count else []
    return ", ".join(told) or "nothing has changed"


def place(unit: Unit) -> str:
    """What a unit is and where it stands: `Timeline, 3`, `fact cost`, `source gazette`."""
    if unit.name:
        return unit.kind if unit.kind == "brief" else f"{unit.kind} {unit.name}"
    where = f"{unit.section}, {unit.number}" if unit.number else unit.section
    kind = {"accepted": " (accepted warning)", "heading": " (heading)"}.get(unit.kind, "")
    return where + kind


def called(field: str) -> str:
    """A field for people."""
    return field[1:] if field[0] == BY else NAMES.get(field, field.replace("_", " "))


def cited(unit: Unit) -> str:
    """What a unit rests on: `gazette “first … last”; quayside`."""
    return "; ".join(f"{source} “{words}”" if words else source for source, words in unit.cites)


def _change(change: Change, stream: Stream) -> Iterator[str]:
    sign, style = SIGNS[change.what]
    unit = change.unit
    if change.graded:
        sign, style = "!", "bold yellow"
    head = f"{sign} {place(unit)}"
    if change.what == "moved" and change.before:
        head += f", from {change.before.section}"
    yield stream.paint(visible(head), style)
    if change.what == "altered":
        if all(each.field != "text" for each in change.differences) and not unit.name:
            yield f"    {visible(unit.text)}"
        for each in change.differences:
            yield from _difference(each, stream)
        return
    for field, told in unit.fields:
        label = "" if field == "text" else f"{called(field)}: "
        yield stream.paint(f"    {label}{visible(told)}", "" if change.what == "moved" else style)
    if unit.cites and change.what != "moved":
        yield stream.paint(f"    {called('cites')}: {visible(cited(unit))}", style)


def _difference(each: Difference, stream: Stream) -> Iterator[str]:
    label = "" if each.field == "text" else f"{called(each.field)}: "
    if each.field in _SHORT:
        before = stream.paint(visible(each.before) or "none", "red")
        after = stream.paint(visible(each.after) or "none", "green")
        yield f"    {label}{before} → {after}"
    else:
        yield f"    {label}{''.join(_marked(piece, stream) for piece in each.pieces)}"


def _marked(piece: Piece, stream: Stream) -> str:
    told = visible(piece.text)
    match piece.what:
        case "removed":
            return stream.paint(f"[-{told}-]", "red")
        case "added":
            return stream.paint(f"{{+{told}+}}", "green")
    return told
