"""`make bench-page`: how even our lines are, beside Typst's, on the same text in the same type.

Both set the paragraphs of `prose/` in columns of several widths; the finished PDFs are measured with one instrument,
pdftotext's boxes of words. Results go into page.json, and from there into docs/page-quality.md; `--check` compares.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import font_source_serif_pro

from pipeline import fonts, render
from pipeline.layout import layout
from pipeline.model.document import Paragraph, Text
from pipeline.model.theme import MM
from tests.support import repo, setting, tools

HERE = Path(__file__).parent
RESULTS = HERE / "page.json"
DOC = repo.ROOT / "docs/page-quality.md"
START, END = "<!-- page: make bench-page -->\n", "<!-- end of page -->\n"

LANGUAGES = {"en": "en-GB", "de": "de", "fr": "fr"}
WIDTHS = (431, 340, 250, 180)
"""Of the text, in points: the page of the default theme, and columns as narrow as a third of it."""
SIZE, LEADING, AFTER = 10.4, 14.2, 7.0
"""The default theme's prose."""

TIGHTEST, LOOSEST = 0.8, 1.5
"""Spaces beyond these parts of the font's own are seen: a line of them is counted."""
SHORT = 0.15
"""A last line narrower than this part of the measure looks like a mistake."""
RIVER = 3
"""Lines that a river crosses at least."""

_TYPST = """\
#set page(width: 595.276pt, height: 841.89pt, margin: (left: {left}pt, right: {left}pt, top: {top}pt, bottom: {bottom}pt))
#set text(font: "Source Serif Pro", size: {size}pt, lang: "{lang}", top-edge: {size}pt, bottom-edge: {under}pt)
#set par(justify: true, leading: 0pt, spacing: {after}pt)
{text}
"""


class Word(NamedTuple):
    """A word or part of one on a page, in points from the left and the top."""

    text: str
    left: float
    right: float
    foot: float
    page: int


class Set(NamedTuple):
    """A line of a paragraph as it was found in a file."""

    words: tuple[Word, ...]
    divided: bool
    first: bool
    last: bool

    @property
    def gaps(self) -> list[tuple[float, float]]:
        """The spaces between its words, from where to where; those before signs of French are not justified."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return [(a.right, b.left) for a, b in pairs if b.text[0] not in ";:?!»" and a.text[-1] != "«"]


class Quality(NamedTuple):
    """What was counted. Spaces are parts of the font's own space; shares are of all lines or paragraphs."""

    lines: int
    uneven: float
    """How far the spaces of a justified line part from the font's, on average."""
    loosest: float
    tightest: float
    beyond: int
    """Justified lines tighter or looser than the limits."""
    divided: int
    ladders: int
    """Lines after the first of each run of divided lines."""
    longest: int
    """Most divided lines in a row."""
    short: int
    """Last lines that are short, or begin with the rest of a word."""
    alone: int
    """First lines at the foot of a page and last ones at the head of one."""
    rivers: int


# ── the two that set ────────────────────────────────────────────────────────────────────────────────────────────────


def prose(language: str) -> list[str]:
    """The paragraphs of a language, with the narrow spaces that French has before its signs."""
    text = (HERE / f"prose/{language}.txt").read_text(encoding="utf-8").replace("'", "’")
    return [re.sub(" (?=[;:?!»])", "\u202f", part.replace("\n", " ").strip()) for part in text.split("\n\n")]


def ours(paragraphs: Sequence[str], language: str, width: float) -> bytes:
    """The paragraphs by our own layout, in the prose of the default theme."""
    theme = setting.desk()
    side = (theme.sheet.width - width / MM) / 2
    theme = theme.model_copy(update={"sheet": theme.sheet.model_copy(update={"left": side, "right": side})})
    metrics = fonts.load(theme, LANGUAGES[language])
    blocks = [Paragraph((Text(text),)) for text in paragraphs]
    return render.render(layout(setting.document(*blocks, lang=LANGUAGES[language]), theme, metrics), metrics)


def typst(paragraphs: Sequence[str], language: str, width: float) -> bytes:
    """The paragraphs by Typst, on the same page, justified and divided as it does by itself."""
    import typst as compiler

    sheet = setting.desk().sheet
    text = "\n\n".join(re.sub(r"([\\#$*_`<>@=~\[\]-])", r"\\\1", text) for text in paragraphs)
    source = _TYPST.format(
        left=(595.276 - width) / 2, top=sheet.top * MM, bottom=sheet.bottom * MM, size=SIZE, lang=language,
        under=SIZE - LEADING, after=AFTER, text=text,
    )  # fmt: skip
    files = Path(font_source_serif_pro.__file__).parent / "files"
    return compiler.compile(source.encode(), font_paths=[str(files)], ignore_system_fonts=True)


