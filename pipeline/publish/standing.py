"""How a ledger stands, for whoever makes an edition without being able to reach it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.model.edition import Edition, EditionContext
from pipeline.model.problem import Problem
from pipeline.model.record import record


@record
class Standing:
    """The newest edition (0: none), its key, the hash of its line in the ledger, and some of its files."""

    number: int
    key: str
    line_sha256: str
    files: Mapping[str, bytes]
    lost: Mapping[str, Problem]
    """Of those files that can't be had, what is to be said to whoever asks for them."""
    altered: Problem | None = None
    """What is to be said where the edition is not as it was published, so that nothing counts as unchanged."""


NOTHING = Standing(0, "", "", {}, {})
"""A brief without editions."""


class Reserved:
    """A session without a ledger: it reserves as one would, and keeps what is published for whoever has the ledger."""

    def __init__(self, brief: str, out: Path, standing: Standing) -> None:
        self.problems: list[Problem] = []
        self.context: EditionContext | None = None
        self.files: Mapping[str, bytes] = {}
        self.manifest: Mapping[str, Any] = {}
        self._brief, self._home, self._standing = brief, out / brief, standing

    def reserve(self, key: str, *, again: bool = False) -> EditionContext | Edition:
        """See `Session.reserve`."""
        before = self._standing
        if key == before.key and not again and before.altered:
            self.problems.append(before.altered)
        elif key == before.key and not again:
            return self._edition(EditionContext(before.number, key), {"pages": 0, "evidence": ""})
        return EditionContext(before.number + 1, key, before.number, before.line_sha256)

    def before(self, name: str) -> bytes | None:
        """See `Session.before`."""
        if name in self._standing.lost:
            self.problems.append(self._standing.lost[name])
        return self._standing.files.get(name)

    def publish(self, context: EditionContext, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Edition:
        """Keep an edition for its publisher."""
        self.context, self.files, self.manifest = context, files, manifest
        return self._edition(context, manifest)

    def _edition(self, context: EditionContext, manifest: Mapping[str, Any]) -> Edition:
        folder = self._home / str(context.number)
        pdf = folder / f"{self._brief}.pdf"
        return Edition(self._brief, context.number, context.key, folder, pdf, manifest["pages"], manifest["evidence"])
