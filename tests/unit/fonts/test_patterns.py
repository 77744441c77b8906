"""Our reading of the hyphenation dictionaries is held against pyphen's, on every pattern and on many words."""

from __future__ import annotations

import random
import re

import pyphen
import pytest

from pipeline.fonts.patterns import LEFT, RIGHT, Patterns, dictionary
from tests.support.sample_document import PROSE

LANGUAGES = ["en_GB", "en_US", "de", "fr", "es", "it", "nl", "sv", "pl", "ru", "el"]


def ours(lang: str) -> Patterns:
    path = dictionary(lang)
    assert path is not None
    return Patterns(path.read_bytes())


def theirs(lang: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=pyphen.language_fallback(lang), left=LEFT, right=RIGHT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_divided_as_pyphen_divides_them(lang):
    mine, other = ours(lang), theirs(lang)
    letters = [tag.strip(".") for tag in other.hd.patterns]
    letters = [tag for tag in letters if tag.isalpha()]
    draw = random.Random(lang)
    words = ["".join(draw.choices(letters, k=draw.randint(1, 5))) for _ in range(1500)]
    words += [word.capitalize() for word in words[:200]] + re.findall(r"\w+", " ".join(PROSE))
    divided = 0
    for word in words:
        places = mine.places(word)
        if len(word.lower()) == len(word):
            assert places == [int(place) for place in other.positions(word)], word
            divided += bool(places)
    assert divided > 300


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pattern_reads_as_in_pyphen(lang):
    mine, other = ours(lang), theirs(lang)
    assert len(other.hd.patterns) > 200
    for tag, (start, values) in other.hd.patterns.items():
        assert dict(mine._decode(tag)) == {start + i: value for i, value in enumerate(values) if value}, tag


@pytest.mark.parametrize("lang", ["en-GB", "en-US", "en", "de-AT", "de", "pt-BR", "nb", "sr-Latn-RS", "fr-CA", "xx"])
def test_a_language_finds_the_dictionary_that_pyphen_finds(lang):
    name = pyphen.language_fallback(lang)
    assert dictionary(lang) == (pyphen.LANGUAGES[name] if name else None)


def test_places_of_a_known_word():
    assert ours("en_GB").places("characterisation") == [4, 6, 9, 12]


def test_a_word_that_lowercases_longer_is_left_whole():
    assert ours("en_GB").places("İstanbulİstanbul") == []


def test_blank_lines_comments_and_line_ends_of_other_systems():
    data = b"UTF-8\r\n% a comment\r\nLEFTHYPHENMIN 2\r\n  ab1cd \r\n\r\ncd2\t\r\n"
    assert Patterns(data).places("abcdab") == [2]
    assert Patterns(b"ISO8859-1\nab1^^e4d\n").places("abäde") == [2]
    assert Patterns(b"UTF-8\n").places("abcdef") == []


def test_a_pattern_without_digits_takes_nothing_back():
    assert Patterns(b"UTF-8\nab1cd\nabcd\n").places("xabcdx") == [3]
