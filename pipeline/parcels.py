"""An edition and its recipients → parcels: the copies, and what a mail tells beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import compose, publish, read
from pipeline.copying import Copier
from pipeline.material import words_of
from pipeline.model.copy import Copy
from pipeline.model.delivery import Parcel, Part
from pipeline.model.edition import Ledger, Published
from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.record import record

if TYPE_CHECKING:
    from pipeline.model.distribution import Recipient
    from pipeline.model.readback import ReadFile, Tagged
    from pipeline.model.spec import Spec
    from pipeline.world import World

_HEADING = re.compile(r"Title|H\d+")
_ASIDE = ("Note", "FENote", "Reference", "Lbl")
"""Elements that a reader of the text alone passes by: notes, their marks, and the dots of lists."""
_BLOCKS = ("P", "LBody")
_LIMIT = 2**31
_MEDIA = {(210.0, 297.0): "iso_a4_210x297mm", (215.9, 279.4): "na_letter_8.5x11in"}
_SHOWN = 4000
_LINES = 60


@record
class Found:
    """An edition in its ledger."""

    ledger: Ledger
    edition: Published

    @property
    def home(self) -> Path:
        """The folder of the brief's editions."""
        return self.ledger.path.parent

    @property
    def name(self) -> str:
        """As people call it."""
        return f"{self.edition.brief}@{self.edition.number}"


class Press:
    """What of one edition is needed for parcels, each part made when it is first asked for."""

    def __init__(self, world: World, found: Found) -> None:
        self._world, self.found = world, found

    def _file(self, name: str) -> bytes:
        """A file of the edition, as it was published. Raises UnusableInput (DELIVER010)."""
        edition, files = self.found.edition, self._world.files
        path = self.found.home / str(edition.number) / name
        state = publish.state_of(files, self.found.ledger, edition, name) if name in edition.files else "missing"
        if state != "as published":
            hint = "restore it from a copy, or build the brief once more"
            problem = Problem("DELIVER010", f"{path} is not what was published: {state}", hints=(hint,))
            raise UnusableInput([problem])
        return files.read(path, _LIMIT)

    @cached_property
    def pdf(self) -> bytes:
        """The edition's PDF. Raises UnusableInput (DELIVER010) where it is not what was published."""
        return self._file(f"{self.found.edition.brief}.pdf")

    @cached_property
    def spec(self) -> Spec:
        """Its spec, likewise."""
        brief = self.found.edition.brief
        return read.spec(self._file(f"{brief}.yaml"), f"{brief}.yaml").spec

    @cached_property
    def _copier(self) -> Copier:
        brief = self.found.edition.brief
        return Copier(self.pdf, self._file(f"{brief}.yaml"), brief)

    @cached_property
    def _words(self) -> compose.Words:
        return words_of(self.spec)

    @cached_property
    def _told(self) -> tuple[Part, ...]:
        """The bottom line, and what changed, as the pages print them."""
        from pipeline import readback

        words, edition = self._words, self.found.edition
        file = readback.read_back(self.pdf, f"{self.found.name}.pdf")
        section = next((each for each in self.spec.sections if each.kind == "bottom_line"), None)
        title = getattr(section, "title", None)
        heading = title.plain if title else words["bottom_line"]
        before = words["changes"].partition("{date}")[0].format(number=edition.number - 1)
        found = (section_text(file, heading), section_text(file, before, starts=True))
        return tuple(each for each in found if each[1])

    def parcel(self, recipient: Recipient, copy: Copy | None, code: str, *, cover: bool = False) -> Parcel:
        """What goes to a recipient: a numbered copy, or, without one, as many plain ones as it is to have.

        Raises UnusableInput (COPY003, DELIVER010).
        """
        edition, spec = self.found.edition, self.spec
        return Parcel(
            code=code,
            recipient=recipient.name,
            brief=edition.brief,
            edition=edition.number,
            copy=copy.number if copy else 0,
            copies=1 if copy else recipient.copies,
            title=spec.title,
            marking=spec.marking,
            language=spec.language,
            media=_media(*self._copier.sheet),
            pages=edition.pages,
            pdf=self._copier.made(copy) if copy else self.pdf,
            cover=self._cover(recipient, copy) if cover else b"",
            to=recipient.to,
            letter=compose.letter(spec, edition, copy, self._told, self._words) if recipient.mail else None,
        )

    def _cover(self, recipient: Recipient, copy: Copy | None) -> bytes:
        """The sheet in front of a printed copy."""
        return self._copier.cover(compose.cover(self.spec, self.found.edition, copy, recipient.name, self._words))


