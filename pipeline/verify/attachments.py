"""Whether the attachments agree with each other, with the key, and with what holding them again gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.model.readback import ReadFile
from pipeline.model.verification import Check, failed, passed, unchecked

EVIDENCE = "evidence.json"


def attachments(file: ReadFile, brief: str) -> Check:
    """All that a brief carries is there, once, as it was attached, and nothing else."""
    wrong = [f"they can't be read: {file.faults['attachments']}"] if "attachments" in file.faults else []
    needed = {EVIDENCE, f"{brief}.yaml", f"{brief}.lock", f"{brief}.theme.yaml"}
    names = [each.name for each in file.attachments]
    wrong += [f"{name} is missing" for name in sorted(needed - set(names))]
    wrong += [f"{name} is no file of a brief" for name in sorted(set(names) - needed - _optional(brief))]
    wrong += [f"there are two of {name}" for name in sorted({name for name in names if names.count(name) > 1})]
    for each in file.attachments:
        if not each.sound:
            wrong.append(f"{each.name} is not as it was attached: its size, checksum or name differ")
        if not each.associated:
            wrong.append(f"{each.name} is attached, but not as a file of this document")
    if wrong:
        return failed("attachments", "they are not those of a brief", *wrong)
    return passed("attachments", f"{', '.join(names)}")


def _optional(brief: str) -> set[str]:
    return {"timeline.csv", f"{brief}.theme-base.yaml", f"{brief}.previous.yaml"}


def evidence(told: Mapping[str, Any], again: Mapping[str, Any]) -> Check:
    """What the file's evidence tells is what holding its spec against its lock gives `again`."""
    wrong = []
    for name in sorted({*told, *again}):
        was, now = told.get(name), again.get(name)
        if was == now:
            continue
        if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
            first = next(at for at, (one, other) in enumerate(zip(was, now, strict=True)) if one != other)
            wrong.append(f"{name}, entry {first + 1}: {_short(was[first])} is told, {_short(now[first])} holds")
        else:
            wrong.append(f"{name}: {_short(was)} is told, {_short(now)} holds")
    if wrong:
        return failed("evidence", "its evidence is not what its spec and lock give", *wrong)
    return passed("evidence", "its spec, held against its lock again, gives the same evidence")


def key(told: str, again: str, ledger: str) -> Check:
    """The key is the hash of the attachments, and that of the ledger if there is one."""
    if told != again:
        details = (f"it says {told}", f"they give {again}")
        return failed("key", "it is not the hash of what is attached", *details)
    if ledger and told != ledger:
        return failed("key", "it is not that of the edition in the ledger", f"it says {told}", f"the ledger {ledger}")
    return passed("key", f"{told[:16]}… is the hash of the attached spec, lock and theme")


def no_key(why: str) -> Check:
    """The key can't be made again."""
    return unchecked("key", why)


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= 80 else f"{said[:80]}…"
