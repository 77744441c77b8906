"""What the file says of itself: the XMP packet and the information dictionary, in agreement."""

from __future__ import annotations

import re

from pipeline.model.document import Document
from pipeline.render.reportlab_door import Version
from pipeline.render.standard import Standard
from pipeline.render.syntax import date, string

PRODUCER = f"Briefwright (ReportLab {Version})"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def packet(document: Document, identity: str, standard: Standard) -> bytes:
    """The XMP packet (ISO 16684-1), with the claims of the standard."""
    stamp = f"{document.date.isoformat()}T00:00:00Z"
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
        standard.claims,
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title>{_in_language(document.title)}</dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{_escape(document.lang)}</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>",
        f"<xmp:CreatorTool>Briefwright</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if identity:
        lines.append(f"<dc:identifier>{_escape(identity)}</dc:identifier>")
    if document.subject:
        lines.append(f"<dc:description>{_in_language(document.subject)}</dc:description>")
    if document.authors:
        authors = "".join(f"<rdf:li>{_escape(author)}</rdf:li>" for author in document.authors)
        lines.append(f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>")
    lines += ["</rdf:Description>", standard.described, "</rdf:RDF></x:xmpmeta>", '<?xpacket end="r"?>']
    return "\n".join(lines).encode()


def information(document: Document) -> str:
    """The information dictionary (ISO 32000-1, 14.3.3)."""
    entries = f"/Title{string(document.title)}"
    if document.authors:
        entries += f"/Author{string('; '.join(document.authors))}"
    if document.subject:
        entries += f"/Subject{string(document.subject)}"
    day = date(document.date)
    return f"<<{entries}/Creator(Briefwright)/Producer{string(PRODUCER)}/CreationDate{day}/ModDate{day}>>"


def _escape(text: str) -> str:
    """Text inside an XML element; what XML 1.0 cannot hold becomes the replacement character."""
    return _NOT_XML.sub("\ufffd", text).translate(_ESCAPES)


def _in_language(text: str) -> str:
    """A language alternative; the document's language stands in dc:language."""
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escape(text)}</rdf:li></rdf:Alt>'
