"""Words as they stand inside a TJ operator: codes of a subset, with kerning in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.metrics import Face, Kerns, Metrics
from pipeline.model.pages import Page, Pages, Style
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.fonts import Codes

_ASCII = range(32, 127)


class Words(dict[str, str]):
    """Word → what stands between `[(` and `)]TJ`, at one size of one face.

    Outside of a word the first subset is set. A character of another subset is reached by ending the operator,
    changing the font and beginning anew, so the size must be known.
    """

    def __init__(self, face: Face, codes: Mapping[str, Codes], size: str, *, plain: bool = False) -> None:
        """`plain` tells that the face itself is known to have all of ASCII."""
        super().__init__({"": ""})
        self.face, self._codes, self.size = face, codes, size
        own = codes[face.name]
        self.font = f"{own.font(0)} {size} Tf"
        self._first = own.font(0)
        self._plain = plain

    def __missing__(self, word: str) -> str:
        self.face[word]  # measuring is what brings the kerns
        kerns, text = self.face.kerns.get(word, ()), self.face.shown.get(word, word)
        if self._plain and text.isascii() and text.isprintable() and not ("(" in text or ")" in text or "\\" in text):
            code = _with_kerns(text, kerns) if kerns else text
        else:
            code = self._mixed(text, dict(kerns))
        self[word] = code
        return code

    def _mixed(self, word: str, kerns: dict[int, int]) -> str:
        out, now = [], self._first
        for at, char in enumerate(word):
            if move := kerns.get(at):
                out.append(f"){move}(")
            codes = self._codes[self.face.home(char).name]
            subset, code = codes[char]
            if (font := codes.font(subset)) != now:
                out.append(self._switch(font))
                now = font
            out.append(code)
        if now != self._first:
            out.append(self._switch(self._first))
        return "".join(out)

    def _switch(self, font: str) -> str:
        return f")]TJ\n{font} {self.size} Tf\n[("


def _with_kerns(word: str, kerns: Kerns) -> str:
    out, start = [], 0
    for end, move in kerns:
        out.append(f"{word[start:end]}){move}(")
        start = end
    return "".join(out) + word[start:]


class Faces:
    """The faces that the pages use, with a code for each of their characters."""

    def __init__(self, pages: Pages, metrics: Metrics) -> None:
        self.codes: dict[str, Codes] = {}
        self.metrics = metrics
        self._plain: dict[str, bool] = {}
        for face_name, (face, characters) in sorted(_homes(pages.sheets, metrics).items()):
            codes = Codes(face_name, face.program(characters), f"F{len(self.codes) + 1}")
            for char in sorted(characters):  # in order: the same letters make the same subsets
                codes[char]
            self.codes[face_name] = codes

    def words(self, style: Style, size: str) -> Words:
        """The words of a style, empty at first."""
        face = self.metrics.faces[style.face]
        if face.name not in self._plain:
            self._plain[face.name] = all(face.home(chr(code)) is face for code in _ASCII)
        return Words(face, self.codes, size, plain=self._plain[face.name])

    def resources(self, file: File) -> str:
        """Embed every subset; returns the dictionary of the pages' font resources."""
        return f"<<{''.join([codes.embed(file) for codes in self.codes.values()])}>>"


def _homes(sheets: Iterable[Page], metrics: Metrics) -> dict[str, tuple[Face, set[str]]]:
    """What each face has to show, the faces among them that others fall back on."""
    homes: dict[str, tuple[Face, set[str]]] = {}
    for name, words in _words(sheets).items():
        if name not in metrics.faces:
            raise RenderError(f"the pages use a face {name!r} that the metrics lack")
        face = metrics.faces[name]
        for word in words:
            face[word]
        homes.setdefault(name, (face, set()))
        shown = face.shown
        for char in set().union(*[shown.get(word, word) for word in words]):
            home = face.home(char)
            homes.setdefault(home.name, (home, set()))[1].add(char)
    return homes


def _words(sheets: Iterable[Page]) -> dict[str, set[str]]:
    """The words of each face."""
    words: dict[str, set[str]] = {}
    for page in sheets:
        drawn = (line for placed in page.figures for line in placed.lines)
        for line in (*page.lines, *page.furniture, *drawn):
            for part in line.parts:
                words.setdefault(part.style.face, set()).update(part.words)
    return words
