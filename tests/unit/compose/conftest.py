"""A small brief made in Python: what compose is given, without the rooms before it."""

import datetime as dt
import json

import pytest

from pipeline import assets
from pipeline.cite.atoms.english import English
from pipeline.cite.quantity import read_quantity
from pipeline.compose import Words, read_words
from pipeline.compose.composer import BriefComposer
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Basis, Evidence
from pipeline.model.source import Passage
from pipeline.model.spec import Spec

HASH = "0" * 64


@pytest.fixture
def words() -> Words:
    return read_words(assets.read_text("labels/en.json"), "en-GB")


def source(**more):
    return {"title": "A title", "sha256": HASH, "descriptor": "Seen by the harbour office.", **more}


@pytest.fixture
def spec() -> Spec:
    return Spec.model_validate(
        {
            "brief": "1",
            "id": "quay",
            "title": "The quay",
            "as_of": dt.date(2031, 5, 2),
            "marking": "TLP:GREEN",
            "sources": {
                "log": source(
                    author="A. Harbour", reliability="B", credibility=2, passages={"cost": "it costs … crowns"}
                ),
                "post": source(kind="news", origin="wire", sha256="1" * 64, passages={"plan": "the plan is … firm"}),
            },
            "facts": {
                "cost": {
                    "reports": {
                        "log": [
                            {"value": "12 million EUR", "about": "true", "passage": "cost"},
                            {"value": "1500 m", "passage": "cost"},
                        ],
                        "post": {"open": "true", "passage": "plan"},
                    }
                }
            },
            "sections": [],
        }
        | {"sections": [SECTION]}
    )


def passage(where: str, name: str, number: int) -> Passage:
    return Passage(source=where, name=name, first="it costs", last="crowns", paragraph=number, start=0, end=20)


@pytest.fixture
def evidence() -> Evidence:
    found = {("log", "cost"): passage("log", "cost", 3), ("post", "plan"): passage("post", "plan", 1)}
    written = ("12 million EUR", "1500 m")
    quantities = {text: read_quantity(text, English()) for text in written}
    return Evidence(Basis.TEXT, found, (), (), quantities=quantities)


@pytest.fixture
def context() -> EditionContext:
    return EditionContext(2, "3f2a9c1e" + "0" * 56, 1)


@pytest.fixture
def composer(spec, evidence, context, words) -> BriefComposer:
    return BriefComposer(spec, evidence, context, words)


def _section():
    from pipeline.sections.narrative import Narrative

    return Narrative.model_validate({"title": "Works", "text": "The quay grows. [@log:cost]"})


SECTION = _section()


def labels() -> dict:
    return json.loads(assets.read_text("labels/en.json"))
