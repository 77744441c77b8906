"""What was appended to an edition: only signatures, and what a numbered copy prints in its slot.

Each revision is compared with the state before, object by object. What it adds must be reached from something that it
may change; what it changes must be one of these, and be changed only as allowed:

| object | what may change |
|---|---|
| catalog | AcroForm (fields of signatures only), DSS, Extensions, Perms |
| page | Annots: further widgets of signatures, which cover nothing |
| copy slot (`COPY_SLOT`) | its content, which only sets text, and the fonts of it |
| field of a signature | V: the signature itself |
| DSS | anything: certificates and their revocations |
| trailer | what every revision writes: Size, Prev, the second half of ID |
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model.readback import Plain, ReadFile, Revision
from pipeline.model.verification import Check, failed, passed
from pipeline.verify.objects import first, has, inner, items, kind, only_text, ref

_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version"})
_FORM = frozenset({"/Fields", "/SigFlags", "/DA", "/DR", "/Type"})
_FIELD = frozenset("/Type /Subtype /FT /T /TU /V /F /P /Rect /Kids /Parent /Ff /Lock /SV /AP /StructParent".split())
_SLOT_KEPT = ("/Type", "/Subtype", "/BBox", "/Matrix", "/FormType", "/Group", "/OC", "/StructParent", "/StructParents")
_TRAILER = frozenset("/Size /Prev /ID /XRefStm /Type /W /Index /Filter /Length /DecodeParms".split())
_Reach = set[int]


def revisions(file: ReadFile) -> Check:
    """Look at all that came after the edition."""
    wrong = [f"they can't be read: {file.faults['revisions']}"] if "revisions" in file.faults else []
    done: list[str] = []
    for number, revision in enumerate(file.revisions[1:], 1):
        found, lacks = judged(revision)
        wrong += [f"revision {number}: {lack}" for lack in lacks]
        done.append(" and ".join(found) or "nothing")
    if wrong:
        return failed("revisions", "it was changed after it was made, beyond what is allowed", *wrong[:20])
    if not done:
        return passed("revisions", "nothing was appended")
    return passed("revisions", f"appended later, as allowed: {'; '.join(done)}")


def judged(revision: Revision) -> tuple[list[str], list[str]]:
    """What a revision did, in words, and what of it is not allowed."""
    judge = _Judge(revision)
    return judge.done, judge.lacks


class _Judge:
    """One revision. `reached` are the added objects that something allowed leads to."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.done: list[str] = []
        self.lacks: list[str] = []
        self.reached: _Reach = set()
        self._trailer()
        self.root = ref(revision.trailer.get("/Root"))
        self.form, self.store = self._catalog()
        for number, now in revision.changed.items():
            self._changed(number, now, revision.before.get(number))
        for number in revision.removed:
            self.lacks.append(f"object {number} was removed")
        for number in sorted(set(revision.added) - self.reached):
            self.lacks.append(f"object {number} was added, {kind(revision.added[number])}")
        if revision.stray:
            self.lacks.append("it holds bytes that belong to no object")
        if not (self.done or self.lacks):
            self.lacks.append("it changes nothing, and is there all the same")
        self.done = list(dict.fromkeys(self.done))

    def _trailer(self) -> None:
        now, before = self.revision.trailer, self.revision.trailer_before
        for key in sorted({*now, *before} - _TRAILER):
            if now.get(key) != before.get(key):
                self.lacks.append(f"the trailer has another {key.removeprefix('/')}")
        if first(now.get("/ID")) != first(before.get("/ID")):
            self.lacks.append("the trailer has another ID")

    # ── the catalog, and what it leads to ───────────────────────────────────────────────────────────────────────────

    def _catalog(self) -> tuple[int, int]:
        """Judge the catalog if it was changed; returns the numbers of the form and of the store of certificates."""
        now = self.revision.changed.get(self.root)
        if not isinstance(now, Mapping):
            return self._from_before()
        before = self.revision.before.get(self.root) or {}
        for key in sorted({*now, *before} - _CATALOG):
            if now.get(key) != before.get(key):
                self.lacks.append(f"the catalog has another {key.removeprefix('/')}")
        form = now.get("/AcroForm")
        if form is not None and form != before.get("/AcroForm"):
            self._form(self._resolved(form), self._resolved(before.get("/AcroForm"), before=True))
            self._reach([form], stop=True)
        store = now.get("/DSS")
        if store is not None and store != before.get("/DSS"):
            self._reach([store])
            self.done.append("certificates")
        for key in ("/Perms", "/Extensions"):
            self._reach([now.get(key)])
        return ref(form), ref(store)

    def _from_before(self) -> tuple[int, int]:
        """An unchanged catalog still says which objects are the form and the store, by their kind."""
        changed = self.revision.before
        form = next((n for n, held in changed.items() if has(held, "/Fields")), 0)
        store = next((n for n, held in changed.items() if has(held, "/Certs") or has(held, "/VRI")), 0)
        return form, store

    def _form(self, now: Plain, before: Plain) -> None:
        if not isinstance(now, Mapping):
            self.lacks.append("there is a form that can't be read")
            return
        was = before if isinstance(before, Mapping) else {}
        for key in sorted(set(now) - _FORM):
            self.lacks.append(f"the form has {key.removeprefix('/')}")
        fields, kept = items(self._resolved(now.get("/Fields"))), items(self._resolved(was.get("/Fields"), before=True))
        if fields[: len(kept)] != kept:
            self.lacks.append("fields of the form were taken away")
        for field in fields[len(kept) :]:
            self._field(field)

    def _field(self, field: Plain) -> None:
        """A field that was added: that of a signature, which is not seen."""
        held = self.revision.added.get(ref(field))
        if not isinstance(held, Mapping) or held.get("/FT") != "/Sig":
            self.lacks.append("a field was added that is none of a signature")
            return
        self._widget(held)
        self._reach([field])
        self.done.append("a signature" if "/V" in held else "a field for a signature")

    def _widget(self, held: Mapping[str, Any]) -> None:
        for key in sorted(set(held) - _FIELD):
            self.lacks.append(f"a signature's field has {key.removeprefix('/')}")
        rect = items(held.get("/Rect", [0, 0, 0, 0]))
        if len(rect) != 4 or not all(isinstance(each, int | float) for each in rect):
            self.lacks.append("a signature's field has no place")
        elif (rect[0] - rect[2]) * (rect[1] - rect[3]):
            self.lacks.append("a signature covers part of a page")

    # ── objects that were there before ──────────────────────────────────────────────────────────────────────────────

    def _changed(self, number: int, now: Plain, before: Plain) -> None:
        if number == self.root:
            return
        if number in self.revision.slots:
            self._slot(now, before)
        elif number in self.revision.pages:
            self._page(now, before)
        elif number == self.form:
            self._form(now, before)
        elif number == self.store:
            self._reach([now])
            self.done.append("certificates")
        elif has(before, "/FT") and before.get("/FT") == "/Sig":
            self._signed(now, before)
        else:
            self.lacks.append(f"object {number} was changed, {kind(before)}")

    def _signed(self, now: Plain, before: Mapping[str, Any]) -> None:
        """A field that waited for its signature."""
        if not isinstance(now, Mapping) or "/V" in before or {**now, "/V": 0} != {**before, "/V": 0}:
            self.lacks.append("a signature was changed")
            return
        self._reach([now["/V"]])
        self.done.append("a signature")

    def _page(self, now: Plain, before: Plain) -> None:
        if not isinstance(now, Mapping) or not isinstance(before, Mapping):
            self.lacks.append("a page was replaced")
            return
        for key in sorted({*now, *before} - {"/Annots"}):
            if now.get(key) != before.get(key):
                self.lacks.append(f"a page has another {key.removeprefix('/')}")
        marks, kept = now.get("/Annots"), items(self._resolved(before.get("/Annots"), before=True))
        found = items(self._resolved(marks))
        self._reach([marks] if ref(marks) else [], stop=True)
        if found[: len(kept)] != kept:
            self.lacks.append("annotations of a page were changed")
        for each in found[len(kept) :]:
            held = self.revision.added.get(ref(each))
            if not isinstance(held, Mapping) or held.get("/Subtype") != "/Widget":
                self.lacks.append(f"a page bears another annotation: {kind(held)}")
                continue
            self._widget(held)
            self._reach([each])

    def _slot(self, now: Plain, before: Plain) -> None:
        """What a numbered copy prints: text, where the slot is."""
        if not isinstance(now, Mapping) or not isinstance(before, Mapping) or "data" not in now:
            self.lacks.append("the copy slot holds something that is no text")
            return
        for key in _SLOT_KEPT:
            if now.get(key) != before.get(key):
                self.lacks.append(f"the copy slot has another {key.removeprefix('/')}")
        resources = self._resolved(now.get("/Resources"))
        if isinstance(resources, Mapping) and set(resources) - {"/Font", "/ProcSet"}:
            self.lacks.append("the copy slot draws more than text")
        if not only_text(base64.b64decode(now["data"])):
            self.lacks.append("the copy slot draws more than text")
        self._reach([now.get("/Resources")])
        self.done.append("the number of a copy")

    # ── references ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _resolved(self, value: Plain, *, before: bool = False) -> Plain:
        number = ref(value)
        if not number:
            return value
        held = self.revision.before if before else self.revision.changed
        return held.get(number, self.revision.added.get(number))

    def _reach(self, values: Iterable[Plain], *, stop: bool = False) -> None:
        """Take added objects as accounted for, and, unless told to `stop`, all that they lead to."""
        waiting = list(values)
        while waiting:
            value = waiting.pop()
            number = ref(value)
            if number and number in self.revision.added and number not in self.reached:
                self.reached.add(number)
                waiting += [] if stop else [self.revision.added[number]]
            elif not number:
                waiting += inner(value)
