"""Every language has every label and what CLDR says of it; dates, quantities and prose are printed as its own do."""

import contextlib
import json
import re
from typing import get_args

import pytest

from pipeline import assets
from pipeline.cite.atoms.english import English
from pipeline.cite.quantity import NoQuantity, read_quantity
from pipeline.compose import read_words
from pipeline.compose.dates import printed
from pipeline.compose.facts import amount
from pipeline.compose.typography import folded, nested, typeset
from pipeline.model.edtf import parse_edtf
from pipeline.model.spec import Language
from tests.support import cldr

LANGUAGES = sorted(cldr.REGIONS)
OPTIONAL = re.compile(r"\.(day|month|year)$|^replaced$")
"""Labels that only some languages need: with an article before a day or a year."""


def labels(language):
    return json.loads(assets.read_text(f"labels/{language}.json"))


def words_in(tag):
    return read_words(assets.read_text(f"labels/{tag.partition('-')[0]}.json"), tag)


def shown(text):
    """No-break spaces made visible: ~ for U+00A0, _ for U+202F."""
    return text.replace("\u00a0", "~").replace("\u202f", "_")


def test_the_languages_of_a_spec_are_those_with_labels():
    named = set(get_args(Language))
    regions = {f"{language}-{region}" for language, some in cldr.REGIONS.items() for region in some}
    assert named == regions | set(LANGUAGES) - {"en"}
    assert {f"{language}.json" for language in LANGUAGES} == set(assets.names("labels"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_labels(language):
    english, own = labels("en"), labels(language)
    assert len(english) > 200
    lacking = sorted(set(english) - set(own))
    assert not lacking, f"assets/labels/{language}.json lacks {', '.join(lacking)}"
    assert not [name for name in set(own) - set(english) if not OPTIONAL.search(name)]
    for name, value in english.items():
        assert type(own[name]) is type(value), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_has_the_fields_of_the_english_one(language):
    def fields(value):
        return set(re.findall(r"\{(\w+)\}", value)) if isinstance(value, str) else set()

    english, own = labels("en"), labels(language)
    for name, value in english.items():
        assert fields(own[name]) <= fields(value) | {"number"}, name
        assert fields(value) - fields(own[name]) <= {"what", "others", "month"}, name
        if isinstance(value, list) and name.startswith(("kind.", "summary.")):
            assert [fields(each) for each in own[name]] == [fields(each) for each in value] or language == "ja", name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_labels_hold_of_cldr_is_what_babel_says(language):
    assert labels(language)["cldr"] == json.loads(json.dumps(cldr.of(language))), "make labels"


def test_a_planted_difference_from_cldr_is_seen():
    data = cldr.of("de")
    assert data["months"][2] == "März"
    assert data != {**data, "decimal": "."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_singular_is_that_of_cldr_for_fractions_too(language):
    from babel import Locale

    words, form = words_in(language), Locale.parse(language).plural_form
    for number in [*range(300), 0.5, 1.5, 1.7, 2.5, 1.0]:
        assert words.is_one(number) == (form(number) == "one"), number


DATES = "2024-03-01 2024-03-19 2024-03 2024-23 2024-34 2024-41 2024 202X 2025/2027 2024-03/.. ../2027-05-09"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en-US", ("March 1, 2024|March 19, 2024|March 2024|fall 2024|the second quarter of 2024"
         "|the second half of 2024|2024|the 2020s|2025 to 2027|from March 2024|by May 9, 2027")),
        ("de", ("1. März 2024|19. März 2024|März 2024|Herbst 2024|2.~Quartal 2024|2.~Halbjahr 2024"
         "|2024|2020er-Jahre|2025 bis 2027|ab März 2024|spätestens am 9. Mai 2027")),
        ("fr-FR", ("1er mars 2024|19 mars 2024|mars 2024|automne 2024|deuxième trimestre 2024|second semestre 2024"
         "|2024|les années 2020|2025 – 2027|dès mars 2024|au plus tard le 9 mai 2027")),
        ("es", ("1 de marzo de 2024|19 de marzo de 2024|marzo de 2024|otoño de 2024|segundo trimestre de 2024"
         "|segundo semestre de 2024|2024|década de 2020|2025 – 2027|desde marzo de 2024"
         "|a más tardar el 9 de mayo de 2027")),
        ("it", ("1º marzo 2024|19 marzo 2024|marzo 2024|autunno 2024|secondo trimestre 2024|secondo semestre 2024"
         "|2024|anni 2020|2025 – 2027|da marzo 2024|entro il 9 maggio 2027")),
        ("ja", ("2024年3月1日|2024年3月19日|2024年3月|2024年秋|2024年第2四半期|2024年下半期"
         "|2024年|2020年代|2025年～2027年|2024年3月から|2027年5月9日まで")),
    ],
)  # fmt: skip
def test_dates_in_every_language(tag, said):
    words = words_in(tag)
    assert "|".join(shown(printed(parse_edtf(date), words)) for date in DATES.split()) == said