def section_text(file: ReadFile, heading: str, *, starts: bool = False) -> tuple[str, tuple[str, ...]]:
    """A heading with the paragraphs below it, without notes and their marks; none where there is no such heading.

    With `starts`, the heading may go on after these words.
    """
    drawn, wanted = file.drawn, _plain(heading)
    heads = _headings(file, drawn)
    at, found = next(
        ((i, text) for i, text in heads if text == wanted or (starts and text.startswith(wanted))), (-1, "")
    )
    if at < 0:
        return "", ()
    paragraphs: list[str] = []
    aside: int | None = file.tags[at].depth  # the heading's own text
    for tag in file.tags[at + 1 :]:
        if aside is not None and tag.depth > aside:
            continue
        if _HEADING.fullmatch(tag.role):
            break
        aside = tag.depth if tag.role in _ASIDE else None
        if tag.role in _BLOCKS or not paragraphs:
            paragraphs.append("")
        paragraphs[-1] += " " if aside is not None else "".join(drawn.get(piece, "") for piece in tag.content)
    return found, tuple(told[:_SHOWN] for each in paragraphs[:_LINES] if (told := _plain(each)))


def _headings(file: ReadFile, drawn: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, str]]:
    """Where the text of each heading ends among the tags, and that text."""
    for at, tag in enumerate(file.tags):
        if _HEADING.fullmatch(tag.role):
            below = takewhile(partial(_is_in, tag), file.tags[at + 1 :])
            pieces = [*tag.content, *(piece for each in below for piece in each.content)]
            yield at, _plain("".join(drawn.get(piece, "") for piece in pieces))


def _is_in(outer: Tagged, tag: Tagged) -> bool:
    return tag.depth > outer.depth


def _media(width: float, height: float) -> str:
    """The name of paper (PWG 5101.1) of this size, in millimetres."""
    return _MEDIA.get((width, height), f"custom_brief_{width:g}x{height:g}mm")


def _plain(text: str) -> str:
    """One line; where a mark stood before a sign, the sign follows the word."""
    return re.sub(r" ([.,;:)])", r"\1", " ".join(text.split()))


def found(world: World, name: str, out: Path) -> Found:
    """The edition that a name means: `NAME@3`, `NAME@latest`, NAME, its folder, or its PDF there.

    Raises UnusableInput (DELIVER010, VERIFY003), DoesNotHold (PUB004).
    """
    path = Path(name)
    if world.files.exists(path):
        folder = path.parent if path.suffix.lower() == ".pdf" else path
        home, which = folder.resolve().parent, folder.resolve().name
        if not which.isdecimal():
            home, which = folder, "latest"
    else:
        brief, _, which = name.partition("@")
        home, which = out / brief, which or "latest"
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", brief):
            raise _none(name, "it is no file, no folder, and no name of a brief")
    ledger = publish.read_ledger(world.files, home / "ledger.jsonl")
    editions: Any = ledger.editions
    if which == "latest" and editions:
        return Found(ledger, editions[-1])
    if not which.isdecimal() or not 0 < int(which) <= len(editions):
        raise _none(name, f"the ledger {ledger.path} has {len(editions)} editions, and none is {which}")
    return Found(ledger, editions[int(which) - 1])


def _none(name: str, why: str) -> UnusableInput:
    hint = "name its folder, out/harbour/3, or harbour@3, or harbour for the newest"
    return UnusableInput([Problem("DELIVER010", f"{name} is no edition: {why}", hints=(hint,))])
