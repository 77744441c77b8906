"""Structure elements as objects of the file (ISO 32000-1, 14.7.2), and the parent tree that leads back to them."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.pages import Owner
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.links import Drawn
from pipeline.render.standard import Standard
from pipeline.render.syntax import ref, refs, string

Kid = tuple[tuple[int, int], str]
"""Where it was first drawn (page, MCID), and the kid as it stands in K."""

_NO_PAGE = 1 << 30
_NOWHERE = (_NO_PAGE, 0)
"""Sorts behind everything that was drawn."""


class Element(NamedTuple):
    """An element but for its kids: its number, structure type, parent's number, and the page of its own content."""

    number: int
    role: str
    parent: int
    page: int = _NO_PAGE


class Elements:
    """Writes elements; knows what was drawn for whom and which element holds it."""

    def __init__(self, file: File, drawn: dict[Owner, list[Drawn]], pages: list[int], standard: Standard) -> None:
        self.file, self.drawn, self.pages, self.standard = file, drawn, pages, standard
        self.root = file.reserve()
        self.holder: dict[Owner, int] = {}
        """Owner → the element that its marked content and annotations belong to."""
        self.ids: list[tuple[str, int]] = []
        self._namespaces = [file.put(f"<</Type/Namespace/NS{string(name)}>>") for name in standard.namespaces]

    def first(self, owner: Owner) -> tuple[int, int]:
        """Where an owner was drawn first: page index and MCID; a page beyond all pages if it was not drawn."""
        drawn = self.drawn.get(owner)
        return (drawn[0].page, drawn[0].mcid) if drawn else _NOWHERE

    def alone(self, owner: Owner, holder: int) -> tuple[int, list[str]]:
        """For an element with no kids but its owner's content, which most are: its page, and what stands in K."""
        drawn = self.drawn.get(owner)
        if drawn and len(drawn) == 1:
            self.holder[owner] = holder
            return drawn[0].page, [str(drawn[0].mcid)]
        page = self.first(owner)[0]
        return page, [kid for _, kid in self.content(owner, holder, page)]

    def content(self, owner: Owner, holder: int, page: int) -> list[Kid]:
        """What was drawn for an owner, as kids of the element `holder` whose Pg is `page`."""
        self.holder[owner] = holder
        kids: list[Kid] = []
        for at, mcid, annotation in self.drawn.get(owner, ()):
            if annotation:
                kid = f"<</Type/OBJR/Obj {annotation} 0 R/Pg {self.pages[at]} 0 R>>"
            elif at == page:
                kid = str(mcid)
            else:
                kid = f"<</Type/MCR/Pg {self.pages[at]} 0 R/MCID {mcid}>>"
            kids.append(((at, mcid), kid))
        return kids

    def write(self, element: Element, kids: list[str], entries: str = "") -> str:
        """Write an element; returns the reference to it."""
        me, role, parent, page = element
        role = self.standard.types.get(role, role)
        if self._namespaces:
            entries = f"/NS {self._namespaces[role in self.standard.legacy]} 0 R{entries}"
        where = f"/Pg {self.pages[page]} 0 R" if page < _NO_PAGE else ""
        inner = "" if not kids else f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        self.file.fill(me, f"<</S/{role}/P {parent} 0 R{where}{entries}{inner}>>")
        return f"{me} 0 R"

    def identify(self, ident: str, me: int) -> str:
        """The ID entry of an element, also kept for the ID tree."""
        self.ids.append((ident, me))
        return f"/ID{string(ident)}"

    def close(self, top: int, marks: list[list[Owner]], links: list[Owner]) -> int:
        """Write the root with parent tree and ID tree (ISO 32000-1, 14.7.4.4); returns its number.

        `marks`: page → owner by MCID. `links`: owner of each annotation, keyed on from the number of pages.
        """
        try:
            nums = [refs([self.holder[owner] for owner in owners]) for owners in marks]
            nums += [ref(self.holder[owner]) for owner in links]
        except KeyError as error:
            raise RenderError(f"drawn, but not in the document: {error.args[0]!r}") from error
        keys = [str(key) for key in range(len(nums))]
        parents = self.file.tree("Nums", list(zip(keys, nums, strict=True)), keys)
        idents = sorted((string(ident), ref(me)) for ident, me in self.ids)
        ids = f"/IDTree {ref(self.file.tree('Names', idents, [ident for ident, _ in idents]))}" if idents else ""
        roles = "".join(f"/{ours}/{theirs}" for ours, theirs in self.standard.roles.items())
        spaces = f"/Namespaces{refs(self._namespaces)}" if self._namespaces else ""
        self.file.fill(
            self.root,
            f"<</Type/StructTreeRoot/K {ref(top)}/ParentTree {ref(parents)}/ParentTreeNextKey {len(nums)}"
            f"/RoleMap<<{roles}>>{spaces}{ids}>>",
        )
        return self.root
