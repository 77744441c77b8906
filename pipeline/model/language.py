"""Language tags (BCP 47, RFC 5646): what a screen reader chooses a voice by, and the layout its hyphenation."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

_TAG = re.compile(
    r"""(?P<language>[a-z]{2,3}) (?:-[a-z]{3}){0,3}
    (?:-[a-z]{4})?                            # script
    (?:-(?:[a-z]{2}|[0-9]{3}))?               # region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*  # variants
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*       # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?                # private use
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
"""RFC 5646, 2.1, less what names no language (`x-…`) and what no registered language has (more than three letters)."""

_TWO_LETTERS = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
"""ISO 639-1."""

_MEANT = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "in": "id", "iw": "he", "jp": "ja", "ua": "uk", "vn": "vi"}
"""States and withdrawn codes that are taken for languages."""


def fault_of(tag: str) -> tuple[str, str]:
    """What is wrong with a language tag, and what to do; both empty if it is well-formed."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return f'"{tag}" is no language tag', "write it as BCP 47 has it: fr, pt-BR, ja-Latn"
    language = found["language"].lower()
    if len(language) == 2 and language not in _TWO_LETTERS:
        meant = _MEANT.get(language)
        return f'"{language}" is no language', f"did you mean {meant}?" if meant else "see ISO 639 for its code"
    return "", ""


def _well_formed(tag: str) -> str:
    message, hint = fault_of(tag)
    if message:
        raise PydanticCustomError("language", "{reason}", {"reason": message, "hint": hint})
    return tag


Tag = Annotated[
    str,
    Field(max_length=100, json_schema_extra={"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}),
    AfterValidator(_well_formed),
]
"""A well-formed language tag."""
