"""The lock: what is kept of a brief's sources so that its claims can be held without their texts."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.atoms import Atoms
from pipeline.model.record import record


@record
class LockedPassage:
    """One passage: where it stands, hashes of its words and of what stands around it, and its atoms.

    Hashes are SHA-256 in hexadecimal over folded text (see `pipeline.cite.fold`). `written_sha256` is the start of the
    hash of the words by which the spec names it; `answers` holds what was asked of its words when the lock was written.
    """

    written_sha256: str
    start: int
    """Offset in the normalised text."""
    length: int
    paragraph: int
    sha256: str
    ends_sha256: str
    """Of its first and last words."""
    before_sha256: str
    """Of the 32 characters before it in its paragraph."""
    after_sha256: str
    """Of the 32 characters after it in its paragraph."""
    sentences: bool
    """Whether it is longer than one sentence."""
    atoms: Atoms
    answers: Mapping[str, bool]


@record
class LockedSource:
    """One source: hashes and length of its file and text, who read it, its passages, and its body's atoms."""

    sha256: str
    normalised_sha256: str
    length: int
    extractor: str
    normaliser: str
    reader: str
    """Name and version of the reader of atoms; "" where its language has none."""
    settings: str
    """A hash of `body` and `published.hint` of its entry."""
    body: Atoms
    """Figures, dates and names of the whole body, without places, each once."""
    passages: Mapping[str, LockedPassage]
    answers: Mapping[str, bool]


@record
class LockedDifference:
    """A difference between reports, as it was acknowledged: what it is, and what each source reported then.

    `because_sha256` is the start of the hash of the reason.
    """

    kind: str
    reports: Mapping[str, str]
    because_sha256: str


@record
class Lock:
    """`specs/NAME.lock`. No text of an article stands in it beyond figures, dates and names."""

    brief: str
    sources: Mapping[str, LockedSource]
    differences: Mapping[str, LockedDifference]
    """By fact."""
