"""`python -m pipeline.cli` is `brief`."""

from __future__ import annotations

from pipeline.cli import main

main()
