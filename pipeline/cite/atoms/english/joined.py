"""What the words around a date say of it: joined to the one before by or, and, to; about; denied; early, mid, late."""

from __future__ import annotations

from pipeline.cite.atoms.english.clauses import CONTRACTED, ENDS, NEGATIONS
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound, Link

_LINKS = {
    "or": Link.OR, "and": Link.AND, "to": Link.TO, "-": Link.TO, "through": Link.TO, "until": Link.TO,
    "till": Link.TO, "/": Link.TO,
}  # fmt: skip
_IDLE = frozenset(
    "in on at the early mid late of end start beginning middle during possibly perhaps maybe even either".split()
)
"""Words that may stand between the word that joins two dates and the second of them."""
_FAR = 6
LISTED = ","
"""Joined by a comma: what that means the last of the list tells."""


def joined(tokens: Tokens, last: int, first: int) -> Link | str:
    """How a date that starts at `first` is joined to one that ends at `last`."""
    between = tokens.lows[last + 1 : first]
    if not between or len(between) > _FAR:
        return Link.NONE
    core = [low for at, low in enumerate(between) if low not in _IDLE and not (low == "-" and at)]
    if core == [LISTED]:
        return LISTED
    alone = len(core) == 1 or (len(core) == 2 and core[0] == LISTED)
    return _LINKS.get(core[-1], Link.NONE) if alone else Link.NONE


def within(tokens: Tokens, first: int, last: int) -> Link:
    """How the two dates of one expression are joined: 19-21 March, 19 and 20 March."""
    lows = tokens.lows[first : last + 1]
    return Link.OR if "or" in lows else Link.AND if "and" in lows else Link.TO


def is_between(tokens: Tokens, first: int) -> bool:
    """Whether `between` stands before the first of two dates."""
    return tokens.low(_before(tokens, first, _IDLE)) == "between"


def settled(links: list[Link | str]) -> list[Link]:
    """2024, 2025 or 2026: commas mean what the last of their list says, and nothing if it says nothing."""
    found: list[Link] = []
    after = Link.NONE
    for link in reversed(links):
        here = after if link == LISTED else Link(link)
        after = here if here in {Link.OR, Link.AND} else Link.NONE
        found.append(here)
    return found[::-1]


def _before(tokens: Tokens, first: int, idle: frozenset[str]) -> int:
    """The token before a date, past idle words."""
    at = first - 1
    while at >= 0 and first - at < _FAR and (tokens.lows[at] in idle or tokens.lows[at] == "-"):
        at -= 1
    return at


_QUALIFYING = frozenset("the early mid late of end start beginning middle".split())
_ABOUT = frozenset("about around circa approximately roughly ca".split())
_TOPICS = frozenset(
    "talk talks talked talking report reports book article story question questions worry worried worries optimistic "
    "know knew known asked said told think thinks learn learned information details much news speech debate concerns "
    "concerned excited all more".split()
)
"""Words before `about` where it says what is talked of."""


def is_about(tokens: Tokens, first: int) -> bool:
    """About 1850, around the end of March, c. 1850."""
    at = _before(tokens, first, _QUALIFYING)
    if tokens.low(at) == "." and tokens.low(at - 1) in {"c", "ca"}:
        return True
    return tokens.low(at) in _ABOUT and not (tokens.low(at) == "about" and tokens.low(at - 1) in _TOPICS)


_STOPS = ENDS | frozenset("when after before until till that which who since if as where than once unless only".split())
_NOT_NEGATED = frozenset("only just merely simply solely more fewer less lower later earlier sooner doubt".split())
_REACH = 12


def is_denied(tokens: Tokens, first: int, opens: Bound) -> bool:
    """Not 2025, rather than 2025, did not open in May 2025. `Not before` and the like are bounds and deny no date."""
    if opens not in {Bound.NONE, Bound.FROM}:
        return False
    at = _before(tokens, first, _IDLE)
    if tokens.low(at) == "instead" or (tokens.low(at) == "than" and tokens.low(at - 1) == "rather"):
        return True
    while at >= 0 and first - at < _REACH and tokens.lows[at] not in _STOPS:
        low = tokens.lows[at]
        if (low in NEGATIONS and low != "without") or low.endswith(CONTRACTED):
            return tokens.low(at + 1) not in _NOT_NEGATED and tokens.low(at - 1) not in {"if", "or"}
        at -= 1
    return False


_PHASES = {"early": 1, "beginning": 1, "start": 1, "mid": 2, "middle": 2, "late": 3, "end": 3, "close": 3}


def phase(tokens: Tokens, index: int) -> int:
    """Early, mid or late in a date: early 2025, mid-December, the end of 2025; not `as early as 2025`."""
    at = index - 1
    while at >= 0 and index - at < 4 and tokens.lows[at] in {"-", "of", "the", "in"}:
        at -= 1
    found = _PHASES.get(tokens.low(at), 0)
    if tokens.low(index - 1) == "in" and found != 1:
        return 0  # `early in 2025`, but not `ended in 2025`
    plain = tokens.low(at) not in {"beginning", "start", "middle", "end", "close"} or tokens.low(at + 1) == "of"
    return found if plain and tokens.low(at - 1) != "as" else 0
