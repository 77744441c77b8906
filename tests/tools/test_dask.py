"""Briefs by Dask: a real scheduler, real workers, and what becomes of a run when one of them is killed."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import flow, publish, remote, world
from pipeline.cli.app import run
from pipeline.model.edition import Built
from pipeline.model.options import Options
from pipeline.model.problem import BriefError, OutsideFailed
from pipeline.shipped import Shipped
from tests.support import repo

HARBOUR = (repo.ROOT / "specs" / "harbour.yaml").read_text(encoding="utf-8")
TEXTS = repo.ROOT / "specs"


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve briefs on the harbour; the fourth does not hold, the fifth is no YAML."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEF_ARCHIVE", str(TEXTS))
    (tmp_path / "specs").mkdir()
    for number in range(12):
        text = HARBOUR.replace("id: harbour\n", f"id: b{number:02}\n")
        text = text.replace("12 March 2025", "13 March 2025") if number == 3 else text
        (tmp_path / "specs" / f"b{number:02}.yaml").write_text("brief: 1\n\t:" if number == 4 else text)
    return tmp_path


@contextmanager
def scheduler(workers: int, folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler on loopback with so many workers, in a folder where none of the briefs' files are."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    env = os.environ | {"PYTHONPATH": str(repo.ROOT)}
    env.pop("BRIEF_ARCHIVE", None)
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, "env": env}
    running = [subprocess.Popen([*dask, "--no-dashboard"], **quiet)]
    running += [subprocess.Popen([*worker, "--no-dashboard"], **quiet) for _ in range(workers)]
    try:
        yield address, running[1:]
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def hashes(out: str) -> dict[str, str]:
    """The files of all editions, and the ledgers."""
    files = [path for path in Path(out).rglob("*") if path.is_file() and ".lock" not in path.name]
    files = [path for path in files if ".recall" not in path.parts]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_scheduler_with_two_workers_gives_what_one_process_gives(specs, tmp_path_factory, capsys):
    assert run(["build", "--engine", "serial", "-o", "one", "specs/*.yaml"]) == 2
    one = capsys.readouterr()
    with scheduler(2, tmp_path_factory.mktemp("elsewhere")) as (address, _):
        assert run(["build", "--engine", f"dask={address}", "-o", "many", "specs/*.yaml"]) == 2
        many = capsys.readouterr()
        assert run(["build", "--engine", f"dask={address}", "-o", "many", "specs/*.yaml"]) == 2
        unchanged = capsys.readouterr()
        assert run(["check", "--engine", f"dask={address}", "specs/*.yaml"]) == 2
        checked = capsys.readouterr()
    assert len(hashes("one")) >= 10 * 3
    assert hashes("many") == hashes("one")
    assert (many.out.replace("many/", ""), many.err) == (one.out.replace("one/", ""), one.err)
    assert unchanged.out.count("nothing has changed") == 10
    assert run(["check", "--engine", "serial", "specs/*.yaml"]) == 2
    assert capsys.readouterr() == checked


def test_a_worker_killed_in_the_middle_costs_nothing(specs, tmp_path_factory, capsys):
    for number in range(12, 60):
        (specs / "specs" / f"b{number}.yaml").write_text(HARBOUR.replace("id: harbour\n", f"id: b{number}\n"))
    with scheduler(2, tmp_path_factory.mktemp("elsewhere")) as (address, workers):

        def kill() -> None:
            while len(list(Path("out").glob("*/1"))) < 15:
                time.sleep(0.01)
            workers[0].send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        assert run(["build", "--engine", f"dask={address}", "-q", "specs/*.yaml"]) == 2
        killer.join()
        assert workers[0].wait() == -signal.SIGKILL
        assert workers[1].poll() is None
    ledgers = [path.read_text().splitlines() for path in Path("out").glob("*/ledger.jsonl")]
    assert [len(lines) for lines in ledgers] == [1] * 58  # all but the two that can't be built, none twice
    assert min(re.findall(r"^specs/(\w+).yaml", capsys.readouterr().err, re.MULTILINE)) == "b03"


def test_a_scheduler_of_ones_own(specs, capsys):
    assert run(["build", "--engine", "dask", "--jobs", "2", "specs/b00.yaml", "specs/b01.yaml"]) == 0
    assert len(hashes("out")) == 10
    assert run(["build", "--engine", "dask", "--jobs", "1", "--time-limit", "0.001", "specs/b02.yaml"]) == 3
    assert "error[ENGINE001] the brief was given up: it took longer than 0.001 seconds" in capsys.readouterr().err


def test_nobody_at_the_address(specs, capsys, monkeypatch):
    from pipeline.engine import dask

    monkeypatch.setattr(dask, "_PATIENCE", 0.5)
    assert run(["build", "--engine", "dask=tcp://127.0.0.1:1", "specs/b00.yaml", "specs/b01.yaml"]) == 3
    err = capsys.readouterr().err
    assert "error[ENGINE004] the scheduler at tcp://127.0.0.1:1 can't be used" in err
    assert "0 of 2 specs done, 1 failed, 1 not tried" in err
    assert not Path("out").exists()


def test_a_worker_of_another_version_is_told(specs):
    maker = remote.Maker({}, Options(), "0.0.1")
    with pytest.raises(OutsideFailed, match=r"ENGINE003.*0\.0\.1 sent it the job"):
        maker(remote.pack(world.real(), "specs/b00.yaml", Options()))


def test_texts_that_are_too_many_to_send_are_told(specs, monkeypatch):
    monkeypatch.setattr(remote, "_MOST", 1000)
    with pytest.raises(OutsideFailed, match="ENGINE002"):
        remote.common(world.real(), ["specs/b00.yaml"], Options(archives=(TEXTS,)))


def test_an_edition_that_came_between_is_not_written_over(specs):
    real, options = world.real(), Options(archives=(TEXTS,))
    common = remote.common(real, ["specs/b00.yaml"], options)
    offer = remote.Maker(common, options)(remote.pack(real, "specs/b00.yaml", options))
    assert run(["build", "-q", "--theme", "plain", "specs/b00.yaml"]) == 0
    built = remote.settle(real, "specs/b00.yaml", options, offer)
    assert (built.edition.number, built.new) == (2, True)
    assert not remote.settle(real, "specs/b00.yaml", options, offer).new
    assert len(Path("out/b00/ledger.jsonl").read_text().splitlines()) == 2


def test_what_was_sent_is_read_as_from_a_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"a/b/c.txt": b"1", "a/d.txt": b"22", "e.txt": b""}
    for name, data in names.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    disk, sent = world.Disk(), Shipped(names)
    for path in map(Path, [*names, "a", "a/b", "a/x", "x", "a/../e.txt", "./a/d.txt"]):
        assert sent.exists(path) == disk.exists(path), path
        for ask in (lambda door, path=path: door.read(path, 1), lambda door, path=path: door.names(path)):
            assert answer(sent, ask) == answer(disk, ask), path
    assert list(sent.walk(Path("a"), 9)) == list(disk.walk(Path("a"), 9))
    with pytest.raises(AttributeError):
        sent.write_new(Path("f"), b"")


def answer(door, ask) -> object:
    try:
        return ask(door)
    except FileNotFoundError:
        return "nothing there"
    except world.TooLarge as error:
        return error.size
    except OSError:
        return "nothing there"  # a folder read as a file, or the other way round


def test_a_schedule_builds_on_the_cluster_what_it_builds_here(specs, tmp_path_factory, capsys):
    (specs / "specs/schedule.yaml").write_text(
        "schedule: 1\nbriefs:\n" + "".join(f"  b{number:02}.yaml: {{watch: true}}\n" for number in (0, 1, 3))
    )
    assert run(["schedule", "run", "--once", "--engine", "serial", "-o", "one", "specs"]) == 1
    with scheduler(2, tmp_path_factory.mktemp("elsewhere")) as (address, _):
        words = ["schedule", "run", "--once", "--engine", f"dask={address}", "-o", "many", "specs"]
        assert run(words) == 1
        assert "b03.yaml: " in capsys.readouterr().out
    pages = {name: digest for name, digest in hashes("one").items() if name.endswith((".pdf", ".yaml"))}
    assert len(pages) == 2 * 2
    assert {name: hashes("many")[name] for name in pages} == pages


def afar(spec: str, told: Options) -> Built:
    """A build in its three parts, as a cluster does it."""
    there = world.real()
    parcel = remote.pack(there, spec, told)
    return remote.settle(there, spec, told, remote.Maker(remote.common(there, [spec], told), told)(parcel))


def test_a_run_that_was_killed_after_its_edition_finds_it_whatever_has_changed_since(specs):
    told, spec = Options(archives=(TEXTS,), out=Path("out"), run="1"), "specs/b00.yaml"
    assert afar(spec, told).edition.number == 1
    Path(spec).write_text(Path(spec).read_text(encoding="utf-8").replace("New cranes", "Cranes"), encoding="utf-8")
    with pytest.raises(publish.AlreadyMade) as mine:
        afar(spec, told)
    assert mine.value.edition.number == 1


@pytest.mark.parametrize("name", ["b00.pdf", "b00.yaml", "manifest.json"])
@pytest.mark.parametrize("harm", ["altered", "gone"])
@pytest.mark.parametrize("new", [True, False], ids=["changed", "unchanged"])
def test_a_damaged_edition_before_is_told_by_a_cluster_as_it_is_here(specs, name, harm, new):
    spec, found = "specs/b00.yaml", []
    for out in (Path("one"), Path("two")):
        flow.build(world.real(), Path(spec), Options(archives=(TEXTS,), out=out))
        path = out / "b00/1" / name
        path.unlink() if harm == "gone" else path.write_bytes(path.read_bytes() + b" ")
    if new:
        Path(spec).write_text(Path(spec).read_text(encoding="utf-8").replace("New cranes", "Cranes"), encoding="utf-8")
    for out, build in (
        (Path("one"), lambda *given: flow.build(world.real(), Path(given[0]), given[1])),
        (Path("two"), afar),
    ):
        try:
            built = build(spec, Options(archives=(TEXTS,), out=out))
        except BriefError as error:
            found.append(([str(each).replace(f"{out}/", "") for each in error.problems], {}))
            continue
        found.append(([str(each).replace(f"{out}/", "") for each in built.problems], hashes(str(out))))
    assert found[0] == found[1]
    assert found[0][0] or (new and name != "b00.yaml")  # nobody asks the others for what changed


def test_a_schedule_without_its_cluster_is_told_and_tried_again(specs, capsys):
    (specs / "specs/schedule.yaml").write_text("schedule: 1\nbriefs:\n  b00.yaml: {watch: true}\n")
    assert run(["schedule", "run", "--once", "--engine", "dask=tcp://127.0.0.1:1", "specs"]) == 3
    assert "ENGINE004" in capsys.readouterr().out
    for wrong in ("dask", "many", "processes=3"):
        assert run(["schedule", "run", "--once", "--engine", wrong, "specs"]) == 2
    assert run(["schedule", "run", "--once", "--engine", "serial", "--jobs", "2", "specs"]) == 2
