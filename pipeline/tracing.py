"""Tracing: a copy that was handed out → whose it was, from the code it bears and the record of copies."""

from __future__ import annotations

from hashlib import sha256

from pipeline import copies
from pipeline.copying import Copier
from pipeline.model.copy import CODE, Copy
from pipeline.model.edition import Ledger, Published
from pipeline.model.problem import BriefError
from pipeline.model.readback import ReadFile
from pipeline.model.verification import Check, failed, passed, unchecked
from pipeline.world import World

_NAME = "copy"


def traced(world: World, file: ReadFile, data: bytes, ledger: Ledger | None, edition: Published | None) -> Check:
    """Whose copy a file is; `edition` is the one of the ledger whose bytes it begins with."""
    end = _filled(file)
    if not end:
        return unchecked(_NAME, "it bears no number of a copy")
    code = next((found[0] for page in file.pages[:1] if (found := CODE.search(page.artifacts))), "")
    if not code:
        return failed(_NAME, "what stands in the place for the number of a copy is no such number")
    says = f"it bears the code {code}"
    if ledger is None or edition is None:
        return unchecked(_NAME, f"{says}; the ledger that its record lies beside does not know the edition")
    record = ledger.path.parent / copies.RECORD
    if not world.files.exists(record):
        return unchecked(_NAME, f"{says}; there is no record of copies, {record}")
    try:
        issued = copies.record_of(world.files, ledger.path.parent)
    except BriefError as error:
        return failed(_NAME, f"{says}; {error.problems[0].message}")
    copy = next((each for each in issued if each.code == code and each.edition == edition.number), None)
    if copy is None:
        return failed(_NAME, f"{says}; {record} has no such copy of edition {edition.number}")
    return _held(file, data, end, copy)


def _filled(file: ReadFile) -> int:
    """Where the revision ends that filled the copy slot; 0 if none did."""
    return next((each.end for each in file.revisions[1:] if set(each.slots) & set(each.changed)), 0)


def _held(file: ReadFile, data: bytes, end: int, copy: Copy) -> Check:
    """Hold what a copy prints against its line in the record."""
    pdf = data[: file.revisions[0].end]
    spec = file.attached(f"{copy.brief}.yaml")
    if sha256(pdf).hexdigest() != copy.pdf or spec is None:
        return failed(_NAME, f"the code {copy.code} is that of a copy of another file")
    whose = f"copy {copy.number} of edition {copy.edition}, issued to {copy.recipient}, code {copy.code}"
    try:
        copier = Copier(pdf, spec, copy.brief)
        text, made = copier.text(copy), copier.made(copy)
    except BriefError as error:
        return unchecked(_NAME, f"its code is that of {whose}; it can't be made again: {error.problems[0].message}")
    if data[:end] == made:
        return passed(_NAME, f"{whose}; byte for byte as it was issued")
    if all(text in page.artifacts for page in file.pages):
        return passed(_NAME, f"{whose}; its bytes are not those that this version of brief writes")
    return failed(_NAME, f'it bears the code of {whose}, and does not say "{text}" on every page')
