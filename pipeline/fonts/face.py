"""One font: advances and pair kerning in ems. HarfBuzz reads the tables, a character and a pair at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add
from pathlib import Path

import uharfbuzz as hb

from pipeline.model.metrics import DASHES, SHY, Kerns, Pieces

_NO_LIGATURES = {"liga": False}
"""No substitution: one character is one glyph, so that what is drawn is what can be extracted."""

_MOST = 100_000
"""Words remembered at most, in a process that builds for days."""


class _Advances(dict[str, float]):
    """Character to advance."""

    def __init__(self, font: hb.Font, upem: int) -> None:
        super().__init__()
        self.font, self.upem = font, upem

    def __missing__(self, char: str) -> float:
        glyph = self.font.get_nominal_glyph(ord(char)) or 0
        width: float = self.font.get_glyph_h_advance(glyph) / self.upem
        self[char] = width
        return width


class _Pairs(dict[str, float]):
    """Two characters to what kerning adds between them (GPOS, feature `kern`)."""

    def __init__(self, advances: _Advances) -> None:
        super().__init__()
        self._advances, self._buffer = advances, hb.Buffer()

    def __missing__(self, pair: str) -> float:
        buffer, plain = self._buffer, self._advances
        pair_drawn = pair.replace(SHY, "-")
        buffer.clear_contents()
        buffer.add_str(pair_drawn)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"  # no text of ours runs the other way, and HarfBuzz would swap the pair
        hb.shape(plain.font, buffer, _NO_LIGATURES)
        shaped: int = sum([position.x_advance for position in buffer.glyph_positions])
        move: float = round(shaped / plain.upem - plain[pair_drawn[0]] - plain[pair_drawn[1]], 4)
        self[pair] = move
        return move


class FontFace(dict[str, float]):
    """A font at no particular size: word to the advance of the kerned word, in ems, measured once.

    `kerns` holds the words that have any kerning. Ask `covers` first: a character without a glyph has the width of
    the font's box for missing ones.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self.name = name
        self.path = path
        """The font file."""
        self.kerns: dict[str, Kerns] = {}
        blob = hb.Blob.from_file_path(str(path))
        face = hb.Face(blob)
        self._font = hb.Font(face)
        self._advances = _Advances(self._font, face.upem)
        self._pairs = _Pairs(self._advances)
        self._pieces: dict[tuple[str, Sequence[int]], Pieces] = {}
        self.space = self._advances[" "]

    @property
    def data(self) -> bytes:
        """The font program."""
        return self.path.read_bytes()

    def __missing__(self, word: str) -> float:
        width = sum(map(self._advances.__getitem__, word))
        if len(word) > 1:
            moves = [*map(self._pairs.__getitem__, map(add, word, word[1:]))]
            if any(moves):
                width += sum(moves)
                self.kerns[word] = tuple([(i, round(-1000 * move)) for i, move in enumerate(moves, 1) if move])
        self[word] = width
        return width

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph of its own for this character."""
        return bool(self._font.get_nominal_glyph(ord(char)))

    def pieces(self, word: str, places: Sequence[int]) -> Pieces:
        """The widths on either side of each place."""
        if not places:
            return ()
        key = word, places if isinstance(places, tuple) else tuple(places)
        found = self._pieces.get(key)
        if found is None:
            self._pieces[key] = found = self._divided(word, places)
        return found

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
            self.kerns.clear()
            self._pieces.clear()
