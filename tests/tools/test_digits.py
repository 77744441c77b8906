"""Change any digit of any figure in the prose of the default brief, and `brief check` points at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import flow, read, world
from pipeline.material import Options
from pipeline.model.problem import BriefError, Severity, Where
from pipeline.model.prose import Words
from pipeline.model.spec import Role
from tests.support import repo

SPEC = repo.ROOT / "specs/tomahawk.yaml"


def figures() -> list[tuple[int, int, str]]:
    """Line, column and digit of every digit in the prose of the sections' claims."""
    file = read.spec(SPEC.read_bytes(), SPEC.name)
    found = []
    for stated in file.spec.stated():
        if stated.role is not Role.CLAIM:
            continue
        for pieces in stated.prose.paragraphs:
            for piece in pieces:
                if not isinstance(piece, Words):
                    continue
                for at in range(piece.start, piece.end):
                    if stated.prose.text[at].isdigit():
                        place = file.locate(Where(stated.path, at, at + 1))
                        found.append((place.line, place.column, stated.prose.text[at]))
    return found


def check(text: str, folder: Path):
    """The errors of a changed spec, held against the lock."""
    spec = folder / SPEC.name
    spec.write_text(text, encoding="utf-8")
    (folder / "tomahawk.lock").write_bytes(SPEC.with_suffix(".lock").read_bytes())
    try:
        problems = flow.check(world.real(), spec, Options()).problems
    except BriefError as error:
        problems = error.problems
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def test_unchanged_it_holds(tmp_path):
    assert check(SPEC.read_text(encoding="utf-8"), tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 5])
def test_any_changed_digit_is_found_where_it_stands(tmp_path, step):
    lines = SPEC.read_text(encoding="utf-8").split("\n")
    digits = figures()
    assert len(digits) > 60
    missed = []
    for line, column, digit in digits:
        text = lines[line - 1]
        assert text[column - 1] == digit
        changed = text[: column - 1] + str((int(digit) + step) % 10) + text[column:]
        errors = check("\n".join([*lines[: line - 1], changed, *lines[line:]]), tmp_path)
        places = [problem.place for problem in errors if problem.place]
        if not any(place.line == line and place.column <= column < place.end_column for place in places):
            missed.append(f"{line}:{column}: {changed.strip()}")
    assert not missed, "\n".join(missed)