def test_an_austrian_january():
    assert printed(parse_edtf("2024-01"), words_in("de-AT")) == "Jänner 2024"


QUANTITIES = (
    "254 billion JPY", "1.7 billion USD", "1 million EUR", "12 thousand EUR", "1,250 m", "12345", "-3.5 %", "1.5 EUR",
    "1.2 trillion USD", "4 million containers", "5 SEK", "123456789 JPY", "5 to 10 billion USD", "1 year", "3 tonnes",
    "40 square kilometres", "many",
)  # fmt: skip


def read():
    """The quantities as they are read; what is none is left out."""
    found = {}
    for text in QUANTITIES:
        with contextlib.suppress(NoQuantity):
            found[text] = read_quantity(text, English())
    return found


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (
            "de",
            (
                "254~Milliarden~Yen|1,7~Milliarden~US-Dollar|1~Million~Euro|12.000~Euro|1250~m|12.345|−3,5~%"
                "|1,5~Euro|1,2~Billionen~US-Dollar|4~Millionen~containers|5~schwedische Kronen|123.456.789~Yen"
                "|5 bis 10~Milliarden~US-Dollar|1~Jahr|3~Tonnen|40~Quadratkilometer|many"
            ),
        ),
        (
            "de-CH",
            (
                "254~Milliarden~Yen|1.7~Milliarden~US-Dollar|1~Million~Euro|12’000~Euro|1250~m|12’345|−3.5%"
                "|1.5~Euro|1.2~Billionen~US-Dollar|4~Millionen~containers|5~schwedische Kronen|123’456’789~Yen"
                "|5 bis 10~Milliarden~US-Dollar|1~Jahr|3~Tonnen|40~Quadratkilometer|many"
            ),
        ),
        (
            "fr",
            (
                "254~milliards~de~yens|1,7~milliard~de~dollars américains|1~million~d’euros|12_000~euros"
                "|1250~m|12_345|−3,5~%|1,5~euro|1,2~billion~de~dollars américains|4~millions~de~containers"
                "|5~couronnes suédoises|123_456_789~yens|de 5 à 10~milliards~de~dollars américains|1~an"
                "|3~tonnes|40~kilomètres carrés|many"
            ),
        ),
        (
            "es",
            (
                "254.000~millones~de~yenes|1700~millones~de~dólares estadounidenses|1~millón~de~euros"
                "|12.000~euros|1250~m|12.345|−3,5~%|1,5~euros|1,2~billones~de~dólares estadounidenses"
                "|4~millones~de~containers|5~coronas suecas|123.456.789~yenes"
                "|de 5000~millones a 10.000~millones~de~dólares estadounidenses|1~año|3~toneladas"
                "|40~kilómetros cuadrados|many"
            ),
        ),
        (
            "it",
            (
                "254~miliardi~di~yen|1,7~miliardi~di~dollari USA|1~milione~di~euro|12.000~euro|1250~m|12.345"
                "|−3,5%|1,5~euro|1200~miliardi~di~dollari USA|4~milioni~di~containers|5~corone svedesi"
                "|123.456.789~yen|da 5 a 10~miliardi~di~dollari USA|1~anno|3~tonnellate|40~chilometri quadrati"
                "|many"
            ),
        ),
        (
            "ja",
            (
                "2540億円|17億ドル|100万ユーロ|1万2000ユーロ|1250~m|12,345|−3.5%|1.5ユーロ|1兆2000億ドル|400万~containers"
                "|5スウェーデン クローナ|123,456,789円|50億～100億ドル|1年|3トン|40平方キロメートル|many"
            ),
        ),
    ],
)
def test_quantities_in_every_language(tag, said):
    words = words_in(tag)
    assert "|".join(shown(amount(written, read(), words)) for written in QUANTITIES) == said


