"""Copies in an object store: a real S3 server, and a folder that is one."""

from __future__ import annotations

import pickle
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import world
from pipeline.deliver.store import opened
from pipeline.model.delivery import Parcel
from pipeline.model.distribution import Store
from tests.support import printers, repo, tools

WORLD = world.real()
NUMBERS = iter(range(10**6))
KEYS = {"key_id": {"env": "BUCKET_ID"}, "secret_key": {"env": "BUCKET_KEY"}, "region": "eu-west-1"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = printers.free()
    log = tmp_path_factory.mktemp("s3") / "log"
    with log.open("wb") as out:
        words = [tools.require("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
        child = subprocess.Popen(words, stdout=out, stderr=out)
        try:
            printers.until(lambda: printers.answers(port), "moto", 60)
            url = f"http://127.0.0.1:{port}"
            urllib.request.urlopen(urllib.request.Request(f"{url}/briefs", method="PUT"), timeout=10)
            yield url
        finally:
            child.terminate()
            child.wait(10)


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUCKET_ID", "AKIDESK")
    monkeypatch.setenv("BUCKET_KEY", "s3cret-of-the-desk")


def parcel(**changes: object) -> Parcel:
    told = {
        "code": "7K3M-Q2XP-4T9A", "recipient": "Archive", "brief": f"harbour{next(NUMBERS)}", "edition": 3, "copy": 2,
        "copies": 1, "title": "The quay", "marking": "TLP:GREEN",
        "language": "en-GB", "media": "iso_a4_210x297mm", "pages": 4, "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 99,
    }  # fmt: skip
    return Parcel(**told | changes)


def channel(url: str = "s3://briefs/desk", **more: object):
    return opened("archive", Store.model_validate({"url": url} | more), WORLD, Path())


def fetched(server: str, name: str) -> bytes:
    """An object, by a client of its own."""
    import obstore
    from obstore.store import S3Store

    more = {"access_key_id": "AKIDESK", "secret_access_key": "s3cret-of-the-desk", "region": "eu-west-1"}
    bucket = S3Store("briefs", endpoint=server, client_options={"allow_http": True}, **more)
    return bytes(obstore.get(bucket, f"desk/{name}").bytes())


def test_a_copy_lies_in_the_store_as_it_was_sent(server):
    sent, notes = parcel(), []
    way = channel(endpoint=server, **KEYS)
    assert way.lacks(sent) == ()
    outcome = way.send(sent, notes.append)
    name = f"{sent.brief}/3/{sent.brief}-3-2.pdf"
    assert (outcome.state, outcome.told, notes) == ("sent", f"put into archive as {name}", [name])
    assert fetched(server, name) == sent.pdf
    assert way.found(sent, name).state == "sent"
    assert way.found(sent, "").state == "sent"
    assert way.found(parcel(), "") is None
    assert f"object  s3://briefs/desk/{name}" in way.shown(sent)
    assert way.probe().ready


def test_nothing_is_overwritten(server):
    sent, way = parcel(), channel(endpoint=server, **KEYS)
    assert way.send(sent, str).state == "sent"
    assert way.send(sent, str).told.startswith("it lies in archive as")
    other = parcel(brief=sent.brief, pdf=b"%PDF-another")
    refused = way.send(other, str)
    assert (refused.state, "nothing is overwritten" in refused.told) == ("refused", True)
    assert fetched(server, f"{sent.brief}/3/{sent.brief}-3-2.pdf") == sent.pdf


def test_eight_writers_make_one_object(server):
    brief = f"harbour{next(NUMBERS)}"
    some = [parcel(brief=brief, pdf=b"%%PDF-%d" % index) for index in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda each: channel(endpoint=server, **KEYS).send(each, str), some))
    held = fetched(server, f"{brief}/3/{brief}-3-2.pdf")
    assert [each.state for each in made].count("sent") == 1
    assert held == some[[each.state for each in made].index("sent")].pdf


DIES = """
import os, pickle, sys
from tests.tools.test_stores import channel, KEYS
parcel, endpoint = pickle.load(sys.stdin.buffer)
channel(endpoint=endpoint, **KEYS).send(parcel, str)
os._exit(9)
"""


def test_a_process_killed_when_the_object_is_there_is_found_out(server):
    sent, way = parcel(), channel(endpoint=server, **KEYS)
    words = [sys.executable, "-c", DIES]
    done = subprocess.run(words, input=pickle.dumps((sent, server)), cwd=repo.ROOT, timeout=60)
    assert done.returncode == 9
    assert way.found(sent, f"{sent.brief}/3/{sent.brief}-3-2.pdf").state == "sent"


def test_what_is_wrong_is_told_without_the_key(server, monkeypatch):
    nowhere = channel("s3://nowhere/desk", endpoint=server, **KEYS)
    lost = nowhere.send(parcel(), str)
    assert (lost.state, lost.told) == ("refused", "archive said NoSuchBucket")
    away = channel(endpoint=f"http://127.0.0.1:{printers.free()}", **KEYS)
    later = away.send(parcel(), str)
    assert later.state == "later"
    assert not away.probe().ready
    monkeypatch.delenv("BUCKET_KEY")
    unset = channel(endpoint=server, **KEYS).send(parcel(), str)
    assert (unset.state, unset.told) == ("later", "the environment variable BUCKET_KEY is not set")
    said = f"{lost}{later}{unset}{away.probe()}"
    assert "s3cret" not in said
    assert "\n" not in lost.told + later.told


def test_a_folder_can_be_a_store(tmp_path):
    way, sent = channel(f"file://{tmp_path}"), parcel()
    assert way.send(sent, str).state == "sent"
    assert (tmp_path / sent.brief / "3" / f"{sent.brief}-3-2.pdf").read_bytes() == sent.pdf
    assert way.send(parcel(brief=sent.brief, pdf=b"other"), str).state == "refused"


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr("pipeline.deliver.store.find_spec", lambda _: None)
    (lack,) = channel().lacks(parcel())
    assert "pip install 'briefwright[stores]'" in lack
    assert not channel().probe().ready
