"""What changed since the last edition, as the brief itself tells it: judgements first, each change with its place.

Change is explained where it matters most: a judgement whose likelihood or confidence is another one stands first, with
its reason (ICD 203, D.6.e.(7)). The list is short: beyond `_MOST` changes it counts them by section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.compose.dates import day
from pipeline.model.content import BY
from pipeline.model.document import Block, Heading, Inline, Item, Link, List, PageOf, Paragraph, Text

if TYPE_CHECKING:
    from pipeline.compose.composer import BriefComposer
    from pipeline.model.changes import Change, Changes, Difference, Piece

ANCHOR = "changes"
_MOST = 12
"""Changes that are told one by one."""
_EXCERPT, _BEFORE = 110, 60
"""Characters of a text that are printed: of one that is new or altered, of what stood there before."""
_NAMED = frozenset(("brief", "fact", "source"))
"""Kinds that are called by their names: of one that is altered no words are needed."""
_VALUES = frozenset("title marking scale likelihood confidence date status grade published".split())
"""Fields that are told with what they were and are."""
_WORDS = frozenset(("text", "label"))
"""Fields whose words are told."""
_SAID = frozenset("cites because sha256 differs".split())
"""Fields of which only is told that they are others; what is not named here is told as another description."""


class Changed:
    """The section of one brief. Its reasons are composed where it stands, its links when all anchors are known."""

    def __init__(self, composer: BriefComposer, changes: Changes) -> None:
        self._composer, self._changes, self._words = composer, changes, composer.words
        parts = composer.places.parts
        self._reasons = {
            id(change): composer.paragraphs(reason, "item")
            for change in changes.changes
            if change.after and _explains(change) and (reason := getattr(parts[change.after.path].of, "changed", None))
        }

    def blocks(self, anchors: set[str]) -> Iterator[Block]:
        """A heading, what the bars mean, and the list; links lead to those `anchors` only, which are on the page."""
        words, before = self._words, self._changes.before
        date = day(before.as_of, words)
        yield Heading(2, words["changes"].format(number=before.edition, date=date), ANCHOR)
        told = [change for change in self._changes.changes if self._is_told(change, anchors)]
        if not told:
            yield Paragraph((Text(words["changes.none"]),))
            return
        if anchors & self._composer.places.marked:
            yield Paragraph((Text(words["changes.bar"]),), "caption")
        graded = [change for change in told if id(change) in self._reasons or change.graded]
        others = [change for change in told if change not in graded]
        items = [self._item(change, anchors) for change in graded]
        if len(others) <= _MOST:
            items += [self._item(change, anchors) for change in others]
        else:
            items += self._counted(others, anchors)
        yield List(tuple(items))

    def _is_told(self, change: Change, anchors: set[str]) -> bool:
        """Not told are the date in the heading, what only moved, and facts that stand in prose alone."""
        if change.what == "moved":
            return False
        if change.unit.kind == "brief":
            return any(each.field in _VALUES for each in change.differences)
        return change.unit.kind != "fact" or change.after is None or self._anchor(change, anchors) != ""

    def _anchor(self, change: Change, anchors: set[str]) -> str:
        anchor = self._composer.places.anchor(change)
        return anchor if anchor in anchors else ""

    # ── one change ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _item(self, change: Change, anchors: set[str]) -> Item:
        words, anchor = self._words, self._anchor(change, anchors)
        kids: list[Inline] = []
        if not change.graded:
            kids.append(Text(words[f"changes.{change.what}"] + words["colon"], "strong"))
        if change.unit.kind != "brief":
            kids += [*self._placed(self._place(change), anchor), Text(words["colon"])]
        sentences = [self._value(each) for each in change.differences if _kind(each) == "value"]
        others = [each for each in change.differences if _kind(each) == "said"]
        said = dict.fromkeys(self._said(each, change) for each in others)
        sentences += [[Text(sentence)] for sentence in said]
        if change.what != "altered" or change.unit.kind not in _NAMED or not sentences:
            sentences.insert(0, self._excerpt(change))
        kids += sentences[0]
        for sentence in sentences[1:]:
            kids += [Text(words["gap"]), *sentence]
        reasons = self._reasons.get(id(change), ())
        if reasons:
            first, *rest = reasons
            reasons = (Paragraph((Text(words["changes.why"], "strong"), *first.kids), first.role), *rest)
        return Item((Paragraph(tuple(kids), "item"), *reasons))

    def _placed(self, place: str, anchor: str) -> list[Inline]:
        """Where it stands, as a link, and its page for those who hold paper."""
        if not anchor:
            return [Text(place)]
        words, about = self._words, self._words["changes.page"]
        on = PageOf(f"#{anchor}", about)
        return [Link(place, f"#{anchor}", about), Text(words["changes.on"]), on, Text(words["changes.on.end"])]

    def _place(self, change: Change) -> str:
        unit, words = change.unit, self._words
        match unit.kind:
            case "source":
                known = unit.name in self._composer.spec.sources
                return self._composer.place(("sources", unit.name)) if known else words["sources"]
            case "fact":
                return unit.text
            case _ if unit.number:
                return words["place.item"].format(title=unit.section, number=unit.number)
        return unit.section

    def _excerpt(self, change: Change) -> list[Inline]:
        """A few words of it: of an altered text around what is new in it, with what stood there before."""
        texts = [each for each in change.differences if each.field in _WORDS]
        if not texts or not change.after:
            unit = change.unit
            reports = self._words["semicolon"].join(told for field, told in unit.fields if field[0] == BY)
            return [Text(self._quoted(_shortened(reports or unit.text, _EXCERPT)))]
        mark, end = self._words["quote"].split("{text}")
        runs = [Text(text, "strong" if new else "") for text, new in _around(texts[0].pieces)]
        gone = " … ".join(piece.text.strip() for piece in texts[0].pieces if piece.what == "removed")
        told = [Text(mark), *runs, Text(end)]
        if gone.strip():
            before = self._words["changes.before"].format(text=self._quoted(_shortened(gone, _BEFORE)))
            told.append(Text(f"{self._words['open']}{before}{self._words['close']}"))
        return [*told]

    def _quoted(self, text: str) -> str:
        return self._words["quote"].format(text=text)

    def _value(self, each: Difference) -> list[Inline]:
        """What it was and is: `Likelihood: from likely to very likely.`."""
        words, nothing = self._words, self._words["changes.nothing"]
        told = words["changes.from_to"].format(before=each.before or nothing, after=each.after or nothing)
        field = self._reporter(each.field[1:]) if each.field[0] == BY else words[f"field.{each.field}"]
        return [Text(field + words["colon"]), Text(told, "strong"), Text(words["stop"])]

    def _reporter(self, source: str) -> str:
        """The source whose report of a fact is another one; one that is no source any more by its name in the spec."""
        known = source in self._composer.spec.sources
        return self._composer.place(("sources", source)) if known else source

    def _said(self, each: Difference, change: Change) -> str:
        field = each.field if each.field in _SAID and change.unit.kind != "figure" else "description"
        return self._words[f"field.{field}"] + self._words["stop"]

    # ── many changes ────────────────────────────────────────────────────────────────────────────────────────────────

    def _counted(self, changes: Sequence[Change], anchors: set[str]) -> Iterator[Item]:
        """One item a section: how many are new, altered, removed, with the place of the first."""
        words = self._words
        counts: dict[str, dict[str, list[Change]]] = {}
        for change in changes:
            section = change.unit.section or self._heading(change)
            counts.setdefault(section, {}).setdefault(change.what, []).append(change)
        for section, by_kind in counts.items():
            told = [
                words[f"changes.count.{what}"].format(number=words.grouped(str(len(by_kind[what]))))
                for what in ("added", "altered", "removed")
                if what in by_kind
            ]
            found = [anchor for some in by_kind.values() for each in some if (anchor := self._anchor(each, anchors))]
            counted = words["comma"].join(told) + words["stop"]
            placed = self._placed(section, found[0] if found else "")
            yield Item((Paragraph((*placed, Text(words["colon"] + counted)), "item"),))

    def _heading(self, change: Change) -> str:
        names: Mapping[str, str] = {"source": "sources", "fact": "comparison.fact", "brief": "field.description"}
        return self._words[names.get(change.unit.kind, "sources")]


def _kind(each: Difference) -> str:
    """How a difference is told: with its values, by its name, by its words; a judgement's reason with the judgement."""
    if each.field in _WORDS or each.field in {"as_of", "changed"}:
        return "words"
    return "value" if each.field in _VALUES or each.field[0] == BY else "said"


