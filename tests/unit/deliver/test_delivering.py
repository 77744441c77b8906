"""One outbox, one account: who gets what, what is owed, and what becomes of it whatever crashes in between."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from pipeline import copies, deliver, delivering, flow, world
from pipeline.cli.app import run
from pipeline.deliver.outbox import State
from pipeline.model.delivery import Outcome, Probed
from pipeline.model.problem import OutsideFailed, UnusableInput
from tests.support import repo

WORLD = world.real()
DESK = {"name": "Desk", "may_see": "TLP:RED", "folder": "share"}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("delivered") / "out"
    flow.build(WORLD, repo.ROOT / "specs/harbour.yaml", flow.Options(out=out))
    return out


@pytest.fixture
def here(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["cp", "-a", published, tmp_path / "out"], check=True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "share").mkdir()
    listed(tmp_path)
    return tmp_path


def listed(folder: Path, *recipients: dict, **more: object) -> Path:
    """A distribution list; by default the desk gets two copies and the library a plain one."""
    told = recipients or (
        {"name": "Harbour desk", "copies": 2, "may_see": "TLP:AMBER", "folder": "share"},
        {"name": "Town library", "numbered": False, "may_see": "TLP:GREEN", "folder": "share"},
    )
    path = folder / "distribution.yaml"
    path.write_text(
        yaml.safe_dump({"distribution": 1, "recipients": list(told), "folders": {"share": {"path": "share"}}} | more)
    )
    return path


def states(out: Path = Path("out")) -> list[str]:
    return [each.state.value for each in delivering.status(WORLD, out)]


def test_everybody_gets_what_the_list_says_and_nothing_twice(here, capsys):
    assert run(["deliver", "harbour"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "3 sent"
    names = sorted(path.name for path in (here / "share").iterdir())
    assert names == ["harbour-1-1.pdf", "harbour-1-2.pdf", "harbour-1-plain.pdf"]
    edition = (here / "out/harbour/1/harbour.pdf").read_bytes()
    assert (here / "share/harbour-1-plain.pdf").read_bytes() == edition
    numbered = [(here / f"share/harbour-1-{n}.pdf").read_bytes() for n in (1, 2)]
    assert all(each.startswith(edition) and len(each) > len(edition) for each in numbered)
    assert numbered[0] != numbered[1]
    before = {path: path.stat().st_mtime_ns for path in (here / "share").iterdir()}
    assert run(["deliver", "out/harbour/1"]) == 0
    assert {path: path.stat().st_mtime_ns for path in (here / "share").iterdir()} == before
    capsys.readouterr()
    assert run(["verify", "share/harbour-1-2.pdf", "--ledger", "out"]) == 0
    assert "copy 2 of edition 1, issued to Harbour desk" in capsys.readouterr().out


def test_status_tells_who_got_what(here, capsys):
    assert run(["deliver", "status"]) == 0
    assert capsys.readouterr().out == "nothing was delivered\n"
    run(["deliver", "harbour@latest", "--to", "town library"])
    capsys.readouterr()
    assert run(["deliver", "status", "harbour@1", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["parcels"]
    assert told["ended"] > "2026"
    del told["ended"], told["since"], told["code"]
    path = here / "share/harbour-1-plain.pdf"
    assert told == {
        "brief": "harbour", "edition": 1, "copy": None, "copies": 1, "recipient": "Town library",
        "channel": {"kind": "folder", "name": "share"}, "state": "sent", "attempts": 1, "next": None,
        "reference": str(path), "told": f"put into share as {path}",
    }  # fmt: skip


def test_a_marking_above_the_recipient_s_is_refused_and_the_others_get_theirs(here, capsys):
    listed(here, {"name": "Everybody", "folder": "share"}, {"name": "Desk", "may_see": "TLP:RED", "folder": "share"})
    assert run(["deliver", "harbour"]) == 1
    told = capsys.readouterr()
    assert "error[DELIVER006] the brief is TLP:GREEN; Everybody may see TLP:CLEAR at most" in told.err
    assert "1 sent, 1 may not see it" in told.out
    assert [each.recipient for each in copies.record_of(WORLD.files, here / "out/harbour")] == ["Desk"]


def test_a_dry_run_shows_what_would_go_and_issues_nothing(here, capsys):
    assert run(["deliver", "harbour", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "file    share/harbour-1-2.pdf" in shown
    assert shown.endswith("3 would be sent; nothing was sent now\n")
    assert not (here / "out/harbour/copies.jsonl").exists()
    assert not (here / "out/.deliver").exists()
    assert not list((here / "share").iterdir())
    run(["deliver", "harbour"])
    digest = subprocess.run(["sha256sum", "share/harbour-1-2.pdf"], capture_output=True, text=True).stdout.split()[0]
    assert f"sha256  {digest}" in shown


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"recipients": [{"name": "A", "folder": "shaer"}]}, "DELIVER001", 'did you mean "share"?'),
        ({"recipients": [{"name": "A", "folder": "share"}, {"name": "a", "folder": "share"}]}, "DELIVER002", "already"),
        ({"recipients": [{"name": "A"}]}, "SPEC013", "a recipient is reached in one way"),
        ({"recipients": [{"name": "A", "mail": "post", "to": ["a@b\nBcc: c@d"]}]}, "SPEC005", "stands on one line"),
        ({"mail": {"post": {"server": "x", "from": "a@b", "user": "u", "password": "open"}}}, "SPEC", "password"),
        ({"printers": {"p": {"uri": "http://x/"}}}, "SPEC005", "uri"),
        ({"printers": {"p": {"uri": "ipp://x/", "user": "u", "password": {"env": "P"}}}}, "SPEC013", "unencrypted"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_with_its_place(here, capsys, change, code, says):
    path = listed(here)
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | change))
    assert run(["deliver", "harbour"]) == 2
    told = capsys.readouterr().err
    assert f"error[{code}" in told
    assert says in told
    assert "distribution.yaml:" in told.splitlines()[0]
    assert not list((here / "share").iterdir())


def test_a_name_that_nobody_has_and_an_edition_that_is_not_there(here, capsys):
    assert run(["deliver", "harbour", "--to", "Harbor desk"]) == 2
    assert 'error[DELIVER005] distribution.yaml has no recipient "Harbor desk"' in (told := capsys.readouterr().err)
    assert 'did you mean "Harbour desk"?' in told
    assert run(["deliver", "harbour@7"]) == 2
    assert "error[DELIVER010] harbour@7 is no edition" in capsys.readouterr().err
    (here / "out/harbour/1/harbour.pdf").write_bytes(b"%PDF-forged")
    assert run(["deliver", "harbour"]) == 2
    assert "error[DELIVER010]" in capsys.readouterr().err
    assert not list((here / "share").iterdir())


def test_a_channel_that_nobody_uses_is_a_warning(here, capsys):
    listed(here, folders={"share": {"path": "share"}, "spare": {"path": "spare"}})
    assert run(["deliver", "harbour"]) == 0
    assert 'warning[DELIVER003] nobody is reached by folder "spare"' in capsys.readouterr().err


def test_three_of_ten_fail_and_seven_get_theirs(here, capsys):
    folders = {"share": {"path": "share"}, "away": {"path": "not-mounted"}}
    told = [{"name": f"Desk {n}", "may_see": "TLP:RED", "folder": "away" if n % 4 == 0 else "share"} for n in range(10)]
    listed(here, *told, folders=folders)
    assert run(["deliver", "harbour"]) == 3
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "7 sent, 3 to be tried again"
    assert said.err.count("error[DELIVER007]") == 3
    assert re.search(
        "for Desk 4, by folder away, was not sent yet: .*not-mounted.* can't be written: No such", said.err
    )
    assert run(["deliver", "again"]) == 0  # not due yet
    assert states().count("owed") == 3
    (here / "not-mounted").mkdir()
    later = WORLD._replace(now=lambda: WORLD.now() + timedelta(minutes=2))
    account = delivering.again(later, Path("out"))
    assert [each.state for each in account.entries] == [State.SENT] * 3
    assert states() == ["sent"] * 10


def test_it_is_given_up_after_so_many_attempts_and_said(here):
    listed(here, DESK, folders={"share": {"path": "no"}}, retries=2)
    now = WORLD.now()
    waits = []
    delivering.deliver_edition(WORLD, "harbour", Path("out"), Path("distribution.yaml"))
    for _ in range(5):
        (entry,) = delivering.status(WORLD, Path("out"))
        if entry.state is not State.OWED:
            break
        now = max(now, WORLD.now()) + timedelta(hours=2)
        waits.append(entry.next)
        account = delivering.again(WORLD._replace(now=lambda at=now: at), Path("out"))
    assert (entry.state, entry.attempts) == (State.REFUSED, 3)
    (problem,) = account.problems
    assert problem.code == "DELIVER007"
    assert problem.hints == (f"mend it, then: brief deliver settle {entry.code} --again",)


DIES = """
import os, sys
from pathlib import Path
from pipeline import delivering, world
from pipeline.world.disk import Disk
at = int(sys.argv[1])
count = 0

