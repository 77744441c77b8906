"""Themes are read like specs: from a file, with places, all problems at once; on top of a theme of the house."""

from __future__ import annotations

import io
import re

import pytest

from pipeline import fonts, read, themes
from pipeline.cli.human import lines
from pipeline.cli.screen import Stream
from pipeline.model.problem import Problem, UnusableInput
from tests.support.setting import HOUSE
from tests.unit.cli import examples

FILE = "specs/mine.yaml"


def mine(text: str, file: str = FILE) -> read.ThemeFile:
    return read.theme(text.encode(), file, themes.names, themes.text)


def wrong(text: str) -> tuple[Problem, ...]:
    """What is wrong with a theme, or with its fonts."""
    try:
        style = mine(text)
    except UnusableInput as error:
        return error.problems
    with pytest.raises(UnusableInput) as caught:
        fonts.load(style.theme)
    return tuple(map(style.place, caught.value.problems))


def printed(problem: Problem) -> str:
    return "\n".join(lines(problem, FILE, Stream(io.StringIO()))) + "\n"


@pytest.mark.parametrize("name", HOUSE)
def test_a_theme_of_the_house_is_whole(name: str) -> None:
    data = themes.text(name)
    assert data is not None
    found = read.theme(data, f"{name}.yaml").theme
    assert found.name == name
    assert 40 < len(found.description) < 140
    assert not found.extends
    assert set(fonts.load(found).faces) == set(found.faces)
    lent = {face for file in found.faces.values() for face in file.fallback}
    used = {face for shape in found.shapes.values() for face in (shape.face, shape.strong, shape.em, shape.code)} - {""}
    assert used == {name for name, file in found.faces.items() if not file.extra}
    assert used | lent == set(found.faces)


def test_what_a_theme_does_not_say_is_its_parents() -> None:
    desk, found = mine("extends: desk").theme, mine('extends: desk\nlink: "#7a1f1f"\nshapes: {lead: {tint: ""}}').theme
    assert (found.name, found.description, found.link) == ("mine", desk.description, "#7a1f1f")
    assert found.shapes["lead"] == desk.shapes["lead"].model_copy(update={"tint": ""})
    changed = {"name", "link", "shapes", "extends"}
    assert found.model_dump(exclude=changed) == desk.model_dump(exclude=changed)
    assert desk.model_dump(exclude={"name", "extends"}) == mine("extends: desk\nname: x").theme.model_dump(
        exclude={"name", "extends"}
    )


def test_all_mistakes_of_a_theme_are_told_at_once() -> None:
    text = """\
extends: desk
shapes:
  note: {face: sans-light}
  cell: {size: 7, tint: blue}
  boddy: {face: sans, size: 9, leading: 12}
  detail: {sise: 9, leading: 8}
padding: 3
contrast: {text: nan, large: 2}
hyphenate: perhaps
markings: {TLP:BLUE: "#0000ff"}
"""
    assert "".join(f"{p.place.line}:{p.place.column} {p.code} {p.message}\n" for p in wrong(text) if p.place) == (
        "3:16 FONT003 shape note names the face sans-light, which the theme does not have\n"
        '4:16 SPEC009 "size" is at least 8, not 7\n'
        '4:25 SPEC005 "blue" has not the form of "tint"\n'
        '5:3 SPEC004 "boddy" can be no key of "shapes"\n'
        '6:12 SPEC001 unknown key "sise"\n'
        '7:1 SPEC001 unknown key "padding"\n'
        '8:18 SPEC009 "text" is at most 21, not nan\n'
        '8:30 SPEC009 "large" is at least 3, not 2\n'
        '9:12 SPEC009 "perhaps" is neither true nor false\n'
        '10:12 SPEC004 "TLP:BLUE" can be no key of "markings"\n'
    )
    hints = [hint for problem in wrong(text) for hint in problem.hints]
    assert {'did you mean "sans-it"?', 'did you mean "body"?', 'did you mean "size"?'} <= set(hints)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("extends: desk\nshapes: {body: {leading: 9}}", "SPEC013", "a leading of 9 is less than the size, 10.4"),
        ("extends: dsk", "THEME001", 'there is no theme "dsk"'),
        ("extends: [desk]", "SPEC003", '"extends" takes a text; this is a list'),
        ("desk", "READ012", "a theme is a mapping of keys to values; this is a text"),
        ("# nothing", "READ001", "the file holds comments only"),
        ("extends: desk\nlink: &a '#000000'", "READ008", "& names an anchor"),
        ("extends: desk\nsheet: {top: 8}", "THEME004", "the top margin is 8 mm; what stands in it needs 14.1"),
        ("extends: desk\nsheet: {bottom: 8}", "THEME004", "the bottom margin is 8 mm; what stands in it needs 14.3"),
        ("extends: desk\nsheet: {height: 130}", "THEME004", "the margins leave 73 mm for the height of the text"),
        (
            "extends: desk\nsheet: {sides: two, right: 20, gutter: 21}",
            "THEME004",
            "the gutter takes 21 mm from an outer",
        ),
        (
            "faces: {a: {package: b, file: c}}\nshapes: {h2: {face: a, size: 9, leading: 9}}",
            "SPEC002",
            '"title" is miss',
        ),
    ],
)
def test_a_mistake_is_told(text: str, code: str, message: str) -> None:
    found = [problem for problem in wrong(text) if problem.code == code]
    assert any(message in problem.message for problem in found), wrong(text)
    assert all(problem.place for problem in found)


def test_what_comes_from_the_parent_is_shown_where_the_file_made_it_wrong() -> None:
    (first, *_) = wrong('extends: desk\nshapes:\n  lead: {tint: "#808080"}')
    assert (first.code, first.place and (first.place.line, first.place.column)) == ("THEME003", (3, 16))
    assert "#000000 on #808080" not in first.message  # black on middle grey can be read; the links on it cannot
    assert first.message == "a link in shape lead: #1f4a7a on #808080 has a contrast of 2.29:1"


@pytest.mark.parametrize("code", ["FONT003", "THEME005", "THEME003", "THEME004"])
def test_a_page_shows_what_is_said_of_such_a_theme(code: str) -> None:
    (piece,) = examples.blocks(code, "yaml")
    (problem,) = wrong(piece)
    assert printed(problem) == examples.message(code)


def test_the_names_of_themes_cannot_lead_out() -> None:
    for name in ("../labels/en", "desk.yaml", "a\0b", "/etc/passwd", "..\\x", "", "DESK"):
        assert themes.text(name) is None
    assert re.fullmatch(rb"(?s)# .*name: desk\n.*", themes.text("desk") or b"")
