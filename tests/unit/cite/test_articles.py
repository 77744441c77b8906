"""Sentences of the two articles behind the default brief; skipped where they are not at hand."""

import random
import re

import pytest

from pipeline import archive
from pipeline.cite.atoms import reader
from pipeline.cite.loose import holds
from pipeline.model.source import Part
from tests.support import repo

READ = reader("en")
ELSEWHERE = ("Brazil", "Angela Merkel", "Patriot", "NATO", "Reykjavik", "Emmanuel Macron")
MONTHS = "January February March April May June July August September October November December".split()
UNITS = {"billion": "million", "million": "billion", "yen": "euros", "kilometers": "miles", "US$": "€"}


def sentences():
    found = []
    for file in sorted(repo.shared("sources").glob("*.txt")):
        snapshot = archive.snapshot(file.read_bytes(), file.name)
        for paragraph in snapshot.paragraphs:
            if paragraph.part is Part.BODY:
                found += re.split(r"(?<=[a-z)][.])\s+(?=[A-Z])", snapshot.text[paragraph.start : paragraph.end])
    assert len(found) > 40
    return found


def test_unchanged_sentences_raise_no_alarm():
    for sentence in sentences():
        assert holds(sentence, sentence)


def mutated(pattern, change):
    """Every sentence with one match of a pattern changed, and the sentence."""
    for sentence in sentences():
        for match in re.finditer(pattern, sentence):
            changed = sentence[: match.start()] + change(match) + sentence[match.end() :]
            if changed != sentence:
                yield changed, sentence


def other_digit(match):
    return str((int(match.group()) + random.Random(match.start()).randint(1, 9)) % 10)


CASES = {
    "digit": (r"\d", other_digit, 50),
    "number word": (r"\b(?:eight|three|half)\b", lambda _: "seven", 3),
    "month": (r"\b(?:March|October|November|December)\b", lambda m: MONTHS[(MONTHS.index(m.group()) + 4) % 12], 5),
    "scale or unit": ("|".join(map(re.escape, UNITS)), lambda m: UNITS[m.group()], 4),
    "negation": (r"\b(?<!national )(?:will|may|has|have|is|are|can)\b(?! not)", lambda m: m.group() + " not", 20),
}


@pytest.mark.parametrize("name", CASES)
def test_mutations_are_refused(name):
    pattern, change, least = CASES[name]
    pairs = list(mutated(pattern, change))
    assert len(pairs) >= least
    assert [changed for changed, sentence in pairs if holds(changed, sentence)] == []


def names_of(sentence):
    return [name for name in READ.read(sentence).names if not (name.initial and READ.is_common(name.words[0]))]


def test_names_from_elsewhere_are_refused():
    pairs = []
    for sentence in sentences():
        for at, name in enumerate(names_of(sentence)):
            other = ELSEWHERE[at % len(ELSEWHERE)]
            pairs.append((sentence[: name.start] + other + sentence[name.end :], sentence))
    assert len(pairs) > 80
    assert [changed for changed, sentence in pairs if holds(changed, sentence)] == []


def test_names_of_the_same_article_are_refused():
    """Where the sentence does not name them itself, under this name or another (U.S. for the United States)."""
    texts = sentences()
    names = sorted({name.text for sentence in texts for name in names_of(sentence)})
    pairs = []
    for sentence in texts:
        others = [name for name in names if not (holds(f"It is the {name}.", sentence) or holds(name, sentence))]
        for at, name in enumerate(names_of(sentence)):
            other = others[(at * 7) % len(others)]
            pairs.append((sentence[: name.start] + other + sentence[name.end :], sentence))
    assert len(pairs) > 80
    assert [changed for changed, sentence in pairs if holds(changed, sentence)] == []


MODALITY = [
    ("signed", "anticipated"), ("may", "must"), ("may", "will"), ("will", "may"), ("expected", "signed"),
    ("approved", "expected"), ("up to", "at least"), ("anticipated", "signed"), ("may", "shall"),
]  # fmt: skip


def test_nine_in_ten_changes_of_modality_are_refused():
    pairs = [pair for old, new in MODALITY for pair in mutated(rf"\b{old}\b(?= |\.)", lambda _, new=new: new)]
    assert len(pairs) > 25
    caught = sum(not holds(changed, sentence) for changed, sentence in pairs)
    assert caught / len(pairs) >= 0.9
