"""Likelihood scales: their terms, and the band of probability each stands for, in per cent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Scale = Literal["icd203", "phia"]

_ICD_BANDS = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
ICD_ROWS = (
    ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"),
    ("remote", "highly improbable", "improbable", "roughly even odds", "probable", "highly probable", "nearly certain"),
)
"""The two rows of terms of ICD 203; a brief uses one of them (Intelligence Community Directive 203, D.6.e.(2)(a))."""

BANDS: Mapping[Scale, Mapping[str, tuple[int, int]]] = {
    "icd203": {term: band for row in ICD_ROWS for term, band in zip(row, _ICD_BANDS, strict=True)},
    "phia": {
        "remote chance": (0, 5),
        "highly unlikely": (10, 20),
        "unlikely": (25, 35),
        "realistic possibility": (40, 50),
        "likely": (55, 75),
        "probable": (55, 75),
        "highly likely": (80, 90),
        "almost certain": (95, 100),
    },
}
"""Terms and bands: ICD 203 (2015, with technical amendment 2022), and the PHIA yardstick with its gaps."""

FORMS: Mapping[Scale, Mapping[str, str]] = {
    "icd203": {
        "almost certainly": "almost certain",
        "nearly certainly": "nearly certain",
        "probably": "probable",
        "improbably": "improbable",
        "highly probably": "highly probable",
        "even chance": "roughly even chance",
        "even odds": "roughly even odds",
        "remote chance": "remote",
    },
    "phia": {
        "almost certainly": "almost certain",
        "probably": "probable",
        "remote": "remote chance",
    },
}
"""Wordings of a term that stand in a sentence as well as it does; ICD 203 lists the adverbs itself."""


def term_of(wording: str, scale: Scale) -> str:
    """The term of a scale that a wording in lower case stands for; "" if it is none of that scale."""
    return wording if wording in BANDS[scale] else FORMS[scale].get(wording, "")


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many per cent two bands share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
