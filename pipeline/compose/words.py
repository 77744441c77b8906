"""The words of the brief's language: one JSON file a language in `assets/labels/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pipeline.model.evidence import Evidence, Outcome
from pipeline.model.spec import Role


class Words(dict[str, str]):
    """Labels by name; `lists` and `tables` hold the few that are more than a string. `region` is `GB` or `US`."""

    def __init__(
        self,
        plain: Mapping[str, str],
        lists: Mapping[str, Sequence[str]],
        tables: Mapping[str, Mapping[str, object]],
        region: str,
    ) -> None:
        super().__init__(plain)
        self.lists, self.tables, self.region = lists, tables, region

    def regional(self, name: str) -> str:
        """The label as this region has it, else as the language has it."""
        return self.get(f"{name}.{self.region}", self[name])

    def seasons(self) -> Mapping[str, object]:
        """Names of the seasons by their EDTF number, as this region has them."""
        return self.tables.get(f"seasons.{self.region}", self.tables["seasons"])

    @property
    def units(self) -> Mapping[str, object]:
        """Names of the units, of one and of many, as this region has them."""
        return {**self.tables["units"], **self.tables.get(f"units.{self.region}", {})}

    def ordinal(self, value: int) -> str:
        """`first`, `second`, …: up to the fourth."""
        return self.lists["ordinals"][value]

    def number(self, value: int) -> str:
        """A small number in words, a larger one in digits."""
        numbers = self.lists["numbers"]
        return numbers[value] if value < len(numbers) else f"{value:,}"

    def counted(self, value: int, name: str) -> str:
        """`one report`, `two reports`."""
        one, many = self.lists[name]
        return one if value == 1 else many.format(number=self.number(value))

    def one_or_many(self, value: int, name: str, **more: str) -> str:
        """The label `name.one` or `name.many`, with the number in digits."""
        return self[f"{name}.one" if value == 1 else f"{name}.many"].format(number=value, **more)

    def listed(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        *rest, last = items
        return self["comma"].join(rest) + self["and"] + last if rest else last


def read_words(data: str, language: str) -> Words:
    """The words in a labels file, for a language tag such as `en-GB`."""
    raw = json.loads(data)
    plain = {name: value for name, value in raw.items() if isinstance(value, str)}
    lists = {name: value for name, value in raw.items() if isinstance(value, list)}
    tables = {name: value for name, value in raw.items() if isinstance(value, dict)}
    return Words(plain, lists, tables, language.partition("-")[2])


def evidence_line(evidence: Evidence, words: Words) -> str:
    """What came of holding the claims, on one line: on the page, on the terminal and in the manifest."""
    held, unheld, failed = (evidence.count(outcome) for outcome in (Outcome.HELD, Outcome.UNHELD, Outcome.FAILED))
    claims = words.one_or_many(held + unheld + failed, "evidence.claims")
    basis = words[f"evidence.{evidence.basis.value}"]
    line = words["evidence.line"].format(claims=claims, held=held, unheld=unheld, basis=basis)
    if failed:
        line += words["evidence.failed"].format(failed=failed)
    reasons = sum(claim.role is Role.REASON for claim in evidence.claims)
    if reasons:
        line += words.one_or_many(reasons, "evidence.reasons")
    accepted = len(evidence.accepted)
    return line + (words.one_or_many(accepted, "evidence.accepted") if accepted else "")
