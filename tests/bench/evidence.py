"""`make bench-evidence`: how often the checker is right on public data, beside a naive baseline.

SummEdits (Laban et al. 2023): summaries edited to contradict their document. Only edits that bring in a figure or name
can be caught by holding atoms, so these are what should be flagged; every consistent summary should not be. WiCE (Kamoi
et al. 2023), development split: claims of Wikipedia against the pages they cite; what is not wholly supported should be
flagged. The data lie in ../shared/bench and are not part of the repository.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.cite.loose import holds

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"


class Case(NamedTuple):
    """A claim, what it is held against, and whether it should be flagged."""

    claim: str
    passage: str
    wrong: bool


def summedits(domain: str) -> Iterator[Case]:
    """The consistent summaries of a domain, and those whose edit brought in a figure or a name."""
    path = BENCH / "summedits" / f"summedits_{domain}.json"
    for row in json.loads(path.read_text(encoding="utf-8")):
        wrong = str(row["label"]) == "0"
        if not wrong or _brings_figure_or_name(row["summary"], row["original_summary"]):
            yield Case(row["summary"], row["doc"], wrong)


def wice() -> Iterator[Case]:
    """Every claim, against the title of its article and all of its evidence."""
    with (BENCH / "wice" / "claim_dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            passage = "\n".join([row["meta"]["claim_title"], *row["evidence"]])
            yield Case(row["claim"], passage, row["label"] != "supported")


def _brings_figure_or_name(text: str, original: str) -> bool:
    return not _marked(text) <= set(_words(original))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,]\d+)*", text)


def _marked(text: str) -> set[str]:
    """Words with a figure, and words with a capital that is not its sentence's."""
    inside = re.sub(r"(^|[.!?:]\s+)[\"'“(]*[A-Z]\w*", r"\1", text)
    return {word for word in _words(inside) if word[0].isupper() or any(map(str.isdigit, word))}


def naive(claim: str, passage: str) -> bool:
    """The baseline: every figure and every capital of the claim occurs somewhere in the passage."""
    return _marked(claim) <= set(_words(passage))


def measured(cases: list[Case], checker: Callable[[str, str], bool]) -> str:
    """Precision, recall and false-positive rate of flagging, their balanced accuracy, and the CPU it took."""
    start = time.process_time()
    flagged = [not checker(case.claim, case.passage) for case in cases]
    spent = time.process_time() - start
    hits = sum(flag and case.wrong for flag, case in zip(flagged, cases, strict=True))
    alarms = sum(flagged) - hits
    wrong = sum(case.wrong for case in cases)
    precision = hits / sum(flagged) if any(flagged) else 0.0
    recall, false = hits / wrong, alarms / (len(cases) - wrong)
    balanced = (recall + 1 - false) / 2
    return f"{precision:9.3f} {recall:7.3f} {false:7.3f} {balanced:9.3f} {spent:7.1f} s"


def main() -> int:
    """Print a table, one row a set and checker."""
    if not BENCH.is_dir():
        sys.stdout.write("skipped: ../shared/bench is not here, and nothing was measured\n")
        return 0
    sets = {f"SummEdits {domain}": list(summedits(domain)) for domain in ("ectsum", "samsum", "scitldr")}
    sets["SummEdits"] = [case for cases in sets.values() for case in cases]
    sets["WiCE dev"] = list(wice())
    sys.stdout.write(f"{'set':<18} {'cases':>5} {'wrong':>5}  checker  precision  recall   false  balanced     CPU\n")
    for name, cases in sets.items():
        for checker, decide in (("brief", holds), ("naive", naive)):
            wrong = sum(case.wrong for case in cases)
            sys.stdout.write(f"{name:<18} {len(cases):>5} {wrong:>5}  {checker:<7} {measured(cases, decide)}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
