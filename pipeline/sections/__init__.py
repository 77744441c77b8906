"""The shelf of section kinds. To add one: its file here, its name in SECTIONS, a case in tests/cases/."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from pipeline.sections.kind import SectionKind


class _Shelf(Mapping[str, type[SectionKind]]):
    """Kinds by their key in a spec, which is the name of their file too. The file of a kind is read when the kind is
    asked for: a brief needs some of them, and a cold start is mostly imports.
    """

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getitem__(self, name: str) -> type[SectionKind]:
        if name not in self._names:
            raise KeyError(name)
        kind: type[SectionKind] = getattr(import_module(f"{__name__}.{name}"), name.title().replace("_", ""))
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


SECTIONS = _Shelf(
    "bottom_line",
    "judgements",
    "narrative",
    "timeline",
    "table",
    "comparison",
    "chart",
    "figure",
    "gaps",
    "abbreviations",
    "sources",
)
