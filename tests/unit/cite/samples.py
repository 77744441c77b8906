"""An invented spec with two invented sources, and ways to change and hold it."""

from __future__ import annotations

import hashlib

from pipeline import cite, read
from pipeline.model.evidence import Evidence
from pipeline.model.lock import Lock
from pipeline.model.problem import Problem, Severity
from pipeline.model.source import NORMALISER, TEXT, Paragraph, Part, Snapshot

WIRE = (
    (
        "The ferry operator Nordsund Lines has signed a contract for eight electric ferries with the Brekke yard, worth"
        " approximately 254 million euros (about US$277 million)."
    ),
    "The first four ships will be delivered from 2026 to 2028, and each has a range of up to 120 kilometres.",
    "Director Astrid Moe did not resign on 19 March 2024, and the board never voted on the sale of 12 million shares.",
    "Crew training may begin as early as June this year. The harbour in Kvitvik is to be rebuilt by 2027.",
    (
        "In March 2017 the county council approved a “green corridor” plan; in October 2019 it replaced some of the"
        " 12 stops originally planned for 2021."
    ),
)
DAILY = (
    "The contract between Nordsund Lines and the yard is anticipated to be signed within the current budget period.",
    "Nordsund Lines has ordered nine ferries for 250 million euros, half of them for the Kvitvik route.",
    "On opening day the boat to Kvitvik leaves at 7.",
)
MENU = "Previous story Weather in Kvitvik"

SPEC = """\
brief: 1
id: ferries
title: Electric ferries
as_of: 2024-05-31
names:
  Nordsund Lines: [Nordsund]
sources:
  wire:
    title: Ferries
    kind: news
    published: {date: 2024-04}
    sha256: WIRE_SHA
    descriptor: A news agency.
    passages:
      contract: "The ferry operator … US$277 million)"
      ships: "The first four … 120 kilometres"
      vote: "Director Astrid Moe … million shares"
      training: "Crew training may … this year"
      harbour: "The harbour in Kvitvik … by 2027"
      council: "In March 2017 … planned for 2021"
  daily:
    title: More ferries
    kind: news
    published: {date: 2024-05-02}
    sha256: DAILY_SHA
    descriptor: A paper.
    passages:
      stage: "The contract between … current budget period"
      order: "Nordsund Lines has … Kvitvik route"
facts:
  ferries:
    reports:
      wire: {value: "8", passage: contract}
      daily: {value: "9", passage: order}
    differs: {as: conflict, because: "Each counts on its own. [@wire] [@daily]"}
  stage:
    terms: {expected: [anticipated], signed: [has signed]}
    reports:
      wire: {value: signed, passage: contract}
      daily: {value: expected, passage: stage}
    differs: {as: unresolved, because: "Both may be right in turn. [@wire]"}
sections:
  - bottom_line: |
      Nordsund has ordered {ferries@wire} ferries, the wire says, and {ferries@daily}, says the daily.
      [@wire:contract] [@daily:order]
  - narrative:
      title: The order
      text: |
        CLAIMS
  - timeline:
      events:
        - date: 2017-03
          text: The county council approves a plan.
          cite: ["wire:council"]
        - date: 2024-06/..
          says: as early as June this year
          from: published
          status: planned
          text: Training of the crews may begin.
          cite: ["wire:training"]
        - date: ../2027
          status: planned
          text: The harbour in Kvitvik is to be rebuilt.
          cite: ["wire:harbour"]
  - gaps:
      - The wire names no banks. [@wire]
  - sources: {}
"""

CLAIMS = """\
The contract for eight electric ferries with the Brekke yard is worth about €254 million. [@wire:contract]
The first four come between 2026 and 2028, with a range of up to 120 km. [@wire:ships]
Astrid Moe did not resign on 19 March 2024, nor was there a vote on 12 million shares. [@wire:vote]
The council approved a "green corridor" in 2017, and in October 2019 replaced some of the 12 stops planned for 2021.
[@wire:council]
The other report has the contract only anticipated. [@daily:stage]"""


def snapshot(body: tuple[str, ...], furniture: tuple[str, ...] = ()) -> Snapshot:
    """A snapshot as the archive makes it, with furniture at its end."""
    text, paragraphs = "", []
    for number, line in enumerate((*body, *furniture), 1):
        text += "\n\n" if text else ""
        part = Part.BODY if number <= len(body) else Part.FURNITURE
        paragraphs.append(Paragraph(len(text), len(text) + len(line), part, number if part is Part.BODY else 0))
        text += line
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Snapshot(digest, digest, TEXT, NORMALISER, text, tuple(paragraphs))


SNAPSHOTS = {"wire": snapshot(WIRE, (MENU,)), "daily": snapshot(DAILY)}


def yaml(claims: str = CLAIMS, *changes: tuple[str, str]) -> str:
    """The spec with other claims, and with stretches of it replaced; a change that changes nothing is a mistake."""
    text = SPEC.replace("CLAIMS", claims.replace("\n", "\n        "))
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    return text.replace("WIRE_SHA", SNAPSHOTS["wire"].sha256).replace("DAILY_SHA", SNAPSHOTS["daily"].sha256)


def spec(claims: str = CLAIMS, *changes: tuple[str, str]):
    return read.spec(yaml(claims, *changes).encode(), "ferries.yaml").spec


def hold(claims: str = CLAIMS, *changes: tuple[str, str]) -> Evidence:
    """Held against the texts."""
    return cite.hold(spec(claims, *changes), SNAPSHOTS, None)


def locked() -> Lock:
    """The lock of the unchanged spec, as it comes back from its file."""
    return cite.read_lock(cite.write_lock(cite.make_lock(spec(), SNAPSHOTS)), "ferries.lock")


def hold_locked(claims: str = CLAIMS, *changes: tuple[str, str]) -> Evidence:
    """Held against the lock of the unchanged spec."""
    return cite.hold(spec(claims, *changes), {}, locked())


def errors(evidence: Evidence) -> list[str]:
    return [problem.code for problem in evidence.problems if problem.severity is Severity.ERROR]


def told(problem: Problem) -> str:
    """All of a problem's text, as a person would read it, without its place."""
    lines = [
        f"{problem.severity}[{problem.code}] {problem.message}",
        *problem.notes,
        *(f"help: {hint}" for hint in problem.hints),
    ]
    return "\n".join(lines)
