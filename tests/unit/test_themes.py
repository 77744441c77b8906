"""Which theme a brief is set in: by name, by a file beside the spec, by the command line; and the edition's key."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline import flow, world
from pipeline.cli.human import lines
from pipeline.cli.screen import Stream
from pipeline.material import Options
from pipeline.model.problem import BriefError, Problem
from tests.support import repo
from tests.unit.cli import examples

WORLD = world.real()
MINE = 'extends: desk\nlink: "#7a1f1f"\n'


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The harbour brief, alone in its folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "specs").mkdir()
    for name in ("harbour.yaml", "harbour.lock"):
        (tmp_path / "specs" / name).write_bytes((repo.ROOT / "specs" / name).read_bytes())
    return Path("specs/harbour.yaml")


def say(brief: Path, *keys: str) -> None:
    brief.write_text("\n".join([*keys, brief.read_text(encoding="utf-8")]), encoding="utf-8")


def key(brief: Path, **options: object) -> str:
    return flow.build(WORLD, brief, Options(**options)).edition.key  # type: ignore[arg-type]


def wrong(brief: Path, **options: object) -> tuple[Problem, ...]:
    with pytest.raises(BriefError) as caught:
        flow.build(WORLD, brief, Options(**options))  # type: ignore[arg-type]
    return caught.value.problems


def test_theme_paper_sides_and_cover_are_part_of_the_key(brief: Path) -> None:
    sets = [(), ("paper=Letter",), ("paper=A4",), ("sides=two",), ("sides=one",), ("cover=true",), ("theme=plain",)]
    keys = [key(brief, sets=some) for some in sets]
    assert len(set(keys)) == len(keys)
    assert key(brief, theme="plain") == keys[-1]
    assert key(brief, sets=("cover=false",)) == keys[0]


def test_a_theme_of_ones_own_lies_in_the_folder_of_the_spec(brief: Path) -> None:
    plain = key(brief)
    (brief.parent / "looks").mkdir()
    (brief.parent / "looks/mine.yaml").write_text(MINE)
    say(brief, "theme: ./looks/mine.yaml")
    own = key(brief)
    assert own != plain
    (brief.parent / "looks/mine.yaml").write_text(MINE.replace("7a1f1f", "5c1414"))
    assert key(brief) not in (own, plain)
    for outside in ("../mine.yaml", str(brief.parent.resolve() / "looks/mine.yaml")):
        (problem,) = wrong(brief, sets=(f"theme={outside}",))
        assert problem.code == "THEME002"


def test_the_command_line_takes_a_theme_from_anywhere_and_the_key_knows_it_not(brief: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.yaml").write_text(MINE)
    assert key(brief, theme=str(tmp_path / "one/mine.yaml")) == key(brief, theme="two/mine.yaml")
    (problem,) = wrong(brief, theme="three/mine.yaml")
    assert (problem.code, problem.place and problem.place.file) == ("READ001", "three/mine.yaml")


def test_a_change_of_the_parent_is_a_change_of_the_theme(brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import recall, themes

    Path("mine.yaml").write_text(MINE)
    before, text = key(brief, theme="mine.yaml"), themes.text
    monkeypatch.setattr(recall, "_tool", lambda: "the version after")
    monkeypatch.setattr(themes, "text", lambda name: (text(name) or b"") + b"# upgraded\n")
    assert key(brief, theme="mine.yaml") != before


def test_check_tells_a_wrong_theme_too(brief: Path) -> None:
    Path("specs/mine.yaml").write_text("extends: desk\nlink: red\n")
    say(brief, "theme: mine.yaml")
    with pytest.raises(BriefError) as caught:
        flow.check(WORLD, brief, Options())
    assert [(p.code, p.place and p.place.line) for p in caught.value.problems] == [("SPEC005", 2)]
    flow.lock(WORLD, brief, Options(archives=(repo.ROOT / "specs/harbour",)))  # needs no page


def test_margins_that_the_paper_leaves_no_room_for(brief: Path) -> None:
    Path("mine.yaml").write_text("extends: desk\nsheet: {width: 400, left: 100, right: 100}\n")
    assert key(brief, theme="mine.yaml")
    (problem,) = wrong(brief, theme="mine.yaml", sets=("paper=A4",))
    assert (problem.code, problem.place and problem.place.file) == ("THEME004", "--set paper=A4")
    assert problem.notes == ("the margins are those of the theme mine",)


@pytest.mark.parametrize("code", ["THEME001", "THEME002"])
def test_a_page_shows_what_is_said_of_such_a_name(brief: Path, code: str) -> None:
    (piece,) = examples.blocks(code, "yaml")
    say(brief, piece.strip())
    (problem,) = wrong(brief)
    assert "\n".join(lines(problem, str(brief), Stream(io.StringIO()))) + "\n" == examples.message(code)


def test_a_spec_from_standard_input_has_no_folder(brief: Path) -> None:
    say(brief, "theme: ./mine.yaml")
    data = brief.read_bytes()
    stdin = world.World(files=WORLD.files, stdin=lambda _: data)
    with pytest.raises(BriefError) as caught:
        flow.build(stdin, Path("-"), Options(archives=(repo.ROOT / "specs/harbour",)))
    assert [p.code for p in caught.value.problems] == ["THEME002"]
