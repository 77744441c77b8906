"""What the labels hold of CLDR, the Unicode Consortium's data on languages, taken from Babel while we develop.

`make labels` writes it into assets/labels/LANGUAGE.json under the key `cldr`; the rest of such a file is written by
hand. The product never imports Babel, which would cost it a third of a cold start.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from tests.support import repo

REGIONS: Mapping[str, tuple[str, ...]] = {
    "en": ("GB", "US"),
    "fr": ("FR", "BE", "CA", "CH", "LU"),
    "de": ("DE", "AT", "CH", "LI", "LU"),
    "es": ("ES", "419", "AR", "CL", "CO", "MX", "PE", "US"),
    "it": ("IT", "CH"),
    "ja": ("JP",),
}
"""Languages with the regions a spec may name; a language alone means the first."""

CURRENCIES = (
    "AUD BRL CAD CHF CNY CZK DKK EUR GBP HUF ILS INR JPY KRW MXN NOK NZD PLN RUB SAR SEK SGD TRY TWD UAH USD ZAR"
)
MEASURES = {
    "metre": "length-meter", "kilometre": "length-kilometer", "centimetre": "length-centimeter",
    "millimetre": "length-millimeter", "mile": "length-mile", "nautical mile": "length-nautical-mile",
    "foot": "length-foot", "inch": "length-inch", "yard": "length-yard", "light-year": "length-light-year",
    "metre^2": "area-square-meter", "kilometre^2": "area-square-kilometer", "mile^2": "area-square-mile",
    "foot^2": "area-square-foot", "metre^3": "volume-cubic-meter", "kilometre^3": "volume-cubic-kilometer",
    "hectare": "area-hectare", "acre": "area-acre", "gram": "mass-gram", "kilogram": "mass-kilogram",
    "milligram": "mass-milligram", "lb": "mass-pound", "ounce": "mass-ounce",
    "litre": "volume-liter", "millilitre": "volume-milliliter", "gallon": "volume-gallon", "barrel": "volume-barrel",
    "watt": "power-watt", "kilowatt": "power-kilowatt", "megawatt": "power-megawatt", "gigawatt": "power-gigawatt",
    "joule": "energy-joule", "hertz": "frequency-hertz", "kilohertz": "frequency-kilohertz",
    "megahertz": "frequency-megahertz", "gigahertz": "frequency-gigahertz", "byte": "digital-byte",
    "kilobyte": "digital-kilobyte", "megabyte": "digital-megabyte", "gigabyte": "digital-gigabyte",
    "terabyte": "digital-terabyte", "degree": "angle-degree", "knot": "speed-knot", "year": "duration-year",
    "decade": "duration-decade", "century": "duration-century", "month": "duration-month", "week": "duration-week",
    "day": "duration-day", "hour": "duration-hour", "minute": "duration-minute", "second": "duration-second",
}  # fmt: skip
"""Units by the names that a spec's values are read with, `^2` for areas, and what CLDR calls them."""

SCALES = {"thousand": "1000", "million": "1000000", "billion": "1000000000", "trillion": "1000000000000"}

_FIELDS = {"y": "{year}", "MMMM": "{month}", "M": "{number}", "d": "{day}"}


def of(language: str) -> dict[str, Any]:
    """The data of a language as its labels file has it: that of its first region, and where the others differ."""
    first, *others = REGIONS[language]
    data = _region(language, first)
    regions: dict[str, Any] = {}
    for region in others:
        here = _region(language, region)
        if differs := {name: value for name, value in here.items() if value != data[name]}:
            regions[region] = differs
    currencies = {code: _currency(Locale.parse(language), code) for code in CURRENCIES.split()}
    units = Locale.parse(language)._data["unit_patterns"]
    measures = {name: measure for name, unit in MEASURES.items() if (measure := _measure(units, unit))}
    return data | {"currencies": currencies, "measures": measures, "regions": regions}


def _measure(units: Mapping[str, Any], unit: str) -> list[str]:
    """A unit's words, of one and of many; none where they do not stand after the figure."""
    forms = dict(units.get(unit, {}).get("long") or {})
    many = forms.get("other") or ""
    one = forms.get("one") or many
    if not (one.startswith("{0}") and many.startswith("{0}")):
        return []
    return [one.removeprefix("{0}").strip(), many.removeprefix("{0}").strip()]


