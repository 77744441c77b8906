"""Full names in English: phrases of capitalised words, with particles, numbers of types, acronyms; titles dropped."""

from __future__ import annotations

from pipeline.cite.atoms.english.nomenclature import DESIGNATORS
from pipeline.cite.atoms.english.spelled import ONES, SCALES, TENS
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.units import CODES, CURRENCY_WORDS, MEASURES
from pipeline.cite.atoms.english.vocabulary import PARTICIPLES, function_words, is_common
from pipeline.cite.fold import spelling
from pipeline.model.atoms import Name

TITLES = frozenset(
    "mr mrs ms miss dr doctor prof professor sir lady lord president minister secretary ambassador general colonel "
    "major captain lieutenant sergeant admiral commander senator representative congressman congresswoman governor "
    "mayor judge justice chancellor premier king queen prince princess pope bishop archbishop cardinal chairman "
    "chairwoman chair director ceo cfo spokesman spokeswoman spokesperson prime vice deputy former then "
    "president-elect st gen sen rep gov lt col capt adm maj sgt hon mp chief officer analyst coach detective "
    "councillor councilman councilwoman cllr alderman sheriff constable corporal cpl commissioner cmdr nurse father "
    "brother sister aunt uncle grandma grandpa inspector reverend rev duke duchess earl count countess baron baroness "
    "knight emperor empress sultan sheikh headteacher principal dean curator editor".split()
)
_SURNAMES = frozenset("king prince pope judge major dean knight count baron bishop chair analyst director".split())
"""Titles that are surnames where a name ends in them."""
_PARTICLES = frozenset("de da di du del della van von der den ter la le al el bin ibn ben abu zu y e dos das".split())
_COUNTS = frozenset((*ONES, *TENS))
_KEPT = _PARTICLES | frozenset("i ii iii iv v vi vii viii ix x xi xii".split())
_PRONOUNS = frozenset(
    (
        "i",
        "i'm",
        "i've",
        "i'll",
        "i'd",
        "ok",
        "yoy",
        "eps",
        "asap",
        "lol",
        "qoq",
        "ceo",
        "tv",
        "pm",
        "am",
        "ps",
        "etc",
        "o",
        "a",
        "oh",
        "mom",
        "mum",
        "dad",
    )
)


def read_names(tokens: Tokens) -> list[Name]:
    """All names of a text that no date has taken. A figure inside a name (Type 12) is marked as used."""
    found: list[Name] = []
    done = -1
    for index in _candidates(tokens):
        if index > done and not tokens.used[index] and _is_capital(tokens, index):
            done = _run(tokens, index)
            found += _names(tokens, index, done)
    return found


def _candidates(tokens: Tokens) -> list[int]:
    """Tokens with a capital, and figures with one glued behind them, in order."""
    capitals = [at for at, text in enumerate(tokens.texts) if text != tokens.lows[at]]
    figures = [at - 1 for at in capitals if tokens.glued[at] and tokens.is_number(at - 1)]
    return sorted(capitals + figures) if figures else capitals


def _is_capital(tokens: Tokens, index: int) -> bool:
    """Whether a token is written as a name is: a capital in it, not a pronoun, not a spelled unit glued to a figure."""
    text = tokens.text(index)
    if not text[:1].isalpha():
        return _is_designation(tokens, index)
    if text.islower() or tokens.low(index) in _PRONOUNS or tokens.used[index] or _is_unit(tokens, index):
        return False
    return not (
        tokens.is_glued(index)
        and tokens.is_number(index - 1)
        and len(text) == 1
        and not _is_designation(tokens, index - 1)
    )


