"""`make bench-evidence`: how often the checker is right, beside a naive baseline and grounded-check.

Counts go into results.json, and from there into README.md; `--check` measures and compares with what stands there.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.cite.loose import holds
from tests.bench import sets
from tests.bench.sets import Case
from tests.support import repo

RESULTS = Path(__file__).parent / "results.json"
README = repo.ROOT / "README.md"
START, END = "<!-- evidence: make bench-evidence -->\n", "<!-- end of evidence -->\n"

Checker = Callable[[str, str], bool]
"""Whether a claim holds against a passage."""


class Counts(NamedTuple):
    """How a checker did on one set: wrong claims flagged and missed, right ones flagged and passed."""

    caught: int = 0
    missed: int = 0
    alarms: int = 0
    passed: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was flagged, how much was wrong."""
        return _ratio(self.caught, self.alarms)

    @property
    def recall(self) -> float | None:
        """Of what was wrong, how much was flagged."""
        return _ratio(self.caught, self.missed)

    @property
    def false(self) -> float | None:
        """Of what was right, how much was flagged."""
        return _ratio(self.alarms, self.passed)

    @property
    def balanced(self) -> float | None:
        """The mean of both shares that were judged rightly."""
        return None if self.recall is None or self.false is None else (self.recall + 1 - self.false) / 2


def _ratio(part: int, other: int) -> float | None:
    return part / (part + other) if part + other else None


def naive(claim: str, passage: str) -> bool:
    """The baseline: every figure and every capital of the claim occurs somewhere in the passage."""
    return sets.marked(claim) <= set(sets.words(passage))


def grounded() -> Checker | None:
    """grounded-check (PyPI), with what it checks by default; None where it is not installed."""
    try:
        from grounded import check
    except ImportError:
        return None
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "passage.txt"

    def decide(claim: str, passage: str, _keep: object = folder) -> bool:
        path.write_text(passage, encoding="utf-8")
        return bool(check(claim, [str(path)]).passed)

    return decide


def measured(cases: list[Case], checker: Checker) -> Counts:
    """What a checker flags."""
    counts = [0, 0, 0, 0]
    for case in cases:
        counts[(0 if case.wrong else 2) + checker(case.claim, case.passage)] += 1
    return Counts(*counts)


def table(results: dict[str, dict[str, Counts]]) -> str:
    """Markdown: a row a set; precision / recall / false alarms (balanced accuracy) for each checker."""
    checkers = list(next(iter(results.values())))
    lines = ["| set | claims | " + " | ".join(checkers) + " |", "|---|--:|" + "--:|" * len(checkers)]
    for name, row in results.items():
        cells = [f"{sum(next(iter(row.values()))):,}", *map(_cell, row.values())]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(counts: Counts) -> str:
    """`.987 / .924 / 0.6 % (.959)`; only what a set can show: a set of changed sentences shows how many are caught."""
    if counts.false is None:
        return f"{_share(counts.recall)} caught"
    alarms = f"{100 * counts.false:.1f} %"
    if counts.recall is None:
        return f"{alarms} alarms"
    return f"{_share(counts.precision)} / {_share(counts.recall)} / {alarms} ({_share(counts.balanced)})"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def read() -> dict[str, dict[str, Counts]]:
    """The counts as they were written last."""
    told = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {name: {checker: Counts(*counts) for checker, counts in row.items()} for name, row in told.items()}


def write(results: dict[str, dict[str, Counts]]) -> None:
    """Counts into results.json, and the table into README.md."""
    lines = [f" {json.dumps(name)}: {json.dumps(row)}" for name, row in results.items()]
    RESULTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{START}\n{table(results)}\n{END}{after}", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Measure, print, and write or compare."""
    checkers: dict[str, Checker] = {"brief": holds, "naive": naive}
    if rival := grounded():
        checkers["grounded-check"] = rival
    else:
        sys.stderr.write("skipped: grounded-check is not installed; its column is left as it was\n")
    every = sets.ours()
    if sets.BENCH.is_dir():
        every = {**sets.public(), **every}
    else:
        sys.stderr.write("skipped: ../shared/bench is not here; SummEdits and WiCE are left as they were\n")
    results = read() if RESULTS.exists() else {}
    before = json.dumps(results)
    for name, cases in every.items():
        for checker, decide in checkers.items():
            start = time.process_time()
            counts = measured(cases, decide)
            spent = time.process_time() - start
            results.setdefault(name, {})[checker] = counts
            sys.stdout.write(f"{name:<22} {checker:<15} {_cell(counts):<32} {spent:4.1f} s\n")
            sys.stdout.flush()
    if "--check" in arguments:
        return int(json.dumps(results) != before)
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
