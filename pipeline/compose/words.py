"""The words of the brief's language: one JSON file a language in `assets/labels/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.model.evidence import Evidence, Outcome
from pipeline.model.spec import Role


class Words(dict[str, str]):
    """Labels by name; `lists` and `tables` hold the few that are more than a string."""

    def __init__(
        self,
        plain: Mapping[str, str],
        lists: Mapping[str, Sequence[str]],
        tables: Mapping[str, Mapping[str, Any]],
        language: str,
    ) -> None:
        super().__init__(plain)
        self.lists, self.tables, self.language = lists, tables, language

    @property
    def units(self) -> Mapping[str, object]:
        """Names of the units, of one and of many, as this region has them."""
        return self.tables["units"]

    def ordinal(self, value: int) -> str:
        """`first`, `second`, …: up to the fourth."""
        return self.lists["ordinals"][value]

    def number(self, value: int) -> str:
        """A small number in words, a larger one in digits."""
        numbers = self.lists["numbers"]
        return numbers[value] if value < len(numbers) else self.grouped(str(value))

    def grouped(self, digits: str) -> str:
        """The digits of a whole number in groups of three, if there are as many as the language groups."""
        if len(digits) < int(self["grouped"]):
            return digits
        return f"{int(digits):,}".replace(",", self["group"])

    def is_one(self, value: float) -> bool:
        """Whether the language says this number in the singular (CLDR, plural rules): `1,7 million` in French."""
        singular = self.tables["singular"]
        if value != int(value) and not singular["fractions"]:
            return False
        return abs(int(value)) in singular["whole"]

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
        between = self["and.last" if len(rest) > 1 else "and"]
        return self["comma"].join(rest) + between + last if rest else last


def read_words(data: str, language: str) -> Words:
    """The words in a labels file, for a language tag such as `en-GB` or `fr`.

    `cldr` in it is what CLDR says of the language; what was written by hand comes before that, and in both what
    `regions` has for the tag's region comes first. `replaced` are characters that a region writes otherwise.
    """
    raw = json.loads(data)
    region = language.partition("-")[2]
    merged: dict[str, Any] = {}
    for layer in (raw.pop("cldr"), raw):
        for more in (layer, layer.pop("regions").get(region, {})):
            for name, value in more.items():
                merged[name] = {**merged.get(name, {}), **value} if isinstance(value, dict) else value
    replaced = merged.pop("replaced", {})
    kinds: tuple[dict[str, Any], dict[str, Any], dict[str, Any]] = {}, {}, {}
    for name, value in merged.items():
        if replaced and isinstance(value, str):
            value = value.translate(str.maketrans(replaced))  # noqa: PLW2901 - Swiss German has no ß
        kinds[2 if isinstance(value, dict) else 1 if isinstance(value, list) else 0][name] = value
    return Words(*kinds, language)


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
