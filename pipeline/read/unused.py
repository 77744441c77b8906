"""Words that a spec explains and nothing of it says: a slip of the pen, or left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.spec import Spec


def unused(spec: Spec) -> Iterator[Problem]:
    """A warning (SPEC041) for each abbreviation and each phrase of another language that the prose does not have."""
    if not spec.abbreviations and not spec.foreign:
        return
    said = "\n".join(stated.prose.text for stated in spec.stated())
    for key in ("abbreviations", "foreign"):
        for word in getattr(spec, key):
            if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said):
                yield Problem(
                    "SPEC041",
                    f'nothing says "{word}"',
                    Where((key, word), on_key=True),
                    hints=("write it as the text does, capitals included, or take it away",),
                    severity=Severity.WARNING,
                )
