"""Break one thing at a time and see that veraPDF says so: what it passes is worth as much as what it would not.

Each fault rewrites one pattern in the objects, the content streams or the font maps of an otherwise good file. All are
judged in one run. What veraPDF cannot see stands at the end, each with the test that sees it instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from pipeline.model.attachment import Attachment
from pipeline.render import fonts, render
from pipeline.render.content import Content
from pipeline.render.file import File
from tests.support import tools
from tests.support.sample_document import sample
from tests.unit.render.typewriter import metrics, typed

SPEC = Attachment("spec.yaml", "application/yaml", "Source", "The canonical spec", b"brief: 1\n" * 50)


@dataclass(frozen=True)
class Fault:
    """`pattern` becomes `by` everywhere in `where`; veraPDF must name `rule`."""

    name: str
    where: Literal["objects", "content", "maps"]
    pattern: str
    by: str
    rule: str
    times: int = 0
    """How often at most; 0: everywhere."""


UA, A3 = "PDF/UA-1 ", "PDF/A-3a "
FAULTS = (
    # the file and its claims
    Fault("no metadata", "objects", r"/Metadata \d+ 0 R", "", "PDF/A-1b 6.7.2-1"),
    Fault("no title", "objects", r"<dc:title>.*?</dc:title>", "", UA + "7.1-9"),
    Fault(
        "schema of the claim undescribed",
        "objects",
        r"<pdfaExtension:schemas>[^\0]*</pdfaExtension:schemas>",
        "",
        A3 + "6.6.2.3.1-1",
    ),
    Fault("title not displayed", "objects", "/DisplayDocTitle true", "", UA + "7.1-10"),
    Fault("no language", "objects", r"/Lang\(en-GB\)", "", UA + "7.2-34"),
    Fault("language malformed", "objects", r"/Lang\(de\)", "/Lang(d e)", UA + "7.2-29"),
    Fault("end of stream glued on", "objects", "\nendstream", "endstream", A3 + "6.1.7.1-2"),
    Fault("LZW", "objects", "/Filter/FlateDecode", "/Filter/LZWDecode", A3 + "6.1.7.2-1"),
    Fault("catalog with actions", "objects", "/Type/Catalog", "/Type/Catalog/AA<<>>", A3 + "6.5.2-1"),
    # the structure tree
    Fault("not marked", "objects", "/MarkInfo<</Marked true>>", "", UA + "6.2-1"),
    Fault("suspects", "objects", "/Marked true", "/Marked true/Suspects true", UA + "7.1-4"),
    Fault("no structure tree", "objects", r"/StructTreeRoot \d+ 0 R", "", UA + "7.1-11"),
    Fault("no structure parents", "objects", r"/StructParents \d+", "", UA + "7.1-3"),
    Fault("parent tree without a page", "objects", r"/Nums\[0 \[[^\]]*\]", "/Nums[0 []", UA + "7.1-3"),
    Fault("structure types unmapped", "objects", "/RoleMap<<[^>]*>>", "", UA + "7.1-5"),
    Fault("types mapped in a circle", "objects", "/Em/Span/Strong/Span", "/Em/Strong/Strong/Em", UA + "7.1-6"),
    Fault("standard type remapped", "objects", "/Em/Span", "/Em/Span/P/Div", UA + "7.1-7"),
    Fault("title as H3", "objects", "/S/H1/", "/S/H3/", UA + "7.4.2-1"),
    Fault("level skipped", "objects", "/S/H2/", "/S/H4/", UA + "7.4.2-1"),
    Fault("items outside a list", "objects", "/S/L/", "/S/Div/", UA + "7.2-17"),
    Fault("items without a body", "objects", "/S/LBody/", "/S/P/", UA + "7.2-20"),
    Fault("rows outside a table", "objects", "/S/Table/", "/S/Div/", UA + "7.2-5"),
    Fault("two heads of a table", "objects", "/S/TBody/", "/S/THead/", UA + "7.2-11"),
    Fault("a row too short", "objects", r"(/S/TR/P \d+ 0 R/K)\[\d+ 0 R \d+ 0 R ", r"\1[", UA + "7.2-42", times=1),
    Fault("header cells without scope", "objects", "/O/Table/Scope/(Column|Row)", "/O/Table", UA + "7.5-1"),
    Fault("entries outside contents", "objects", "/S/TOC/", "/S/Div/", UA + "7.2-26"),
    Fault("note without ID", "objects", r"/ID\(note\.\d+\)", "", UA + "7.9-1"),
    Fault("two notes of one ID", "objects", r"/ID\(note\.2\)", "/ID(note.1)", UA + "7.9-2"),
    # what is drawn
    Fault("text neither tagged nor artifact", "content", "/P<</MCID 0>>BDC", "/P BMC", UA + "7.1-3"),
    Fault("text of an unknown mark", "content", "/P<</MCID 0>>BDC", "/P<</MCID 999>>BDC", UA + "7.1-3"),
    Fault("rule that is no artifact", "content", "/Artifact<</Type/Layout>>BDC([^\0]*?)EMC", r"\1", UA + "7.1-3"),
    Fault(
        "furniture that is no artifact",
        "content",
        r"/Artifact<</Type/Pagination/Subtype/Header[^>]*>>BDC([^\0]*?)EMC",
        r"\1",
        UA + "7.1-3",
    ),
    Fault("artifact inside text", "content", "(/P<</MCID 0>>BDC)", r"\1 /Artifact BMC EMC", UA + "7.1-1"),
    Fault("text inside artifact", "content", "(Type/Layout>>BDC)", r"\1 /P<</MCID 0>>BDC EMC", UA + "7.1-2"),
    Fault("unknown operator", "content", r"\A", "wobble ", A3 + "6.2.2-1"),
    # colour
    Fault("colour without a profile", "objects", r"/OutputIntents\[[^\]]*\]", "", A3 + "6.2.4.3-2"),
    Fault("colour of another profile", "content", r"\A", "0 0 0 1 k ", A3 + "6.2.4.3-3"),
    # links
    Fault("pages without tab order", "objects", "/Tabs/S", "", UA + "7.18.3-1"),
    Fault("link not in the tree", "objects", r"/StructParent \d+", "", UA + "7.18.5-1"),
    Fault("link tagged as something else", "objects", "/S/Link/", "/S/Span/", UA + "7.18.5-1"),
    Fault("link without description", "objects", r"/Contents(\((\\.|[^)\\])*\)|<\w*>)", "", UA + "7.18.5-2"),
    Fault("link not printed", "objects", "/F 4", "/F 0", A3 + "6.3.2-2"),
    Fault("link that runs a script", "objects", r"/S/URI/URI\(", "/S/JavaScript/JS(", A3 + "6.5.1-1"),
    Fault("link that starts a programme", "objects", r"/S/URI/URI\(", "/S/Launch/F(", A3 + "6.5.1-1"),
    # attachments
    Fault("attachment not associated", "objects", r"/AF\[[^\]]*\]", "", A3 + "6.8-4"),
    Fault("attachment without relation", "objects", "/AFRelationship/Source", "", A3 + "6.8-3"),
    Fault("attachment without name", "objects", r"/UF\(spec\.yaml\)", "", UA + "7.11-1"),
    Fault("attachment without MIME type", "objects", "/Subtype/application#2Fyaml", "", A3 + "6.8-1"),
    # fonts
    Fault("font not embedded", "objects", r"/FontFile2 \d+ 0 R", "", UA + "7.21.4.1-1"),
    Fault("font without map to Unicode", "objects", r"/ToUnicode \d+ 0 R", "", UA + "7.21.7-1"),
    Fault("map to U+0000", "maps", "<20> <0020>", "<20> <0000>", UA + "7.21.7-2"),
    Fault("widths unlike the font's", "objects", r"/Widths\[\d+", "/Widths[999", UA + "7.21.5-1"),
    Fault("font not symbolic", "objects", r"/Flags 4/", "/Flags 32/", UA + "7.21.6-2"),
)

BLIND = (
    # tests/unit/render/test_file.py: test_metadata_and_information_agree
    Fault("titles disagree", "objects", r"/Title\(Cranes[^)]*\)/Subject", "/Title(Other)/Subject", ""),
    Fault("dates disagree", "objects", r"/CreationDate\(D:2024", "/CreationDate(D:2023", ""),
    # tests/unit/render/test_structure.py: test_tables, test_every_marked_content_and_annotation_leads_back_…
    Fault("header cells as data", "objects", "/S/TH/", "/S/TD/", ""),
    Fault("link without object reference", "objects", "<</Type/OBJR[^>]*>>", "", ""),
    # tests/tools/test_render_text.py: test_every_word_in_its_order
    Fault("wrong letters", "maps", "<65> <0065>", "<65> <0066>", ""),
    # tests/unit/render/test_links.py: test_every_link_of_the_sample_leads_to_a_place_on_a_page
    Fault("link to nowhere", "objects", r"/Dest\(note\.1\)", "/Dest(nowhere)", ""),
    # tests/unit/render/test_colour.py: test_the_header_tells_the_truth
    Fault("profile of four colours", "objects", "/N 3", "/N 4", ""),
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tools.Result]:
    """veraPDF's word on every broken file, by the fault's name; on the unbroken one under the empty name."""
    tools.require("verapdf")
    folder, pages = tmp_path_factory.mktemp("faults"), typed(sample(1, 2))
    paths = {}
    for index, fault in enumerate((None, *FAULTS, *BLIND)):
        paths[fault.name if fault else ""] = path = folder / f"{index}.pdf"
        path.write_bytes(broken(pages, fault) if fault else render(pages, metrics(), (SPEC,)))
    results = tools.verapdf(paths.values(), claimed=False)
    return {name: results[path] for name, path in paths.items()}


def broken(pages, fault: Fault, faces=None) -> bytes:
    """The file with one fault, in the typewriter's faces or others; fails if there was nothing to break."""
    hits = 0

    def rewritten(text: str) -> str:
        nonlocal hits
        if not fault.times or hits < fault.times:
            text, found = re.subn(fault.pattern, fault.by, text, count=fault.times)
            hits += found
        return text

    objects, content, maps = File._body, Content.page, fonts.to_unicode
    with pytest.MonkeyPatch.context() as patch:
        fonts.program.cache_clear()
        if fault.where == "objects":
            patch.setattr(File, "_body", lambda *args: rewritten(objects(*args).decode("latin-1")).encode("latin-1"))
        elif fault.where == "content":
            patch.setattr(
                Content, "page", lambda *args, **named: (rewritten((drawn := content(*args, **named))[0]), drawn[1])
            )
        else:
            patch.setattr(fonts, "to_unicode", lambda *args: rewritten(maps(*args).decode()).encode())
        data = render(pages, faces or metrics(), (SPEC,))
    fonts.program.cache_clear()
    assert hits, f"{fault.name}: nothing to break"
    return data


