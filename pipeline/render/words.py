"""Words as they stand inside a TJ operator: codes of a subset, with kerning in between."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.metrics import Face, Kerns, Metrics
from pipeline.model.pages import Page, Pages, Style
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.fonts import Codes


class Words(dict[str, str]):
    """Word → what stands between `[(` and `)]TJ`, at one size of one face.

    Outside of a word the first subset is set. A character of another subset is reached by ending the operator,
    changing the font and beginning anew, so the size must be known.
    """

    def __init__(self, face: Face, codes: Codes, size: str) -> None:
        super().__init__({"": ""})
        self.face, self.codes, self.size = face, codes, size
        self.font = f"{codes.font(0)} {size} Tf"
        self._plain = codes.program.holds_ascii

    def __missing__(self, word: str) -> str:
        self.face[word]  # measuring is what brings the kerns
        kerns = self.face.kerns.get(word, ())
        if self._plain and word.isascii() and word.isprintable() and not ("(" in word or ")" in word or "\\" in word):
            code = _with_kerns(word, kerns) if kerns else word
        else:
            code = self._mixed(word, dict(kerns))
        self[word] = code
        return code

    def _mixed(self, word: str, kerns: dict[int, int]) -> str:
        out, now = [], 0
        for at, char in enumerate(word):
            if move := kerns.get(at):
                out.append(f"){move}(")
            subset, code = self.codes[char]
            if subset != now:
                out.append(self._switch(subset))
                now = subset
            out.append(code)
        if now:
            out.append(self._switch(0))
        return "".join(out)

    def _switch(self, subset: int) -> str:
        return f")]TJ\n{self.codes.font(subset)} {self.size} Tf\n[("


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
        for face_name, characters in sorted(_characters(pages.sheets).items()):
            if face_name not in metrics.faces:
                raise RenderError(f"the pages use a face {face_name!r} that the metrics lack")
            codes = Codes(face_name, metrics.faces[face_name].data, f"F{len(self.codes) + 1}")
            for char in sorted(characters):  # in order: the same letters make the same subsets
                codes[char]
            self.codes[face_name] = codes

    def words(self, style: Style, size: str) -> Words:
        """The words of a style, empty at first."""
        return Words(self.metrics.faces[style.face], self.codes[style.face], size)

    def resources(self, file: File) -> str:
        """Embed every subset; returns the dictionary of the pages' font resources."""
        return f"<<{''.join([codes.embed(file) for codes in self.codes.values()])}>>"


def _characters(sheets: Iterable[Page]) -> dict[str, set[str]]:
    """What each face has to show beyond ASCII."""
    words: dict[str, set[str]] = {}
    for page in sheets:
        drawn = (line for placed in page.figures for line in placed.lines)
        for line in (*page.lines, *page.furniture, *drawn):
            for part in line.parts:
                words.setdefault(part.style.face, set()).update(part.words)
    return {face: {char for char in set().union(*some) if char > "~"} for face, some in words.items()}