def dying(name, method):
    def call(self, *args, **named):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), 9)
        return method(self, *args, **named)
    return call

for name in "write_new write_whole append rename place remove make_folder sync_folder".split():
    setattr(Disk, name, dying(name, getattr(Disk, name)))
import sqlite3
class Base(sqlite3.Connection):
    def execute(self, *args):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), 9)
        return super().execute(*args)
real = sqlite3.connect
sqlite3.connect = lambda *args, **named: real(*args, **named, factory=Base)
delivering.deliver_edition(world.real(), "harbour", Path("out"), Path("distribution.yaml"))
print(count)
"""


def test_killed_anywhere_nothing_is_lost_and_nothing_goes_twice(here):
    env = repo.environment(PYTHONPATH=str(repo.ROOT))
    whole = subprocess.run([sys.executable, "-c", DIES, "0"], capture_output=True, text=True, check=True, env=env)
    calls = int(whole.stdout)
    assert calls > 25
    wanted = {path.name: path.read_bytes() for path in (here / "share").iterdir()}
    assert len(wanted) == 3
    for at in range(1, calls + 1, 2):
        for path in ("out/.deliver", "out/harbour/copies.jsonl", "share"):
            WORLD.files.remove(here / path)
        (here / "share").mkdir()
        killed = subprocess.run([sys.executable, "-c", DIES, str(at)], capture_output=True, env=env)
        assert killed.returncode == -9, (at, killed.stderr)
        delivering.deliver_edition(WORLD, "harbour", Path("out"), Path("distribution.yaml"))
        assert {path.name: path.read_bytes() for path in (here / "share").iterdir()} == wanted, at
        assert states() == ["sent"] * 3, at
        assert len(copies.record_of(WORLD.files, here / "out/harbour")) == 2, at


def test_eight_at_once_send_each_parcel_once(here):
    def one(_: int) -> list[str]:
        return [each.told for each in delivering.deliver_edition(WORLD, "harbour", Path("out"), given).entries]

    given = Path("distribution.yaml")
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(one, range(8)))
    assert len({tuple(each) for each in told}) == 1
    assert all("put into share" in each for each in told[0])
    assert [each.attempts for each in delivering.status(WORLD, Path("out"))] == [1, 1, 1]


class Blind:
    """A channel whose protocol can't tell what arrived."""

    sent: ClassVar[list[str]] = []

    def probe(self):
        return Probed(ready=True, told="there")

    def lacks(self, _):
        return ()

    def send(self, parcel, note):
        note("on its way")
        self.sent.append(parcel.code)
        raise SystemExit(9)  # the machine goes down

    def found(self, _, reference):
        return Outcome("unsure", "nobody can say") if reference else None

    def shown(self, _):
        return ""


