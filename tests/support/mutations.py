"""Mutations: sentences of our own, each changed so that it says something false in one respect.

The changes are made with plain patterns and hand-made word lists, and know nothing of how the product reads a text:
else the product would be measured by itself. Names are marked in the samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).resolve().parents[1] / "bench" / "samples"
KINDS = ("number", "scale", "unit", "month", "foreign name", "own name", "negation", "modality")
"""What is changed: a foreign name comes from another article, an own name from elsewhere in the same one."""

_NAME = re.compile(r"\{([^}]+)\}")
_DIGITS = re.compile(r"(?<![\w.,:-])\d+(?:[.,]\d+)*(?![\w:-]|[.,]\d)")
_SPELLED = dict(zip("two three six seven eight nine ten eleven twelve".split(),
                    "five seven four nine six eleven thirteen eight fourteen".split(), strict=True))  # fmt: skip
_SCALES = {"million": "billion", "billion": "million"}
_UNITS = {
    "metres": "feet", "kilometres": "miles", "tonnes": "pounds", "kilograms": "tonnes", "kilowatts": "megawatts",
    "euros": "dollars", "dollars": "euros", "kronas": "kronor of Denmark", "kroner": "euros", "pounds": "dollars",
    "per cent": "percentage points", "percent": "basis points", "percentage points": "per cent",
    "basis points": "percentage points", "months": "years", "years": "months", "days": "weeks", "weeks": "days",
    "hours": "minutes", "$": "£", "£": "€", "degrees": "metres",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_ADDED = (
    ("will", "will not"), ("must", "must not"), ("may", "may not"), ("could", "could not"), ("can", "cannot"),
    ("has", "has not"), ("have", "have not"), ("had", "had not"), ("is", "is not"), ("was", "was not"),
    ("signed", "did not sign"), ("approved", "did not approve"), ("lost", "did not lose"), ("beat", "did not beat"),
    ("rose", "did not rise"), ("fell", "did not fall"), ("placed", "did not place"), ("expects", "does not expect"),
    ("presented", "did not present"), ("collected", "did not collect"), ("warned", "did not warn"),
)  # fmt: skip
_DROPPED = (
    ("will not", "will"), ("has not", "has"), ("have not", "have"), ("was not", "was"), ("were not", "were"),
    ("is not", "is"), ("cannot", "can"), ("had never been", "had been"), ("did not", "did"), ("do not", "do"),
    ("never ", ""), ("No ", "A "), ("would not", "would"), ("denied", "said"),
)  # fmt: skip
_MODALS = (
    ("may", "will"), ("could", "will"), ("might", "will"), ("will", "may"), ("must", "may"), ("can", "must"),
    ("is expected to", "must"), ("is planned for", "has been approved for"), ("expects", "has signed for"),
    ("signed", "approved"), ("has signed", "is expected to sign"), ("was signed", "will be signed"),
    ("approved", "signed"), ("has approved", "may approve"), ("is to be delivered", "may be delivered"),
    ("are to come", "may come"), ("should", "must"), ("up to", "at least"), ("At least", "At most"),
    ("at least", "up to"),
)  # fmt: skip


class Mutation(NamedTuple):
    """A sentence of an article, and what it was changed to."""

    kind: str
    sentence: str
    changed: str
    article: str
    """All sentences of its article, which a name of the same text comes from."""


class Article(NamedTuple):
    """One sample: its sentences as written, with names in braces."""

    name: str
    lines: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """All names, each once, in their order."""
        return list(dict.fromkeys(name for line in self.lines for name in _NAME.findall(line)))


def articles() -> list[Article]:
    """All samples, by name."""
    return [
        Article(path.stem, tuple(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(SAMPLES.glob("*.txt"))
    ]


def plain(line: str) -> str:
    """A sentence without the braces around its names."""
    return _NAME.sub(r"\1", line)


def sentences() -> list[str]:
    """Every sentence of every sample."""
    return [plain(line) for article in articles() for line in article.lines]


def mutations() -> list[Mutation]:
    """Every change of every sentence, each once."""
    every = articles()
    found: dict[tuple[str, str], Mutation] = {}
    for index, article in enumerate(every):
        foreign = every[(index + 1) % len(every)].names
        whole = "\n".join(map(plain, article.lines))
        for line in article.lines:
            for kind, changed in _changes(line, article.names, foreign):
                found.setdefault((plain(line), changed), Mutation(kind, plain(line), changed, whole))
    return list(found.values())


def _changes(line: str, own: list[str], foreign: list[str]) -> Iterator[tuple[str, str]]:
    text = plain(line)
    yield from (("number", changed) for changed in _numbers(text))
    yield from (("scale", _put(text, found, _SCALES[found.group()])) for found in _words(text, _SCALES))
    yield from (("unit", _put(text, found, _UNITS[found.group()])) for found in _units(text))
    for found in _words(text, _MONTHS):
        if not (found.group() == "May" and found.start() == 0):
            yield "month", _put(text, found, _MONTHS[(_MONTHS.index(found.group()) + 5) % 12])
    for mark in _NAME.finditer(line):
        others = [name for name in own if not set(name.split()) & set(re.findall(r"\w+", text))]
        for kind, names in (("foreign name", foreign[:3]), ("own name", others[:3])):
            for name in names:
                yield kind, plain(line[: mark.start()] + name + line[mark.end() :])
    yield from (("negation", changed) for changed in (*_pairs(text, _DROPPED), *_added(text)))
    yield from (("modality", changed) for changed in _pairs(text, _MODALS) if not _is_negated(text))


def _put(text: str, found: re.Match[str], other: str) -> str:
    return text[: found.start()] + other + text[found.end() :]


def _words(text: str, words: object) -> Iterator[re.Match[str]]:
    return (found for found in re.finditer(r"[A-Za-z]+", text) if found.group() in words)  # type: ignore[operator]


def _units(text: str) -> Iterator[re.Match[str]]:
    """Units right after a figure, or a sign before one."""
    longest = sorted((unit for unit in _UNITS if unit.isalpha() or " " in unit), key=len, reverse=True)
    after = r"(?<=\d )(?:" + "|".join(longest) + r")\b|(?<=illion )(?:" + "|".join(longest) + r")\b"
    yield from re.finditer(after + r"|[$£](?=\d)", text)


def _numbers(text: str) -> Iterator[str]:
    """Another digit in the first or the last place of every figure; other words for figures in words."""
    for found in _DIGITS.finditer(text):
        digits = found.group()
        for at in dict.fromkeys((0, len(digits) - 1)):
            digit = str((int(digits[at]) + 3) % 9 + 1) if digits[at].isdigit() else digits[at]
            if digit != digits[at]:
                yield _put(text, found, digits[:at] + digit + digits[at + 1 :])
    for found in _words(text, _SPELLED):
        yield _put(text, found, _SPELLED[found.group()])


def _pairs(text: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for old, new in pairs:
        for found in re.finditer(rf"(?<!\w){re.escape(old)}(?![a-z])" if old[-1] != " " else re.escape(old), text):
            yield _put(text, found, new)


def _added(text: str) -> Iterator[str]:
    """A negation added to a sentence that has none, where that gives English."""
    return _pairs(text, _ADDED) if not _is_negated(text) else iter(())


def _is_negated(text: str) -> bool:
    return re.search(r"\b(?:not|never|no|cannot|denied|failed|rejected|only)\b", text, re.IGNORECASE) is not None
