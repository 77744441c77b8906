"""What a manifest tells of how an edition was made; number, key, files and predecessor are added in publishing."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from hashlib import sha256

from pipeline import __version__
from pipeline.model.evidence import Evidence, Outcome
from pipeline.model.spec import Role, Spec


def told_of(
    inputs: Mapping[str, bytes],
    spec: Spec,
    evidence: Evidence,
    *,
    fonts: Mapping[str, str],
    versions: Mapping[str, str],
) -> dict[str, object]:
    """Hashes (SHA-256) of all inputs, sources and fonts; versions of what shapes the bytes; counts of claims.

    Another zlib may compress the same content to other bytes, so it is among the `versions`.
    """
    return {
        "as_of": spec.as_of.isoformat(),
        "counts": {role.value: _counts(evidence, role) for role in (Role.CLAIM, Role.REASON)},
        "fonts": dict(fonts),
        "inputs": {name: sha256(data).hexdigest() for name, data in inputs.items()},
        "sources": {name: source.sha256 for name, source in spec.sources.items()},
        "versions": {**versions, "briefwright": __version__, "zlib": zlib.ZLIB_RUNTIME_VERSION},
    }


def _counts(evidence: Evidence, role: Role) -> dict[str, int]:
    return {outcome.value: evidence.count(outcome, role) for outcome in Outcome}
