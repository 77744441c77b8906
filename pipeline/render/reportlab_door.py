"""The one place where ReportLab comes in, and nothing of the machine with it.

On import ReportLab executes `reportlab_settings.py` and `reportlab_mods.py` from the module path, two files of the same
purpose in the home folder, two local modules of its own, and lets `RL_*` variables override its settings. A brief must
look the same everywhere, and a stray file must not run code in an unattended build: all of these are kept out.

ReportLab also imports what a brief never needs: Pillow, temporary files, pickles, and a safe evaluation of Python. They
wait until someone asks for them (18 ms of a cold start).
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_RUN_ON_IMPORT = ("reportlab_settings", "reportlab_mods", "reportlab.local_rl_settings", "reportlab.local_rl_mods")
_LATER = ("PIL.Image", "pickle")
_NAMES_LATER = {
    "reportlab.lib.rltempfile": ("get_rl_tempfile", "get_rl_tempdir"),
    "reportlab.lib.rl_safe_eval": ("rl_safe_exec", "rl_safe_eval", "rl_extended_literal_eval", "safer_globals"),
}
"""Modules of which ReportLab takes these functions by name."""


class _Later(ModuleType):
    """Stands for a module until one of its names is needed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the import system, not by a user of the module
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


def _later(module: str, name: str) -> Callable[..., Any]:
    """Stands for a function until it is called."""

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*args, **kwargs)

    return call


def _planted() -> Iterator[ModuleType]:
    """What ReportLab finds in place of modules while it is imported; none that is here already."""
    yield from map(ModuleType, _RUN_ON_IMPORT)
    yield from (_Later(name) for name in _LATER if name not in sys.modules)
    for name in _NAMES_LATER.keys() - sys.modules.keys():
        module = ModuleType(name)
        vars(module).update((each, _later(name, each)) for each in _NAMES_LATER[name])
        yield module


@contextmanager
def _sealed() -> Iterator[None]:
    """Empty modules where ReportLab looks for code to run, no `RL_*` variables, and what it never needs postponed."""
    variables = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("RL_")}
    planted = {module.__name__: module for module in _planted()}
    before = {name: sys.modules.get(name) for name in planted}
    sys.modules.update(planted)
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
