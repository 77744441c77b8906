from __future__ import annotations

import pytest

from pipeline import archive
from pipeline.model.source import Part

PROSE = "The board signed the contract for the new cranes on 12 March 2025."
MORE = "Dredging of the channel begins in October, once the herring have left."
P, Q = f"<p>{PROSE}</p>", f"<p>{MORE}</p>"


def read(page: str, part: Part | None = Part.BODY) -> list[str]:
    snapshot = archive.snapshot(f"<!doctype html>{page}".encode(), "a.html")
    return [snapshot.text[p.start : p.end] for p in snapshot.paragraphs if part in (None, p.part)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a &lt; b &amp; c&nbsp;d &euro;5 &#8364;6 &#x20ac;7 is all it says.", "a < b & c d €5 €6 €7 is all it says."),
        ("Signed <b>in <i>the old</i></b> <a href=x>pilot</a> house there.", "Signed in the old pilot house there."),
        ("one<br>two three four five six seven.", "one two three four five six seven."),
        ("hyphen&shy;ated wo<wbr>rd stands here as one word.", "hyphenated word stands here as one word."),
        ("It costs 10<sup>6</sup> euros<sup>3</sup>, the 2<sup>nd</sup> too.", "It costs 10⁶ euros³, the 2nd too."),
        ("CO<sub>2</sub> of the port fell by 12 per cent.", "CO₂ of the port fell by 12 per cent."),
        ("It was <del>anticipated</del><s>due</s> signed by all the members.", "It was signed by all the members."),
        ("Seen <!-- no, never --> by all the members of the board.", "Seen by all the members of the board."),
        ("Three <span hidden>hundred</span> cranes stand on the quay now.", "Three cranes stand on the quay now."),
        ('Three <span style="display: none">hundred</span> cranes stand on it.', "Three cranes stand on it."),
        ("Three <script>if (a < b) x('</p>')</script>cranes stand on the quay.", "Three cranes stand on the quay."),
        ("Three <select><option>four</select> cranes stand on the quay.", "Three cranes stand on the quay."),
        ("Three <svg><title>icon</title></svg> cranes stand on the quay.", "Three cranes stand on the quay."),
        ('Three <a title="x > y" data-x=">">cranes</a> stand on the quay.', "Three cranes stand on the quay."),
        ("漢<rp>(</rp><rt>kan</rt><rp>)</rp> stands there for all to see now.", "漢 stands there for all to see now."),
    ],
)
def test_what_a_reader_sees(inside: str, text: str) -> None:
    assert read(f"{P}<p>{inside}</p>{Q}") == [PROSE, text, MORE]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        (f"<p>{PROSE}<p>{MORE}", [PROSE, MORE]),
        (f"<div>{PROSE}<br><br>{MORE}</div>", [PROSE, MORE]),
        (f"{PROSE}<div>{MORE}</div>{PROSE}", [PROSE, MORE, PROSE]),
        (f"<p>{PROSE}<div>{MORE}</div>", [PROSE, MORE]),
        (
            f"{P}<ul><li>one<li>two<ul><li>inner</ul>tail<li>three</ul>{Q}",
            [PROSE, "one", "two", "inner", "tail", "three", MORE],
        ),
        (f"{P}<dl><dt>Cost<dd>12 million</dl>{Q}", [PROSE, "Cost", "12 million", MORE]),
        (
            f"{P}<table><tr><th>Crane<th>Cost<tr><td>First</td><td>12</td></table>{Q}",
            [PROSE, "Crane | Cost", "First | 12", MORE],
        ),
        (f"<body><b>{P}</i>{Q}", [PROSE, MORE]),
        (f"{P}</div></p></section>{Q}", [PROSE, MORE]),
        (f"<blockquote>{P}</blockquote>{Q}", [PROSE, MORE]),
        (f"<head><title>T</title>{P}{Q}", [PROSE, MORE]),
        (f"<form>{P}{Q}</form>", [PROSE, MORE]),
    ],
)
def test_paragraphs_as_browsers_make_them(page: str, texts: list[str]) -> None:
    assert read(page) == texts


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>{}</nav>",
        "<header>{}</header>",
        "<footer>{}</footer>",
        "<aside>{}</aside>",
        "<figure><figcaption>{}</figcaption></figure>",
        "<div class='related-posts'>{}</div>",
        "<div class='shareBar'>{}</div>",
        "<div id=comments>{}</div>",
        "<div role='complementary'>{}</div>",
        "<button>{}</button>",
        "<p><a href=x>{}</a></p>",
        "<table><caption>{}</caption></table>",
        "<h1>{}</h1>",
        "<dialog open>{}</dialog>",
    ],
)
def test_furniture_is_no_body(furniture: str) -> None:
    said = "The sentence stands somewhere that no reader calls the article."
    page = f"{P}{furniture.format(said)}{Q}"
    assert read(page) == [PROSE, MORE]
    assert said in read(page, Part.FURNITURE)


def test_class_names_of_the_whole_page_say_nothing() -> None:
    assert read(f'<body class="has-sidebar comments-open"><div class="no-share">{P}{Q}</div>') == [PROSE, MORE]
    assert read(f'<div class="comments">{P}{Q}</div>') == [PROSE, MORE]  # nothing else is there: the name misleads


def test_the_article_with_the_most_prose_is_the_source() -> None:
    teaser = "<article><p>Another story begins here and is told elsewhere.</p></article>"
    assert read(f"<main>{teaser}<article>{P}{Q}{teaser}{P}</article>{teaser}</main>") == [PROSE, MORE, PROSE]
    assert read(f"<div>{Q}</div><div itemprop=articleBody>{P}{P}</div>") == [PROSE, PROSE]


def test_headings() -> None:
    page = f"<h1>Title</h1><h2>First</h2>{P}<h3>Second</h3>{Q}<h2>Related</h2><ul><li><a href=x>Other</a></ul>"
    assert read(page, Part.HEADING) == ["First", "Second"]
    assert read(page, Part.FURNITURE) == ["Title", "Related", "Other"]


def test_offsets_are_those_of_the_elements() -> None:
    page = f"<!doctype html>\n<p>É €</p>\n{P}<div>{MORE}<br><br>{PROSE}</div>"
    snapshot = archive.snapshot(page.encode(), "a.html")
    data = page.encode()
    starts = [data[offset:].decode() for offset in snapshot.raw_offsets]
    assert [start[:5] for start in starts] == ["<p>É ", "<p>Th", "<div>", "The b"]


@pytest.mark.parametrize(
    ("label", "codec"), [("ISO-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("Shift_JIS", "cp932")]
)
def test_declared_encodings(label: str, codec: str) -> None:
    said = {"cp1252": "café – €5", "cp1251": "гавань", "cp932": "港湾"}[codec]
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>'
    page = f"<html>{head}{P}<p>It says {said} to all who read it.</p>"
    snapshot = archive.snapshot(page.encode(codec), "a.html")
    assert f"It says {said} to all who read it." in snapshot.text
    assert (-1 in snapshot.raw_offsets) == (codec == "cp932")


def test_xhtml_and_comments_before_the_page() -> None:
    assert read(f"<!-- saved from x --><?xml version='1.0'?><html>{P}<br/>{Q}</html>") == [PROSE, MORE]
    snapshot = archive.snapshot(f"<?xml version='1.0'?>\n<!-- a --><div>{P}</div>".encode(), "a")
    assert snapshot.extractor == "html/1"
