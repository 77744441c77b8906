"""What goes beside a brief: the words of a mail it is attached to, and of the sheet in front of a printed copy."""

from __future__ import annotations

from pipeline.compose.dates import day
from pipeline.compose.words import Words
from pipeline.model.copy import Copy
from pipeline.model.delivery import Letter, Part
from pipeline.model.edition import Published
from pipeline.model.spec import Spec


def letter(spec: Spec, edition: Published, copy: Copy | None, parts: tuple[Part, ...], words: Words) -> Letter:
    """In the language of the brief. `parts` are its bottom line and what changed, as its pages print them."""
    number = words["edition"].format(number=edition.number)
    return Letter(
        subject=f"[{spec.marking}] {spec.title}{words['comma']}{number}",
        about=words["between"].join((*_about(spec, edition, words), *_copy(copy, words))),
        parts=parts,
        evidence=edition.evidence,
        check=words["subject"],
        attached=words["mail.attached"],
        linked=words["mail.linked"],
    )


def cover(spec: Spec, edition: Published, copy: Copy | None, recipient: str, words: Words) -> tuple[str, ...]:
    """The lines below the title on a sheet that lies before a printed copy."""
    key = words["key"].format(key=edition.key[:8])
    about = words["between"].join((*_about(spec, edition, words), key))
    return (*(_copy(copy, words) or (recipient,)), about)


def _about(spec: Spec, edition: Published, words: Words) -> tuple[str, ...]:
    return words["edition"].format(number=edition.number), words["as_of"].format(date=day(spec.as_of, words))


def _copy(copy: Copy | None, words: Words) -> tuple[str, ...]:
    return (copy_line(copy, words),) if copy else ()


def copy_line(copy: Copy, words: Words) -> str:
    """Which copy it is, as the header of each of its pages says it."""
    return words["copy"].format(number=copy.number, recipient=copy.recipient, code=copy.code)
