"""Blocks of the document to blocks of lines, in order: headings with what follows them, lists, notes, the contents."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.block import SetBlock
from pipeline.layout.lines import SetLine
from pipeline.layout.looks import Cited, Look, Looks, Run, runs_of
from pipeline.layout.setting import Setter
from pipeline.layout.sheets import Sheets
from pipeline.model.document import Contents, Document, Heading, Inline, List, Note, PageOf, Paragraph, Text
from pipeline.model.pages import Entry, Label, Mark, Owner, Page, Part

_HELD = 8
"""A block of more lines is not held back to stay with the next: its own last lines see to that."""

_TOGETHER = frozenset(["detail", "sourcedetail"])
"""Roles of an item's short paragraphs that stay with what follows them in it: no judgement without its reason, no
last line of a source alone overleaf."""

BULLET = "•"

NUMBER_ROOM, _DIGITS = 36.0, 3.6
"""Kept free at the right of the contents for leader and page number: in points, and at least in ems."""

_HANG = 0.35
"""Least air between a label and the text it hangs before, in ems."""


class Flow:
    """Puts the blocks of one document on sheets."""

    def __init__(self, document: Document, looks: Looks, setter: Setter, sheets: Sheets, cited: Cited) -> None:
        self.document, self.looks, self.setter, self.sheets = document, looks, setter, sheets
        self._cited = cited
        self._held: list[SetBlock] = []
        self.wide = False
        """Whether what is put is too wide for upright pages."""
        self.entries: list[tuple[Page, int, Entry]] = []
        """Entries of the contents that wait for their page number: page, index of their last line."""
        self.places: set[PageOf] = set()
        """References in the text that wait for their page number."""

    def put(self, block: Heading | Paragraph | List | Contents) -> None:
        """Put any block but a table."""
        match block:
            case Heading() | Paragraph():
                self.place(self.set_block(block))
            case List():
                self._list(block)
            case Contents():
                self._contents()

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def runs(self, owner: Owner, kids: Sequence[Inline], look: Look) -> list[Run]:
        """The runs of a block's text."""
        runs = runs_of(owner, kids, look, self._cited, self.document.labels)
        if len(runs) > 1:
            self.places.update(run.owner for run in runs if type(run.owner) is PageOf)
        return runs

    def block(
        self, owner: Owner, kids: Sequence[Inline], look: Look, anchor: str = "", *, indent: float | None = None
    ) -> SetBlock:
        """A block of one column, set at the shape's indent or the one given."""
        indent = look.indent if indent is None else indent
        width = self.sheets.measure - indent * (2 if look.tint and not look.hug else 1)
        runs = self.runs(owner, kids, look)
        if isinstance(owner, Heading):
            lines = self.setter.balanced(runs, width)
        else:
            lines = self.setter.set(runs, width, justify=look.justify)
        changed, notes = anchor in self.document.changed, self.notes([lines], kids)
        return SetBlock(owner, look, [lines], indent, anchor, look.before, look.after, changed=changed, notes=notes)

    def set_block(self, block: Heading | Paragraph) -> SetBlock:
        """A heading or a paragraph in lines."""
        match block:
            case Heading(level, text, anchor):
                return self.block(block, (Text(text),), self.looks.heading(level), anchor)
            case Paragraph(kids, role, anchor):
                return self.block(block, kids, self.looks[role], anchor)

    def notes(self, columns: Sequence[Sequence[SetLine]], kids: Sequence[Inline]) -> dict[int, list[SetBlock]]:
        """By number of line, the notes marked there."""
        found: dict[int, list[SetBlock]] = {}
        if not any(isinstance(kid, Note) for kid in kids):
            return found
        seen: set[Note] = set()
        for lines in columns:
            for i, line in enumerate(lines):
                for part in line.parts:
                    if isinstance(part.owner, Mark) and part.owner.of not in seen:
                        seen.add(part.owner.of)
                        found.setdefault(i, []).append(self._note(part.owner.of))
        return found

    def _note(self, note: Note) -> SetBlock:
        look = self.looks["note"]
        style = look.links[""]
        indent = max(look.indent, self.setter.width(note.label, style) + _HANG * style.size)
        block = self.block(note, note.kids, look, f"note-{note.label}", indent=indent)
        return self._labelled(block, Label(note), note.label, linked=True)

    def _labelled(
        self, block: SetBlock, label: Label, text: str, *, linked: bool = False, strong: bool = False
    ) -> SetBlock:
        """Hang a label before the first line; it starts where the block's indent starts."""
        lines = block.columns[0]
        style = block.look.links[""] if linked else block.look.styles["strong" if strong else ""]
        part = Part(label, style, [text, ""], -block.x, self.setter.width(text, style))
        if lines:
            lines[0] = lines[0]._replace(parts=(part, *lines[0].parts))
        else:
            part.words.pop()
            lines.append(SetLine(0.0, 0.0, (part,)))
            block.depth = 1
        return block

    # ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def place(self, block: SetBlock, *, keep: bool = False) -> None:
        """Put a block on the sheets, after whatever must stay with it; or hold it, if it must stay with the next."""
        if (keep or block.look.keep) and block.depth <= _HELD:
            self._held.append(block)
            return
        self.release(block)
        self.sheets.put(block)

    def release(self, following: SetBlock | None = None, more: float = 0.0) -> None:
        """Put what is held, where the start of `following` and `more` points below that fit under it."""
        held, sheets = self._held, self.sheets
        if held or following is not None:
            sheets.lay(wide=self.wide)
        if held and not sheets.fresh:
            above, owed = 0.0, sheets.owed
            for block in held:
                above += max(owed, block.before) + block.height + 2 * block.look.pad
                above += sum(note.height + note.after for notes in block.notes.values() for note in notes)
                owed = block.after
            if not (sheets.fits(above) if following is None else sheets.starts(following, above + more, owed)):
                sheets.turn()
        for block in held:
            sheets.put(block)
        held.clear()

    @property
    def waiting(self) -> float:
        """Height of what is held, with its air."""
        return sum(block.before + block.height + block.after + 2 * block.look.pad for block in self._held)

    def _list(self, block: List) -> None:
        items = [(item, item.paragraphs or (Paragraph((), "item"),)) for item in block.items]
        texts = [item.label or (f"{n}." if block.numbered else BULLET) for n, item in enumerate(block.items, 1)]
        room = self.looks["item"].indent
        for text, (item, paragraphs) in zip(texts, items, strict=True):
            style = self.looks[paragraphs[0].role].styles["strong" if item.label else ""]
            room = max(room, self.setter.width(text, style) + _HANG * style.size)
        for text, (item, paragraphs) in zip(texts, items, strict=True):
            for i, paragraph in enumerate(paragraphs):
                look = self.looks[paragraph.role]
                anchor = paragraph.anchor if i else item.anchor or paragraph.anchor
                indent = max(look.indent, room)
                set_block = self.block(paragraph, paragraph.kids, look, anchor, indent=indent)
                set_block.changed |= item.anchor in self.document.changed
                if not i:
                    self._labelled(set_block, Label(item), text, strong=bool(item.label))
                    if item.anchor and paragraph.anchor:
                        self.place(SetBlock(paragraph, look, [], set_block.x, paragraph.anchor))
                self.place(set_block, keep=paragraph.role in _TOGETHER and paragraph is not paragraphs[-1])

    def _contents(self) -> None:
        look, sheets = self.looks["contents"], self.sheets
        room = max(NUMBER_ROOM, _DIGITS * look.styles[""].size)
        sheets.owe(look.leading)
        for heading in self.document.blocks:
            if not isinstance(heading, Heading) or heading.level != 2:
                continue
            entry = Entry(heading)
            run = Run(entry, look.styles[""], heading.text)
            lines = self.setter.set([run], sheets.measure - look.indent - room, justify=False)
            if lines:
                block = SetBlock(entry, look, [lines], look.indent, "", look.before, look.after)
                self.release(block)
                sheets.put(block)  # at once, whatever the shape keeps together: its number comes to its last line
                self.entries.append((sheets.page, len(sheets.page.lines) - 1, entry))
        sheets.owe(look.leading)
