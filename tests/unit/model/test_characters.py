"""Characters that say nothing, and marks that keep a program busy."""

from __future__ import annotations

import time
import unicodedata

import pytest

from pipeline.archive.normalise import normalise
from pipeline.cite.fold import fold
from pipeline.model.characters import INVISIBLE, JOINERS, MOST_MARKS, is_blank, stacked

NAMED = (
    "00AD 034F 061C 115F 1160 17B4 17B5 180B 180E 200B 200E 200F 202A 202E 2060 2061 2064 2066 206A 206F 2800 3164 FE00"
    " FE0F FEFF FFA0 FFF9 FFFB E0000 E007F E0100 E01EF"
)


@pytest.mark.parametrize("code", NAMED.split())
def test_an_invisible_character_goes_in_every_room(code: str) -> None:
    char = chr(int(code, 16))
    assert char in INVISIBLE
    assert normalise(f"Mer{char}rin") == fold(f"Mer{char}rin").text == "Merrin"
    assert is_blank(char)


def test_format_characters_that_stay_are_few() -> None:
    """What Unicode says to ignore where it is not supported is in the table; the rest of `Cf` shows."""
    stay = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"} - INVISIBLE - set(JOINERS)
    shown = {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND", "MUSICAL"}
    assert stay
    assert {unicodedata.name(char).split()[0] for char in stay} <= shown


@pytest.mark.parametrize("char", [*JOINERS, "\u00a0", "\u3000"])
def test_joiners_and_spaces_alone_are_blank(char: str) -> None:
    assert is_blank(f" {char}\u2060 ")
    assert not is_blank(f"{char}1")


@pytest.mark.parametrize("apart", ["", "\u200b", "\u034f", "\u200d\ufe0f"])
def test_marks_are_counted_as_they_will_stand(apart: str) -> None:
    assert stacked("Café e" + f"\u0301{apart}" * MOST_MARKS + "e\u0301") == -1
    assert stacked("Café e" + f"\u0316{apart}\u0301{apart}" * (MOST_MARKS // 2) + "\u0301") == 6


HARD = {
    "all": "e" + "\u0316\u0301" * 500_000,
    "nearly": ("e" + "\u0301" * MOST_MARKS) * 30_000,
    "apart": ("e" + "\u0301\u200b" * MOST_MARKS) * 16_000 + "\u0301" * 31,
    "far apart": "e" + ("\u0301" + "\u200b" * 1000) * 1000,
}


@pytest.mark.parametrize("name", HARD)
def test_looking_for_marks_takes_time_in_proportion(name: str) -> None:
    started = time.process_time()
    stacked(HARD[name])
    assert time.process_time() - started < 2
