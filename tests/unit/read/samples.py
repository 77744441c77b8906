"""Our own invented brief, with one of everything that a spec can say, and the way to spoil it."""

from __future__ import annotations

from pipeline import read
from pipeline.model.problem import Problem, UnusableInput

BRIEF = """\
# A brief about a quay that does not exist.
brief: 1
id: quay
title: The new quay at Ostrand
as_of: 2024-05-31                 # the cut-off
marking: TLP:GREEN
names:
  Ostrand: [Ostranders]
sources:
  gazette:
    title: Two cranes for the quay
    kind: news
    published: {date: 2024-05-20}
    sha256: a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1
    reliability: B
    descriptor: Local paper with a named reporter.
    slips: {Ostrant: Ostrand}
    passages:
      cranes: "two cranes … by June"
      cost: The quay cost … last year
  council:
    title: Minutes of the harbour council
    kind: official
    sha256: b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2
    descriptor: Minutes, signed.
    passages: {vote: "voted … five to two"}
facts:
  cost:
    label: Cost of the quay
    reports:
      gazette: {value: 12 million EUR, about: true, passage: cost}
      council:
        - {open: true, passage: vote}
  stage:
    terms: {planned: [will build], built: [has built]}
    ordered: true
    reports:
      gazette: {value: built, passage: cranes}
    differs:
      as: unresolved
      because: |
        The minutes are older. [@council]
sections:
  - bottom_line: |
      The quay has two cranes. [@gazette:cranes] It cost {cost@gazette}.
      [@gazette:cost 2]
  - judgements:
      - text: Traffic will grow. [@gazette:cranes]
        likelihood: likely
        confidence: low
        because: One paper says so. [@gazette]
  - narrative:
      title: How it came
      text: >
        The council voted on it
        for *hours*. [@council:vote]
        Then it was built. [@gazette "two cranes
        … by June" 3]
  - timeline:
      events:
        - {date: 2024-05, text: The cranes arrive., cite: ["gazette:cranes"]}
        - date: 2024-06/..
          status: planned
          text: "The \\u201ccranes\\u201d start. [@gazette:cranes]"
  - table:
      title: What stands there
      columns: [{label: Thing}, {label: Number, align: right}]
      rows:
        - cells: [Cranes, two]
          cite: ["gazette:cranes"]
  - comparison: {facts: [cost]}
  - gaps:
      - 'It isn''t known who paid. [@gazette] [@council]'
  - sources: {}
"""


def problems(data: str | bytes, *sets: str) -> tuple[Problem, ...]:
    """What is wrong with a spec; nothing, if it can be read."""
    try:
        read.spec(data.encode() if isinstance(data, str) else data, "quay.yaml", sets)
    except UnusableInput as error:
        return error.problems
    return ()


def told(found: tuple[Problem, ...]) -> str:
    """Problems as text: `line:column-end CODE message`, what is underlined, notes and hints."""
    lines = []
    for problem in found:
        place = problem.place
        assert place is not None, problem
        at = f"{place.line}:{place.column}-{place.end_column}" if place.line else place.file
        lines.append(f"{at} {problem.code} {problem.message}")
        if place.line:
            lines.append(f"  | {place.text[place.column - 1 : place.end_column - 1][:60]}")
        lines += [f"  = {note}" for note in problem.notes]
        lines += [f"  ? {hint}" for hint in problem.hints]
    return "\n".join(line.rstrip() for line in lines)


def spoilt(old: str, new: str) -> str:
    """The brief with one stretch changed, which it must hold once."""
    assert BRIEF.count(old) == 1, f"{old!r} stands {BRIEF.count(old)} times in the brief"
    return BRIEF.replace(old, new)