def _explains(change: Change) -> bool:
    """Whether the author's reason belongs to this change: it was asked for, or is itself new."""
    return bool(change.graded) or any(each.field == "changed" and each.after for each in change.differences)


def _shortened(text: str, most: int) -> str:
    """The text, cut after a word, or within one where there are no spaces."""
    if len(text) <= most:
        return text
    cut = text[:most].rpartition(" ")[0]
    return f"{cut if len(cut) > most // 2 else text[:most]} …"


def _around(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    """The newer text, from shortly before what is new in it, and which of its words are new."""
    runs = [(piece.text, piece.what == "added") for piece in pieces if piece.what != "removed"]
    if sum(len(text) for text, _ in runs) <= _EXCERPT:
        return runs
    first = next((i for i, piece in enumerate(pieces) if piece.what != "same"), 0)
    head = "".join(piece.text for piece in pieces[:first])
    lead = len(head) - 30 if len(head) > 40 else 0
    start = max(head.find(" ", lead) + 1, lead) if lead else 0
    cut: list[tuple[str, bool]] = [("… ", False)] if start else []
    room, skip = _EXCERPT, start
    for text, new in runs:
        shown, skip = text[skip:], max(0, skip - len(text))
        if len(shown) > room:
            cut.append((shown[:room].rpartition(" ")[0] or shown[:room], new))
            return [*cut, (" …", False)]
        if shown:
            cut.append((shown, new))
        room -= len(shown)
    return cut
