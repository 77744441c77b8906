"""What names are made of in English: kinds of things, acronyms in common use, names that are words as well."""

from __future__ import annotations

GENERIC = frozenset(
    "university college school high institute academy council committee commission department ministry agency office "
    "bureau court party union association federation league club team band group company corporation corp inc ltd co "
    "bank fund foundation trust records record studio studios gallery galleries museum library hospital clinic church "
    "cathedral park river lake mountain mount island islands county province prefecture region district city town "
    "village state street avenue road bridge airport station base air force forces army navy fleet family house war "
    "battle cup championship championships tournament series season award awards prize festival film movie album song "
    "book law act bill treaty agreement conference summit olympics game games day week national international royal "
    "federal public new first".split()
)
"""Words that say what kind of thing a name names: institutions, places, offices, works."""

SHORTENED = {
    "ai": "artificial intelligence", "ml": "machine learning", "tv": "television", "pc": "computer",
    "ev": "electric vehicle", "vp": "vice president", "hr": "human resources", "pr": "public relations",
    "vr": "virtual reality", "ar": "augmented reality", "qa": "quality assurance", "ip": "intellectual property",
    "pe": "private equity", "ph": "public health", "pm": "prime minister",
    "mp": "member of parliament|parliament|lawmaker|lawmakers",
    "ba": "bachelor of arts", "ma": "master of arts", "ceo": "chief executive", "cfo": "chief financial officer",
    "coo": "chief operating officer", "cto": "chief technology officer",
}  # fmt: skip
"""Acronyms in common use, too short to be looked up by the initials of words, or with a word between."""

ALSO_WORDS = frozenset(
    "will may mark rose grant bill jack frank rob sue drew hope faith grace joy dawn april june august march art gene "
    "pat ray dean miles chase hunter mason carter cooper baker smith young long brown green white black king bush rice "
    "stone wood hill field lane banks wells fields bell page price power ward york bath reading nice cork turkey china "
    "jordan chad georgia jersey amber crystal iris ivy lily olive pearl ruby violet summer autumn christian earl duke "
    "prince pope bishop major constant small little strong rich poor wise love day night moon star sun fox wolf swift "
    "apple amazon oracle target gap shell visa ford sprint square slack zoom uber meta alphabet box intel it us "
    "who".split()
)
"""Words that are names as well: in lower case they are never the name."""

DESIGNATORS = frozenset(
    "type block mark mk model class article section chapter phase stage level tier flight route highway resolution "
    "version part volume appendix figure table rule unit area zone room gate pier berth terminal apollo boeing airbus "
    "annex protocol directive regulation channel line track lot batch number no group league division district".split()
)
"""Words that a number or letter after them makes a name of: Type 12, Block V."""
