"""Which sources are one witness: of one named origin, taken from one another, or one file under two names."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.article import Source
from pipeline.model.spec import Spec


def origins(spec: Spec) -> Mapping[str, str]:
    """For each source the first source, in the spec's order, that is the same witness.

    An origin may be a word of the author's ("Reuters"), or name a source of the brief; case and blanks do not count.
    """
    parents = {name: name for name in spec.sources}

    def first(name: str) -> str:
        while parents[name] != name:
            name = parents[name]
        return name

    order = {name: number for number, name in enumerate(spec.sources)}
    known: dict[str, str] = {}
    for name in spec.sources:
        known.setdefault(_folded(name), name)
    for name, source in spec.sources.items():
        for sign in _signs(source):
            one, other = sorted((first(known.setdefault(sign, name)), first(name)), key=order.__getitem__)
            parents[other] = one
    return {name: first(name) for name in spec.sources}


def same_file(spec: Spec) -> Mapping[str, str]:
    """For each source that is the file of an earlier one, that earlier one."""
    seen: dict[str, str] = {}
    return {
        name: first for name, source in spec.sources.items() if (first := seen.setdefault(source.sha256, name)) != name
    }


def _signs(source: Source) -> list[str]:
    """What sources of one origin have in common."""
    return [f"sha256 {source.sha256}", *filter(None, [_folded(source.origin)])]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
