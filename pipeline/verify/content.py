"""Whether it holds what a brief never holds, and whether it says of itself what its spec says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from pipeline.model.readback import ReadFile
from pipeline.model.spec import Spec
from pipeline.model.standard import StandardName
from pipeline.model.verification import Check, failed, passed

_SIGNED = frozenset({"AcroForm", "DSS", "Perms", "Extensions", "Version"})
"""What signing adds to the catalog; whether it may is for the check of revisions to say."""
_CATALOG = _SIGNED | frozenset(
    "AF Lang MarkInfo Metadata Names Outlines OutputIntents PageLabels PageMode Pages StructTreeRoot Type"
    " ViewerPreferences".split()
)
_CLAIMS: Mapping[StandardName, Mapping[str, str]] = {
    "pdf-1.7": {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
    "pdf-2.0": {
        "pdfaid:part": "4",
        "pdfaid:rev": "2020",
        "pdfaid:conformance": "F",
        "pdfuaid:part": "2",
        "pdfuaid:rev": "2024",
    },
}
_AREAS = ("structure", "pages", "content", "text")
"""Areas whose faults are told here; those of others by their own check."""


def content(file: ReadFile) -> Check:
    """Nothing in it runs, opens, sends or hides anything, and nothing stands before or after it."""
    details = [f"{file.leading:,} bytes stand before its header"] if file.leading else []
    details += [f"{file.trailing:,} bytes stand after its end"] if file.trailing else []
    details += [f"it holds {name}, as no brief does" for name in file.active]
    details += [
        f"its catalog holds {key.removeprefix('/')}, as that of no brief does"
        for key in file.catalog
        if key.removeprefix("/") not in _CATALOG
    ]
    details += [f"its {area} can't be read: {file.faults[area]}" for area in _AREAS if area in file.faults]
    for number, page in enumerate(file.pages, 1):
        others = [kind for kind in page.others if kind != "Widget"]
        details += [f"page {number} bears an annotation: {kind or 'of no kind'}" for kind in others]
    if details:
        return failed("content", "it holds what a brief does not hold", *details)
    return passed("content", "nothing in it runs, sends or hides anything")


def metadata(file: ReadFile, spec: Spec) -> Check:
    """What the XMP packet and the information dictionary say is what the spec says, in both alike.

    A file that follows PDF 2.0 has no information dictionary.
    """
    wrong = [f"it can't be read: {file.faults['metadata']}"] if "metadata" in file.faults else []
    wanted = {} if spec.standard == "pdf-2.0" else _information(spec)
    for name, value in wanted.items():
        if file.info.get(name) != value:
            wrong.append(f"Info says {name}: {file.info.get(name, 'nothing')!r}, the spec {value!r}")
    if extra := set(file.info) - {*wanted, *(("Subject", "Producer") if wanted else ())}:
        wrong.append(f"Info holds {', '.join(sorted(extra))}, as that of no brief does")
    wrong += _packet(file.xmp, spec, file.info)
    if file.lang != spec.language:
        wrong.append(f"its language is {file.lang or 'not said'}, that of the spec {spec.language}")
    if len(file.ids) != 2:
        wrong.append("it has no ID")
    if wrong:
        return failed("metadata", "it says of itself what its spec does not say", *wrong)
    where = "in XMP and Info alike" if wanted else "in XMP"
    return passed("metadata", f"title, date, author and language are those of the spec, {where}")


def _information(spec: Spec) -> dict[str, str]:
    """What the information dictionary says."""
    day = spec.as_of.strftime("%Y%m%d")
    wanted = {
        "Title": spec.title,
        "CreationDate": f"D:{day}000000Z",
        "ModDate": f"D:{day}000000Z",
        "Creator": "Briefwright",
    }
    return wanted | ({"Author": spec.author} if spec.author else {})


def _packet(xmp: str, spec: Spec, info: Mapping[str, str]) -> Iterator[str]:
    """What is wrong in the XMP packet. It is ours and of one form, so it needs no reader of XML."""
    stamp = f"{spec.as_of.isoformat()}T00:00:00Z"
    for element, value in (
        *_CLAIMS[spec.standard].items(),
        ("dc:title", spec.title),
        ("dc:language", spec.language),
        ("dc:creator", spec.author or ""),
        ("xmp:CreateDate", stamp),
        ("xmp:ModifyDate", stamp),
        ("xmp:CreatorTool", "Briefwright"),
        *((("dc:description", info.get("Subject", "")), ("pdf:Producer", info.get("Producer", ""))) if info else ()),
    ):
        found = re.findall(rf"<{element}>(.*?)</{element}>", xmp, re.DOTALL)
        texts = [unescape(re.sub(r"<[^>]*>", "", each)) for each in found]
        if texts != ([value] if value else []):
            yield f"XMP says {element}: {' '.join(texts) or 'nothing'!r}, not {value!r}"
