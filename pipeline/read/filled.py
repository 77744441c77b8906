"""Values that a spec leaves to each run: the day of a scheduled slot, the versions of followed sources."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Values

from pipeline.model.problem import Problem, Where
from pipeline.read.nodes import Mapping, Scalar, child
from pipeline.read.specfile import Places

Versions = Callable[[str], Values[str, str]]
"""For the name of a followed source the values that its current version has; none if no version was taken in."""

SLOT = "slot"
_SOME_DAY, _SOME_HASH = "2000-01-01", "0" * 64
"""What stands for a value that lacks, so that its lack is told once, and nothing that follows from it."""
UNTAKEN: Values[str, str] = {"sha256": _SOME_HASH}
"""The values of a source of which no version was taken in yet, for whoever is about to take one in."""


def no_versions(_source: str) -> Values[str, str]:
    """Nothing was taken in."""
    return {}


def filled(places: Places, slot: str, versions: Versions) -> list[Problem]:
    """Fill them into the tree, before it is validated; what lacks is a problem (SPEC014, SRC013)."""
    problems = []
    as_of = child(places.root, "as_of")
    if isinstance(as_of, Scalar) and as_of.value == SLOT:
        _set(places, places.root, "as_of", slot or _SOME_DAY, ("as_of",))
        if not slot:
            hint = "say which day with --slot YYYY-MM-DD; a schedule says it by itself"
            problems.append(
                Problem("SPEC014", "this brief needs the day of its slot", Where(("as_of",)), hints=(hint,))
            )
    sources = child(places.root, "sources")
    for name, source in list(sources.values.items()) if isinstance(sources, Mapping) else ():
        follow = child(source, "follow")
        if isinstance(source, Mapping) and isinstance(follow, Scalar) and follow.value:
            problems += _version(places, name, source, versions(name))
    return problems


def _version(places: Places, name: str, source: Mapping, version: Values[str, str]) -> list[Problem]:
    """Fill the current version of a followed source in."""
    path = ("sources", name, "follow")
    follow = child(source, "follow")
    if isinstance(follow, Scalar) and follow.value == "url" and child(source, "url") is None:
        hint = "give its url, or write the address to follow here"
        return [Problem("SPEC013", f"source {name} follows its url and has none", Where(path), hints=(hint,))]
    named = child(source, "sha256") is not None
    for key, value in version.items():
        if not named or version is not UNTAKEN:
            _set(places, source, key, value, path)
    if not version and not named:
        _set(places, source, "sha256", _SOME_HASH, path)
        hint = "take the newest version in: brief sources update SPEC"
        return [Problem("SRC013", f"no version of source {name} was taken in yet", Where(path), hints=(hint,))]
    return []


def _set(places: Places, node: Mapping, key: str, value: str, path: tuple[str, ...]) -> None:
    """Set a text; its place in the file is that of what it was filled in for."""
    place = places.locate(Where(path))
    node.add(node.keys.get(key) or Scalar(key, 0, 0, "", place), Scalar(value, 0, 0, "", place))
