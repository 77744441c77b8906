"""The canonical spec: one spelling, without comments or defaults, that reads back the same."""

from __future__ import annotations

import pytest
import yaml

from pipeline import read
from tests.support import repo
from tests.unit.read.samples import BRIEF

FILE = read.spec(BRIEF.encode(), "quay.yaml")


def test_it_reads_back_equal_and_stays():
    made = read.canonical(FILE)
    again = read.spec(made, "canonical.yaml")
    assert again.spec == FILE.spec
    assert read.canonical(again) == made


def test_comments_and_defaults_are_left_out():
    made = read.canonical(FILE).decode()
    assert "#" not in made
    assert "language" not in made
    assert "theme" not in made


def test_spelling_makes_no_difference():
    other = BRIEF.replace("about: true", "about: yes").replace("id: quay", "language: en-GB\n'id': \"quay\"")
    assert read.canonical(read.spec(other.encode(), "f")) == read.canonical(FILE)


def test_other_readers_of_yaml_see_the_same():
    seen = yaml.load(read.canonical(FILE), yaml.BaseLoader)
    assert seen["title"] == FILE.spec.title
    assert list(seen["sections"][0]) == ["bottom_line"]
    assert seen["sections"][0]["bottom_line"]["text"] == FILE.spec.sections[0].text.text


@pytest.mark.parametrize("name", repo.specs())
def test_the_briefs_of_the_repository(name):
    file = read.spec((repo.ROOT / name).read_bytes(), name)
    made = read.canonical(file)
    assert read.spec(made, name).spec == file.spec
    assert len(file.spec.sections) > 1
