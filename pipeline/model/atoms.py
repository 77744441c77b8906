"""Atoms: what a text says that can be looked up in another: figures, dates, names, quotations, and cues of its grammar.

An atom stands at characters `start` to `end` of the text it was read from; atoms of a lock have no place (0, 0), since
a lock holds no text. Values are exact.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from pipeline.model.record import record


@lru_cache(maxsize=16384)
@lru_cache(maxsize=8192)
def mark(word: str) -> str:
    """A short stand-in for a word that a lock may compare but must not tell: eight digits of its SHA-256."""
    return hashlib.sha256(word.encode()).hexdigest()[:8] if word else ""


@record
class Number:
    """A figure. `unit` is a currency (ISO 4217), `%`, or a measure's base (`m`, `g`, `year` …); "" if none.

    `value` counts base units: 2,500 kilometres are 2,500,000 m, 254 billion yen 254,000,000,000 JPY, half is 1/2.
    """

    start: int
    end: int
    text: str
    value: Fraction
    unit: str = ""
    counted: str = ""
    """`mark` of the noun it counts, if one is plain to see."""
    about: bool = False
    at_most: bool = False
    at_least: bool = False
    part_of: bool = False
    """Some of this many."""
    ordinal: bool = False
    vague: bool = False
    """`millions`, `dozens`: the scale alone."""
    weak: bool = False
    """`one`, `first`, `second`: so common that its absence proves nothing; a different figure in its place does."""
    year_like: bool = False
    """Four bare digits that may as well be a year."""
    near: str = ""
    """`mark` of the nearest word of substance before it, in its clause."""
    part: str = ""
    """Which part of this many: all, most, half, few, or some."""
    per: str = ""
    """What a rate is counted over: `month` in £310 per depot per month; "" where nothing is said."""
    to: str = ""
    """The value of the upper end of a range that this is the lower end of: `30` for 20 in 20 to 30 per cent."""
    of: str = ""
    """The value of the whole that this is said to be part of: `400` for 200 in 200 of the 400 missiles."""


class Bound(StrEnum):
    """Which way a date is open."""

    NONE = ""
    FROM = "from"
    """From, starting in: what is told begins then, so the date may be given without its open end."""
    LATE = "not until"
    """Likewise, for what is told happens then at last."""
    SINCE = "since"
    AFTER = "after"
    """After, later than: the date itself is left out."""
    EARLY = "early"
    """As early as, no earlier than, not before."""
    BY = "by"
    """By, no later than."""
    UNTIL = "until"
    BEFORE = "before"
    """Before, prior to, earlier than: the date itself is left out."""

    @property
    def opens_after(self) -> bool:
        """Whether what is told reaches on from the date."""
        return self in {Bound.FROM, Bound.LATE, Bound.SINCE, Bound.AFTER, Bound.EARLY}

    @property
    def opens_before(self) -> bool:
        """Whether what is told lies before the date, or reaches up to it."""
        return self in {Bound.BY, Bound.UNTIL, Bound.BEFORE}

    @property
    def may_be_closed(self) -> bool:
        """Whether the date may be given alone, without its open end."""
        return self in {Bound.NONE, Bound.FROM, Bound.LATE}


class Link(StrEnum):
    """How a date is joined to the one before it."""

    NONE = ""
    OR = "or"
    AND = "and"
    TO = "to"
    BETWEEN = "between"
    """Between this and the one before."""


@record
class DateAtom:
    """A date as far as it is stated; 0 is not stated.

    `part` is a season, quarter or half as in EDTF (21 to 24, 33 to 36, 40 and 41).

    `span` is 10 for a decade and 100 for a century, whose first year is `year`. `weekday` is 1 (Monday) to 7. The year
    -43 is 44 BC.
    """

    start: int
    end: int
    text: str
    year: int = 0
    month: int = 0
    day: int = 0
    part: int = 0
    span: int = 0
    weekday: int = 0
    fiscal: bool = False
    phase: int = 0
    """1 to 3: early, mid, late in it."""
    bound: Bound = Bound.NONE
    near: str = ""
    """`mark` of the nearest word of substance before it, in its clause; the end of a range has that of its start."""
    link: Link = Link.NONE
    about: bool = False
    """About, around, circa."""
    denied: bool = False
    """A negation turns it: not 2025, did not open in May."""
    unit: str = ""
    """Of a relative date, what `shift` counts: `year`, `month`, `week`, `quarter`, `day`, `fiscal` years; `near` is the
    next or last of its weekday, month or season."""
    shift: int = 0


@record
class Name:
    """A full name: its words, folded (case, spelling, possessive), without titles.

    `initial`: it opens a sentence, so that its first word may be no part of it (`Training Japanese crews …`).
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    initial: bool = False


@record
class Quotation:
    """Words in quotation marks. `key` is the SHA-256 of the words, folded: all that a lock keeps of them."""

    start: int
    end: int
    text: str
    key: str


class Sense(StrEnum):
    """What a cue says of its sentence."""

    NEGATION = "negation"
    POSSIBLE = "possible"
    """May, might, could, possibly."""
    NECESSARY = "necessary"
    """Must, has to, is required to."""
    FUTURE = "future"
    """Will, is expected, anticipated, planned."""
    APPROVED = "approved"
    SIGNED = "signed"
    SIDE = "side"
    """One of two opposites: rose or fell, upheld or overturned."""
    SUPPOSED = "supposed"
    """If, whether, unless: nothing in their reach is asserted."""


@record
class Cue:
    """A word that turns or colours what is said. It `governs` the next word of substance: the `mark` of its stem."""

    start: int
    end: int
    text: str
    sense: Sense
    governs: str = ""
    plain: bool = False
    """The governed word stands in the same text without a negation too."""
    loose: bool = False
    """A word with other uses besides: it supports a claim, and is never held against one."""
    reach: tuple[str, ...] = ()
    """Of a negation: the `mark`s of all words of substance that it may bear on, in the order of the marks. Of a
    supposition: of those words that stand in no other place."""
    clause: tuple[str, ...] = ()
    """The `mark`s of all other words of substance and figures of its clause, in that order."""
    side: str = ""
    """Of a side: which opposites, and which of the two: `change+` for rose, `change-` for fell."""


@record
class Atoms:
    """All atoms of a text, each kind in reading order."""

    numbers: tuple[Number, ...] = ()
    dates: tuple[DateAtom, ...] = ()
    names: tuple[Name, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    cues: tuple[Cue, ...] = ()
    relatives: tuple[DateAtom, ...] = ()
    """Dates that are told from another one: next year, March this year, two years ago. No claim is held by them; the
    date beside an event may be reckoned from one."""
