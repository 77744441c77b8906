"""The JSON Schemas of manifest and ledger: every edition's files fit them, and a planted fault does not."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from pipeline import assets, flow, world
from pipeline.cli.app import run
from pipeline.flow import Options
from tests.support import repo

SHAPES = {name: json.loads(assets.read_text(f"{name}.schema.json")) for name in ("manifest", "ledger")}


OPTIONAL = {"run"}
"""What only the manifest of a scheduled run has."""


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, list[dict]]:
    """What two editions of each spec wrote."""
    out = tmp_path_factory.mktemp("out")
    for name in ("harbour", "tomahawk"):
        for theme in ("desk", "plain"):
            flow.build(world.real(), repo.ROOT / f"specs/{name}.yaml", Options(out=out, theme=theme))
    lines = [line for path in out.glob("*/ledger.jsonl") for line in path.read_text().splitlines()]
    return {
        "manifest": [json.loads(path.read_text()) for path in sorted(out.glob("*/[0-9]/manifest.json"))],
        "ledger": list(map(json.loads, lines)),
    }


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_written_fits_its_schema(told, name):
    jsonschema.Draft202012Validator.check_schema(SHAPES[name])
    assert len(told[name]) == 4
    for each in told[name]:
        jsonschema.validate(each, SHAPES[name])


def test_the_manifest_of_a_scheduled_run_fits_too(tmp_path):
    run_ = "harbour.yaml@2026-05-04T06:00:00Z"
    flow.build(world.real(), repo.ROOT / "specs/harbour.yaml", Options(out=tmp_path, run=run_))
    manifest = json.loads((tmp_path / "harbour/1/manifest.json").read_text())
    assert manifest["run"] == run_
    jsonschema.validate(manifest, SHAPES["manifest"])


@pytest.mark.parametrize("name", SHAPES)
def test_every_key_is_described_and_none_may_lack(told, name):
    (first, *_) = told[name]
    assert set(SHAPES[name]["properties"]) - OPTIONAL == set(first) == set(SHAPES[name]["required"])
    for key in first:
        without = {other: value for other, value in first.items() if other != key}
        with pytest.raises(jsonschema.ValidationError, match=key):
            jsonschema.validate(without, SHAPES[name])


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("manifest", ["colour"], "red"),
        ("manifest", ["as_of"], "5 April 2031"),
        ("manifest", ["edition"], 0),
        ("manifest", ["key"], "ABC"),
        ("manifest", ["sources", "gazette"], "0" * 63),
        ("manifest", ["counts", "claim", "held"], -1),
        ("manifest", ["files"], {}),
        ("manifest", ["run"], ""),
        ("manifest", ["previous", "line"], "x"),
        ("ledger", ["pages"], "4"),
        ("ledger", ["previous"], "0"),
        ("ledger", ["files"], {}),
        ("ledger", ["title"], "x"),
    ],
)
def test_a_planted_fault_does_not_fit(told, name, path, value):
    spoilt = copy.deepcopy(told[name][0])
    *above, last = path
    place = spoilt
    for step in above:
        place = place[step]
    place[last] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(spoilt, SHAPES[name])


def test_a_manifest_tells_all_that_an_edition_is_made_from(told):
    newest = next(each for each in told["manifest"] if (each["brief"], each["edition"]) == ("harbour", 2))
    assert set(newest["sources"]) == {"gazette", "quayside"}
    assert {"spec", "lock", "theme", "basis"} <= set(newest["inputs"])
    assert all(name.endswith(".ttf") for name in newest["fonts"])
    assert len(newest["fonts"]) >= 4
    assert newest["counts"]["claim"]["held"] == 21
    assert newest["previous"]["edition"] == 1


def test_the_command_prints_them(capsys):
    for name, shape in SHAPES.items():
        assert run(["schema", name]) == 0
        assert json.loads(capsys.readouterr().out) == shape
    assert Path(repo.ROOT / "assets/manifest.schema.json").exists()
