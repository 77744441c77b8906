"""Where no line ends: between a number and what it counts, and between a sign and its number.

The rule, in any language that writes numbers with digits:

- a number ties to the word after it: "400 missiles", "5 March", "12 Uhr" — unless it is a bare four-digit number,
  which is mostly a year and ends its phrase ("in 2017 the …"); before a unit's symbol that ties too ("1600 km");
- a word of scale ties to the word after it: "254 billion yen";
- the letter of a source ties to its paragraph: "A ¶3";
- a sign, an abbreviation or a name of a series ties to its number: "¶ 3", "p. 4", "No. 7", "Block V", "Type 12"; that
  number names and does not count, so it ties to nothing after it.

A tie gives way where the tied words are wider than the measure.
"""

from __future__ import annotations

import re

from pipeline.model.metrics import NBSP

_HINT = re.compile(r"\d| [IVX]+\b")
"""Nothing is tied in a text without a number."""

_SCALE = (
    "thousand|millions?|billion|trillion|Tausend|Million(?:en)?|Milliarden?|mille|milliards?|mila|mil|milion[ei]|"
    "miliard[io]|millones"
)
_UNIT = "km|m|cm|mm|nm|nmi|mi|ft|kg|t|kt|kn|mph|s|min|h|MW|GW|kW|MHz|GHz|USD|JPY|EUR|GBP|CNY|yen|euros?|dollars?|%|‰|°"
_SERIES = (
    "Block|Type|Mark|Mk|Flight|Batch|Phase|Stage|Tranche|Article|Annex|Chapter|Section|Part|Table|Figure|Note|Page|Day|"
    "Source|Line|Edition|Version|Kapitel|Artikel|Abschnitt|Tabelle|Seite|Bild|Tableau|Chapitre|Tabla|Figura"
)
_TIE = re.compile(
    rf"(?<![\w.,])(?:\d{{1,3}}(?:[.,]\d+)*|\d{{5,}}) (?=[^\W\d_])"
    rf"|\d (?=(?:{_UNIT}|{_SCALE})(?!\w))"
    r"|\b\d{1,2}\. (?=(?:Jan|Feb|Mär|Mar|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[^\W\d_]*)"
    rf"|(?<=\d[ {NBSP}])(?:{_SCALE}) (?=[^\W\d_])"
    r"|(?:[¶§#]|\b(?:pp?|[Nn]os?|Nr|[Aa]rt|paras?|ch|vol|[Ff]ig|S|Abs|cap)\.) \d+"
    r"|\b[A-Z]{1,2} (?=¶\d)"
    rf"|\b(?:{_SERIES}) (?:\d+|[IVX]+\b)"
)


def tied(text: str) -> str:
    """The text with no-break spaces where the rule wants them."""
    if " " not in text or _HINT.search(text) is None:
        return text
    return _TIE.sub(lambda match: match[0].replace(" ", NBSP), text)
