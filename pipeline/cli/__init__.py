"""The words on a command line, and what is printed in answer.

This room alone knows the terminal. Results go to stdout, everything else to stderr; exit codes are `problem.Exit`'s.
A cold start is mostly imports, so a module here imports click at the most, and a command what it needs when it runs.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """The console script `brief`.

    A run is short, so two courtesies of the interpreter cost more than they give: looking for garbage in what is only
    just made, and taking every object apart at the end. Together they are a sixth of the CPU time of a build (measured
    on the default brief, which needs no more memory without them).
    """
    gc.disable()  # `runs.run_each` collects between one spec and the next
    try:
        from pipeline.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while importing; `run` answers for itself
        code = 130
    os._exit(code)  # `run` has flushed both streams; files are closed where they are written
