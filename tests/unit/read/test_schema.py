"""The JSON Schema: valid, generated, and of one mind with the reader about what a spec may say."""

from __future__ import annotations

import json

import pytest
import yaml

from pipeline import read
from pipeline.sections import SECTIONS
from tests.support import repo
from tests.unit.read.cases import CASES
from tests.unit.read.samples import BRIEF, spoilt

jsonschema = pytest.importorskip("jsonschema", reason="pip install jsonschema")

SCHEMA = read.json_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


class Editor(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: numbers and truth values, no dates."""


Editor.yaml_implicit_resolvers = {
    char: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", ":value", ":merge"))]
    for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(text, loader=Editor):
    found = CHECK.iter_errors(yaml.load(text, loader))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def test_the_file_of_the_repository_is_this_schema():
    path = repo.ROOT / "assets" / "brief.schema.json"
    assert path.read_text() == json.dumps(SCHEMA, indent=2, ensure_ascii=True) + "\n", (
        "brief schema > assets/brief.schema.json"
    )


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("loader", [Editor, yaml.BaseLoader])
def test_it_takes_what_the_reader_takes(loader):
    texts = [BRIEF, read.canonical(read.spec(BRIEF.encode(), "f")).decode()]
    texts += [(repo.ROOT / name).read_text() for name in repo.specs()]
    assert len(texts) > 2
    for text in texts:
        assert complaints(text, loader) == []


SAID = ("SPEC001", "SPEC002", "SPEC004", "SPEC005", "SPEC006", "SPEC020", "SPEC021")
REFUSED = [case for case in CASES if case.new is not None and case.name.startswith(SAID)]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_it_refuses_what_the_reader_refuses(case):
    assert complaints(spoilt(case.old, case.new))


def test_every_kind_of_section_and_every_field_is_described():
    kinds = SCHEMA["properties"]["sections"]["items"]["properties"]
    assert list(kinds) == list(SECTIONS)
    shapes = [SCHEMA, *SCHEMA["$defs"].values()]
    assert len(shapes) > 12
    for shape in shapes:
        for name, field in shape["properties"].items():
            assert field.get("description"), name
