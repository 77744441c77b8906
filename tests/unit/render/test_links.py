"""Where links lead, what they say of themselves, and what they may not be."""

from __future__ import annotations

import pytest

from pipeline.model.document import Contents, Heading, Labels, Link, Note, PageRefs, Paragraph, Text
from pipeline.render import render
from pipeline.render.errors import RenderError
from tests.support.sample_document import sample
from tests.unit.render.reading import opened
from tests.unit.render.typewriter import TOP, brief, metrics, typed


def annotations(data: bytes) -> list:
    return [link.get_object() for page in opened(data).pages for link in page.get("/Annots", ())]


def linked(*kids, **more) -> list:
    return annotations(render(typed(brief(Paragraph(kids, anchor="here"), **more)), metrics()))


@pytest.mark.parametrize(
    ("to", "written"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/(x)\\", "https://example.org/(x)\\"),
        ("http://example.org/Łódź x", "http://example.org/%C5%81%C3%B3d%C5%BA%20x"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_addresses(to: str, written: str) -> None:
    (link,) = linked(Link("there", to, "A place"))
    assert link["/A"] == {"/S": "/URI", "/URI": written}
    assert link["/Contents"] == "A place"


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "file:///etc/passwd", "JavaScript:x", "data:text/html,x", "notes.txt", ""]
)
def test_addresses_that_run_or_open_something_are_refused(to: str) -> None:
    with pytest.raises(RenderError, match="a link may lead to"):
        linked(Link("x", to))


def test_a_link_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(RenderError, match="#nowhere"):
        linked(Link("x", "#nowhere"))


def test_a_link_is_described_by_its_text_if_by_nothing_else() -> None:
    assert linked(Link("there", "#here"))[0]["/Contents"] == "there"


def test_notes_contents_and_page_numbers_describe_themselves_in_the_brief_s_language() -> None:
    labels = Labels(note="Fußnote {label}", back="Zurück zu {label}", entry="Zu „{heading}“")
    blocks = (
        Contents(),
        Heading(2, "Lage {x}", "lage"),
        Paragraph((Text("a"), Note("1", (Text("b"),)), Link("A", "#lage"), PageRefs("#lage", "-", "Seite {page}"))),
    )
    found = annotations(render(typed(brief(*blocks, labels=labels)), metrics()))
    said = [link["/Contents"] for link in found]
    assert said == ["Zu „Lage {x}“", "Fußnote 1", "A", "Seite 1", "Zurück zu 1"]


def test_every_link_of_the_sample_leads_to_a_place_on_a_page() -> None:
    data = render(typed(sample()), metrics())
    reader = opened(data)
    places = reader.named_destinations
    inside = [link for link in annotations(data) if "/Dest" in link]
    assert len(inside) > 60
    for link in inside:
        place = places[link["/Dest"]]
        assert reader.get_destination_page_number(place) is not None
        assert 0 < place["/Top"] <= TOP + 30
    assert all(link["/F"] == 4 and link["/Contents"] and "/StructParent" in link for link in annotations(data))


def test_mark_and_note_lead_to_each_other() -> None:
    data = render(typed(brief(Heading(2, "Up"), Paragraph((Text("a"), Note("1", (Text("b"),)))))), metrics())
    reader = opened(data)
    mark, label = annotations(data)
    here, there = (reader.named_destinations[link["/Dest"]]["/Top"] for link in (label, mark))
    assert mark["/Rect"][1] < here < mark["/Rect"][3] + 1
    assert label["/Rect"][1] < there < label["/Rect"][3] + 1


def test_anchors_of_any_characters() -> None:
    anchor = "Łódź (1) <x>"
    data = render(typed(brief(Paragraph((Link("x", f"#{anchor}"),), anchor=anchor))), metrics())
    (link,) = annotations(data)
    held = opened(data).root_object["/Names"]["/Dests"]["/Kids"][0].get_object()["/Names"]
    assert link["/Dest"] == held[0]


def test_many_places_make_a_tree_with_limits_in_order() -> None:
    blocks = [Paragraph((Text("x"),), anchor=f"p{n}") for n in range(500)]
    tree = opened(render(typed(brief(*blocks)), metrics())).root_object["/Names"]["/Dests"]
    leaves = [leaf.get_object() for leaf in tree["/Kids"]]
    keys = [key for leaf in leaves for key in leaf["/Names"][::2]]
    assert keys == sorted(f"p{n}" for n in range(500))
    assert len(leaves) > 1
    assert all(list(leaf["/Limits"]) == [leaf["/Names"][0], leaf["/Names"][-2]] for leaf in leaves)
