"""The files that travel inside the PDF: the evidence as JSON, what the edition is made from, the timeline as CSV.

Together they are enough to make the same edition again, byte for byte; only the files of pictures are not among them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.compose.composer import BriefComposer
from pipeline.model.attachment import Attachment
from pipeline.sections.timeline import Timeline, in_order

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.edition import EditionContext
    from pipeline.model.evidence import Evidence
    from pipeline.model.spec import Spec


def attachments(
    spec: Spec,
    evidence: Evidence,
    context: EditionContext,
    words: Words,
    *,
    inputs: Mapping[str, bytes],
    made_by: str,
    previous: bytes = b"",
) -> tuple[Attachment, ...]:
    """What the brief is made from and what came of holding it: evidence first, then spec, lock, theme and timeline.

    `inputs` are those of the key; `made_by` says which version of brief makes it. `previous` is the spec of the edition
    before, where the brief tells what changed since: so that can be checked, too.
    """
    composer = BriefComposer(spec, evidence, context, words)
    held = evidence_json(spec, evidence, context, made_by, words)
    theme, _, base = inputs["theme"].partition(b"\0")
    files = [
        Attachment("evidence.json", "application/json", "Data", words["file.evidence"], held),
        Attachment(f"{spec.id}.yaml", "application/yaml", "Source", words["file.spec"], inputs["spec"]),
        Attachment(f"{spec.id}.lock", "application/json", "Source", words["file.lock"], inputs["lock"]),
        Attachment(f"{spec.id}.theme.yaml", "application/yaml", "Source", words["file.theme"], theme),
    ]
    if base:
        name = f"{spec.id}.theme-base.yaml"
        files.append(Attachment(name, "application/yaml", "Source", words["file.base"], base))
    if previous:
        name, about = f"{spec.id}.previous.yaml", words["file.previous"].format(number=context.predecessor)
        files.append(Attachment(name, "application/yaml", "Source", about, previous))
    if any(isinstance(section, Timeline) for section in spec.sections):
        files.append(Attachment("timeline.csv", "text/csv", "Data", words["file.timeline"], timeline_csv(composer)))
    return tuple(files)


def evidence_json(spec: Spec, evidence: Evidence, context: EditionContext, made_by: str, words: Words) -> bytes:
    """Every claim, fact and passage with its outcome, and which edition it is; keys sorted, UTF-8, one final line end.

    `previous` is the edition before (0: none) with the SHA-256 of its line in the ledger; `abbreviations` are all that
    may be read aloud in full.
    """
    told = {
        "format": "briefwright-evidence/1",
        "brief": spec.id,
        "edition": context.number,
        "key": context.key,
        "previous": {"edition": context.predecessor, "line": context.predecessor_sha256},
        "made_by": made_by,
        "as_of": spec.as_of.isoformat(),
        "basis": evidence.basis.value,
        "abbreviations": {**words.tables["expansions"], **spec.abbreviations},
        "claims": [
            {
                "path": list(claim.where.path),
                "start": claim.where.start,
                "end": claim.where.end,
                "text": claim.text,
                "role": claim.role.value,
                "cites": list(claim.cited),
                "outcome": claim.outcome.value,
                "atoms": list(claim.atoms),
                "corroborated": claim.corroborated,
            }
            for claim in evidence.claims
        ],
        "facts": [{"name": fact.name, "agreement": fact.agreement.value, "held": fact.held} for fact in evidence.facts],
        "passages": [
            {
                "source": passage.source,
                "name": passage.name,
                "first": passage.first,
                "last": passage.last,
                "paragraph": passage.paragraph,
                "start": passage.start,
                "end": passage.end,
            }
            for passage in evidence.passages.values()
        ],
        "warnings": [{"code": problem.code, "message": problem.message} for problem in evidence.problems],
        "accepted": [
            {
                "code": each.problem.code,
                "message": each.problem.message,
                "path": list(each.acceptance.path),
                "because": each.acceptance.because.text,
            }
            for each in evidence.accepted
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def timeline_csv(composer: BriefComposer) -> bytes:
    """The events of all timelines (RFC 4180, UTF-8): EDTF, the date as printed, how it was found, event, doubt."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("edtf", "date", "says", "from", "because", "status", "event", "cites", "order"))
    events = [event for section in composer.spec.sections if isinstance(section, Timeline) for event in section.events]
    for event, doubtful in in_order(events):
        cites = "; ".join(dict.fromkeys(citation.text for citation in (*event.cite, *composer.cited(event.text))))
        writer.writerow(
            (
                event.date.text,
                composer.date(event.date),
                event.says,
                event.from_,
                event.because,
                event.status,
                composer.plain(event.text),
                cites,
                "may precede a row above" if doubtful else "",
            )
        )
    return out.getvalue().encode()