def _region(language: str, region: str) -> dict[str, Any]:
    locale = Locale.parse(f"{language}_{region}")
    symbols = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    lists = locale.list_patterns
    return {
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "date.day": _pattern(locale.date_formats["long"].pattern),
        "date.month": _pattern(locale.datetime_skeletons["yMMMM"].pattern),
        "date.year": _pattern(locale.datetime_skeletons["y"].pattern),
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "percent": locale.percent_formats[None].pattern.replace("#,##0", "{number}"),
        "comma": _between(lists["standard"]["middle"]),
        "and": _between(lists["standard"]["2"]),
        "and.last": _between(lists["standard"]["end"]),
        "date.or": _between(lists["or"]["2"]),
        "singular": _singular(locale),
        "scales": _scales(locale),
        "myriads": _myriads(locale),
    }


def _pattern(pattern: str) -> str:
    """`d 'de' MMMM` as `{day} de {month}`."""
    text = re.sub(r"y+|M+|d+", lambda found: _FIELDS[found[0]], re.sub(r"'[^']*'", _hidden, pattern))
    return re.sub(r"\x00([0-9,]+)\x00", lambda found: "".join(chr(int(code)) for code in found[1].split(",")), text)


def _hidden(found: re.Match[str]) -> str:
    """Quoted letters are no fields."""
    return "\0" + ",".join(str(ord(char)) for char in found[0][1:-1]) + "\0"


def _between(pattern: str) -> str:
    return pattern.removeprefix("{0}").removesuffix("{1}")


def _singular(locale: Locale) -> dict[str, Any]:
    """Which whole numbers take the singular, and whether fractions of them do: `1,7 million` in French."""
    form = locale.plural_form
    return {
        "whole": [number for number in range(1000) if form(number) == "one"],
        "fractions": form(1.7) == "one",
    }


def _scales(locale: Locale) -> dict[str, list[str]]:
    """Words of scale, singular and plural: `Milliarde`, `Milliarden`. None where a language counts in ten thousands."""
    plural = dict(locale.compact_decimal_formats).get("long") or {}
    return {
        name: [plural[form][power].pattern.removeprefix("0").lstrip() for form in ("one", "other")]
        for name, power in SCALES.items()
        if "one" in plural and plural["one"][power].pattern.startswith("0")
    }


def _myriads(locale: Locale) -> dict[str, str]:
    """Zeros → its sign, where a language counts in ten thousands and writes so: `254億`."""
    short = dict(locale.compact_decimal_formats)["short"]["other"]
    signs = {len(power) - 1: pattern.pattern.removeprefix("0") for power, pattern in short.items()}
    counted = {zeros: sign for zeros, sign in signs.items() if zeros % 4 == 0 and len(sign) == 1 and sign.isalpha()}
    return {str(zeros): sign for zeros, sign in counted.items()} if 8 in counted else {}


def _currency(locale: Locale, code: str) -> list[str]:
    names = locale._data["currency_names_plural"].get(code) or {}
    name = locale.currencies[code]
    return [names.get("one", names.get("other", name)), names.get("other", name)]


def path(language: str) -> Path:
    """Where the labels of a language lie."""
    return repo.ROOT / "assets/labels" / f"{language}.json"


def write() -> None:
    """Renew the data in every labels file; what was written by hand stays as it stands."""
    for language in REGIONS:
        text = path(language).read_text(encoding="utf-8")
        kept, found, _ = text.partition(',\n\n  "cldr": ')
        if not found:
            kept = text.rstrip().removesuffix("}").rstrip()
        data = json.dumps(of(language), ensure_ascii=False, indent=2).replace("\n", "\n  ")
        for space in ("\u00a0", "\u202f"):  # seen by nobody otherwise
            data = data.replace(space, f"\\u{ord(space):04x}")
        path(language).write_text(f'{kept},\n\n  "cldr": {_short(data)}\n}}\n', encoding="utf-8")


def _short(data: str) -> str:
    """Lists on one line each."""
    return re.sub(r"\[\s+([^\[\]]*?)\s+\]", lambda found: "[" + re.sub(r"\s*\n\s*", " ", found[1]) + "]", data)


if __name__ == "__main__":
    write()
