"""Briefs through all rooms up to their pages or their PDF, with a key of zeros where pages are to be compared."""

from __future__ import annotations

from pathlib import Path

from pipeline import cite, compose, fonts, layout, render, world
from pipeline.material import gather, theme_of, words_of
from pipeline.model.edition import EditionContext
from pipeline.model.metrics import Metrics
from pipeline.model.options import Options
from pipeline.model.pages import Pages
from pipeline.themes import fitting

KEY = "0" * 64


def laid(spec: Path, options: Options | None = None, key: str = KEY) -> tuple[Pages, Metrics]:
    """The pages of a brief as its first edition, and what they are measured with."""
    options, real = options or Options(), world.real()
    given = gather(real, spec, options)
    style = theme_of(real, spec, given, options).read()
    evidence = cite.hold(given.spec, given.snapshots, given.lock)
    words = words_of(given.spec)
    document = compose.compose(given.spec, evidence, EditionContext(1, key), words, given.pictures)
    metrics = fonts.load(style.theme, given.spec.language)
    return layout.layout(document, fitting(style, given.file), metrics), metrics


def pdf(spec: Path, to: Path, options: Options | None = None, key: str = KEY) -> Path:
    """The brief as the PDF `to`, with nothing attached."""
    pages, metrics = laid(spec, options, key)
    to.write_bytes(render.render(pages, metrics))
    return to
