"""Modules and functions stay small enough to read: beyond the soft limit a note, beyond the hard limit a failure."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support import repo

MODULE = (250, 300)
"""Lines of a module: soft and hard limit."""
FUNCTION = (40, 60)
"""Lines of a function below its signature and docstring: soft and hard limit."""


def sizes(name: str, source: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """The module and each function of `source`: what it is called, its lines, its limits."""
    yield name, len(source.splitlines()), MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node) is not None and len(node.body) > 1
            first = node.body[1 if documented else 0]
            lines = (node.end_lineno or node.lineno) - first.lineno + 1
            yield f"{name}:{node.lineno} {node.name}", lines, FUNCTION


def too_large(files: dict[str, str]) -> tuple[list[str], list[str]]:
    """What is beyond its soft limit, and what is beyond its hard one."""
    found = [size for name, source in files.items() for size in sizes(name, source)]
    assert len(found) > len(files) > 0
    soft = [f"{what}: {lines} lines (aim: {limits[0]})" for what, lines, limits in found if lines > limits[0]]
    hard = [f"{what}: {lines} lines (limit: {limits[1]})" for what, lines, limits in found if lines > limits[1]]
    return soft, hard


def test_modules_and_functions_are_small(note: Callable[[str], None]) -> None:
    ours = ("pipeline/", "tests/support/")
    modules = [name for name in repo.files() if name.startswith(ours) and name.endswith(".py")]
    soft, hard = too_large({name: (repo.ROOT / name).read_text(encoding="utf-8") for name in modules})
    for line in soft:
        note(f"large: {line}")
    assert not hard


def test_what_is_too_large_is_found(tmp_path: Path) -> None:
    body = "".join(f"    x{i} = {i}\n" for i in range(61))
    soft, hard = too_large({"planted.py": f'def planted():\n    """Says.\n\n    Much.\n    """\n{body}'})
    assert hard == ["planted.py:1 planted: 61 lines (limit: 60)"]
    assert len(soft) == 1
    assert too_large({"long.py": "def f(): ...\n" + "\n" * 300})[1] == ["long.py: 301 lines (limit: 300)"]
    assert too_large({"good.py": "def f(): ...\n"}) == ([], [])
