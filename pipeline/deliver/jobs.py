"""What a printer says it can do, against what is asked of it; and what the state of a job comes to. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.deliver.ipp.codec import Attribute, Tag
from pipeline.model.delivery import Parcel, State
from pipeline.model.distribution import Printer

Known = Mapping[str, tuple[Any, ...]]

_SIDES = {"one": "one-sided", "two": "two-sided-long-edge", "two-short": "two-sided-short-edge"}
_COLOURS = {"colour": "color", "monochrome": "monochrome"}
_FINISHINGS = {
    "staple": 4, "punch": 5, "cover": 6, "bind": 7, "saddle-stitch": 8, "edge-stitch": 9, "fold": 10, "trim": 11,
    "bale": 12, "booklet-maker": 13, "staple-top-left": 20, "staple-bottom-left": 21, "staple-top-right": 22,
    "staple-bottom-right": 23, "edge-stitch-left": 24, "edge-stitch-top": 25, "edge-stitch-right": 26,
    "edge-stitch-bottom": 27, "staple-dual-left": 28, "staple-dual-top": 29, "staple-dual-right": 30,
    "staple-dual-bottom": 31, "staple-triple-left": 32, "staple-triple-top": 33, "staple-triple-right": 34,
    "staple-triple-bottom": 35, "bind-left": 50, "bind-top": 51, "bind-right": 52, "bind-bottom": 53,
    "trim-after-pages": 60, "trim-after-documents": 61, "trim-after-copies": 62, "trim-after-job": 63,
    "punch-top-left": 70, "punch-bottom-left": 71, "punch-top-right": 72, "punch-bottom-right": 73,
    "punch-dual-left": 74, "punch-dual-top": 75, "punch-dual-right": 76, "punch-dual-bottom": 77,
    "punch-triple-left": 78, "punch-triple-top": 79, "punch-triple-right": 80, "punch-triple-bottom": 81,
    "punch-quad-left": 82, "punch-quad-top": 83, "punch-quad-right": 84, "punch-quad-bottom": 85,
    "fold-accordion": 90, "fold-double-gate": 91, "fold-gate": 92, "fold-half": 93, "fold-half-z": 94,
    "fold-left-gate": 95, "fold-letter": 96, "fold-parallel": 97, "fold-poster": 98, "fold-right-gate": 99,
    "fold-z": 100,
}  # fmt: skip
"""Names and numbers of finishings (RFC 8011, 5.2.6; PWG 5100.1)."""

ABLE = (
    "printer-name", "printer-make-and-model", "printer-state", "printer-state-reasons", "printer-state-message",
    "printer-is-accepting-jobs", "document-format-supported", "media-supported", "media-ready", "sides-supported",
    "print-color-mode-supported", "finishings-supported", "copies-supported", "page-ranges-supported",
    "job-account-id-supported", "job-hold-until-supported", "job-creation-attributes-supported",
)  # fmt: skip
"""What a printer is asked about itself."""

_REASONS = {
    "media-empty": "out of paper",
    "media-needed": "it wants paper",
    "media-jam": "paper jam",
    "media-low": "paper is low",
    "toner-empty": "out of toner",
    "toner-low": "toner is low",
    "marker-supply-empty": "out of ink or toner",
    "marker-supply-low": "ink or toner is low",
    "door-open": "a door is open",
    "cover-open": "a cover is open",
    "input-tray-missing": "a tray is missing",
    "output-area-full": "the output is full",
    "spool-area-full": "its memory is full",
    "paused": "somebody has paused it",
    "shutdown": "it is shut down",
    "offline": "it is offline",
    "moving-to-paused": "it is being paused",
    "connecting-to-device": "it can't be reached by its queue",
    "timed-out": "it does not answer its queue",
    "job-hold-until-specified": "it waits to be released",
    "job-canceled-by-user": "somebody canceled it",
    "job-canceled-by-operator": "the operator canceled it",
    "job-canceled-at-device": "it was canceled at the printer",
    "printer-stopped": "the printer has stopped",
    "printer-stopped-partly": "the printer has partly stopped",
    "aborted-by-system": "the printer gave it up",
    "document-format-error": "the printer could not read it",
}
_INCOMPLETE = frozenset({"job-incoming", "job-data-insufficient"})
_STATES = {3: "idle", 4: "printing", 5: "stopped"}


def asked_for(told: Printer, parcel: Parcel) -> list[Attribute]:
    """The job attributes of a parcel (RFC 8011, 5.2)."""
    own = told.layout == "plain" and not told.cover
    sides = "two-short" if told.layout == "booklet" and told.sides is None else told.sides
    attributes: list[Attribute] = [
        (Tag.INTEGER, "copies", [parcel.copies]),
        (Tag.KEYWORD, "media", [told.media or parcel.media]),
    ]
    if sides:
        attributes.append((Tag.KEYWORD, "sides", [_SIDES[sides]]))
    if told.colour:
        attributes.append((Tag.KEYWORD, "print-color-mode", [_COLOURS[told.colour]]))
    if told.finishings:
        attributes.append((Tag.ENUM, "finishings", [_FINISHINGS.get(name, 0) for name in told.finishings]))
    if told.pages and own:
        attributes.append((Tag.RANGE, "page-ranges", ranges(told.pages)))
    if told.account:
        attributes.append((Tag.NAME, "job-account-id", [told.account]))
    if told.hold:
        attributes.append((Tag.KEYWORD, "job-hold-until", ["indefinite"]))
    return attributes


def shown(tag: Tag, values: Sequence[Any]) -> str:
    """Values of an attribute for people."""
    names = {number: name for name, number in _FINISHINGS.items()}
    if tag is Tag.ENUM:
        values = [names.get(each, each) for each in values]
    if tag is Tag.RANGE:
        values = [f"{first}-{last}" for first, last in values]
    return ", ".join(map(str, values))


def ranges(pages: str) -> list[tuple[int, int]]:
    """`1-3,5` as pairs."""
    parts = [part.partition("-") for part in pages.split(",")]
    return [(int(first), int(last or first)) for first, _, last in parts]


def lacking(known: Known, told: Printer, parcel: Parcel) -> Iterator[str]:
    """What the printer does not say it can do of what is asked of it."""
    takes = known.get("document-format-supported", ())
    if takes and "application/pdf" not in takes:
        yield f"it takes no PDF, only {_listed(takes)}"
    for name, values in ((name, values) for _, name, values in asked_for(told, parcel)):
        yield from _lacking(known, name, values)
    yield from (f'"{name}" is no finishing that IPP knows' for name in told.finishings if name not in _FINISHINGS)
    if told.pages and (most := max(last for _, last in ranges(told.pages))) > parcel.pages:
        yield f"the brief has {parcel.pages} pages, and page {most} is asked for"
    if told.pages and any(first > last for first, last in ranges(told.pages)):
        yield f"the pages {told.pages} run backwards"


def _lacking(known: Known, name: str, values: Sequence[Any]) -> Iterator[str]:
    supported = known.get(f"{name}-supported", ())
    match name:
        case "copies":
            (least, most) = next((each for each in supported if isinstance(each, tuple)), (1, 2**31))
            if not least <= values[0] <= most:
                yield f"it makes {most} at a time at most, and {values[0]} copies are asked for"
        case "page-ranges":
            if supported == (False,):
                yield "it can't print some pages only"
        case "job-account-id" | "job-hold-until":
            creates = known.get("job-creation-attributes-supported", ())
            if name not in creates and not any(supported):
                yield "it knows no accounts" if name == "job-account-id" else "it can't hold a job"
        case "finishings":
            names = {number: finishing for finishing, number in _FINISHINGS.items()}
            can = [names[each] for each in supported if each in names]
            missing = [names[each] for each in values if each in names and each not in supported]
            if missing:
                yield f"it can't {', '.join(missing)}; its finishings: {_listed(can)}"
        case _:
            missing = [str(each) for each in values if each not in supported]
            if supported and missing:
                yield f"{name} {', '.join(missing)} is not there; it has {_listed(supported)}"


def _listed(values: Sequence[Any]) -> str:
    told = [str(each) for each in values]
    return ", ".join(told[:8]) + (f" and {len(told) - 8} more" if len(told) > 8 else "") if told else "none"


def reasons(known: Known) -> str:
    """How the printer stands, in plain words."""
    state = _STATES.get(next(iter(known.get("printer-state", ())), 0), "in an unknown state")
    told = [_plain(each) for each in known.get("printer-state-reasons", ()) if each != "none"]
    if not known.get("printer-is-accepting-jobs", (True,))[0]:
        told.append("it takes no jobs")
    name = next(iter(known.get("printer-make-and-model", known.get("printer-name", ()))), "")
    why = f": {', '.join(dict.fromkeys(told))}" if told else ""
    return f"{name}, {state}{why}" if name else f"{state}{why}"


def _plain(reason: Any) -> str:
    bare = re.sub(r"-(error|warning|report)$", "", str(reason))
    return _REASONS.get(bare, bare.replace("-", " "))


def described(known: Known) -> Iterator[str]:
    """What it can do, a line each."""
    names = {number: finishing for finishing, number in _FINISHINGS.items()}
    finishings = [names[each] for each in known.get("finishings-supported", ()) if each in names]
    for word, values in (
        ("documents", known.get("document-format-supported", ())),
        ("paper that is loaded", known.get("media-ready", ())),
        ("sides", known.get("sides-supported", ())),
        ("colour", known.get("print-color-mode-supported", ())),
        ("finishings", finishings),
    ):
        if values:
            yield f"{word}: {_listed(list(values))}"


class JobState:
    """What the state of a job comes to (RFC 8011, 5.3.7 and 5.3.8)."""

    def __init__(self, job: Known, *, held: bool = False) -> None:
        """`held`: the job was to be held."""
        self._state = next(iter(job.get("job-state", ())), 0)
        self._held = held
        self.incomplete = bool(_INCOMPLETE & set(job.get("job-state-reasons", ()))) or (self._state == 4 and not held)
        """Whether the document has not come whole, or the printer holds it back unasked."""
        told = [_plain(each) for each in job.get("job-state-reasons", ()) if each not in ("none", "job-printing")]
        self._why = ", ".join(dict.fromkeys(told))

    @property
    def outcome(self) -> State:
        """For the outbox."""
        if self._state == 4 and not self.incomplete:
            return "sent"
        return {7: "refused", 8: "refused", 9: "sent"}.get(self._state, "going")  # type: ignore[return-value]

    @property
    def told(self) -> str:
        """For people."""
        words = {
            3: "is waiting",
            4: "is held back by the printer" if self.incomplete else "is held until somebody releases it",
            5: "is printing",
            6: "has stopped",
            7: "was canceled",
            8: "was given up",
            9: "was printed",
        }
        plain = "job completed successfully"
        why = f": {self._why}" if self._why and self._why != plain and self._state != 4 else ""
        return f"{words.get(self._state, 'is in an unknown state')}{why}"
