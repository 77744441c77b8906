"""Words of estimative probability in an author's prose: what says how likely, what says how sure, sentence by sentence.

What a source calls likely is its own word: quotations, and what a verb of saying brings in, are not looked at, nor the
confidence of others. The words of a paragraph are read as one text: line ends, emphasis and citations part none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.cite.sentences import sentences
from pipeline.model.likelihood import BANDS, Scale, term_of
from pipeline.model.prose import FactRef, Prose, Words
from pipeline.model.record import record

LEVELS = ("low", "moderate", "high")
_CLAUSE = 300

_ODDS = r"(?:chances?|possibility|prospects?|likelihood|odds|probability|risks?)"
_ROUGH = r"(?:an?\s+)?(?:(?:roughly|about)\s+)?(?:an?\s+)?"
_ESTIMATE = re.compile(
    r"\b(?:(?:(?:very|highly|more|most|less|least|equally|how|as|quite|rather|fairly|somewhat|reasonably|increasingly"
    r"|extremely|exceedingly|exceptionally)\s+){0,3}(?:(?:un)?likely|(?:im)?probabl[ey])"
    r"|(?:almost|nearly|virtually)\s+certain(?:ly)?|almost\s+no\s+chance|realistic\s+possibility"
    rf"|{_ROUGH}even\s+odds|(?=an?\s|roughly\s|about\s){_ROUGH}even\s+chances?|in\s+all\s+(?:likelihood|probability)"
    rf"|remote(?=\s+that\b)|remote\s+{_ODDS})\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^an?\s+", re.IGNORECASE)
_REMOTE = re.compile(
    rf"\b{_ODDS}\b[^.;:!?]{{0,150}}?\s(?:is|are|was|were|be|being|remains?|seems?|appears?|looks?)\s+"
    r"(?:(?:only|very|still|so|not)\s+)?(?P<said>remote)\b",
    re.IGNORECASE,
)
_COMPARED = frozenset({"more", "most", "less", "least", "equally", "as"})
_REPORTED = re.compile(
    r"(?:\b(?:says?|said|calls?|called|stated|writes?|wrote|claimed|describes?|described|quotes?|quoted)\b(?!\s+so\b)"
    r"[^,;:]*|\baccording\s+to\s[^,;:]*,?[^,;:]*)$",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|I)\s+(?:(?:\w+ly|can|may|would|have|had)\s+){0,3}$", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b(?:not|never|hardly|scarcely|no\s+longer|nor|neither|far\s+from)|n['’]t)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)

_LEVEL = r"(?:very\s+)?(?:low|moderate|medium|high)"
_SPAN = rf"{_LEVEL}(?:(?:\s+to\s+|\s+or\s+|-to-|[-–/]){_LEVEL})?"
_STATED = (
    r"(?:(?:degree|level)\s+of\s+)?confidence(?:\s+level)?(?:\s+in\s+[^.,;:!?]{1,60}?)?"
    rf"(?:\s*:|\s+(?:is|remains|stays))\s+(?:\w+\s+)?{_SPAN}\b"
)
_ASSURANCE = re.compile(
    rf"\b(?P<level>{_SPAN}[-\s]+(?:analytic(?:al)?\s+)?confidence"
    rf"|{_SPAN}\s+(?:degrees?|levels?)\s+of\s+confidence)\b"
    rf"|\b(?P<stated>{_STATED})"
    rf"|\b(?:our|my)\s+(?!{_STATED})(?P<ours>confidence)\b"
    r"|\b(?:we|I)\s+(?:have|place|put)\s+(?P<placed>(?:\w+\s+)?confidence)\s+(?:that|in)\b"
    r"|\b(?:we|I|one|this\s+brief|the\s+authors?)\s+(?:are|am|is|can\s+be|remains?|feels?)\s+"
    r"(?P<sure>(?:(?:not|less|more|very|highly|fully|quite|fairly|reasonably|moderately|somewhat)\s+){0,3}confident)\b"
    r"|\b(?:we|I)\s+(?:\w+\s+)?(?P<surely>confidently)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:\b(?:their|its|his|her|whose|your|public|popular|consumer|business|investor|market)|(?<!author)(?<!brief)['’]s|s['’]"
    r"|(?<!judgement )(?<!judgment )(?<!assessment )\bha[sd]|(?<!\bwe )(?<!\bI )\bhave)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:^|[,;:(]|\b(?:our|my|overall|analytic(?:al)?|the|this|and|but|so|that|author['’]s))\s*$", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"(?:\b(?:not|no|nor|never|cannot|without|neither|lacks?|than|instead|if|unless|until|would|could|might)\b|n['’]t)"
    r"[^,;:]*$",
    re.IGNORECASE,
)
_SUPPOSED_AFTER = re.compile(
    r"\s+(?:would|could|might|needs?|requires?|cannot|(?:is|are)(?:\s+not|n['’]t))\b", re.IGNORECASE
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<![\w.])['‘][^'’\n]*['’](?!\w)")


@record
class Estimate:
    """A wording of likelihood, and the term that it stands for: of the brief's scale, else of the other, or of none."""

    wording: str
    start: int
    end: int
    scale: Scale | None = None
    term: str = ""
    denied: bool = False

    @property
    def band(self) -> tuple[int, int] | None:
        """The per cents that its term stands for."""
        return BANDS[self.scale][self.term] if self.scale else None


