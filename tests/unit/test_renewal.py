"""Following sources, against a real server on loopback: what is newer is taken in, or refused, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from pathlib import Path

import pytest

from pipeline import flow, renewal, web, world
from pipeline.cli.app import run
from pipeline.flow import Options
from pipeline.follow import search
from pipeline.model.problem import BriefError, OutsideFailed
from tests.support import webserver
from tests.support.webserver import page

FIRST = b"""The pier of Selmouth will open on 4 May 2029, said the mayor. It will cost 18 million euros in all.

The council has voted for it twice, and the county pays a third of the price from its own budget.
"""
LATER = FIRST.replace(b"said the mayor.", b"said the mayor on Monday.")
DEARER = FIRST.replace(b"18 million", b"21 million")
LOGIN = b"<html><body><form>Log in to read on. <input name=user> <input name=password></form></body></html>"
SPEC = """
brief: 1
id: pier
title: The pier
as_of: {as_of}
sources:
  log:
    title: The pier opens
    publisher: The Log
    kind: news
    url: {url}
    follow: {follow}
    descriptor: Local paper.
    passages:
      cost: "It will cost … in all"
sections:
  - bottom_line: |
      The pier will cost 18 million euros. [@log:cost]

  - sources: {{}}
"""


@pytest.fixture
def site():
    with webserver.serving() as site:
        yield site


@pytest.fixture
def real():
    return world.World(files=world.Disk(), open_web=web.Client, today=lambda: dt.date(2029, 1, 2))


@pytest.fixture
def spec(tmp_path, site):
    site.answers["/pier"] = page(FIRST, etag='"one"')
    path = tmp_path / "specs" / "pier.yaml"
    path.parent.mkdir()
    (tmp_path / "texts").mkdir()
    path.write_text(SPEC.format(as_of="2029-02-01", url=site.url("/pier"), follow="url"))
    return path


@pytest.fixture
def options(tmp_path):
    return Options(archives=(tmp_path / "texts",), out=tmp_path / "out")


def hashed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def texts(options) -> list[bytes]:
    return [path.read_bytes() for path in sorted(options.archives[0].iterdir())]


def codes(problems) -> list[str]:
    return [problem.code for problem in problems if problem.code != "CITE018"]


def test_a_spec_whose_source_was_never_taken_in_says_so(spec, real, options):
    with pytest.raises(BriefError) as error:
        flow.build(real, spec, options)
    (problem,) = error.value.problems
    assert problem.code == "SRC013"
    assert (problem.place.line, problem.place.text.strip()) == (12, "follow: url")
    assert "brief sources update" in problem.hints[0]


def test_the_first_version_is_taken_in_and_the_brief_builds(spec, real, options):
    renewed = renewal.update(real, spec, options)
    assert [taken.version.sha256 for taken in renewed.taken] == [hashed(FIRST)]
    assert texts(options) == [FIRST]
    built = flow.build(real, spec, options)
    assert built.edition.number == 1
    assert '"accessed": "2029-01-02"' in spec.with_suffix(".follow").read_text()


def test_a_newer_version_makes_a_new_edition_and_the_old_text_stays(spec, real, options, site):
    renewal.update(real, spec, options)
    flow.lock(real, spec, options)
    first = flow.build(real, spec, options).edition
    assert not flow.build(real, spec, options).new
    site.answers["/pier"] = page(LATER, etag='"two"')
    renewed = renewal.update(real, spec, options)
    assert [taken.version.etag for taken in renewed.taken] == ['"two"']
    assert "source log is another file" in renewed.taken[0].changes
    assert sorted(texts(options)) == sorted([FIRST, LATER])
    second = flow.build(real, spec, options)
    assert (second.new, second.edition.number) == (True, 2)
    assert codes(second.problems) == []
    assert first.pdf.exists()


def test_a_version_that_is_known_is_not_sent_again(spec, real, options, site):
    renewal.update(real, spec, options)
    before = spec.with_suffix(".follow").read_bytes()
    renewed = renewal.update(real, spec, options)
    assert (renewed.followed, renewed.taken, renewed.problems) == (1, (), ())
    assert site.asked == [("/pier", "", ""), ("/pier", '"one"', "")]
    site.answers["/pier"] = page(FIRST)  # a server without etags sends the same again
    assert renewal.update(real, spec, options).taken == ()
    assert spec.with_suffix(".follow").read_bytes() == before


def test_a_version_that_contradicts_the_brief_is_refused_and_the_last_edition_stays(spec, real, options, site):
    renewal.update(real, spec, options)
    flow.lock(real, spec, options)
    edition = flow.build(real, spec, options).edition
    kept = {path: path.read_bytes() for path in (spec.with_suffix(".follow"), spec.with_suffix(".lock"), edition.pdf)}
    site.answers["/pier"] = page(DEARER, etag='"three"')
    renewed = renewal.update(real, spec, options)
    assert renewed.taken == ()
    assert codes(renewed.problems) == ["SRC017", "CITE002"]
    number = renewed.problems[-1] if renewed.problems[-1].code == "CITE002" else renewed.problems[1]
    assert 'number "18 million euros" is not in passage log:cost' in number.message
    assert "21 million euros" in number.notes[0]
    assert number.place.text.strip().startswith("The pier will cost")
    assert {path: path.read_bytes() for path in kept} == kept
    assert DEARER in texts(options)  # for the author to read
    assert not flow.build(real, spec, options).new
    assert codes(renewal.update(real, spec, options).problems)[0] == "SRC017"  # told again until it is dealt with


@pytest.mark.parametrize("body", [b"", b"\n\n", LOGIN, b"<html></html>", bytes(2000), b"%PDF-1.7\n" + bytes(99)])
def test_a_source_that_turns_into_nothing_or_a_login_page_is_refused(spec, real, options, site, body):
    renewal.update(real, spec, options)
    before = spec.with_suffix(".follow").read_bytes()
    site.answers["/pier"] = page(body, kind="text/html")
    renewed = renewal.update(real, spec, options)
    assert renewed.taken == ()
    assert codes(renewed.problems)[0] == "SRC017"
    assert len(codes(renewed.problems)) > 1
    assert spec.with_suffix(".follow").read_bytes() == before
    assert flow.build(real, spec, options).edition.number == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (page(b"", status=404), "there is nothing at this address (404)"),
        (page(b"", status=410), "it was removed for good (410)"),
        (page(b"", status=500), "the server answered 500"),
        (page(b"", status=403), "the server answered 403"),
        (webserver.cut_off(FIRST), "closed"),
        (webserver.endless(), "it sends more than the 16,777,216 bytes that are read"),
        (webserver.redirect("/pier", 302), "it redirects in a circle"),
        (webserver.redirect("ftp://127.0.0.1/x", 302), "protocol"),
    ],
)
def test_what_a_server_does_wrong_is_told_and_nothing_is_lost(spec, real, options, site, answer, told):
    renewal.update(real, spec, options)
    kept = texts(options), spec.with_suffix(".follow").read_bytes()
    site.answers["/pier"] = answer
    renewed = renewal.update(real, spec, options)
    (problem,) = renewed.problems
    assert problem.code == "SRC015"
    assert told in problem.message
    assert (problem.place.line, renewed.taken) == (12, ())
    assert (texts(options), spec.with_suffix(".follow").read_bytes()) == kept


def test_a_server_that_is_slow_is_left(spec, real, options, site, monkeypatch):
    monkeypatch.setattr(search, "_SECONDS", 1.0)
    site.answers["/pier"] = webserver.slow(0.2, FIRST)
    started = time.monotonic()
    (problem,) = renewal.update(real, spec, options).problems
    assert "the server took too long" in problem.message
    assert time.monotonic() - started < 10


def test_nobody_there_and_no_such_name(spec, real, options, site):
    for url, told in ((f"http://127.0.0.1:{free_port()}/", "refused"), ("http://no.such.name.invalid/", "")):
        spec.write_text(SPEC.format(as_of="2029-02-01", url=url, follow="url"))
        (problem,) = renewal.update(real, spec, options).problems
        assert problem.code == "SRC015"
        assert told in problem.message


def free_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.mark.parametrize(("status", "warned"), [(301, True), (308, True), (302, False), (307, False)])
def test_a_source_that_moved_for_good_is_told_and_followed(spec, real, options, site, status, warned):
    site.answers["/new"] = page(FIRST)
    site.answers["/pier"] = webserver.redirect("/new", status)
    renewed = renewal.update(real, spec, options)
    assert [taken.version.sha256 for taken in renewed.taken] == [hashed(FIRST)]
    assert codes(renewed.problems) == ["SRC016"] * warned


def test_files_of_the_archive_are_followed_by_their_names(spec, real, options):
    spec.write_text(SPEC.format(as_of="2029-02-01", url="https://example.org", follow='"pier-*.txt"'))
    (problem,) = renewal.update(real, spec, options).problems
    assert (problem.code, "no file matches 'pier-*.txt'" in problem.message) == ("SRC015", True)
    (options.archives[0] / "pier-2029-01.txt").write_bytes(FIRST)
    (options.archives[0] / "other-2029-02.txt").write_bytes(LATER)
    assert [taken.version.file for taken in renewal.update(real, spec, options).taken] == ["pier-2029-01.txt"]
    assert renewal.update(real, spec, options).taken == ()
    (options.archives[0] / "pier-2029-02.txt").write_bytes(LATER)
    assert [taken.version.file for taken in renewal.update(real, spec, options).taken] == ["pier-2029-02.txt"]
    assert flow.build(real, spec, options).edition.number == 1


def test_of_two_followed_sources_one_may_be_refused_and_the_other_taken(spec, real, options, site):
    second = SPEC.format(as_of="2029-02-01", url=site.url("/pier"), follow="url").replace(
        "sections:",
        f"""  post:
    title: Another view
    kind: commentary
    url: {site.url("/post")}
    follow: url
    descriptor: A column.
    passages:
      vote: "The council has voted … it twice"