@pytest.mark.parametrize(
    ("tag", "written", "said"),
    [
        ("de", "Er sagte: \"Das 'Rad' geht's.\" Hans' \"Auto\".", "Er sagte: „Das ‚Rad‘ geht’s.“ Hans’ „Auto“."),
        ("de-CH", "\"so\" 'wie'", "«so» ‹wie›"),
        ("fr", "Il dit: \"Pourquoi ?\" et l'autre \"jamais !\" ; à 10:30",
         "Il dit_: «_Pourquoi_?_» et l’autre «_jamais_!_»_; à 10:30"),
        ("fr", "«mot» « mot » http://x.org/a?b=c;d Quoi?!", "«_mot_» «_mot_» http://x.org/a?b=c;d Quoi_?!"),
        ("fr", "\"un 'deux' trois\"", "«_un “deux” trois_»"),
        ("fr", " ! suite", "_! suite"),
        ("es", "¿\"Hola\" o 'adiós'?", "¿«Hola» o “adiós”?"),
        ("es-MX", '"Hola"', "“Hola”"),
        ("it", "l'accordo \"forte\"", "l’accordo «forte»"),
        ("ja", '彼は"はい"と"言った"。', "彼は「はい」と「言った」。"),
        ("en-GB", "no marks", "no marks"),
    ],
)  # fmt: skip
def test_typed_marks_become_those_of_the_language(tag, written, said):
    words = words_in(tag)
    assert shown(typeset(written, words)) == said
    assert typeset(typeset(written, words), words) == typeset(written, words)


def test_quotations_inside_quotations_take_the_inner_marks():
    assert nested('it said "no" twice', words_in("de")) == "it said ‚no‘ twice"
    assert nested("it said “no”", words_in("fr")) == "it said “no”"
    assert nested("Why? He asked: so!", words_in("fr")) == "Why? He asked: so!"


@pytest.mark.parametrize(
    ("written", "said"),
    [("一行目\n  二行目", "一行目二行目"), ("English\nwords", "English words"), ("「終」\n次", "「終」次"),
     ("日本\nAegis", "日本 Aegis"), (" a \n b ", " a b "), ("\n", " ")],
)  # fmt: skip
def test_lines_of_the_spec_join_without_a_space_between_ideographs(written, said):
    assert folded(written) == said


def test_a_swiss_brief_has_no_sharp_s():
    words = words_in("de-CH")
    assert words["note"] == "Fussnote {label}"
    assert words["quote"] == "«{text}»"
    assert not any("ß" in value or "„" in value for value in words.values())


def test_lists_are_joined_as_the_language_joins_them():
    items = ["a", "b", "c"]
    told = {tag: words_in(tag).listed(items) for tag in ("en-GB", "en-US", "de", "fr", "es", "it", "ja")}
    assert told == {
        "en-GB": "a, b and c", "en-US": "a, b, and c", "de": "a, b und c", "fr": "a, b et c", "es": "a, b y c",
        "it": "a, b e c", "ja": "a、b、c",
    }  # fmt: skip
    assert words_in("en-US").listed(items[:2]) == "a and b"