@record
class Assurance:
    """A wording of confidence; `levels` are those it may mean, none where it only supposes or denies them."""

    wording: str
    start: int
    end: int
    levels: frozenset[str] = frozenset()


@record
class Sentence:
    """What one sentence says of likelihood and of confidence; places count characters of the scalar."""

    estimates: tuple[Estimate, ...]
    assurances: tuple[Assurance, ...]


def read(prose: Prose, scale: Scale) -> Iterator[Sentence]:
    """Every sentence of a text."""
    whole = _plain(prose)
    for pieces in prose.paragraphs:
        first, last = pieces[0].start, pieces[-1].end
        text = _QUOTED.sub(lambda found: re.sub(r"\w", "_", found.group()), whole[first:last])
        for start, end in sentences(text):
            said, offset = text[start:end], first + start
            yield Sentence(tuple(_estimates(said, offset, scale)), tuple(_assurances(said, offset)))


def _plain(prose: Prose) -> str:
    """The scalar with its own words in their places; citations and signs are blanks, a fact is U+FFFC."""
    chars = [" "] * len(prose.text)
    for piece in (piece for pieces in prose.paragraphs for piece in pieces):
        if isinstance(piece, Words):
            chars[piece.start : piece.start + len(piece.text)] = piece.text
        elif isinstance(piece, FactRef):
            chars[piece.start] = "\ufffc"
    return "".join(chars)


def _estimates(text: str, offset: int, scale: Scale) -> Iterator[Estimate]:
    spans = {found.span() for found in _ESTIMATE.finditer(text)} | {f.span("said") for f in _REMOTE.finditer(text)}
    for first, end in sorted(spans):
        start = end - len(_ARTICLE.sub("", text[first:end]))
        words = [word for word in text[start:end].lower().split() if word not in {"a", "an"}]
        if words[0] == "how" or _is_reported(text, start):
            continue
        of, term = (None, "") if _COMPARED.intersection(words) else _term(words, scale)
        denied = bool(_before(_DENIED, text, start))
        yield Estimate(" ".join(words), offset + start, offset + end, of, term, denied)


def _term(words: list[str], scale: Scale) -> tuple[Scale | None, str]:
    """The scale that has these words, the brief's own first, and the term they stand for."""
    if words[0] == "about":  # about even odds
        words = ["roughly", *words[1:]]
    if words[-1] == "chances":
        words = [*words[:-1], "chance"]
    wording = "remote chance" if words[0] == "remote" and len(words) > 1 else " ".join(words)
    other: Scale = "phia" if scale == "icd203" else "icd203"
    return next(((each, term) for each in (scale, other) if (term := term_of(wording, each))), (None, ""))


def _before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """What stands right before a place; looking back a clause's length only keeps the time linear."""
    return pattern.search(text, max(0, at - _CLAUSE), at)


def _is_reported(text: str, at: int) -> bool:
    """Whether a verb of saying brings in what follows, and its subject is not the author."""
    found = _before(_REPORTED, text, at)
    return found is not None and not _before(_OURS, text, found.start())


def _assurances(text: str, offset: int) -> Iterator[Assurance]:
    for found in _ASSURANCE.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        others = (kind == "level" and _before(_OTHERS, text, start)) or (
            kind == "stated" and not _before(_OWN, text, start)
        )
        if others or _is_reported(text, start):
            continue
        supposed = _before(_SUPPOSED, text, start) or _SUPPOSED_AFTER.match(text, end)
        levels = frozenset() if supposed else _levels(found[kind].lower().split())
        yield Assurance(" ".join(found[kind].split()), offset + start, offset + end, levels)


def _levels(words: list[str]) -> frozenset[str]:
    """The levels that a wording may mean: `moderate to high confidence` both, `confident` no low one."""
    if {"not", "less", "more"}.intersection(words):
        return frozenset()
    if words[-1] == "confident":
        if {"very", "highly", "fully"}.intersection(words):
            return frozenset({"high"})
        return frozenset({"moderate"} if len(words) > 1 and "quite" not in words else {"moderate", "high"})
    said = re.findall(r"low|moderate|high", " ".join(words).replace("medium", "moderate"))
    found = sorted(LEVELS.index(word) for word in said)
    return frozenset(LEVELS[found[0] : found[-1] + 1]) if found else frozenset()
