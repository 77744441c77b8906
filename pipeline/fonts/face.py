"""One font: advances and pair kerning in ems. HarfBuzz reads the tables, a character and a pair at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import add
from pathlib import Path

import uharfbuzz as hb

from pipeline.fonts.joined import Joiner
from pipeline.model.metrics import DASHES, LIGATURES, NNBSP, SHY, Hyphenator, Kerns, Pieces

_NO_LIGATURES = {"liga": False}
"""No substitution: one character is one glyph, so that what is drawn is what can be extracted."""

_MOST = 100_000
"""Words remembered at most, in a process that builds for days."""

_LONG = 100
"""The pieces of a longer word are measured as if it had no ligatures: else its time would grow as its square."""

_NARROW = 0.2
"""Width of the narrow no-break space in a font that has none, in ems."""

_LENT = {NNBSP: " ", SHY: "-"}
"""What is drawn for a sign that a font lacks; `render.fonts` does the same."""

_LAYOUT = (b"BASE", b"GDEF", b"GPOS", b"GSUB", b"kern")
"""Tables that a PDF has no use for: text is laid out before it is drawn."""

_POSTSCRIPT_NAME = 6
"""OpenType 1.9, chapter name: which of the names a font is called by in a PDF."""

_UNKERNED = "\u2e80"
"""From here on stand ideographs and kana: each fills its square."""


class _Advances(dict[str, float]):
    """Character to advance. A narrow no-break space that the font lacks is drawn as a space, and kerned narrow."""

    def __init__(self, face: FontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        face = self._face
        glyph = face.font.get_nominal_glyph(ord(char))
        width: float = face.font.get_glyph_h_advance(glyph) / face.upem if glyph else face.home(char).advance(char)
        self[char] = width
        return width


class _Pairs(dict[str, float]):
    """Two characters to what kerning adds between them (GPOS, feature `kern`). Two fonts are never kerned."""

    def __init__(self, face: FontFace, advances: _Advances) -> None:
        super().__init__()
        self._face, self._advances, self._buffer = face, advances, hb.Buffer()

    def __missing__(self, pair: str) -> float:
        face, drawn_pair = self._face, pair
        if not pair.isascii():  # what is, comes from one font
            face, drawn_pair = face.home(pair[0]), pair.replace(SHY, "-")
            if not self._are_kerned(pair, face):
                self[pair] = move = _NARROW - self._face.space if self._is_narrow(pair[1]) else 0.0
                return move
        buffer, plain = self._buffer, self._advances
        buffer.clear_contents()
        buffer.add_str(drawn_pair)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"  # no text of ours runs the other way, and HarfBuzz would swap the pair
        hb.shape(face.font, buffer, _NO_LIGATURES)
        shaped: int = sum([position.x_advance for position in buffer.glyph_positions])
        self[pair] = move = round(shaped / face.upem - plain[drawn_pair[0]] - plain[drawn_pair[1]], 4)
        return move

    def _is_narrow(self, char: str) -> bool:
        """Whether a space is drawn for this narrow one, so that it is kerned narrow."""
        return char == NNBSP and not self._face.has_narrow

    def _are_kerned(self, pair: str, home: FontFace) -> bool:
        return NNBSP not in pair and self._face.home(pair[1]) is home and min(pair) < _UNKERNED


class FontFace(dict[str, float]):
    """A font at no particular size: word to the advance of the kerned word, in ems, measured once.

    `kerns` holds the words that have any kerning, `shown` those that are drawn with ligatures; kerns count the
    characters that are shown. Ask `covers` first: a character without a glyph has the width of the font's box for
    missing ones. What the font lacks, the first of its fallbacks that has it draws.
    """

    def __init__(
        self,
        name: str,
        path: Path,
        weight: int = 0,
        fallbacks: Callable[[], tuple[FontFace, ...]] = tuple,
        divide: Hyphenator | None = None,
    ) -> None:
        super().__init__()
        self.name, self.path, self._weight, self._fallbacks = name, path, weight, fallbacks
        self.kerns: dict[str, Kerns] = {}
        self.shown: dict[str, str] = {}
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.upem: int = face.upem
        self.font = hb.Font(face)
        if weight:
            self.font.set_variations({"wght": weight})
        self._homes: dict[str, FontFace] = {}
        self._advances = _Advances(self)
        self._pairs = _Pairs(self, self._advances)
        self._pieces: dict[tuple[str, Sequence[int]], Pieces] = {}
        self.space = self.advance(" ")
        self.has_narrow = self.has(NNBSP)
        self._joined = Joiner(self._has_ligature, divide)

    def has(self, char: str) -> bool:
        """Whether this very font has a glyph for the character."""
        return bool(self.font.get_nominal_glyph(ord(char)))

    def advance(self, char: str) -> float:
        """The advance of the font's own glyph, or of the one that is drawn for a sign which it lacks."""
        glyph = self.font.get_nominal_glyph(ord(char)) or self.font.get_nominal_glyph(ord(_LENT.get(char, char)))
        width: float = self.font.get_glyph_h_advance(glyph or 0) / self.upem
        return width

    def home(self, char: str) -> FontFace:
        """The font that draws the character: this one, or the first fallback that has it."""
        found = self._homes.get(char)
        if found is None:
            found = self
            if not self.has(char) and char not in _LENT:
                found = next((other for other in self._fallbacks() if other.has(char)), self)
            self._homes[char] = found
        return found

    def _has_ligature(self, sign: str) -> bool:
        """Whether the font itself sets these letters as this one sign (GSUB, feature `liga`)."""
        glyph = self.font.get_nominal_glyph(ord(sign))
        buffer = hb.Buffer()
        buffer.add_str(LIGATURES[sign])
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, {"liga": True})
        return bool(glyph) and [info.codepoint for info in buffer.glyph_infos] == [glyph]

    def program(self, characters: Iterable[str]) -> bytes:
        """What of the font sets these characters, at this face's weight: outlines and widths, no layout tables.

        Without instructions to the rasteriser (hinting), a third of a file: poppler draws the same dots without them,
        PDFium the same letters within a part of a dot. Without names but the one that a PDF calls the font by.
        """
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_HINTING
        for char in sorted({" ", *characters, *[_LENT[char] for char in characters if char in _LENT]}):
            wanted.unicode_set.add(ord(char))
        for tag in _LAYOUT:
            wanted.drop_table_tag_set.add(int.from_bytes(tag, "big"))
        wanted.name_id_set.clear()
        wanted.name_id_set.add(_POSTSCRIPT_NAME)
        if self._weight:
            wanted.pin_axis_location(self.font.face, "wght", float(self._weight))
        made: bytes = hb.subset(self.font.face, wanted).blob.data
        return made

    def __missing__(self, word: str) -> float:
        text = word
        if "f" in word and (text := self._joined(word)) != word:
            self.shown[word] = text
        width = sum(map(self._advances.__getitem__, text))
        if len(text) > 1:
            moves = [*map(self._pairs.__getitem__, map(add, text, text[1:]))]
            if any(moves):
                width += sum(moves)
                self.kerns[word] = tuple([(i, round(-1000 * move)) for i, move in enumerate(moves, 1) if move])
        self[word] = width
        return width

    def covers(self, char: str) -> bool:
        """Whether the font, or one of its fallbacks, has a glyph for this character."""
        return self.has(char) or char in _LENT or self.home(char).has(char)

    def pieces(self, word: str, places: Sequence[int]) -> Pieces:
        """The widths on either side of each place."""
        if not places:
            return ()
        key = word, places if isinstance(places, tuple) else tuple(places)
        found = self._pieces.get(key)
        if found is None:
            self[word]  # which says whether it has ligatures
            apart = self._divided if word not in self.shown or len(word) > _LONG else self._measured
            self._pieces[key] = found = apart(word, places)
        return found

    def _measured(self, word: str, places: Sequence[int]) -> Pieces:
        """Of a word with ligatures, some of which a division takes apart."""
        found = []
        for place in places:
            hyphen = "" if word[place - 1] in DASHES else SHY
            found.append((place, self[word[:place] + hyphen], self[word[place:]]))
        return tuple(found)

    def _divided(self, word: str, places: Sequence[int]) -> Pieces:
        far = [0.0, *accumulate(map(self._advances.__getitem__, word))]
        moves = [0.0, *accumulate(map(self._pairs.__getitem__, map(add, word, word[1:])))]
        total = far[-1] + moves[-1]
        hyphen = self._advances[SHY]
        found = []
        for place in places:
            head = far[place] + moves[place - 1]
            if word[place - 1] not in DASHES:
                head += hyphen + self._pairs[word[place - 1] + SHY]
            found.append((place, head, total - far[place] - moves[place]))
        return tuple(found)

    def trim(self) -> None:
        """Forget everything measured, once it is too much to keep."""
        if len(self) > _MOST:
            self.clear()
            for kept in (self.kerns, self.shown, self._pieces, self._homes, self._advances, self._pairs):
                kept.clear()