def test_the_unbroken_file_passes_both_claims(judged: dict[str, tools.Result]) -> None:
    assert judged[""].passes, judged[""]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_broken_rule_is_seen(judged: dict[str, tools.Result], fault: Fault) -> None:
    assert fault.rule in judged[fault.name].rules, judged[fault.name]


@pytest.mark.parametrize("fault", BLIND, ids=lambda fault: fault.name)
def test_what_verapdf_does_not_see(judged: dict[str, tools.Result], fault: Fault) -> None:
    """If this fails, veraPDF has learned something: move the fault up to FAULTS."""
    assert judged[fault.name].passes, judged[fault.name]


@pytest.mark.parametrize(
    ("part", "left"), [(r"<pdfaid:part>3</pdfaid:part>", "PDF/UA-1"), (r"<pdfuaid:part>1</pdfuaid:part>", "PDF/A-3a")]
)
def test_a_lost_claim_is_not_held_against_the_file_so_it_must_be_asked_for(
    tmp_path: Path, part: str, left: str
) -> None:
    path = tmp_path / "unclaimed.pdf"
    path.write_bytes(broken(typed(sample(1, 2)), Fault("unclaimed", "objects", part, "", "")))
    assert tools.verapdf([path], claimed=False)[path].profiles == (left,)
    with pytest.raises(AssertionError, match="was not held against"):
        tools.verapdf([path])