def _is_unit(tokens: Tokens, index: int) -> bool:
    """US in US$5, EUR in EUR 5, C in 5 °C."""
    if tokens.texts[index] == "R" and tokens.is_number(index + 1) and tokens.glued[index + 1]:
        return tokens.low(index + 2) in {"m", "bn", "million", "billion", "trillion"}
    if tokens.low(index + 1) == "$" and tokens.glued[index + 1]:
        return True
    if tokens.is_number(index - 1) and tokens.lows[index] in MEASURES and len(tokens.texts[index]) < 4:
        return True
    if tokens.low(index + 1) in CURRENCY_WORDS and (tokens.is_number(index - 1) or tokens.low(index - 1) in SCALES):
        return True  # 254 billion Japanese yen
    if tokens.texts[index] in CODES:
        return tokens.is_number(index + 1) or tokens.is_number(index - 1) or tokens.low(index - 1) in SCALES
    return tokens.low(index - 1) == "°"


def _is_designation(tokens: Tokens, index: int) -> bool:
    """A figure with a capital glued behind it: 5G, 3D, 737MAX."""
    return (
        tokens.is_number(index)
        and not tokens.used[index]
        and tokens.is_glued(index + 1)
        and tokens.text(index + 1).isupper()
        and tokens.text(index + 1) not in {"M", "B", "K", "T", "BN", "C", "F"}
        and tokens.low(index + 1) not in MEASURES
    )


def _run(tokens: Tokens, first: int) -> int:
    """The last token of the name that starts here."""
    last = first
    while True:
        following = last + 1
        if following >= tokens.count or tokens.used[following]:
            return last
        if tokens.lows[last].endswith(("'s", "s'")) and not tokens.glued[following]:
            return last
        joined = _glued_on(tokens, last)
        if not joined and not tokens.glued[following]:
            joined = _next_word(tokens, last)
        if not joined:
            return last
        last = joined


def _glued_on(tokens: Tokens, last: int) -> int:
    """The token that a name goes on with without a space: MK-41, F-35A, H1N1, Asia-Pacific; 0 if none."""
    following = last + 1
    if not tokens.is_glued(following):
        return 0
    low = tokens.lows[following]
    if low == "'" and tokens.lows[last].endswith("s"):
        return 0
    if tokens.is_number(following) or (tokens.is_number(last) and tokens.is_word(following)):
        return following
    if low == "." and len(tokens.texts[last]) == 1 and following + 1 < tokens.count:
        return following + 1 if tokens.is_word(following + 1) and _is_capital(tokens, following + 1) else 0
    if low in {"-", "&", "/"} and tokens.is_glued(following + 1) and not tokens.used[following + 1]:
        if tokens.is_number(following + 1) and low == "-":
            return following + 1
        if _is_capital(tokens, following + 1) and low != "/":
            return following + 1
    return 0


