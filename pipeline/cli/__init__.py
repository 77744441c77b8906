"""The words on a command line, and what is printed in answer.

This room alone knows the terminal. Results go to stdout, everything else to stderr; exit codes are `problem.Exit`'s.
A cold start is mostly imports, so a module here imports click at the most, and a command what it needs when it runs.
"""

from __future__ import annotations

import sys


def main() -> None:
    """The console script `brief`."""
    try:
        from pipeline.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while importing; `run` answers for itself
        code = 130
    sys.exit(code)