sections:""",
    )
    spec.write_text(second.replace("[@log:cost]", "[@log:cost] The council voted for it twice. [@post:vote]"))
    site.answers["/post"] = page(FIRST + b"\nA column says so.\n")
    assert len(renewal.update(real, spec, options).taken) == 2
    site.answers["/pier"] = page(DEARER)
    site.answers["/post"] = page(LATER + b"\nA column says so.\n")
    renewed = renewal.update(real, spec, options)
    assert [taken.source for taken in renewed.taken] == ["post"]
    assert codes(renewed.problems)[:1] == ["SRC017"]
    assert "source log" in renewed.problems[0].message


def test_a_version_that_the_spec_names_stands_until_a_newer_one_is_taken_in(spec, real, options, site):
    text = SPEC.format(as_of="2029-02-01", url=site.url("/pier"), follow="url")
    spec.write_text(text.replace("    descriptor:", f"    sha256: {hashed(FIRST)}\n    descriptor:"))
    (options.archives[0] / "mine.txt").write_bytes(FIRST)
    assert flow.build(real, spec, options).edition.number == 1
    assert renewal.update(real, spec, options).taken == ()
    site.answers["/pier"] = page(LATER)
    assert len(renewal.update(real, spec, options).taken) == 1
    assert flow.build(real, spec, options).edition.number == 2


def test_a_disk_that_refuses_is_told(spec, real, options):
    class Full(world.Disk):
        def write_new(self, path: Path, data: bytes) -> None:  # noqa: ARG002 (as the disk has it)
            raise OSError(28, "No space left on device", str(path))

    full = world.World(files=Full(), open_web=web.Client, today=real.today)
    with pytest.raises(OutsideFailed, match="No space left"):
        renewal.update(full, spec, options)
    assert not spec.with_suffix(".follow").exists()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_run_that_was_cut_short_is_mended_by_the_next(spec, real, options, site, kept):
    """A run writes the text, the lock and the record; it may be cut short after any of them."""
    renewal.update(real, spec, options)
    flow.lock(real, spec, options)
    site.answers["/pier"] = page(LATER)

    class Cut(world.Disk):
        left = kept

        def write_whole(self, path: Path, data: bytes) -> None:
            if not Cut.left:
                raise KeyboardInterrupt
            Cut.left -= 1
            super().write_whole(path, data)

    with pytest.raises(KeyboardInterrupt):
        renewal.update(world.World(files=Cut(), open_web=web.Client, today=real.today), spec, options)
    assert len(renewal.update(real, spec, options).taken) == 1
    assert flow.build(real, spec, options).new
    assert flow.check(real, spec, options).problems == () or codes(flow.check(real, spec, options).problems) == []


def test_the_day_of_a_slot(spec, real, options, site):
    spec.write_text(SPEC.format(as_of="slot", url=site.url("/pier"), follow="url"))
    with pytest.raises(BriefError) as error:
        flow.check(real, spec, options)
    assert codes(error.value.problems) == ["SPEC014", "SRC013"]
    first = Options(archives=options.archives, out=options.out, slot="2029-02-01")
    renewal.update(real, spec, first)
    assert flow.build(real, spec, first).edition.number == 1
    assert not flow.build(real, spec, first).new
    assert flow.build(real, spec, Options(archives=options.archives, out=options.out, slot="2029-02-02")).new


def test_the_command_tells_what_it_did(spec, options, site, capsys, monkeypatch):
    monkeypatch.setenv("BRIEF_ARCHIVE", str(options.archives[0]))
    assert run(["sources", "update", "--slot", "2029-02-01", str(spec)]) == 0
    assert capsys.readouterr().out == f"{spec}: log is now log-{hashed(FIRST)[:12]}.txt\n"
    assert run(["sources", "update", str(spec)]) == 0
    assert capsys.readouterr().out == f"{spec}: nothing newer was taken in\n"
    site.answers["/pier"] = page(DEARER)
    assert run(["sources", "update", str(spec)]) == 1
    err = capsys.readouterr().err
    assert "error[SRC017]" in err
    assert "error[CITE002]" in err
    site.answers["/pier"] = page(b"", status=404)
    assert run(["sources", "update", str(spec)]) == 3
    assert run(["sources", "update", "-"]) == 2
    assert run(["build", "--slot", "2029-2-1", str(spec)]) == 2
    assert "is no day" in capsys.readouterr().err
