"""The measurement itself: which edits count, what its figures mean, and that what was published is what is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cite.loose import holds
from tests.bench import evidence, sets
from tests.bench.evidence import Counts
from tests.bench.sets import Case


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
    assert sets.brings_figure_or_name(edited, "The board ordered 12 cranes.") is counts


def test_the_figures_are_those_of_the_flags() -> None:
    cases = [Case("a", "", True), Case("b", "", True), Case("c", "", False), Case("d", "", False), Case("e", "", False)]
    counts = evidence.measured(cases, lambda claim, _passage: claim not in "ac")
    assert counts == Counts(caught=1, missed=1, alarms=1, passed=2)
    assert (counts.precision, counts.recall, counts.false) == (0.5, 0.5, 1 / 3)
    assert counts.balanced == pytest.approx(0.5833, abs=1e-4)


def test_the_table_says_what_a_set_can_show() -> None:
    row = {"brief": Counts(9, 1, 0, 10), "naive": Counts(0, 0, 5, 95)}
    told = evidence.table({"both": row, "changed": {"brief": Counts(2, 0), "naive": Counts(1, 1)}})
    assert told.splitlines()[2:] == [
        "| both | 20 | 1.000 / .900 / 0.0 % (.950) | 5.0 % alarms |",
        "| changed | 2 | 1.000 caught | .500 caught |",
    ]


def test_the_readme_has_the_table_of_the_results() -> None:
    text = evidence.README.read_text(encoding="utf-8")
    assert (
        text.partition(evidence.START)[2].partition(evidence.END)[0].strip() == evidence.table(evidence.read()).strip()
    )


@pytest.mark.parametrize("name", [*sets.ours()])
def test_what_is_published_of_our_sets_is_what_is_measured(name: str) -> None:
    cases = sets.ours()[name]
    assert len(cases) > 15
    assert evidence.measured(cases, holds) == evidence.read()[name]["brief"]


@pytest.mark.skipif(not sets.BENCH.is_dir(), reason="../shared/bench is not here")
@pytest.mark.parametrize("name", ["SummEdits scitldr", "SummEdits samsum", "SummEdits ectsum"])
def test_what_is_published_of_summedits_is_what_is_measured(name: str) -> None:
    cases = list(sets.summedits(name.split()[1]))
    assert len(cases) > 150
    assert evidence.measured(cases, holds) == evidence.read()[name]["brief"]


def test_every_checker_is_published_on_every_set() -> None:
    results = evidence.read()
    assert len(results) >= 14
    assert all(row.keys() == {"brief", "naive", "grounded-check"} for row in results.values())


def test_without_the_data_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sets, "BENCH", tmp_path / "missing")
    monkeypatch.setattr(evidence, "write", lambda _results: None)
    assert evidence.main([]) == 0
    assert "skipped: ../shared/bench is not here" in capsys.readouterr().err
