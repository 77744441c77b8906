from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline import __version__
from pipeline.cli.formats import FORMATS
from pipeline.cli.runs import Attempt
from pipeline.model.codes import CODES
from pipeline.model.problem import Exit, Place, Problem, Severity
from tests.unit.cli import fakes

AWKWARD = Problem(
    "FONT001",
    "100%, a:b\r\nnext",
    place=Place("specs/a,b: 50%.yaml", 3, 2, 2, "x"),
    notes=("first\nsecond",),
    hints=("do, this: now",),
    severity=Severity.WARNING,
)


def formatted(name: str, *attempts: Attempt[Any]) -> str:
    return "\n".join(FORMATS[name]()(attempts)) + "\n"


def fails(*problems: Problem) -> Attempt[Any]:
    return Attempt(fakes.SPEC, fakes.checked(*problems), problems, Exit.DOES_NOT_HOLD)


def unusable(*problems: Problem) -> Attempt[Any]:
    return Attempt("bad.yaml", None, problems, Exit.UNUSABLE_INPUT)


def test_short_is_one_line_a_problem() -> None:
    assert formatted("short", fails(fakes.NUMBER, fakes.WHOLE_FILE), unusable(fakes.NOWHERE)) == (
        "specs/tomahawk.yaml: error[FLOW001] neither the texts nor a lock\n"
        'specs/tomahawk.yaml:31:24: error[CITE002] number "245 billion" is not in passage iuvinale:value\n'
        "bad.yaml: error[BUG001] a sentence without a place\n"
    )


def test_json_is_as_documented() -> None:
    text = formatted("json", fails(fakes.NUMBER), unusable(fakes.NOWHERE))
    assert text.isascii()
    assert json.loads(text) == {
        "version": 1,
        "tool": {"name": "brief", "version": __version__},
        "exit": 2,
        "briefs": [
            {
                "file": fakes.SPEC,
                "exit": 1,
                "evidence": {
                    "basis": "lock",
                    "claims": {"held": 33, "unheld": 8, "failed": 0},
                    "reasons": {"held": 1, "unheld": 0, "failed": 0},
                    "accepted": [],
                    "line": fakes.LINE,
                },
                "problems": [
                    {
                        "code": "CITE002",
                        "severity": "error",
                        "title": CODES["CITE002"].title if "CITE002" in CODES else "",
                        "message": fakes.NUMBER.message,
                        "file": fakes.SPEC,
                        "line": 31,
                        "column": 24,
                        "end_column": 35,
                        "notes": ["passage says: approximately 254 billion"],
                        "hints": ['did you mean "254 billion"?'],
                    }
                ],
            },
            {
                "file": "bad.yaml",
                "exit": 2,
                "evidence": None,
                "problems": [
                    {
                        "code": "BUG001",
                        "severity": "error",
                        "title": CODES["BUG001"].title,
                        "message": "a sentence without a place",
                        "file": "bad.yaml",
                        "line": None,
                        "column": None,
                        "end_column": None,
                        "notes": [],
                        "hints": [],
                    }
                ],
            },
        ],
    }


def test_github_escapes_what_its_runner_would_split_at() -> None:
    lines = formatted("github", fails(AWKWARD, fakes.NUMBER), unusable(fakes.NOWHERE)).splitlines()
    assert sorted(lines) == sorted(
        [
            (
                "::warning file=specs/a%2Cb%3A 50%25.yaml,line=3,col=2,endColumn=3,title=FONT001::"
                "100%25, a:b\\r\\nnext%0Afirst%0Asecond%0Ahelp: do, this: now"
            ),
            (
                f"::error file={fakes.SPEC},line=31,col=24,endColumn=35,title=CITE002::"
                'number "245 billion" is not in passage iuvinale:value'
                '%0Apassage says: approximately 254 billion%0Ahelp: did you mean "254 billion"?'
            ),
            "::error file=bad.yaml,title=BUG001::a sentence without a place",
        ]
    )


def test_github_reads_back_what_was_written() -> None:
    for line in formatted("github", fails(*fakes.ALL, AWKWARD)).splitlines():
        _, command, message = line.split("::", 2)
        kind, _, properties = command.partition(" ")
        assert kind in {"error", "warning"}
        assert {one.partition("=")[0] for one in properties.split(",")} >= {"file", "title"}
        assert message
        assert "\x1b" not in line


@pytest.fixture
def log() -> dict[str, Any]:
    absolute = Problem("FONT001", "elsewhere \udcff", place=Place("/a b/ü.yaml", 2, 0, 0))
    text = formatted("sarif", fails(*fakes.ALL, AWKWARD, absolute), unusable(fakes.NOWHERE))
    assert text.isascii()
    found: dict[str, Any] = json.loads(text)
    return found


def test_sarif_has_what_the_standard_demands(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"  # 3.13.2
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]  # 3.18.2, 3.19.8
    assert driver["name"] == "brief"
    assert driver["semanticVersion"] == __version__
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))  # 3.19.23: distinct
    assert run["columnKind"] == "unicodeCodePoints"  # 3.14.17: what our columns count
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]
    assert len(run["results"]) == len(fakes.ALL) + 3
    for result in run["results"]:
        assert result["ruleId"] == ids[result["ruleIndex"]]  # 3.27.6
        assert result["level"] in {"error", "warning"}  # 3.27.10
        assert result["message"]["text"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert not set(uri) & set(' ,"<>\\^`{|}\x07'), uri  # RFC 3986
        region = location["physicalLocation"].get("region", {"startLine": 1})
        assert region["startLine"] >= 1
        assert region.get("endColumn", 2) > region.get("startColumn", 1) >= 1  # 3.30.6-8
    assert {"specs/a%2Cb%3A%2050%25.yaml", "file:///a%20b/%C3%BC.yaml", "bad.yaml"} <= {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    }


def test_sarif_of_a_brief_that_holds_is_a_run_without_results() -> None:
    (run,) = json.loads(formatted("sarif", Attempt(fakes.SPEC, fakes.checked(), (), Exit.DONE)))["runs"]
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 0}]
