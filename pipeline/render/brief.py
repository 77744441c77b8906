"""The order of the work: contents of the pages, then what points at them, then the catalog that holds it all."""

from __future__ import annotations

import functools
import io

from pipeline.model.attachment import Attachment
from pipeline.model.metrics import Metrics
from pipeline.model.pages import Pages
from pipeline.render.attached import attach
from pipeline.render.colour import srgb
from pipeline.render.content import Content
from pipeline.render.drawing import Images
from pipeline.render.elements import Elements
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.links import Links, Places
from pipeline.render.metadata import information, packet
from pipeline.render.outline import outline, page_labels
from pipeline.render.reportlab_door import Canvas
from pipeline.render.slot import empty
from pipeline.render.standard import standard_of
from pipeline.render.structure import Structure
from pipeline.render.syntax import number, ref, refs, stream, string
from pipeline.render.targets import targets
from pipeline.render.words import Faces


class Sheets(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """ReportLab's Canvas, writing to our file, with no font of its own choice at the head of each page."""

    def __init__(self, file: File, pages: Pages) -> None:
        super().__init__(io.BytesIO(), (pages.width, pages.height), pageCompression=1, invariant=1)
        self._doc = file

    def _make_preamble(self) -> None:
        self._preamble = ""


def draw(pages: Pages, metrics: Metrics, attachments: tuple[Attachment, ...], identity: str) -> bytes:
    """See `pipeline.render.render`."""
    if not pages.sheets:
        raise RenderError("a brief has at least one page")
    document = pages.document
    standard = standard_of(document.standard)
    file = File(standard.version)
    faces = Faces(pages, metrics)
    places = Places(document, pages.anchors)
    links = Links(file, document, places, first_key=len(pages.sheets))
    content = Content(faces, links, places, Images(file), pages.height)
    numbers = _draw_pages(file, pages, content, faces)
    links.check()

    elements = Elements(file, content.drawn, numbers, standard)
    placed = {each.figure: each for page in pages.sheets for each in page.figures}
    top = Structure(elements, document, placed).build()
    root = elements.close(top, content.marks, links.owners)

    held = targets(elements, places, [page.number for page in pages.sheets], top) if standard.refers else {}
    names = f"/Dests {ref(places.write(file, numbers, held))}"
    catalog = _catalog(file, pages, root)
    if headings := outline(file, document, places):
        catalog += f"/Outlines {ref(headings)}/PageMode/UseOutlines"
    if attachments:
        files, associated = attach(file, attachments, document.date)
        names += f"/EmbeddedFiles {ref(files)}"
        catalog += f"/AF{associated}"
    metadata = file.put(stream(packet(document, identity, standard), "/Type/Metadata/Subtype/XML", packed=False))
    catalog += f"/Metadata {ref(metadata)}/Pages {ref(_page_tree(file, numbers))}/Names<<{names}>>"
    root = file.put(f"<</Type/Catalog{catalog}>>")
    return file.finish(root, file.put(information(document)) if standard.information else 0, identity)


def _draw_pages(file: File, pages: Pages, content: Content, faces: Faces) -> list[int]:
    """Draw every page; returns the numbers of the page objects, whose parent stands just before the first."""
    parent = file.reserve()
    numbers = [file.reserve() for _ in pages.sheets]
    fonts, slot = file.reserve(), empty(file, pages)
    drawn = file.reserve() if slot or any(page.figures for page in pages.sheets) else 0
    images = f"/XObject {ref(drawn)}" if drawn else ""
    canvas = Sheets(file, pages)
    for index, (page, me) in enumerate(zip(pages.sheets, numbers, strict=True)):
        width, height = pages.size(page)
        operators, annotations = content.page(page, slot=bool(slot))
        canvas.addLiteral(operators)
        canvas.showPage()
        annots = f"/Annots{refs(annotations)}" if annotations else ""
        file.fill(
            me,
            f"<</Type/Page/Parent {ref(parent)}/MediaBox[0 0 {number(width)} {number(height)}]"
            f"/Resources<</Font {ref(fonts)}{images}>>/Contents {ref(file.page_contents[-1])}"
            f"/StructParents {index}/Tabs/S{annots}>>",
        )
    if drawn:
        file.fill(drawn, f"<<{slot}{content.images.resources()}>>")
    file.fill(fonts, faces.resources(file))
    return numbers


def _page_tree(file: File, numbers: list[int]) -> int:
    parent = numbers[0] - 1
    file.fill(parent, f"<</Type/Pages/Kids{refs(numbers)}/Count {len(numbers)}>>")
    return parent


def _catalog(file: File, pages: Pages, root: int) -> str:
    """What every brief's catalog holds (ISO 14289-1, 7.1 and 7.2; ISO 19005-3, 6.2.3 and 6.7)."""
    profile = file.put(_profile())
    intent = file.put(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        f"/RegistryName(http://www.color.org)/DestOutputProfile {ref(profile)}>>"
    )
    return (
        f"/Lang{string(pages.document.lang)}/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        f"/StructTreeRoot {ref(root)}/PageLabels{page_labels(pages.sheets)}/OutputIntents[{ref(intent)}]"
    )


@functools.cache
def _profile() -> bytes:
    return stream(srgb(), "/N 3")
