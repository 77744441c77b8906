"""The copy slot: one form that every page shows in its header, empty in the edition. A copy fills it in a revision.

So a numbered copy begins with the edition, byte for byte, and differs from it in one object and the fonts it brings.
What such a revision may hold, `verify.revisions` says too: it reads what this writes.
"""

from __future__ import annotations

from pipeline.model.pages import Page, Pages
from pipeline.model.readback import COPY_SLOT
from pipeline.render.file import Holder
from pipeline.render.syntax import number, ref, stream

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<<%s>>"
_ARTIFACT = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC"


def empty(file: Holder, pages: Pages) -> str:
    """Put the empty slot into the file; returns its entry among the pages' resources, "" for pages without a slot."""
    wide, high = pages.slot
    if not wide > 0 < high:
        return ""
    return f"{COPY_SLOT} {ref(file.put(stream(b'', FORM % (number(wide), number(high), ''), packed=False)))}"


def shown(page: Page) -> list[str]:
    """The operators that show the slot on a page: part of the running header (ISO 14289-1, 7.8)."""
    x, y = page.slot
    return [_ARTIFACT, f"q 1 0 0 1 {x:.2f} {y:.2f} cm", f"{COPY_SLOT} Do", "Q", "EMC"]
