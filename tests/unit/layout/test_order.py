"""Notes are painted behind the block that marks them."""

from pipeline.layout.order import Written, in_reading_order
from pipeline.model.document import Note, Paragraph, Text
from pipeline.model.pages import Label, Mark
from tests.support import setting


def test_notes_follow_the_last_line_of_their_block():
    lines = ["a1", "a2", "b1", "n1", "n2", "n3"]
    notes = (Written(3, 4, 1), Written(4, 5, 1), Written(5, 6, 2))
    assert in_reading_order(lines, notes) == (["a1", "a2", "n1", "n2", "b1", "n3"], [0, 1, 4, 6, 6, 6, 6])


def test_a_note_from_the_page_before_comes_first():
    lines, places = in_reading_order(["b1", "n1", "n2"], (Written(1, 2, -1), Written(2, 3, 0)))
    assert (lines, places) == (["n1", "b1", "n2"], [1, 3, 3, 3])


def test_without_notes_nothing_moves():
    assert in_reading_order(["a", "b"], ()) == (["a", "b"], [0, 1, 2])


def test_every_note_of_a_long_text_is_painted_behind_its_paragraph():
    words = "The harbour board has ordered two cranes for the quay and will pay them in three parts. " * 4
    blocks = [
        Paragraph((Text(words), Note(str(n), (Text(f"Note {n}: " + words),)), Text(" " + words))) for n in range(1, 30)
    ]
    pages = setting.pages(*blocks).sheets
    assert len(pages) > 3
    seen = []
    for page in pages:
        for line in page.lines:
            owner = next(part.owner for part in line.parts if not isinstance(part.owner, Mark))
            owner = owner.of if isinstance(owner, Label) else owner
            if not seen or seen[-1] is not owner:
                seen.append(owner)
    order = [blocks.index(each) if isinstance(each, Paragraph) else int(each.label) - 1 for each in seen]
    assert order == sorted(order)