def test_what_may_have_arrived_is_held_for_a_person_s_word(here, monkeypatch, capsys):
    listed(here, DESK)
    Blind.sent.clear()
    monkeypatch.setattr(deliver, "opened", lambda *_: Blind())
    with pytest.raises(SystemExit):
        delivering.deliver_edition(WORLD, "harbour", Path("out"), Path("distribution.yaml"))
    assert states() == ["sending"]
    for _ in range(2):
        assert run(["deliver", "harbour"]) == 3
        told = capsys.readouterr()
        assert "error[DELIVER008]" in told.err
        assert "may have arrived: nobody can say" in told.err
        assert "1 held for your word" in told.out
    assert len(Blind.sent) == 1
    (code,) = Blind.sent
    monkeypatch.undo()
    monkeypatch.chdir(here)
    assert run(["deliver", "settle", code, "--again"]) == 0
    assert states() == ["owed"]
    assert run(["deliver", "again"]) == 0
    assert states() == ["sent"]
    assert run(["deliver", "settle", code, "--sent"]) == 2
    assert "error[DELIVER009]" in capsys.readouterr().err
    assert run(["deliver", "settle", "0000-0000-0000", "--sent"]) == 2


def test_an_outbox_that_cannot_be_used_is_told(here):
    (here / "out/.deliver").mkdir()
    (here / "out/.deliver/outbox.db").write_bytes(b"no database at all, but a text of some length" * 99)
    with pytest.raises(OutsideFailed) as caught:
        delivering.deliver_edition(WORLD, "harbour", Path("out"), Path("distribution.yaml"))
    assert caught.value.problems[0].code == "DELIVER004"
    assert not list((here / "share").iterdir())


