"""The words on a command line, and what is printed in answer.

This room alone knows the terminal. Results go to stdout, everything else to stderr; exit codes are `problem.Exit`'s.
A cold start is mostly imports, so a module here imports click at the most, and a command what it needs when it runs.
"""

from __future__ import annotations

import gc
import os
import sys
from types import ModuleType


def _keep_plugins_out() -> None:
    """Let Pydantic find no plugins: what else is installed must not take part in reading a spec.

    Its own switch (PYDANTIC_DISABLE_PLUGINS) comes after the import of `importlib.metadata`, a twentieth of a cold
    start; so the module that looks for plugins is here before it is asked for. Only in a process that is all ours.
    """
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]  # called without arguments, it gives no plugins
    sys.modules.setdefault(loader.__name__, loader)


def main() -> None:
    """The console script `brief`.

    A run is short, so two courtesies of the interpreter cost more than they give: looking for garbage in what is only
    just made, and taking every object apart at the end. Together they are a sixth of the CPU time of a build (measured
    on the default brief, which needs no more memory without them).
    """
    try:
        _keep_plugins_out()
        gc.disable()  # `runs.run_each` collects between one spec and the next
        from pipeline.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while importing; `run` answers for itself. What came before this function is Python's
        code = 130
    os._exit(code)  # `run` has flushed both streams; files are closed where they are written
