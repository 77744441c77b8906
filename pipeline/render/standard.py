"""The two standards a file can follow, and all in which its objects differ: docs/pdf-ua.md tells the clauses.

`pdf-1.7` is PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), `pdf-2.0` is PDF/UA-2 (ISO 14289-2), WTPDF 1.0 for
accessibility and reuse, and PDF/A-4f (ISO 19005-4).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model.standard import StandardName


class Standard(NamedTuple):
    """What a file of one standard has."""

    version: str
    claims: str
    """Elements of the XMP packet, after the namespaces that every packet names."""
    described: str
    """What the packet says of the schemas of these claims, as Description elements."""
    information: bool
    """An information dictionary beside the XMP packet (ISO 32000-1, 14.3.3; ISO 19005-4, 6.1.3 forbids it)."""
    types: Mapping[str, str]
    """What is called otherwise than in `structure.py`: a note's mark, a figure with its caption; types of PDF 1.7."""
    roles: Mapping[str, str]
    """Types of our own and the standard ones they map to (ISO 14289-1, 7.1). Of PDF 2.0: for readers of PDF 1.7 only,
    since one that knows namespaces does not look here for a type that has one (ISO 32000-2, 14.8.6).
    """
    legacy: frozenset[str] = frozenset()
    """Types that the namespace of PDF 2.0 lacks, and that are taken from that of PDF 1.7."""
    refers: bool = False
    """A note and its mark name each other (Ref; ISO 14289-2, 8.2.5.14), and a place inside the file is named by its
    structure element too (SD; ISO 14289-2, 8.8).
    """
    namespaces: tuple[str, ...] = ()
    """Structure namespaces (ISO 32000-2, 14.7.4): of all types, and of the legacy ones; none before PDF 2.0."""


# PDF/A-3 knows no pdfuaid schema, so the packet describes it (ISO 19005-3, 6.6.2.3.3).
_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

# What the file says of itself by name (PDF Declarations, PDF Association, 2019; WTPDF 1.0, 6.1.3).
_DECLARED = "".join(
    '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#'
    f"{claim}1.0</pdfd:conformsTo></rdf:li>\n"
    for claim in ("accessibility", "reuse")
)
_DECLARATIONS = f"""<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag>
{_DECLARED}</rdf:Bag></pdfd:declarations></rdf:Description>"""

_STANDARDS: Mapping[StandardName, Standard] = {
    "pdf-1.7": Standard(
        version="1.7",
        claims="<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        described=_UA_SCHEMA,
        information=True,
        types={"Mark": "Reference", "Illustration": "Div"},
        roles={"Em": "Span", "Strong": "Span"},
    ),
    "pdf-2.0": Standard(
        version="2.0",
        claims="<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance>"
        "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
        described=_DECLARATIONS,
        information=False,
        types={
            "H1": "Title",
            **{f"H{level}": f"H{level - 1}" for level in range(2, 10)},
            "Note": "FENote",
            "Mark": "Span",
            "Illustration": "Aside",
        },
        roles={"Title": "H1", "Em": "Span", "Strong": "Span", "FENote": "Note", "Aside": "Div"},
        refers=True,
        legacy=frozenset({"TOC", "TOCI", "Reference", "Code"}),
        namespaces=("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"),
    ),
}


def standard_of(name: StandardName) -> Standard:
    """The standard of a name."""
    return _STANDARDS[name]
