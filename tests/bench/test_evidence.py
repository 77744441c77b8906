"""The measurement itself: which edits count, what its figures mean, and what it says without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import evidence
from tests.bench.evidence import Case


@pytest.mark.parametrize(
    ("edited", "counts"),
    [
        ("The board ordered 13 cranes.", True),
        ("The board ordered 12 cranes from Anna.", True),
        ("Yesterday the board ordered 12 cranes.", False),
        ("The board refused 12 cranes.", False),
    ],
)
def test_only_figures_and_names_can_be_caught(edited: str, counts: bool) -> None:
    assert evidence._brings_figure_or_name(edited, "The board ordered 12 cranes.") is counts


def test_the_figures_are_those_of_the_flags() -> None:
    cases = [Case("a", "", True), Case("b", "", True), Case("c", "", False), Case("d", "", False), Case("e", "", False)]
    told = evidence.measured(cases, lambda claim, _passage: claim not in "ac")
    assert told.split()[:4] == ["0.500", "0.500", "0.333", "0.583"]


def test_without_the_data_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evidence, "BENCH", tmp_path / "missing")
    assert evidence.main() == 0
    assert capsys.readouterr().out.startswith("skipped: ")
