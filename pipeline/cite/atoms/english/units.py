"""Units of English texts: currencies, per cent, and measures with the factor that leads to their base."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

SYMBOLS = {
    "$": "$",
    "€": "EUR",
    "£": "GBP",
    "¥": "¥",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
}
"""Signs before a figure. `$` and `¥` stand for more than one currency; `same_unit` knows."""

_DOLLARS = "us:USD u.s.:USD a:AUD au:AUD c:CAD ca:CAD can:CAD hk:HKD nz:NZD s:SGD nt:TWD r:BRL"
DOLLARS = dict(pair.split(":") for pair in _DOLLARS.split())
"""What stands glued before `$`; `R$` is the Brazilian real."""

CODES = frozenset(
    "USD EUR GBP JPY CNY RMB CHF CAD AUD NZD KRW INR RUB SEK NOK DKK PLN CZK HUF TRY UAH ILS BRL MXN ZAR SGD HKD TWD "
    "THB IDR MYR PHP SAR AED".split()
)
"""ISO 4217; RMB is read as CNY."""

_COUNTRIES = "us:USD u.s.:USD american:USD canadian:CAD australian:AUD singapore:SGD taiwan:TWD zealand:NZD kong:HKD"
_COUNTRY_DOLLARS = dict(pair.split(":") for pair in _COUNTRIES.split())

CURRENCY_WORDS = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "yen": "JPY", "euro": "EUR", "euros": "EUR",
    "sterling": "GBP", "pound": "pound", "pounds": "pound", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "rupees": "INR", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "franc": "CHF",
    "francs": "CHF", "krona": "SEK", "kronor": "SEK", "zloty": "PLN", "hryvnia": "UAH", "shekel": "ILS",
    "shekels": "ILS", "peso": "peso", "pesos": "peso", "lira": "TRY", "rand": "ZAR", "baht": "THB",
    "lire": "lire", "krone": "krone", "kroner": "krone", "zlotys": "PLN", "zlotych": "PLN",
    "naira": "NGN", "rupiah": "IDR", "ringgit": "MYR", "dong": "VND", "forint": "HUF", "forints": "HUF",
    "koruna": "CZK", "korunas": "CZK", "dirham": "dirham", "dirhams": "dirham", "riyal": "riyal", "riyals": "riyal",
    "rial": "riyal", "rials": "riyal", "dinar": "dinar", "dinars": "dinar", "shilling": "shilling",
    "shillings": "shilling", "taka": "BDT", "birr": "ETB", "cedi": "GHS", "cedis": "GHS", "reais": "BRL",
    "leva": "BGN", "lei": "RON", "tenge": "KZT", "afghanis": "AFN", "guilders": "guilder", "quid": "GBP",
}  # fmt: skip

SMALL_CHANGE = {"cent": "cent", "cents": "cent", "pence": "GBP", "penny": "GBP"}
"""Hundredths of a currency; cents are of any that has them."""

_FAMILIES = """
m: metre metres meter meters m | 1000 kilometre kilometres kilometer kilometers km kms
m: 1/100 centimetre centimetres centimeter centimeters cm | 1/1000 millimetre millimetres millimeter millimeters mm
mile: mile miles mi
nautical mile: nmi
foot: foot feet ft
inch: inch inches
yard: yard yards yd
g: gram grams gramme grammes g | 1000 kilogram kilograms kilogramme kilogrammes kilo kilos kg
g: 1000000 tonne tonnes t | 1/1000 milligram milligrams mg
ton: ton tons
pound: lb lbs
ounce: ounce ounces oz
W: watt watts w | 1000 kilowatt kilowatts kw | 1000000 megawatt megawatts mw | 1000000000 gigawatt gigawatts gw
Wh: 1000 kwh | 1000000 mwh | 1000000000 gwh | 1000000000000 twh
Hz: hertz hz | 1000 kilohertz khz | 1000000 megahertz mhz | 1000000000 gigahertz ghz
byte: byte bytes | 1000 kilobyte kilobytes kb | 1000000 megabyte megabytes mb
byte: 1000000000 gigabyte gigabytes gb | 1000000000000 terabyte terabytes tb
l: litre litres liter liters | 1/1000 millilitre millilitres milliliter milliliters ml
gallon: gallon gallons
bit: bit bits | 1000 kilobit kilobits kbit kbits | 1000000 megabit megabits mbit mbits | 1000000000 gigabit gigabits
light-year: lightyear lightyears
barrel: barrel barrels bbl bpd
acre: acre acres
hectare: hectare hectares ha
degree: degree degrees °
knot: knot knots
mph: mph
km/h: kph kmh
carat: carat carats
%-point: 1/100 bps
year: year years yr yrs | 10 decade decades | 100 century centuries
month: month months
week: week weeks | 2 fortnight fortnights
day: day days
hour: hour hours hr hrs
minute: minute minutes min mins
second: second seconds sec secs
"""


_WORDS_TOO = frozenset("bar bars mole moles amp amps bit".split())
_PREFIXES = {
    "pico": -12, "nano": -9, "micro": -6, "milli": -3, "centi": -2, "deci": -1, "hecto": 2, "kilo": 3, "mega": 6,
    "giga": 9, "tera": 12, "peta": 15,
}  # fmt: skip
_PREFIXED = (
    "metre:m meter:m gram:g gramme:g litre:l liter:l watt:W watthour:Wh hertz:Hz byte:byte bit:bit second:second "
    "volt:V ampere:A amp:A joule:J pascal:Pa ohm:ohm tesla:T kelvin:K newton:N becquerel:Bq sievert:Sv calorie:cal "
    "tonne:tonne ton:ton parsec:pc electronvolt:eV bar:bar mole:mol"
)
_BY_SYMBOL = {"µm": ("m", -6), "μm": ("m", -6), "nm": ("m", -9), "µg": ("g", -6), "μg": ("g", -6), "kelvins": ("K", 0)}
"""Symbols with a prefix that is no other unit in lower case."""


def _prefixed() -> dict[str, tuple[str, Fraction]]:
    """Units of the SI and its companions with their decimal prefixes, spelled (BIPM, The SI, tables 4, 7 and 8)."""
    found = {word: (base, Fraction(10) ** power) for word, (base, power) in _BY_SYMBOL.items()}
    for pair in _PREFIXED.split():
        word, base = pair.split(":")
        gram = 6 if base == "tonne" else 0
        for prefix, power in {"": 0, **_PREFIXES}.items():
            entry = ("g" if gram else base, Fraction(10) ** (power + gram))
            found |= {prefix + word: entry, f"{prefix}{word}s": entry}
    return found


def _measures() -> dict[str, tuple[str, Fraction]]:
    found = {word: entry for word, entry in _prefixed().items() if word not in _WORDS_TOO}
    for line in _FAMILIES.strip().split("\n"):
        base, _, members = line.partition(": ")
        for member in members.split(" | "):
            words = member.split()
            factor = Fraction(words.pop(0)) if words[0][0].isdigit() else Fraction(1)
            found.update(dict.fromkeys(words, (base, factor)))
    return found


MEASURES = _measures()
"""Every spelling of a measure, in lower case: its base and the factor to it."""

BASES = frozenset(base for base, _ in MEASURES.values())


@cache
def first_names() -> dict[tuple[str, Fraction], str]:
    """The name of each unit: its base, where that is a word, or else the first of its spellings."""
    words = (base for base in BASES if base in MEASURES or not base.isalpha())
    found = {(base, Fraction(1)): base for base in words if len(base) > 2}
    spelled = [line.partition(": ")[2].replace("|", " ").split() for line in _FAMILIES.strip().split("\n")]
    for word in (*(word for words in spelled for word in words), *_prefixed()):
        if word in MEASURES:
            found.setdefault(MEASURES[word], word)
    return found


_HUNDREDTHS = {"GBP": "pence", "cent": "cent"}


def named(unit: str, factor: Fraction) -> tuple[str, int]:
    """What labels call a unit, and its power: kilometre and 2 for square metres by the million; pence."""
    base, _, power = unit.partition("^")
    if power:
        roots = (root for (other, root) in first_names() if other == base and root ** int(power) == factor)
        return first_names().get((base, next(roots, Fraction(1))), base), int(power)
    if factor == Fraction(1, 100) and unit in _HUNDREDTHS:
        return _HUNDREDTHS[unit], 1
    return first_names().get((unit, factor), unit), 1


CLOCK = "o'clock"
"""Minutes past midnight."""
TIMES_AS_MUCH = "times as much"
TIMES = frozenset("year month week day hour minute second".split())
PER = {
    **{word: word for word in TIMES},
    "yr": "year", "annum": "year", "night": "day", "h": "hour", "hr": "hour", "s": "second", "sec": "second",
    "min": "minute", "mth": "month", "quarter": "quarter", "head": "person", "person": "person", "capita": "person",
}  # fmt: skip
"""What a rate is counted over: so many a year, per month, per head."""
OFTEN = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
"""Adverbs that say the same."""
AMBIGUOUS = frozenset("m g w t ha mi min sec l".split())
"""Letters that are units only when they stand glued to the figure or right after it."""

_LIKE = {
    "$": frozenset(("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD")),
    "¥": frozenset(("JPY", "CNY")),
    "cent": frozenset(("$", "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "EUR")),
    "pound": frozenset(("GBP", "EGP", "LBP", "SYP", "SDG")),
    "grand": frozenset(("$", "USD", "CAD", "AUD", "NZD", "GBP", "pound", "EUR")),
    "krone": frozenset(("NOK", "DKK")),
    "dirham": frozenset(("AED", "MAD")),
    "riyal": frozenset(("SAR", "QAR", "OMR", "IRR", "YER")),
    "dinar": frozenset(("KWD", "RSD", "IQD", "JOD", "TND", "BHD", "DZD", "LYD")),
    "shilling": frozenset(("KES", "UGX", "TZS", "SOS")),
    "degree": frozenset(("degree C", "degree F")),
}


def dollars_of(word: str) -> str:
    """The currency of the dollars of a country; "$" if the word names none."""
    return _COUNTRY_DOLLARS.get(word, "$")


def same_unit(one: str, other: str) -> bool:
    """Whether two units may be the same: `$` is any dollar, `¥` yen or yuan, a pound sterling or a weight."""
    return one == other or other in _LIKE.get(one, ()) or one in _LIKE.get(other, ())
