"""An edition to verify, made once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import flow, verifying, world
from pipeline.model.problem import UnusableInput
from pipeline.model.verification import Outcome, Verification
from tests.support import repo

WORLD = world.real()


class Judged(NamedTuple):
    """What came of verifying a file: the checks that failed, with the ledger and without it, and both exit codes."""

    failed: set[str]
    exit: int
    without_ledger: int
    found: Verification | None = None


class Edition(NamedTuple):
    """A published edition, its bytes, and a folder for what is made of it."""

    pdf: Path
    ledger: Path
    data: bytes
    folder: Path

    def judged(self, data: bytes, archives: tuple[Path, ...] = ()) -> Judged:
        """Verify bytes that lie somewhere else, against the ledger; what they come to without it follows."""
        path = self.folder / "judged.pdf"
        path.write_bytes(data)
        try:
            found = verifying.verify_file(WORLD, path, verifying.Sought(self.ledger, archives))
        except UnusableInput as error:
            return Judged({problem.code for problem in error.problems}, 2, 2)
        failed = {check.name for check in found.checks if check.outcome is Outcome.FAILED}
        alone = 1 if failed - {"bytes", "ledger", "manifest"} else 4
        return Judged(failed, int(found.verdict.exit), alone, found)


def published(spec: str, folder: Path, **options: object) -> Edition:
    built = flow.build(WORLD, repo.ROOT / spec, flow.Options(out=folder / "out", **options))
    return Edition(
        built.edition.pdf, built.edition.folder.parent / "ledger.jsonl", built.edition.pdf.read_bytes(), folder
    )


@pytest.fixture(scope="session")
def harbour(tmp_path_factory) -> Edition:
    return published("specs/harbour.yaml", tmp_path_factory.mktemp("harbour"))
