"""One font: advances and pair kerning in ems, read a character and a pair at a time.

No substitution: one character is one glyph, so that what is drawn is what can be extracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add
from pathlib import Path

from pipeline.fonts.kerning import kerning
from pipeline.fonts.opentype import Advances, Glyphs, Program
from pipeline.model.metrics import DASHES, SHY, Kerns, Pieces

_MOST = 100_000
"""Words remembered at most, in a process that builds for days."""


class _Advances(dict[str, float]):
    """Character to advance."""

    def __init__(self, program: Program, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs, self._advances, self._upem = glyphs, Advances(program), program.upem

    def __missing__(self, char: str) -> float:
        self[char] = width = self._advances[self._glyphs[char]] / self._upem
        return width


class _Pairs(dict[str, float]):
    """Two characters to what kerning adds between them."""

    def __init__(self, program: Program, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs, self._kerning, self._upem = glyphs, kerning(program), program.upem

    def __missing__(self, pair: str) -> float:
        pair_drawn = pair.replace(SHY, "-")
        move = self._kerning(pair_drawn)(self._glyphs[pair_drawn[0]], self._glyphs[pair_drawn[1]])
        self[pair] = found = round(move / self._upem, 4)
        return found


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
        program = Program(name, path)
        self.data = program.data
        """The font program."""
        self._glyphs = Glyphs(program)
        self._advances = _Advances(program, self._glyphs)
        self._pairs = _Pairs(program, self._glyphs)
        self._pieces: dict[tuple[str, Sequence[int]], Pieces] = {}
        self.space = self._advances[" "]

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
        return bool(self._glyphs[char])

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
