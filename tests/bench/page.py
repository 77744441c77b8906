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
from itertools import pairwise
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
#set page(width: 595.276pt, height: 841.89pt, margin: (x: {left}pt, top: {top}pt, bottom: {bottom}pt))
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
        pairs = pairwise(self.words)
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


def looseness(line: Set, space: float, width: float) -> float:
    """The mean of a line's spaces as a part of the font's own. What a line lacks of the measure counts as theirs too,
    so that who leaves a line ragged gains nothing; a line of one word counts as one space and what it lacks.
    """
    lacking = max(0.0, (595.276 + width) / 2 - line.words[-1].right)
    gaps = [right - left for left, right in line.gaps] or [space]
    return (sum(gaps) + (lacking if lacking > 0.01 * width else 0.0)) / len(gaps) / space


def quality(some: Sequence[Set], space: float, width: float) -> Quality:
    """What there is to count in the lines of one file, with a space that is naturally so wide."""
    ratios = [looseness(line, space, width) for line in some if not line.last]
    runs, row = [0], 0
    for line in some:
        row = row + 1 if line.divided else 0
        runs.append(row)
    short = [
        line.last and (line.words[-1].right - line.words[0].left < SHORT * width or (not line.first and before.divided))
        for before, line in zip([some[0], *some], some, strict=False)
    ]
    turns = [(a, b) for a, b in pairwise(some) if a.words[0].page != b.words[0].page]
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


# ── what is published ───────────────────────────────────────────────────────────────────────────────────────────────

Results = dict[str, dict[str, Quality]]
"""By text and width, by setter."""

COLUMNS = {
    "lines": "{:,}",
    "uneven": "{:.2f}",
    "loosest": "{:.2f}",
    "tightest": "{:.2f}",
    "beyond": "{}",
    "divided": "{}",
    "ladders": "{}",
    "longest": "{}",
    "short": "{}",
    "alone": "{}",
    "rivers": "{}",
}
"""By what is counted, how it is printed."""
BETTER_HIGH = ("tightest",)


def total(some: Sequence[Quality]) -> Quality:
    """Several as one: counts added, extremes kept, evenness by line."""
    count = sum(each.lines for each in some)
    return Quality(
        count,
        round(sum(each.uneven * each.lines for each in some) / count, 4),
        max(each.loosest for each in some),
        min(each.tightest for each in some),
        *(sum(each[i] for each in some) for i in (4, 5, 6)),
        max(each.longest for each in some),
        *(sum(each[i] for each in some) for i in (8, 9, 10)),
    )


def table(results: Results) -> str:
    """Markdown: for each width, and for all, a row of ours and one of Typst's; each case apart below."""
    groups = {f"{width} pt": [f"{language} {width}" for language in LANGUAGES] for width in WIDTHS}
    groups["all"] = list(results)
    lines = ["| measure | set by | " + " | ".join(COLUMNS) + " |", "|---|---|" + "--:|" * len(COLUMNS)]
    for group, cases in groups.items():
        for setter in SETTERS:
            found = total([results[case][setter] for case in cases])
            cells = [form.format(value) for form, value in zip(COLUMNS.values(), found, strict=True)]
            name = f"**{setter}**" if setter == "ours" else "Typst"
            lines.append(f"| {group} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def read() -> Results:
    """What was measured last."""
    told = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {case: {setter: Quality(*counts) for setter, counts in row.items()} for case, row in told.items()}


def write(results: Results) -> None:
    """Results into page.json, and the table into docs/page-quality.md."""
    lines = [f" {json.dumps(case)}: {json.dumps(row)}" for case, row in results.items()]
    RESULTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    before, _, rest = DOC.read_text(encoding="utf-8").partition(START)
    DOC.write_text(f"{before}{START}\n{table(results)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def measure() -> Results:
    """Everything, case by case."""
    cases = [(language, width) for language in LANGUAGES for width in WIDTHS]
    return {f"{each[0]} {each[1]}": {setter: measured(setter, *each) for setter in SETTERS} for each in cases}


def main(arguments: list[str]) -> int:
    """Measure, print, and write or compare."""
    results = measure()
    sys.stdout.write(table(results))
    if "--check" in arguments:
        return int(results != read())
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
