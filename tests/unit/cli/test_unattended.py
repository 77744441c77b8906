"""What a scheduled run does: newer sources first, then an edition, whose run is known; and what it watches."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from pipeline import flow, world
from pipeline.cli.unattended import Worker, made_by
from pipeline.model.options import Options
from pipeline.model.problem import BriefError
from pipeline.model.record import replace
from pipeline.schedule.changes import Watch, print_of
from pipeline.schedule.crew import Task
from pipeline.schedule.run import Run
from tests.support import repo, webserver
from tests.support.scheduling import entry
from tests.unit.test_renewal import DEARER, FIRST, LATER, SPEC

SLOT = dt.datetime(2029, 2, 1, 22, 0, tzinfo=dt.UTC)


@pytest.fixture
def site():
    with webserver.serving() as site:
        site.answers["/pier"] = webserver.page(FIRST, etag='"one"')
        yield site


@pytest.fixture
def worker(tmp_path, site):
    folder = tmp_path / "specs"
    folder.mkdir()
    (tmp_path / "texts").mkdir()
    (folder / "pier.yaml").write_text(SPEC.format(as_of="slot", url=site.url("/pier"), follow="url"))
    return Worker(folder, Options(archives=(tmp_path / "texts",), out=tmp_path / "out"))


def task(days=0, *, last=True, **told):
    one = entry("pier.yaml", "Asia/Tokyo", cron="0 7 * * *", update="true", **told)
    return Task(
        "build",
        replace(one, brief="pier"),
        Run("pier.yaml", SLOT + dt.timedelta(days=days), attempts=1),
        SLOT,
        60,
        last,
    )


def codes(outcome):
    return [each["code"] for each in outcome.problems if each["severity"] == "error"]


def test_a_run_takes_newer_sources_in_and_dates_its_edition_by_the_day_of_its_zone(worker, site):
    first = worker(task())
    assert (first.exit, codes(first), first.made.number, first.made.new) == (0, [], 1, True)
    data = (worker.options.out / first.made.pdf).read_bytes()
    assert b"D:20290202" in data  # 22:00 UTC is the next morning in Tokyo
    assert first.made.size == len(data)
    manifest = json.loads((worker.options.out / "pier/1/manifest.json").read_text())
    assert manifest["run"] == "pier.yaml@2029-02-01T22:00:00Z"
    site.answers["/pier"] = webserver.page(LATER, etag='"two"')
    assert worker(task(1)).made.number == 2


def test_a_run_makes_one_edition_however_often_it_is_begun_and_whatever_has_changed(worker, site):
    assert worker(task()).made.number == 1
    site.answers["/pier"] = webserver.page(LATER, etag='"two"')
    again = worker(task())
    assert (again.made.number, again.made.new) == (1, True)
    assert worker(task(1)).made.number == 2
    assert worker(task()).made.number == 1  # even after another one
    assert len((worker.options.out / "pier/ledger.jsonl").read_text().splitlines()) == 2


def test_a_newer_source_that_contradicts_the_brief_is_told_and_the_version_before_makes_the_edition(worker, site):
    assert worker(task()).made.number == 1
    site.answers["/pier"] = webserver.page(DEARER, etag='"three"')
    outcome = worker(task(1))
    assert (outcome.exit, outcome.made.number) == (1, 2)  # of the new day
    assert codes(outcome) == ["SRC017", "CITE002"]


def test_a_source_that_cannot_be_asked_is_worth_another_attempt_and_the_last_one_goes_on_without(worker, site):
    assert worker(task()).made.number == 1
    site.answers["/pier"] = webserver.page(b"", status=503)
    outcome = worker(task(1, last=False))
    assert (outcome.exit, outcome.made, codes(outcome)) == (3, None, ["SRC015"])
    outcome = worker(task(1, last=True))
    assert (outcome.exit, outcome.made.number, codes(outcome)) == (3, 2, ["SRC015"])


def test_a_run_that_breaks_down_is_an_outcome_all_the_same(worker, monkeypatch):
    def broken(*_):
        raise RuntimeError("no such luck")

    monkeypatch.setattr(flow, "build", broken)
    outcome = worker(replace(task(), entry=entry("pier.yaml", watch=True)))
    assert (outcome.exit, codes(outcome)) == (2, ["BUG001"])


def test_the_edition_of_a_run_is_found_only_by_its_own_name(worker):
    worker(task())
    real, out = world.real(), worker.options.out
    assert made_by(real, out, "pier", task().run.name).number == 1
    assert made_by(real, out, "pier", "another") is None
    assert made_by(real, out, "pier", "") is None
    assert made_by(real, out, "quay", task().run.name) is None


# ── What is watched ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def harbour(tmp_path):
    shutil.copytree(repo.ROOT / "specs", tmp_path / "specs")
    return tmp_path / "specs" / "harbour.yaml"


def replaced(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_print_changes_with_all_that_an_edition_is_made_from_and_with_nothing_else(harbour, tmp_path):
    real, options = world.real(), Options(out=tmp_path / "out")
    seen = [print_of(real, harbour, options)]

    def look():
        return print_of(real, harbour, options)

    for change in (
        lambda: replaced(harbour, "An invented brief", "An invented, short brief"),
        harbour.with_suffix(".lock").unlink,
        lambda: replaced(harbour.parent / "harbour/gazette.txt", "the", "thy"),
        (harbour.parent / "harbour/gazette.txt").unlink,
        lambda: replaced(harbour, "marking: TLP:GREEN", "marking: TLP:GREEN\ntheme: ./mine.yaml"),
        harbour.unlink,
    ):
        change()
        assert look() not in seen
        assert look() == look()
        seen.append(look())
    (harbour.parent / "unheard-of.txt").write_text("nobody cites this")
    (tmp_path / "out").mkdir()
    assert look() == seen[-1]


def test_a_print_has_the_newest_file_of_a_followed_source(tmp_path):
    real = world.real()
    spec, texts = tmp_path / "specs" / "pier.yaml", tmp_path / "texts"
    spec.parent.mkdir()
    texts.mkdir()
    spec.write_text(SPEC.format(as_of="slot", url="https://log.example/", follow="pier-*.txt"))
    (texts / "pier-1.txt").write_bytes(FIRST)
    worker = Worker(spec.parent, Options(archives=(texts,), out=tmp_path / "out"))
    assert worker(task()).made.number == 1
    before = print_of(real, spec, worker.options)
    assert before == print_of(real, spec, worker.options)
    (texts / "pier-2.txt").write_bytes(LATER)
    assert print_of(real, spec, worker.options) != before


def test_a_watch_wakes_for_a_change_and_closes(tmp_path):
    import select

    watch = Watch([tmp_path, tmp_path / "missing"])
    try:
        for _ in range(20):  # the watcher needs a moment to begin
            (tmp_path / "a.txt").write_text("new")
            if select.select([watch.wake], [], [], 0.5)[0]:
                break
        assert watch.touched()
    finally:
        watch.close()


def test_a_spec_of_another_name_for_the_slot_is_still_refused(worker):
    with pytest.raises(BriefError) as error:
        flow.build(world.real(), worker.folder / "pier.yaml", worker.options)
    assert "SPEC014" in [each.code for each in error.value.problems]