def test_a_file_of_another_content_is_not_replaced(here, capsys):
    (here / "share/harbour-1-1.pdf").write_bytes(b"somebody else's")
    assert run(["deliver", "harbour", "--to", "Harbour desk"]) == 3
    assert "is there already, with other content; no file is replaced" in capsys.readouterr().err
    assert (here / "share/harbour-1-1.pdf").read_bytes() == b"somebody else's"


def test_a_name_that_leads_out_of_the_folder_is_refused(here, capsys):
    listed(here, DESK, folders={"share": {"path": "share", "file": "../{code}.pdf"}})
    assert run(["deliver", "harbour"]) == 3
    assert "leads out of the folder" in capsys.readouterr().err


def test_probe_asks_every_channel(here, capsys):
    listed(here, folders={"share": {"path": "share"}, "spare": {"path": "spare"}})
    assert run(["deliver", "probe"]) == 3
    told = capsys.readouterr().out
    assert "ready      folder share  share is there" in told
    assert "not ready  folder spare  spare can't be used: No such file or directory" in told


def test_a_scheduled_rebuild_is_handed_out_without_a_person(tmp_path, monkeypatch, capsys):
    specs = tmp_path / "specs"
    specs.mkdir()
    for name in ("harbour.yaml", "harbour.lock"):
        (specs / name).write_bytes((repo.ROOT / "specs" / name).read_bytes())
    (tmp_path / "share").mkdir()
    listed(specs, folders={"share": {"path": "../share"}})
    (specs / "schedule.yaml").write_text(
        "schedule: 1\nbriefs:\n  harbour.yaml: {watch: true, deliver: distribution.yaml}\n"
    )
    monkeypatch.chdir(tmp_path)
    for _ in range(3):  # a look that sees the spec, one that builds, one that hands out
        assert run(["schedule", "run", "--once"]) == 0
    assert min(path.name for path in (tmp_path / "share").iterdir()) == "harbour-1-1.pdf"
    assert states() == ["sent"] * 3


def test_unusable_lists_raise(here):
    with pytest.raises(UnusableInput):
        delivering.read_list(WORLD, here / "nowhere.yaml")
