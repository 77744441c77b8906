"""A brief with one fact, whose reports are held against passages that a test writes itself."""

from __future__ import annotations

from pipeline import cite, read
from pipeline.model.evidence import Evidence
from tests.unit.cite.samples import snapshot, told

SPEC = """\
brief: 1
id: order
title: An order
as_of: 2031-05-31
sources:
{sources}
facts:
  it:
{fact}
sections:
  - comparison: {{facts: [it]}}
  - sources: {{}}
"""
SOURCE = """\
  {name}:
    title: A report
    published: {{date: "{published}"}}
    sha256: {sha}
    descriptor: A paper.
    passages: {{p: "{ends}"}}"""


def written(reports: dict[str, tuple[str, str]], fact: str = "", published: dict[str, str] | None = None):
    """The spec and the texts of reports: each source's passage, and what it reports in YAML."""
    snapshots, sources = {}, []
    for name, (text, _) in reports.items():
        snapshots[name] = snapshot((text,))
        words = text.split()
        ends = f"{' '.join(words[:3])} … {' '.join(words[-2:])}".replace('"', "")
        date = (published or {}).get(name, "2031-04-02")
        sources.append(SOURCE.format(name=name, published=date, sha=snapshots[name].sha256, ends=ends))
    lines = [f"      {name}: {report}" for name, (_, report) in reports.items()]
    body = "\n".join([*(f"    {line}" for line in fact.splitlines()), "    reports:", *lines])
    text = SPEC.format(sources="\n".join(sources), fact=body)
    return read.spec(text.encode(), "order.yaml").spec, snapshots


def hold(reports: dict[str, tuple[str, str]], fact: str = "", published: dict[str, str] | None = None) -> Evidence:
    return cite.hold(*written(reports, fact, published), None)


def said(passage: str, report: str, fact: str = "") -> list[str]:
    """What is said of one report of one passage."""
    return [told(problem) for problem in hold({"a": (passage, f"{{{report}, passage: p}}")}, fact).problems]
