"""Whether the file is what its own attachments give: an edition is deterministic, so it can be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.model.readback import ReadFile
from pipeline.model.verification import Check, failed, passed, unchecked
from pipeline.verify.repacked import repacked

_SHOWN = 60


def remake(edition: bytes, made: bytes) -> Check:
    """Compare the edition's bytes with those that its attachments make."""
    if edition == made:
        return passed("remake", "made again from its own attachments, it is the same, byte for byte")
    if repacked(edition, made):
        told = "made again, it has the same content, but this machine's zlib packs it otherwise"
        return unchecked("remake", told)
    shorter = min(len(edition), len(made))
    at = next((at for at in range(shorter) if edition[at] != made[at]), shorter)
    return failed(
        "remake", "made again from its own attachments, it is another file", f"they differ from byte {at:,} on"
    )


def differences(file: ReadFile, made: ReadFile) -> dict[str, tuple[str, ...]]:
    """What a file says that differs from what was made again, by the check that it belongs to."""
    found: dict[str, list[str]] = {}
    for name, compare in _COMPARED:
        found.setdefault(name, []).extend(compare(file, made))
    return {name: tuple(told) for name, told in found.items() if told}


def _pages(file: ReadFile, made: ReadFile) -> Iterator[str]:
    if len(file.pages) != len(made.pages):
        yield f"it has {len(file.pages)} pages; its spec makes {len(made.pages)}"
    for number, (ours, theirs) in enumerate(zip(file.pages, made.pages, strict=False), 1):
        one, other = ("".join(text for _, text in page.marked) + page.artifacts for page in (ours, theirs))
        if one != other:
            yield f"page {number} says {_from_difference(one, other)}; its spec makes {_from_difference(other, one)}"
        if ours.links != theirs.links:
            lead = [link for link in ours.links if link not in theirs.links] or ["fewer places"]
            yield f"page {number} has links that its spec does not make: {lead[0][:_SHOWN]}"


def _tags(file: ReadFile, made: ReadFile) -> Iterator[str]:
    for ours, theirs in zip(file.tags, made.tags, strict=False):
        if ours != theirs:
            yield f"they tell {ours.role or 'text'} where its spec makes {theirs.role or 'text'}"
            return
    if len(file.tags) != len(made.tags):
        yield f"there are {len(file.tags)}; its spec makes {len(made.tags)}"
    if file.outline != made.outline:
        yield "the outline is not the one that its spec makes"


def _attached(file: ReadFile, made: ReadFile) -> Iterator[str]:
    ours, theirs = ({each.name: each for each in one.attachments} for one in (file, made))
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            what = "is missing" if name not in ours else "is one too many" if name not in theirs else "is another"
            yield f"{name} {what}"


def _metadata(file: ReadFile, made: ReadFile) -> Iterator[str]:
    for key in sorted({*file.info, *made.info}):
        if file.info.get(key) != made.info.get(key):
            yield f"Info says {key}: {file.info.get(key)!r}; its spec makes {made.info.get(key)!r}"
    if file.xmp != made.xmp:
        yield f"XMP says {_from_difference(file.xmp, made.xmp)}; its spec makes {_from_difference(made.xmp, file.xmp)}"
    if file.lang != made.lang:
        yield f"its language is {file.lang!r}; its spec makes {made.lang!r}"


_COMPARED: tuple[tuple[str, Callable[[ReadFile, ReadFile], Iterator[str]]], ...] = (
    ("text", _pages),
    ("tags", _tags),
    ("attachments", _attached),
    ("metadata", _metadata),
)


def _from_difference(text: str, other: str) -> str:
    """A text from a little before the place where another differs from it."""
    shorter = min(len(text), len(other))
    at = next((at for at in range(shorter) if text[at] != other[at]), shorter)
    start = max(at - 12, 0)
    piece = " ".join(text[start : start + _SHOWN].split())
    return f"“{'…' * bool(start)}{piece}{'…' * (len(text) > start + _SHOWN)}”"
