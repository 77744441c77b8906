"""What someone relies on who hears a brief and does not see it: order, notes and back, tables, headings, lists, divided
words, in the briefs of this repository. Each judge is shown a file in which that is broken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from pipeline import flow, world
from pipeline.material import Options
from tests.support import repo, tools
from tests.unit.render import reading

SPECS = ("harbour", "tomahawk")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("out")
    specs = {name: repo.ROOT / f"specs/{name}.yaml" for name in SPECS}
    return {
        name: flow.build(world.real(), spec, Options(out=out)).edition.pdf.read_bytes() for name, spec in specs.items()
    }


# ── the judges: what is wrong with a file ───────────────────────────────────────────────────────────────────────────


def order(data: bytes) -> list[str]:
    """Pages that are painted in another order than they are read in."""
    marks = reading.marks_in_order(data)
    assert len(marks) > 200
    pages: dict[int, list[int]] = {}
    for page, mark in marks:
        pages.setdefault(page, []).append(mark)
    return [f"page object {page}" for page, painted in pages.items() if painted != sorted(painted)]


def notes(data: bytes) -> list[str]:
    """Notes that no mark leads to, and notes whose label does not lead back to a mark."""
    places = reading.opened(data).named_destinations
    leads: dict[str, set[str]] = {"Reference": set(), "Lbl": set()}
    labels = set()
    for _, element in reading.elements(data):
        role = element["/S"][1:]
        if role == "Note":
            labels.add(element["/ID"].removeprefix("note."))
        if role in leads:
            leads[role] |= set(_destinations(element))
    assert len(labels) > 10
    found = [f"nothing leads to note {label}" for label in sorted(labels) if f"note.{label}" not in leads["Reference"]]
    found += [
        f"nothing leads back from note {label}" for label in sorted(labels) if f"mark.{label}" not in leads["Lbl"]
    ]
    wanted = {f"{kind}.{label}" for label in labels for kind in ("note", "mark")}
    return found + [f"there is no place {name}" for name in sorted(wanted - set(places))]


def _destinations(element: DictionaryObject) -> Iterator[str]:
    for kid in reading.kids(element):
        for held in reading.kids(kid) if isinstance(kid, DictionaryObject) and kid.get("/S") == "/Link" else ():
            if isinstance(held, DictionaryObject) and held.get("/Type") == "/OBJR":
                yield str(held["/Obj"].get("/Dest", ""))


def tables(data: bytes) -> list[str]:
    """Tables without a summary, and header cells that do not say what they head."""
    found, seen = [], 0
    for _, element in reading.elements(data):
        attributes = element.get("/A", DictionaryObject()).get_object()
        if element["/S"] == "/Table":
            seen += 1
            found += [] if attributes.get("/Summary") else ["a table without a summary"]
        elif element["/S"] == "/TH" and attributes.get("/Scope") not in ("/Column", "/Row"):
            found.append("a header cell without a scope")
    assert seen
    return found


def headings(data: bytes) -> list[str]:
    """Levels that are left out, and more than one title."""
    levels = [int(element["/S"][2:]) for _, element in reading.elements(data) if re.fullmatch(r"/H\d", element["/S"])]
    assert len(levels) > 5
    found = [
        f"H{below} after H{above}" for above, below in zip([0, *levels], levels, strict=False) if below > above + 1
    ]
    return found + ["more than one title"] * (levels.count(1) - 1)


def lists(data: bytes) -> list[str]:
    """Items without a label or a body, and lists that do not say how they are numbered."""
    found, seen = [], 0
    for _, element in reading.elements(data):
        if element["/S"] == "/LI":
            seen += 1
            roles = [kid.get("/S") for kid in reading.kids(element) if isinstance(kid, DictionaryObject)]
            found += [] if roles == ["/Lbl", "/LBody"] else [f"an item of {roles}"]
        elif element["/S"] == "/L" and not element.get("/A", DictionaryObject()).get_object().get("/ListNumbering"):
            found.append("a list that does not say how it is numbered")
    assert seen
    return found


# ── the faults: one of each kind, planted ───────────────────────────────────────────────────────────────────────────


def tree(writer: PdfWriter) -> Iterator[DictionaryObject]:
    def below(element: DictionaryObject) -> Iterator[DictionaryObject]:
        yield element
        for kid in reading.kids(element):
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                yield from below(kid)

    yield from below(writer.root_object["/StructTreeRoot"]["/K"].get_object())


def first(writer: PdfWriter, role: str) -> DictionaryObject:
    return next(element for element in tree(writer) if element["/S"] == role)


def read_backwards(writer: PdfWriter) -> None:
    document = writer.root_object["/StructTreeRoot"]["/K"].get_object()
    document[NameObject("/K")] = ArrayObject(reversed(document["/K"]))


def a_note_unreachable(writer: PdfWriter) -> None:
    marks = (element for element in tree(writer) if element["/S"] == "/Reference")
    link = next(reading.kids(mark)[0] for mark in marks if "note.1" in _destinations(mark))
    (annotation,) = [kid["/Obj"] for kid in reading.kids(link) if isinstance(kid, DictionaryObject)]
    annotation.get_object()[NameObject("/Dest")] = TextStringObject("title")


def a_note_without_return(writer: PdfWriter) -> None:
    note = first(writer, "/Note")
    link = reading.kids(reading.kids(note)[0])[0]
    link[NameObject("/K")] = ArrayObject(
        kid for kid in link["/K"] if not isinstance(kid.get_object(), DictionaryObject)
    )


def no_summary(writer: PdfWriter) -> None:
    del first(writer, "/Table")[NameObject("/A")]


def no_scope(writer: PdfWriter) -> None:
    del first(writer, "/TH")[NameObject("/A")]


def renamed(role: str, to: str) -> Callable[[PdfWriter], None]:
    return lambda writer: first(writer, role).__setitem__(NameObject("/S"), NameObject(to))


def no_label(writer: PdfWriter) -> None:
    item = first(writer, "/LI")
    item[NameObject("/K")] = ArrayObject(item["/K"][1:])


def no_numbering(writer: PdfWriter) -> None:
    del first(writer, "/L")[NameObject("/A")]


JUDGES = (order, notes, tables, headings, lists)
FAULTS = (
    (order, read_backwards),
    (notes, a_note_unreachable),
    (notes, a_note_without_return),
    (tables, no_summary),
    (tables, no_scope),
    (headings, renamed("/H2", "/H4")),
    (headings, renamed("/H2", "/H1")),
    (lists, no_label),
    (lists, no_numbering),
)


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
def test_a_brief_can_be_read_aloud(built, judge, name):
    assert judge(built[name]) == []


@pytest.mark.parametrize(("judge", "mend"), FAULTS, ids=lambda part: part.__name__)
def test_a_planted_fault_is_found(built, judge, mend):
    writer = PdfWriter(clone_from=io.BytesIO(built["harbour"]))
    mend(writer)
    broken = io.BytesIO()
    writer.write(broken)
    assert judge(broken.getvalue())


# ── words that a line divides ───────────────────────────────────────────────────────────────────────────────────────


def divided(data: bytes) -> list[str]:
    """Words that end on the next line, from the tags: with the soft hyphen in them, and nothing else."""
    return re.findall(r"\w+\u00ad\S+", "".join(reading.spoken(data)))


def test_a_divided_word_is_read_whole(built, tmp_path: Path):
    """A soft hyphen (ISO 32000-1, 14.8.2.2.3) is drawn as a hyphen and read as none. Poppler, asked for the tags, gives
    the whole word; pdftotext gives the soft hyphen at the line's end, so that the word can be joined.
    """
    looked = 0
    for name, data in built.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        tagged = tools.pdfinfo(path, "-struct-text")
        assert "\u00ad" not in tagged
        for word in divided(data):
            looked += 1
            whole = re.match(r"[\w-]+", word.replace("\u00ad", ""))
            assert whole
            assert whole[0] in tagged, word
        assert "-\n" not in re.sub(r"[\d-]-\n", "", tools.pdftotext(path, "-raw")).replace("\u00ad\n", "")
    assert looked


def test_a_hard_hyphen_at_a_line_s_end_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from pipeline.render import fonts

    maps = fonts.to_unicode
    fonts.program.cache_clear()
    monkeypatch.setattr(fonts, "to_unicode", lambda *args: maps(*args).replace(b"> <00AD>", b"> <002D>"))
    made = flow.build(world.real(), repo.ROOT / "specs/harbour.yaml", Options(out=tmp_path)).edition.pdf
    fonts.program.cache_clear()
    assert divided(made.read_bytes()) == []
    assert re.search(r"[a-z]-\n[a-z]", tools.pdftotext(made, "-raw"))
