"""The one place where ReportLab comes in, and nothing of the machine with it.

On import ReportLab executes `reportlab_settings.py` and `reportlab_mods.py` from the module path, two files of the same
purpose in the home folder, two local modules of its own, and lets `RL_*` variables override its settings. A brief must
look the same everywhere, and a stray file must not run code in an unattended build: all of these are kept out.

ReportLab also imports Pillow, which only images need: Pillow waits until someone asks for it (13 ms of a cold start).
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_RUN_ON_IMPORT = ("reportlab_settings", "reportlab_mods", "reportlab.local_rl_settings", "reportlab.local_rl_mods")
_PILLOW = "PIL.Image"


class _Later(ModuleType):
    """Stands for a module until one of its names is needed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the import system, not by a user of the module
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def _sealed() -> Iterator[None]:
    """Empty modules where ReportLab looks for code to run, no `RL_*` variables, Pillow postponed."""
    variables = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("RL_")}
    planted = dict.fromkeys(_RUN_ON_IMPORT, None) | ({} if _PILLOW in sys.modules else {_PILLOW: None})
    before = {name: sys.modules.get(name) for name in planted}
    for name in planted:
        sys.modules[name] = _Later(name) if name == _PILLOW else ModuleType(name)
    try:
        yield
    finally:
        os.environ.update(variables)
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


with _sealed():
    from reportlab import Version, rl_config
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage
    from reportlab.pdfbase.pdfdoc import format as format_object
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFace
    from reportlab.pdfgen.canvas import Canvas

# Whoever imported ReportLab before us may have let settings in: these are the ones that reach our file.
rl_config.invariant = 1
rl_config.pdfComments = 0
rl_config.useA85 = 0
rl_config.canvas_baseColor = None
rl_config.documentLang = None
rl_config.trustedHosts = None
rl_config.trustedSchemes = []

__all__ = ["Canvas", "PDFDocument", "PDFPage", "TTFError", "TTFontFace", "Version", "format_object"]
