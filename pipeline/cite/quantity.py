"""The value of a fact as a quantity: one figure or a range, and what it counts. It says nothing else.

What a source says of a figure, about or up to, stands in fields of its own, so that it can be held and compared.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.cite.atoms import Reader
from pipeline.cite.atoms.english import written_words
from pipeline.cite.atoms.english.clauses import CONTRACTED, NEGATIONS
from pipeline.cite.atoms.english.qualified import FUNCTION_WORDS, rate_from
from pipeline.cite.atoms.english.spelled import PARTS
from pipeline.cite.atoms.english.written import written
from pipeline.model.atoms import Atoms, Number
from pipeline.model.quantity import Quantity
from pipeline.model.record import replace

_FLAGS = {"about": "about", "at_most": "up to", "at_least": "at least"}
_LINKS = frozenset(("to", "-", "–", "—", "and"))
_INSIDE = frozenset(("of", "the", "and"))
"""Words that are no substance and may stand inside of what a figure counts: barrels of oil."""
_FORM = "write a figure with its unit, as in 254 billion JPY, or declare terms:"
_PLAIN = "write the figure with its unit, and at the most what it counts: 200 missiles"
_YEAR = re.compile(r"(\d)(\d{3})(?![\d.,])")
_NO_MORE = re.compile(r"[^\w\s'’-]")


class NoQuantity(ValueError):
    """Why a value is no quantity, and what to write instead."""

    def __init__(self, reason: str, hint: str = _FORM) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def read_quantity(text: str, reader: Reader) -> Quantity:
    """The quantity that a value gives. Raises NoQuantity where it gives none, or says more."""
    atoms, text = _read(text.strip(), reader)
    numbers = atoms.numbers
    if not numbers or len(numbers) > 2 or atoms.dates:
        raise NoQuantity(f'"{text}" is no quantity')
    low, high = numbers[0], numbers[1] if len(numbers) == 2 else None
    _alone(text, low, high)
    before, after = text[: low.start].lower().split(), text[(high or low).end :].strip()
    if high:
        _is_range(text, low, high)
        before = [word for word in before if word not in {"between", "from"}]
    words = written_words(after.replace("/", " per "))
    denied = [word for word in (*before, *words) if word.lower() in NEGATIONS or word.lower().endswith(CONTRACTED)]
    if denied:
        hint = "a value gives what the source says; where it says that nothing is settled, write open: true"
        raise NoQuantity(f'"{text}" denies its figure', hint)
    if before not in ([], ["a"], ["an"], ["one"]) or (before and low.text[0].isdigit()):
        raise NoQuantity(f'"{text}" says more than a figure and what it counts: "{text[: low.start].strip()}"', _PLAIN)
    counted = words[: rate_from(words)] if (high or low).per else words
    _is_noun(text, after, counted, measured=bool((high or low).unit))
    figures = [replace(written(low.text), digits=" ".join((*before, written(low.text).digits)))]
    figures += [written(high.text)] if high else []
    stems = tuple(reader.stem(word.lower().replace("’", "'")) for word in counted)
    return Quantity(low, high, tuple(figures), stems, " ".join(after.split()))


def _read(text: str, reader: Reader) -> tuple[Atoms, str]:
    """A value as it is read: four digits are no year here, and a third is no rank."""
    if text.isdecimal() and text.isascii():
        return Atoms((Number(0, len(text), text, Fraction(int(text))),)), text
    if _YEAR.match(text):
        text = _YEAR.sub(r"\1,\2", text, count=1)
    atoms = reader.read(text)
    last = text.lower().replace("-", " ").split()[-1:]
    if last and last[0] in PARTS and (not atoms.numbers or atoms.numbers[0].ordinal):
        atoms = reader.read(text + " of it")
    return atoms, text


def _alone(text: str, low: Number, high: Number | None) -> None:
    """No limit and no part is said in the value itself."""
    figure = text[low.start :] if low.start else text[: (high or low).end]
    for number in filter(None, (low, high)):
        for flag, words in _FLAGS.items():
            if getattr(number, flag):
                message = f'"{text}" says more than a figure and what it counts: "{words}"'
                raise NoQuantity(message, f"write the figure alone, {figure}, and beside it {flag}: true")
        if number.part:
            message = f'"{text}" says more than a figure and what it counts: "{number.part} of"'
            raise NoQuantity(message, f"write part_of: {figure} in the place of value")


def _is_range(text: str, low: Number, high: Number) -> None:
    """Two figures are the ends of a range, the lower first."""
    between = text[low.end : high.start].lower().split()
    if between[-1:] == ["of"] or "of" in between:
        hint = f"write value: {low.text} and part_of: {text[high.start :].strip()}"
        raise NoQuantity(f'"{text}" is a part of a whole', hint)
    linked = len(between) == 1 and between[0] in _LINKS and (between != ["and"] or text.lower().startswith("between"))
    if not linked:
        raise NoQuantity(
            f'"{text}" is more than one figure', "write one figure, a range (20 to 30 %), or a list of values"
        )
    if low.value >= high.value or low.unit != high.unit:
        raise NoQuantity(f'"{text}" is no range', "write the lower end first, and both in one unit: 20 to 30 %")


def _is_noun(text: str, after: str, counted: list[str], *, measured: bool) -> None:
    """What stands after a figure names what it counts: words, with no preposition but `of` (`barrels of oil`)."""
    wrong = _NO_MORE.search(after)
    loose = [word for word in counted if word.lower() in FUNCTION_WORDS - _INSIDE]
    if loose or (counted[:1] == ["of"] and not measured) or (wrong and wrong.group() != "/"):
        shown = after[after.lower().find(loose[0].lower()) :] if loose else after
        raise NoQuantity(f'"{text}" says more than a figure and what it counts: "{shown}"', _PLAIN)
