"""Lines of Japanese and Chinese: where they may end, and how they are justified."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout import ideographs
from pipeline.layout.ideographs import has_ideographs, may_part, stretches
from pipeline.model.document import Note, Paragraph, Text
from pipeline.model.pages import Mark
from tests.support.setting import lines, pages, right_edge, text_of

SETS = {
    "CL": ideographs.CLOSING,
    "OP": ideographs.OPENING,
    "NS": ideographs.NONSTARTER,
    "CJ": ideographs.SMALL,
    "EX": ideographs.EXCLAMATION,
    "PR": ideographs.PREFIX,
    "PO": ideographs.POSTFIX,
}


def classes() -> dict[str, set[str]]:
    """Class of UAX 14 → the characters of our blocks that have it, as Unicode says."""
    found: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("linebreak.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes, name = line.split(";")
            first, _, last = codes.partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                found.setdefault(name, set()).add(chr(code))
    return found


@pytest.mark.parametrize("name", SETS)
def test_the_classes_are_those_of_unicode(name):
    assert len(SETS[name]) == len(set(SETS[name]))
    assert set(SETS[name]) == {char for char in classes()[name] if has_ideographs(char)}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("日本は", "日|本|は"),
        ("「署名」した。", "「署|名」|し|た。"),
        ("ミサイル（予定）、", "ミ|サ|イ|ル|（予|定）、"),
        ("コーヒーってちょっと", "コー|ヒーっ|て|ちょっ|と"),
        ("人々ゝ！？", "人々ゝ！？"),
        ("2024年3月", "2024年|3月"),
        ("1,700億円で", "1,700億円|で"),
        ("第2期", "第2期"),
        ("Aegis艦の", "Aegis|艦|の"),
        ("国(U.S.)は", "国|(U.S.)|は"),
        ("待つ……と――", "待|つ……|と|――"),
        ("か\u3099き", "か\u3099|き"),
        ("plain words", "plain words"),
    ],
)
def test_lines_end_where_uax_14_lets_them(text, parts):
    assert stretches(text) == parts.split("|")


@given(st.text("日本ー「」。、っabc12（）！年 ", max_size=40))
def test_nothing_is_lost_and_every_place_is_one_between_two_characters(text):
    some = stretches(text)
    assert "".join(some) == text
    assert all(some) or not text
    for before, after in itertools.pairwise(some):
        assert not set(after[0]) & set(ideographs.CLOSING + ideographs.SMALL + "！")
        assert before[-1] not in ideographs.OPENING


def test_letters_part_from_ideographs_and_not_from_each_other():
    assert may_part("a", "日")
    assert may_part("日", "a")
    assert not may_part("a", "b")
    assert not may_part("日", "。")


TEXT = "日本は2024年1月、巡航ミサイル「トマホーク」を最大400発購入する契約に署名した。"


def test_lines_of_ideographs_are_full_and_even():
    paragraph = Paragraph((Text(TEXT * 8),))
    (*full, last) = [line for _, line in lines(pages(paragraph, lang="ja")) if line.parts[0].owner is paragraph]
    assert len(full) > 5
    edges = {round(right_edge(line), 1) for line in full}
    assert len(edges) == 1
    assert right_edge(last) < max(edges)
    assert text_of(part for line in (*full, last) for part in line.parts) == TEXT * 8


def test_a_few_ideographs_in_english_give_nothing_but_a_place_to_end_a_line():
    paragraph = Paragraph((Text(("The name 日本 stands in a paragraph of English words. ") * 12),))
    found = [line for _, line in lines(pages(paragraph)) if line.parts[0].owner is paragraph]
    assert len({round(right_edge(line), 1) for line in found[:-1]}) == 1
    assert all(line.space for line in found[:-1])


def test_the_mark_of_a_note_stays_with_what_it_marks():
    note = Note("1", (Text("注。"),))
    for length in range(25, 60):
        paragraph = Paragraph((Text("字" * length + "。"), note, Text("次の文は注の後に来る。" * 3)))
        firsts = [line.parts[0].owner for _, line in lines(pages(paragraph, lang="ja"))]
        assert paragraph in firsts
        assert Mark(note) not in firsts


def test_a_hundred_thousand_ideographs_in_one_paragraph():
    start = time.process_time()
    laid = pages(Paragraph((Text((TEXT * 3000)[:100_000]),)), lang="ja")
    assert len(laid.sheets) > 40
    assert time.process_time() - start < 20
