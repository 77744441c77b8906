"""Words of another language: divided by its rules, or not at all where it has none here."""

from pipeline.model.document import Paragraph, Text
from pipeline.model.metrics import SHY
from tests.support.setting import pages

WORD = "Donaudampfschifffahrtsgesellschaften"


def ends(lang: str) -> list[str]:
    """The last words of lines that end within a word."""
    kids = (Text("It says "), *[Text(f"{WORD} ", "em", lang) for _ in range(30)])
    lines = pages(Paragraph(kids)).sheets[0].lines
    return [line.parts[-1].words[-1] for line in lines if line.parts[-1].words[-1].endswith(SHY)]


def test_a_phrase_is_divided_by_its_own_language():
    german, english = ends("de"), ends("en-GB")
    assert german
    assert english
    allowed = {f"Do{SHY}", f"Donau{SHY}", f"Donaudampf{SHY}", f"Donaudampfschiff{SHY}", f"Donaudampfschifffahrts{SHY}"}
    assert set(german) & allowed
    assert set(german) != set(english)


def test_a_language_without_patterns_is_not_divided():
    assert ends("ja-Latn") == []
    assert ends("tlh") == []
