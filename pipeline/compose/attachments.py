"""The files that travel inside the PDF: the evidence as JSON, the timeline as CSV."""

from __future__ import annotations

import csv
import io
import json
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
    canonical: bytes,
    lock: bytes,
    previous: bytes = b"",
) -> tuple[Attachment, ...]:
    """What the brief is made from and what came of holding it: evidence first, then spec, lock and timeline.

    `previous` is the spec of the edition before, where the brief tells what changed since: so that can be checked, too.
    """
    composer = BriefComposer(spec, evidence, context, words)
    held = evidence_json(spec, evidence, context)
    files = [
        Attachment("evidence.json", "application/json", "Data", words["file.evidence"], held),
        Attachment(f"{spec.id}.yaml", "application/yaml", "Source", words["file.spec"], canonical),
        Attachment(f"{spec.id}.lock", "application/json", "Source", words["file.lock"], lock),
    ]
    if previous:
        name, about = f"{spec.id}.previous.yaml", words["file.previous"].format(number=context.predecessor)
        files.append(Attachment(name, "application/yaml", "Source", about, previous))
    if any(isinstance(section, Timeline) for section in spec.sections):
        files.append(Attachment("timeline.csv", "text/csv", "Data", words["file.timeline"], timeline_csv(composer)))
    return tuple(files)


def evidence_json(spec: Spec, evidence: Evidence, context: EditionContext) -> bytes:
    """Every claim, fact and passage with its outcome; keys sorted, UTF-8, one final line end."""
    told = {
        "format": "briefwright-evidence/1",
        "brief": spec.id,
        "edition": context.number,
        "key": context.key,
        "as_of": spec.as_of.isoformat(),
        "basis": evidence.basis.value,
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
