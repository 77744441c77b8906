"""Filling the copy slot: the revision that a numbered copy appends to its edition."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.metrics import Face, Metrics, drawn
from pipeline.model.pages import Style
from pipeline.model.theme import SLOT_DEPTH
from pipeline.render.errors import RenderError
from pipeline.render.fonts import Codes
from pipeline.render.revision import Revision
from pipeline.render.slot import FORM
from pipeline.render.syntax import number, stream
from pipeline.render.words import Words

_SMALLEST = 8.0
"""No text is smaller, in points."""


def filled(edition: bytes, text: str, style: Style, metrics: Metrics) -> bytes:
    """See `pipeline.render.fill`."""
    revision = Revision(edition)
    slot = _slot(revision)
    face, words = metrics.faces[style.face], drawn(text).split()
    if not words:
        raise RenderError("the text of a copy is empty")
    wide = sum(face[word] for word in words) + face.space * (len(words) - 1)
    size = min(style.size, slot.wide / wide)
    if size < min(_SMALLEST, style.size):
        room = f"{_SMALLEST * wide:.0f} points at {_SMALLEST:g} points of size, {slot.wide:.0f} are there"
        raise RenderError(f"the text of a copy is too long for its slot: {room}")
    codes = _codes(words, face)
    points = f"{size - 0.0005:.3f}" if size < style.size else number(size)
    set_ = Words(face, codes, points)
    line = " ".join([set_[word] for word in words])
    ink = " ".join(map(number, style.colour))
    content = f"BT\n{set_.font}\n{ink} rg\n0 {number(SLOT_DEPTH * style.size)} Td\n[({line})]TJ\nET"
    fonts = "".join([each.embed(revision) for each in codes.values()])
    form = FORM % (slot.box[0], slot.box[1], f"/Font<<{fonts}>>")
    revision.replace(slot.number, stream(content.encode("latin-1"), form))
    return revision.close()


class _Slot(NamedTuple):
    """The slot of an edition: its object, its width and height as they are written, and the width in points."""

    number: int
    box: tuple[str, str]
    wide: float


def _slot(revision: Revision) -> _Slot:
    found = revision.find(FORM.replace("[", r"\[").replace("]", r"\]") % (r"([\d.]+)", r"([\d.]+)", ""))
    if len(found) != 1:
        raise RenderError("the file has no copy slot that is empty")
    ((held, (wide, high)),) = found
    return _Slot(held, (wide, high), float(wide))


def _codes(words: list[str], face: Face) -> dict[str, Codes]:
    """The characters of every face that draws some of the text, with the codes that stand for them."""
    homes: dict[str, tuple[Face, set[str]]] = {face.name: (face, set())}
    for char in "".join([face.shown.get(word, word) for word in words]):
        home = face.home(char)
        homes.setdefault(home.name, (home, set()))[1].add(char)
    made: dict[str, Codes] = {}
    for name, (home, characters) in sorted(homes.items()):
        codes = made[name] = Codes(name, home.program(characters), f"C{len(made) + 1}")
        for char in sorted(characters):
            codes[char]
    return made
