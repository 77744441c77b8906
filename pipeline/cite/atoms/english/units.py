"""Units of English texts: currencies, per cent, and measures with the factor that leads to their base."""

from __future__ import annotations

from fractions import Fraction

SYMBOLS = {"$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₪": "ILS"}
"""Signs before a figure. `$` and `¥` stand for more than one currency; `same_unit` knows."""

DOLLARS = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD", "nt": "TWD", "r": "BRL"}  # fmt: skip
"""What stands glued before `$`; `R$` is the Brazilian real."""

CODES = frozenset("USD EUR GBP JPY CNY RMB CHF CAD AUD NZD KRW INR RUB SEK NOK DKK PLN CZK HUF TRY UAH ILS BRL MXN ZAR SGD HKD TWD THB IDR MYR PHP SAR AED".split())  # fmt: skip

_COUNTRY_DOLLARS = {"us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "singapore": "SGD", "taiwan": "TWD", "zealand": "NZD", "kong": "HKD"}  # fmt: skip

CURRENCY_WORDS = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "yen": "JPY", "euro": "EUR", "euros": "EUR",
    "sterling": "GBP", "pound": "pound", "pounds": "pound", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "rupees": "INR", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "franc": "CHF",
    "francs": "CHF", "krona": "SEK", "kronor": "SEK", "zloty": "PLN", "hryvnia": "UAH", "shekel": "ILS",
    "shekels": "ILS", "peso": "peso", "pesos": "peso", "lira": "TRY", "rand": "ZAR", "baht": "THB", "cent": "cent",
    "cents": "cent", "pence": "penny", "penny": "penny",
}  # fmt: skip

_FAMILIES: dict[str, dict[str, tuple[int, int]]] = {
    "m": {"metre metres meter meters m": (1, 1), "kilometre kilometres kilometer kilometers km kms": (1000, 1), "centimetre centimetres centimeter centimeters cm": (1, 100), "millimetre millimetres millimeter millimeters mm": (1, 1000)},
    "mile": {"mile miles mi": (1, 1)},
    "nautical mile": {"nmi": (1, 1)},
    "foot": {"foot feet ft": (1, 1)},
    "inch": {"inch inches": (1, 1)},
    "yard": {"yard yards yd": (1, 1)},
    "g": {"gram grams gramme grammes g": (1, 1), "kilogram kilograms kilogramme kilogrammes kilo kilos kg": (1000, 1), "tonne tonnes": (1000000, 1), "milligram milligrams mg": (1, 1000)},
    "ton": {"ton tons": (1, 1)},
    "pound": {"lb lbs": (1, 1)},
    "ounce": {"ounce ounces oz": (1, 1)},
    "W": {"watt watts w": (1, 1), "kilowatt kilowatts kw": (1000, 1), "megawatt megawatts mw": (10**6, 1), "gigawatt gigawatts gw": (10**9, 1)},
    "Wh": {"kwh": (1000, 1), "mwh": (10**6, 1), "gwh": (10**9, 1), "twh": (10**12, 1)},
    "Hz": {"hertz hz": (1, 1), "kilohertz khz": (1000, 1), "megahertz mhz": (10**6, 1), "gigahertz ghz": (10**9, 1)},
    "byte": {"byte bytes": (1, 1), "kilobyte kilobytes kb": (1000, 1), "megabyte megabytes mb": (10**6, 1), "gigabyte gigabytes gb": (10**9, 1), "terabyte terabytes tb": (10**12, 1)},
    "l": {"litre litres liter liters": (1, 1), "millilitre millilitres milliliter milliliters ml": (1, 1000)},
    "gallon": {"gallon gallons": (1, 1)},
    "barrel": {"barrel barrels bbl bpd": (1, 1)},
    "acre": {"acre acres": (1, 1)},
    "hectare": {"hectare hectares ha": (1, 1)},
    "degree": {"degree degrees °": (1, 1)},
    "knot": {"knot knots": (1, 1)},
    "mph": {"mph": (1, 1)},
    "km/h": {"kph kmh": (1, 1)},
    "carat": {"carat carats": (1, 1)},
    "basis point": {"bps": (1, 1)},
    "year": {"year years yr yrs": (1, 1), "decade decades": (10, 1), "century centuries": (100, 1)},
    "month": {"month months": (1, 1)},
    "week": {"week weeks": (1, 1), "fortnight fortnights": (2, 1)},
    "day": {"day days": (1, 1)},
    "hour": {"hour hours hr hrs": (1, 1)},
    "minute": {"minute minutes min mins": (1, 1)},
    "second": {"second seconds sec secs": (1, 1)},
}  # fmt: skip

MEASURES = {
    spelled: (base, Fraction(*factor))
    for base, family in _FAMILIES.items()
    for spellings, factor in family.items()
    for spelled in spellings.split()
}
"""Every spelling of a measure, in lower case: its base and the factor to it."""

TIMES = frozenset("year month week day hour minute second".split())
AMBIGUOUS = frozenset("m g w ha mi min sec l".split())
"""Letters that are units only when they stand glued to the figure or right after it."""

_LIKE = {"$": frozenset(("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD")), "¥": frozenset(("JPY", "CNY")), "pound": frozenset(("GBP",))}


def dollars_of(word: str) -> str:
    """The currency of the dollars of a country; "$" if the word names none."""
    return _COUNTRY_DOLLARS.get(word, "$")


def same_unit(one: str, other: str) -> bool:
    """Whether two units may be the same: `$` is any dollar, `¥` yen or yuan, a pound sterling or a weight."""
    return one == other or other in _LIKE.get(one, ()) or one in _LIKE.get(other, ())