SETTERS = {"ours": ours, "typst": typst}


# ── the instrument ──────────────────────────────────────────────────────────────────────────────────────────────────


def words(pdf: bytes) -> Iterator[Word]:
    """The words of a file, page by page, where poppler finds them."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        told = tools.run("pdftotext", "-bbox", file.name, "-")
    for page, part in enumerate(told.split("<page ")[1:], 1):
        for box in re.findall(r'xMin="(.+?)" yMin=".+?" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', part):
            left, right, foot, text = box
            yield Word(text.replace("&quot;", '"').replace("&amp;", "&"), *map(float, (left, right, foot)), page)


def bare(text: str) -> str:
    """Letters and digits alone: what no setter adds or takes away."""
    return re.sub(r"[\W_]", "", text)


def lines(pdf: bytes, paragraphs: Sequence[str]) -> list[Set]:
    """The lines of a file. Raises AssertionError if its text is not that of the paragraphs."""
    rows: dict[tuple[int, int], list[Word]] = {}
    for word in words(pdf):
        rows.setdefault((word.page, round(word.foot)), []).append(word)
    ordered = [sorted(rows[key], key=lambda word: word.left) for key in sorted(rows)]
    whole = "".join(map(bare, paragraphs))
    ends, total = set(), 0
    for text in paragraphs:
        total += len(bare(text))
        ends.add(total)
    joints = {len(bare(text)) for text in _heads(paragraphs)}
    out, at, first = [], 0, True
    for row in ordered:
        text = bare("".join(word.text for word in row))
        assert whole.startswith(text, at), (whole[at : at + 40], text)
        at += len(text)
        out.append(Set(tuple(row), at not in joints, first, at in ends))
        first = at in ends
    assert at == total
    return out


def _heads(paragraphs: Sequence[str]) -> Iterator[str]:
    """The text up to each place where a line may end without a hyphen of its own: after spaces and dashes."""
    before = ""
    for text in paragraphs:
        for match in re.finditer(r"[\s-]|$", text):
            yield before + text[: match.end()]
        before += bare(text)


def rivers(some: Sequence[Set]) -> int:
    """Rivers: spaces of at least `RIVER` lines, one below the other, each beneath at least half of that above."""
    count = 0
    above: list[tuple[float, float, int]] = []
    for line in some:
        here = []
        for left, right in line.gaps:
            reach = [
                depth for start, end, depth in above
                if min(right, end) - max(left, start) >= min(right - left, end - start) / 2
            ]  # fmt: skip
            depth = max(reach, default=0) + 1
            count += depth == RIVER
            here.append((left, right, depth))
        above = [] if line.last else here
    return count


def quality(some: Sequence[Set], space: float, width: float) -> Quality:
    """What there is to count in the lines of one file, with a space that is naturally so wide."""
    full = [line for line in some if not line.last and line.gaps]
    ratios = [sum(b - a for a, b in line.gaps) / len(line.gaps) / space for line in full]
    runs, row = [0], 0
    for line in some:
        row = row + 1 if line.divided else 0
        runs.append(row)
    short = [
        line.last and (line.words[-1].right - line.words[0].left < SHORT * width or (not line.first and before.divided))
        for before, line in zip([some[0], *some], some, strict=False)
    ]
    turns = [(a, b) for a, b in zip(some, some[1:], strict=False) if a.words[0].page != b.words[0].page]
    alone = sum((a.first and not a.last) + (b.last and not b.first) for a, b in turns)
    return Quality(
        len(some),
        round(sum(abs(ratio - 1) for ratio in ratios) / len(ratios), 4),
        round(max(ratios), 3),
        round(min(ratios), 3),
        sum(not TIGHTEST - 1e-3 <= ratio <= LOOSEST + 1e-3 for ratio in ratios),
        sum(line.divided for line in some),
        sum(run > 1 for run in runs),
        max(runs),
        sum(short),
        alone,
        rivers(some),
    )


def measured(setter: str, language: str, width: float) -> Quality:
    """How one of the two sets one language in columns so wide."""
    paragraphs = prose(language)
    space = setting.metrics().faces["serif"].space * SIZE
    return quality(lines(SETTERS[setter](paragraphs, language, width), paragraphs), space, width)
