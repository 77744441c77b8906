"""Three dots in a passage, as a keyboard without … gives them: read as the ellipsis that was meant."""

from __future__ import annotations

from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.prose import ELLIPSIS
from pipeline.read.nodes import Mapping, Scalar, child

_DOTS = " ... "


def undotted(root: Mapping) -> list[Problem]:
    """Put … for ... in all passages of the tree, and say so."""
    warnings = []
    sources = child(root, "sources")
    for name, source in sources.values.items() if isinstance(sources, Mapping) else ():
        passages = child(source, "passages")
        if not isinstance(passages, Mapping):
            continue
        for passage, node in passages.values.items():
            if isinstance(node, Scalar) and _DOTS in node.value and ELLIPSIS not in node.value:
                node.value = passages.data[passage] = node.value.replace(_DOTS, f" {ELLIPSIS} ", 1)
                where = Where(("sources", name, "passages", passage))
                message = f"three dots are read as {ELLIPSIS}"
                hints = (f"write {ELLIPSIS}",)
                warnings.append(Problem("SPEC037", message, where, hints=hints, severity=Severity.WARNING))
    return warnings
