"""Many lost passages of a long article: found again, and told of, in time that grows with the article alone."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from pipeline import cite, read
from pipeline.cite.suggest import Suggestions, closest
from tests.unit.cite.samples import snapshot

CHANCE = random.Random(4)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ["".join(CHANCE.choices(LETTERS, k=CHANCE.randint(2, 9))) for _ in range(3000)]
LINES = tuple(" ".join(CHANCE.choices(WORDS, k=80)) + "." for _ in range(2000))


def spec(text, passages):
    named = "".join(f'      {name}: "{words}"\n' for name, words in passages.items())
    claims = "".join(f"      Something is said. [@wire:{name}]\n" for name in passages)
    return read.spec(
        f"brief: 1\nid: long\ntitle: Long\nas_of: 2024-05-31\nsources:\n  wire:\n    title: Long\n    kind: news\n"
        f"    sha256: {text.sha256}\n    descriptor: A.\n    passages:\n{named}sections:\n  - bottom_line: |\n{claims}"
        "  - sources: {}\n".encode(),
        "long.yaml",
    ).spec


def named(first, last, count=20):
    """Passages of different lengths, each of a paragraph of its own, by words at their ends."""
    found = {}
    for index in range(count):
        words = LINES[index * 30].split()[index % 20 : index % 20 + 10 + index % 40]
        found[f"p{index}"] = f"{first(words)} … {last(words)}"
    return found


def test_twenty_lost_passages_of_a_megabyte_take_less_than_two_seconds():
    text = {"wire": snapshot(LINES)}
    assert len(text["wire"].text) > 2**20 * 0.95
    good = named(lambda words: " ".join(words[:3]), lambda words: " ".join(words[-3:]))
    lock = cite.make_lock(spec(text["wire"], good), text)
    lost = spec(text["wire"], named(lambda words: f"x{' '.join(words[:3])}", lambda words: " ".join(words[-3:])))
    started = time.process_time()
    problems = cite.hold(lost, text, lock).problems
    assert time.process_time() - started < 2
    assert Counter(problem.code for problem in problems)["CITE010"] == 20
    told = [problem for problem in problems if problem.notes]
    assert len(told) == 20
    written = {problem.where.path[-1]: problem.hints[0].removeprefix("write ").strip('"') for problem in told}
    again = cite.hold(spec(text["wire"], written), text, None)
    assert not again.errors
    kept = {name: (at.start, at.length) for name, at in lock.sources["wire"].passages.items()}
    assert {key[1]: (at.start, at.end - at.start) for key, at in again.passages.items()} == kept


FOLDED = ("The boa\u200drd (of the quay) has boug\u200dht two cranes; it said so.", "Café “Quai” has two.")


@pytest.mark.parametrize("line", FOLDED)
def test_a_passage_is_found_where_folding_moves_characters(line):
    text = {"wire": snapshot(("It began.", line))}
    words = fold_words(line)
    good = spec(text["wire"], {"p": f"{words[0]} {words[1]} … {words[-2]} {words[-1]}"})
    lock = cite.make_lock(good, text)
    lost = spec(text["wire"], {"p": f"Nobody … {words[-1]}"})
    (problem,) = [problem for problem in cite.hold(lost, text, lock).problems if problem.code == "CITE010"]
    assert problem.notes == ("the passage that was locked stands in paragraph 2, word for word",)


def fold_words(line):
    return line.replace("\u200d", "").rstrip(".").split()


def test_a_passage_that_stands_twice_is_told_nowhere():
    line = "The board has bought two cranes from the yard this year."
    once, twice = {"wire": snapshot((line, "And so on."))}, {"wire": snapshot((line, "And so on.", line))}
    passage = {"p": "The board has … this year"}
    lock = cite.make_lock(spec(once["wire"], passage), once)
    (problem,) = [p for p in cite.hold(spec(twice["wire"], passage), twice, lock).problems if p.code == "CITE011"]
    assert problem.notes == ()


def test_only_the_first_fifty_get_a_suggestion():
    text = {"wire": snapshot(LINES)}
    lost = named(lambda words: f"{words[0]} {words[1]}xq {words[2]}", lambda words: words[-1], count=60)
    problems = [p for p in cite.hold(spec(text["wire"], lost), text, None).problems if p.code == "CITE010"]
    assert len(problems) == 60
    assert {problem.hints for problem in problems[50:]} == {("write the words as they stand in the article",)}
    suggestions = Suggestions()
    assert [bool(suggestions.closest("the boord", "the board")) for _ in range(51)] == [True] * 50 + [False]


@pytest.mark.parametrize("wanted", ["word " * 2000, "w" * 5000, " ".join(WORDS[:60])])
def test_a_suggestion_for_very_many_words_takes_no_time(wanted):
    started = time.process_time()
    for text in ("\n".join(LINES), " ".join(LINES)):
        closest(wanted, text)
    assert time.process_time() - started < 0.5
