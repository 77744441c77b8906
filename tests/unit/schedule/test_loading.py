"""Schedules as they are read: what is wrong is told all at once, with its place, and stops no other brief."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from pipeline import read, world
from pipeline.model.problem import BriefError
from pipeline.schedule.loading import load
from pipeline.schedule.run import Memory
from tests.support import repo
from tests.unit.read.samples import BRIEF

MAIL = "{to: [a@b.c], from: a@b.c, server: m, user: u, password: {env: P}, security: none}"
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "specs"
    made.mkdir()
    return made


def spec(folder, name, own="", brief=""):
    text = BRIEF.replace("id: ", f"id: {brief or name}-", 1) if "id: " in BRIEF else BRIEF
    (folder / f"{name}.yaml").write_text(text + own)


def told(problems):
    return [(each.code, each.place.file.rpartition("/")[2], each.place.line) for each in problems]


def loaded(folder, memories=()):
    return load(world.real(), folder, dict(memories))


def test_schedules_of_the_file_and_of_specs(folder):
    spec(folder, "a")
    spec(folder, "b", "schedule: {cron: 0 7 * * *, zone: Asia/Tokyo}\n")
    spec(folder, "c")
    (folder / "deep").mkdir()
    spec(folder / "deep", "d", "schedule:\n  watch: true\n")
    (folder / "schedule.yaml").write_text(
        "schedule: 1\nzone: Europe/Paris\narchive: [../texts]\non_failure: {command: [logger]}\n"
        "briefs:\n  a.yaml: {cron: 30 6 * * 1-5, misfire: skip}\n"
    )
    found = loaded(folder)
    assert found.problems == ()
    assert [(each.spec, each.cron and each.cron.line, each.zone) for each in found.entries] == [
        ("a.yaml", "30 6 * * 1-5", "Europe/Paris"),
        ("b.yaml", "0 7 * * *", "Asia/Tokyo"),
        ("deep/d.yaml", None, "Europe/Paris"),
    ]
    assert {each.schedule.on_failure.command for each in found.entries} == {("logger",)}
    assert {each.archives for each in found.entries} == {(str(folder.parent / "texts"),)}


def test_everything_that_is_wrong_is_told_at_once_and_the_rest_stands(folder):
    for name in "abcdef":
        spec(folder, name)
    spec(folder, "own", "schedule: {cron: 0 99 * * *, zone: Mars/Olympus}\n")
    spec(folder, "twice", "schedule: {watch: true}\n")
    (folder / "schedule.yaml").write_text(
        "schedule: 1\nbriefs:\n"
        "  a.yaml: {cron: 0 6 30 2 *}\n"
        "  b.yaml: {cron: 0 6 * * *, zone: Europe/Londn}\n"
        "  c.yaml: {cron: 0 6 * * *}\n"
        "  ./c.yaml: {watch: true}\n"
        "  gone.yaml: {watch: true}\n"
        "  twice.yaml: {cron: 0 6 * * *}\n"
    )
    found = loaded(folder)
    assert [each.spec for each in found.entries] == ["c.yaml", "twice.yaml"]
    lines = len(BRIEF.splitlines()) + 1
    assert told(found.problems) == [
        ("SCHED001", "schedule.yaml", 3),
        ("SCHED002", "schedule.yaml", 4),
        ("SCHED003", "schedule.yaml", 6),
        ("SCHED006", "schedule.yaml", 7),
        ("SCHED002", "own.yaml", lines),
        ("SCHED001", "own.yaml", lines),
        ("SCHED003", "twice.yaml", lines),
    ]
    assert found.problems[1].hints == ('did you mean "Europe/London"?',)
    assert found.problems[-1].notes[0].endswith("schedule.yaml:8")


def test_two_specs_of_one_brief_are_two_schedules_for_it(folder):
    (folder / "a.yaml").write_text(BRIEF + "schedule: {watch: true}\n")
    (folder / "b.yaml").write_text(BRIEF + "schedule: {watch: true}\n")
    found = loaded(folder)
    assert [each.spec for each in found.entries] == ["a.yaml"]
    assert told(found.problems) == [("SCHED003", "b.yaml", len(BRIEF.splitlines()) + 1)]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("{cron: 0 6 * * *, watch: true}", "SPEC013", "one occasion"),
        ("{misfire: skip}", "SPEC013", "one occasion"),
        ("{watch: true, grace: 5m}", "SPEC013", "belong to a cron line"),
        ("{cron: 0 6 * * *, misfire: always}", "SPEC004", "always"),
        ("{cron: 0 6 * * *, grace: 5 minutes}", "SPEC005", "grace"),
        ("{cron: 0 6 * * *, retries: 99}", "SPEC009", "at most 10"),
        ("{cron: 0 6 * * *, retires: 1}", "SPEC001", "retires"),
        ("{cron: 0 6 * * *, then: [lp]}", "SPEC003", "a list"),
        ("{cron: 0 6 * * *, on_failure: {webhook: {url: 'ftp://x'}}}", "SPEC005", "ftp"),
        ("{cron: 0 6 * * *, on_failure: {webhook: {}}}", "SPEC013", "one address"),
        ("{watch: true, on_failure: {webhook: {url_from: {env: A, file: b}}}}", "SPEC013", "one place"),
        ("{watch: true, on_failure: {mail: {to: [a@b.c], from: a@b.c, server: m, user: u}}}", "SPEC013", "together"),
        (f"{{watch: true, on_failure: {{mail: {MAIL}}}}}", "SPEC013", "unencrypted"),
        ("{watch: true, on_failure: {mail: {to: [a b], from: a@b.c, server: m}}}", "SPEC005", "a b"),
    ],
)
def test_a_schedule_that_is_not_in_its_form_is_told_alike_in_both_files(folder, text, code, says):
    spec(folder, "a")
    (folder / "schedule.yaml").write_text(f"schedule: 1\nbriefs:\n  a.yaml: {text}\n")
    (problem,) = loaded(folder).problems
    assert (problem.code, problem.place.line) == (code, 3)
    assert says in problem.message
    (folder / "schedule.yaml").unlink()
    spec(folder, "a", f"schedule: {text}\n")
    (again,) = loaded(folder).problems
    assert (again.code, again.message) == (code, problem.message)
    with pytest.raises(BriefError) as error:
        read.spec((folder / "a.yaml").read_bytes(), "a.yaml")
    assert [each.code for each in error.value.problems] == [code]


def test_a_file_that_is_spoilt_at_noon_still_has_its_schedules_at_night(folder):
    spec(folder, "a")
    spec(folder, "b", "schedule: {watch: true}\n")
    (folder / "schedule.yaml").write_text("schedule: 1\nbriefs:\n  a.yaml: {cron: 0 6 * * *, zone: Asia/Tokyo}\n")
    before = loaded(folder)
    memories = {each.spec: Memory(each.kept(), NOW) for each in before.entries}
    (folder / "schedule.yaml").write_text("schedule: 1\nbriefs: {a.yaml: [\n")
    (folder / "b.yaml").write_text("brief: 1\nschedule:\n\t- x")
    after = loaded(folder, memories)
    assert [each.code for each in after.problems] == ["READ005", "READ005"]
    assert [(each.spec, each.cron, each.schedule) for each in after.entries] == [
        (each.spec, each.cron, each.schedule) for each in before.entries
    ]
    assert loaded(folder, {"a.yaml": Memory("{", NOW), "b.yaml": Memory("[1]", NOW)}).entries == ()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    (problem,) = loaded(tmp_path / "nowhere").problems
    assert problem.code == "READ001"


def test_the_schedule_is_no_part_of_the_brief():
    plain = read.spec(BRIEF.encode(), "a.yaml")
    own = "schedule:\n  watch: true\n  on_failure: {webhook: {url: 'https://hooks.example/secret'}}\n"
    scheduled = read.spec((BRIEF + own).encode(), "a.yaml")
    assert scheduled.spec == plain.spec
    assert read.canonical(scheduled) == read.canonical(plain)


def test_the_schema_takes_what_the_reader_takes():
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    schema = read.json_schema("schedule")
    path = repo.ROOT / "assets" / "schedule.schema.json"
    assert path.read_text() == json.dumps(schema, indent=2) + "\n", (
        "brief schema schedule > assets/schedule.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    text = (repo.ROOT / "specs/schedule.yaml").read_text()
    assert list(check.iter_errors(yaml.safe_load(text))) == []
    assert list(check.iter_errors({"schedule": 1, "briefs": {"a.yaml": {"cron": "0 6 * * *", "retires": 1}}}))
