"""What the checkers are measured on: claims, what each is held against, and whether it should be flagged.

SummEdits (Laban et al. 2023): summaries edited to contradict their document. Only edits that bring in a figure or name
can be caught by holding atoms, so these are what should be flagged; every consistent summary should not be. WiCE (Kamoi
et al. 2023), development split: claims of Wikipedia against the pages they cite; what is not wholly supported should be
flagged. Both lie in ../shared/bench and are not part of the repository. The mutations are of our own samples, and so
are the honest pairs, none of which should be flagged. The paraphrases were written for us by people who did not know
the checker, of paragraphs of up to six sentences; the checker was made better with them at hand afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support import mutations, repo

BENCH = repo.ROOT.parent / "shared" / "bench"
DOMAINS = ("ectsum", "samsum", "scitldr")
PARAPHRASES = Path(__file__).parent / "paraphrases.jsonl"
PAIRS = Path(__file__).resolve().parents[1] / "unit" / "cite" / "honest.jsonl"


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
        if not wrong or brings_figure_or_name(row["summary"], row["original_summary"]):
            yield Case(row["summary"], row["doc"], wrong)


def wice() -> Iterator[Case]:
    """Every claim, against the title of its article and all of its evidence."""
    with (BENCH / "wice" / "claim_dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            passage = "\n".join([row["meta"]["claim_title"], *row["evidence"]])
            yield Case(row["claim"], passage, row["label"] != "supported")


def mutated(kind: str) -> Iterator[Case]:
    """Our own sentences, changed in one respect, against the sentence as it was."""
    return (Case(m.changed, m.sentence, True) for m in mutations.mutations() if m.kind == kind)


def honest() -> Iterator[Case]:
    """Our own sentences unchanged, and what an honest author writes of a passage."""
    yield from (Case(sentence, sentence, False) for sentence in mutations.sentences())
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        yield Case(pair["claim"], pair["passage"], False)


def paraphrased(kind: str = "") -> Iterator[Case]:
    """What somebody else wrote of a whole paragraph in words of their own: honestly, or with one thing changed."""
    for line in PARAPHRASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claims = [claim for changed, claim in row["changed"] if changed == kind] if kind else row["honest"]
        yield from (Case(claim, row["passage"], bool(kind)) for claim in claims)


def ours() -> dict[str, list[Case]]:
    """The sets that need no data from elsewhere."""
    found = {f"{kind} changed": list(mutated(kind)) for kind in mutations.KINDS}
    found["unchanged, or honest"] = list(honest())
    found |= {f"paraphrase, {kind} changed": list(paraphrased(kind)) for kind in mutations.KINDS}
    return {**found, "paraphrase, honest": list(paraphrased())}


def public() -> dict[str, list[Case]]:
    """The public sets, whose data lie beside the repository."""
    found = {f"SummEdits {domain}": list(summedits(domain)) for domain in DOMAINS}
    return {**found, "SummEdits": [case for cases in found.values() for case in cases], "WiCE dev": list(wice())}


def brings_figure_or_name(text: str, original: str) -> bool:
    """Whether an edit brought in a word with a figure or an inner capital that the original lacks."""
    return not marked(text) <= set(words(original))


def words(text: str) -> list[str]:
    """Words, and figures with their points and commas."""
    return re.findall(r"\w+(?:[.,]\d+)*", text)


def marked(text: str) -> set[str]:
    """Words with a figure, and words with a capital that is not its sentence's."""
    inside = re.sub(r"(^|[.!?:]\s+)[\"'“(]*[A-Z]\w*", r"\1", text)
    return {word for word in words(inside) if word[0].isupper() or any(map(str.isdigit, word))}