def _next_word(tokens: Tokens, last: int) -> int:
    """The token that a name goes on with after a space; 0 if none."""
    following = last + 1
    low = tokens.lows[following]
    if tokens.is_word(following) and _is_capital(tokens, following):
        grammar = low in function_words() and low not in _KEPT and not _is_compound(tokens, following)
        return 0 if grammar and not tokens.text(following).isupper() else following
    if low == "of" and _is_capital(tokens, following + 1) and not tokens.glued[following + 1]:
        return 0 if tokens.lows[last] in TITLES or tokens.lows[following + 1] in function_words() else following + 1
    if tokens.is_number(following) and tokens.lows[last] in DESIGNATORS and not tokens.used[following]:
        value = tokens.texts[following]
        return following if value.isdecimal() and len(value) <= 4 and not _counts(tokens, following) else 0
    if low == "&" and _is_capital(tokens, following + 1):
        return following + 1
    if low in _PARTICLES:
        ahead = following + 1
        while tokens.low(ahead) in _PARTICLES | {"the"} and ahead - following < 3:
            ahead += 1
        if ahead < tokens.count and tokens.is_word(ahead) and _is_capital(tokens, ahead) and not tokens.glued[ahead]:
            return ahead
    return 0


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether a figure after a designator counts what follows rather than names what precedes."""
    return tokens.low(index + 1) in {"million", "billion", "thousand", "%", "per", "percent"} or (
        tokens.is_glued(index + 1) and tokens.low(index + 1) in {",", "."} and tokens.is_number(index + 2)
    )


def _names(tokens: Tokens, first: int, last: int) -> list[Name]:
    """The names in one run of capitals: without leading words of grammar, divided at titles."""
    initial = tokens.opens(first)
    while first <= last and _is_grammar(tokens, first, initial=initial, alone=first == last):
        first, initial = first + 1, False
    names: list[Name] = []
    at = first
    for index in range(first, last + 2):
        if index <= last and not _divides(tokens, index, first, last):
            continue
        if index > at and (name := _name(tokens, at, index - 1, initial=initial and at == first)):
            names.append(name)
        at = index + 1
    return names


def _is_grammar(tokens: Tokens, index: int, *, initial: bool, alone: bool) -> bool:
    """A capitalised word that is no name: `The`, `However`; alone at the head of a sentence any common word."""
    low = tokens.lows[index]
    if low in {"us", "who", "it", "may", "will"} and tokens.texts[index].isupper():
        return False
    if _is_compound(tokens, index):
        return False
    if low in function_words() or low in _COUNTS:
        return True
    known = is_common(low.removesuffix("'s")) or low in PARTICIPLES
    return alone and initial and known and not tokens.texts[index].isupper()


def _is_compound(tokens: Tokens, index: int) -> bool:
    """Whether a hyphen ties a token to a capital after it: `Self` in Self-Defense."""
    return (
        tokens.is_glued(index + 1)
        and tokens.low(index + 1) == "-"
        and tokens.is_glued(index + 2)
        and tokens.text(index + 2)[:1].isupper()
    )


def _divides(tokens: Tokens, index: int, first: int, last: int) -> bool:
    """A title stands between names, and is none itself."""
    low = tokens.lows[index]
    if low == "." and tokens.lows[index - 1] in TITLES:
        return True
    if low in _SURNAMES and last > first and index == last:
        return False
    if low in TITLES and tokens.low(index + 1) == ".":
        return True
    return (
        low in TITLES
        and tokens.texts[index] != low.upper()
        and (index > first or last > first or not tokens.opens(index))
    )


def _name(tokens: Tokens, first: int, last: int, *, initial: bool) -> Name | None:
    while last > first and tokens.lows[last] in _PARTICLES | {"-", ".", "&"}:
        last -= 1
    while first < last and tokens.lows[first] in _PARTICLES | {"-", ".", "&"} and tokens.texts[first].islower():
        first += 1
    words = folded_words(tokens, first, last)
    if not words:
        return None
    for index in range(first, last + 1):
        if tokens.is_number(index):
            tokens.use(index, index)
    return Name(*tokens.span(first, last), words, initial)


def folded_words(tokens: Tokens, first: int, last: int) -> tuple[str, ...]:
    """The words of a name, folded: case, spelling, possessive, full stops; `MK-41` and `MK 41` are one word."""
    words: list[str] = []
    for index in range(first, last + 1):
        low = tokens.lows[index]
        if low in {"-", ".", "&", '"', "'", "the"} or (
            low == "s" and tokens.glued[index] and tokens.is_number(index - 1)
        ):
            continue
        before = tokens.lows[index - 1] if index > first else ""
        many = tokens.texts[index].endswith("s") and tokens.texts[index][:-1].isupper()
        if many and (len(low) > 2 or before in DESIGNATORS):  # CEOs, Block Vs
            low = low[:-1]
        plain = spelling(low.replace(".", "").removesuffix("'s").replace("'", ""))
        if words and before == "." and tokens.glued[index] and len(words[-1]) + len(plain) < 4 and plain.isalpha():
            words[-1] += plain  # U.S, which lacks its last full stop
            continue
        tied = words and words[-1] not in DESIGNATORS and tokens.glued[index]
        number_after = tokens.is_number(index) and words and (tied or len(words[-1]) <= 3)
        glued_number = index > first and tokens.glued[index] and tokens.is_number(index - 1) and tokens.is_word(index)
        if words and before != "&" and (number_after or glued_number):
            words[-1] += plain
        elif plain:
            words.append(plain)
    return tuple("covid" if word == "covid19" else word for word in words)
