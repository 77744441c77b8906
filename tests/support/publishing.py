"""Publishing small editions for tests, and looking at what stands in a brief's folder afterwards."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pipeline import publish
from pipeline.model.edition import Edition, EditionContext
from pipeline.world import World, real

BRIEF = "harbour"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def make(out: Path, inputs: str, *, again: bool = False, world: World | None = None) -> Edition:
    """Publish an edition made from `inputs`, unless it is there already."""
    with publish.session(world or real(), out, BRIEF) as session:
        context = session.reserve(publish.key({"spec": inputs.encode()}), again=again)
        if isinstance(context, Edition):
            return context
        return session.publish(context, files(inputs), manifest())


def files(inputs: str) -> dict[str, bytes]:
    """The files of an edition."""
    return {f"{BRIEF}.pdf": PDF + inputs.encode(), "evidence.json": b'{"claims": []}\n'}


def manifest() -> dict[str, object]:
    """What the flow says of an edition."""
    return {"as_of": "2031-04-05", "pages": 4, "evidence": "7 claims: 7 held", "inputs": {"spec": "0" * 64}}


def context(number: int = 1) -> EditionContext:
    """A context that no session has given."""
    return EditionContext(number, "0" * 64)


def check(out: Path) -> list[str]:
    """Check everything in a brief's folder on its own terms; give the inputs of its editions in order.

    Written apart from the code it checks: it reads the ledger as a person with sha256sum would.
    """
    home = out / BRIEF
    if not home.exists():
        return []
    lines = (home / "ledger.jsonl").read_bytes().splitlines(keepends=True) if (home / "ledger.jsonl").exists() else []
    previous, found = "", []
    for number, line in enumerate(lines, 1):
        told = json.loads(line)
        folder = home / str(number)
        assert (told["edition"], told["previous"], told["brief"]) == (number, previous, BRIEF)
        assert hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest() == told["manifest"]
        assert {path.name for path in folder.iterdir()} == {*told["files"], "manifest.json"}
        for name, digest in told["files"].items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        found.append((folder / f"{BRIEF}.pdf").read_bytes().removeprefix(PDF).decode())
        previous = hashlib.sha256(line).hexdigest()
    names = {path.name for path in home.iterdir()}
    extra = {"latest"} if lines else set()
    assert names - {".lock", "ledger.jsonl"} == extra | {str(number) for number in range(1, len(lines) + 1)}
    if lines:
        assert (home / "latest").readlink() == Path(str(len(lines)))
    return found
