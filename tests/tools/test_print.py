"""Copies on paper: a real IPP printer and a real CUPS queue take them, refuse them, run out of paper."""

from __future__ import annotations

import io
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from pypdf import PdfReader

from pipeline import web, world
from pipeline.deliver.impose import booklet, two_up
from pipeline.deliver.printer import opened
from pipeline.model.delivery import Parcel
from pipeline.model.distribution import Printer
from pipeline.render import render
from tests.support import printers, setting, tools

WORLD = world.real(web.Client)
NAMES = iter(range(10**6))


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[printers.Press]:
    # sockets have short paths
    with printers.press(tmp_path_factory.mktemp("p")) as made:
        yield made


def edition(paragraphs: int = 14) -> bytes:
    from pipeline.layout import layout
    from pipeline.model.document import Furniture, Heading, Paragraph, Text
    from pipeline.model.record import replace

    text = "A quay is a place where ships lie while cargo goes ashore. " * 40
    blocks = [Heading(1, "The quay"), *(Paragraph((Text(text),)) for _ in range(paragraphs))]
    numbered = replace(setting.document(*blocks), furniture=Furniture())
    return render(layout(numbered, setting.desk(), setting.metrics()), setting.metrics())


PDF = edition()
PAGES = len(PdfReader(io.BytesIO(PDF)).pages)


def parcel(**changes: object) -> Parcel:
    number = next(NAMES)
    told = {
        "code": f"7K3M-Q2XP-{number:04}", "recipient": "Harbour desk", "brief": "harbour", "edition": 3, "copy": 2,
        "copies": 1, "title": "The quay", "marking": "TLP:GREEN",
        "language": "en-GB", "media": "iso_a4_210x297mm", "pages": PAGES, "pdf": PDF,
    }  # fmt: skip
    return Parcel(**told | changes)


def channel(uri: str, home: Path = Path(), **more: object):
    return opened("hall", Printer.model_validate({"uri": uri, "time_limit": "20s"} | more), WORLD, home)


class Notes(list):
    def __call__(self, reference: str) -> None:
        self.append(reference)


def test_what_is_printed_is_what_was_sent_and_as_it_was_asked_for(press):
    sent, notes = parcel(copy=0, copies=3), Notes()
    way = channel(
        press.uri, sides="two", colour="monochrome", finishings=["staple-top-left"], account="desk-7", pages="1-2,4"
    )
    assert way.lacks(sent) == ()
    outcome = way.send(sent, notes)
    job = press.jobs[-1]
    assert (outcome.state, outcome.told) == ("sent", f"job {job.name} was printed on hall")
    assert (job / "document").read_bytes() == sent.pdf
    env = press.env(job)
    wanted = {
        "IPP_COPIES": "3", "IPP_SIDES": "two-sided-long-edge", "IPP_PRINT_COLOR_MODE": "monochrome",
        "IPP_JOB_ACCOUNT_ID": "desk-7", "IPP_PAGE_RANGES": "1-2,4-4", "IPP_MEDIA": "iso_a4_210x297mm",
        "IPP_FINISHINGS": "staple-top-left", "IPP_JOB_NAME": f"harbour 3 plain {sent.code}",
        "IPP_DOCUMENT_FORMAT_SUPPLIED": "application/pdf",
    }  # fmt: skip
    assert {name: env.get(name) for name in wanted} == wanted
    assert [note.split()[0] for note in notes] == ["asked", "job"]
    assert way.found(sent, notes[-1]).state == "sent"


def test_an_independent_client_sees_the_same_printer(press):
    said = tools.run(
        "ipptool", "-tv", press.uri, "get-printer-attributes.test", ok=(0, 1)
    )  # it wants more than ours does
    assert "sides-supported (1setOf keyword) = one-sided,two-sided-long-edge,two-sided-short-edge" in said
    probed = channel(press.uri).probe()
    assert probed.ready
    assert probed.told == "Quay Printer, idle"
    assert "sides: one-sided, two-sided-long-edge, two-sided-short-edge" in probed.abilities
    assert "finishings: staple-top-left" in probed.abilities


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"media": "iso_a3_297x420mm"}, "media iso_a3_297x420mm is not there; it has iso_a4_210x297mm"),
        ({"finishings": ["punch"]}, "it can't punch; its finishings: staple-top-left"),
        ({"finishings": ["polish"]}, '"polish" is no finishing that IPP knows'),
        ({"colour": "colour"}, "print-color-mode color is not there; it has monochrome, auto"),
        ({"pages": "2-99"}, f"the brief has {PAGES} pages, and page 99 is asked for"),
        ({"pages": "3-2"}, "the pages 3-2 run backwards"),
        ({"hold": True}, "it can't hold a job"),
    ],
)
def test_what_a_printer_can_t_do_is_refused_before_anything_is_sent(press, more, says):
    assert says in "; ".join(channel(press.uri, **more).lacks(parcel()))


def test_too_many_copies_at_once_are_refused(press):
    (lack,) = channel(press.uri).lacks(parcel(copy=0, copies=10))
    assert lack == "it makes 9 at a time at most, and 10 copies are asked for"


def test_the_printer_itself_is_asked_whether_it_would_take_the_job(press):
    """What `lacks` lets pass, Validate-Job still refuses, with the printer's own reason."""
    before = len(press.jobs)
    way = channel(press.uri, media="iso_a3_297x420mm")
    outcome = way.send(parcel(), notes := Notes())
    assert outcome.state == "refused"
    assert "media" in outcome.told
    assert (notes, len(press.jobs)) == ([], before)


def test_out_of_paper_is_told_and_the_job_is_asked_about_again(press):
    (press.folder / "empty").touch()
    try:
        sent, way = parcel(), channel(press.uri, time_limit="1s")
        outcome = way.send(sent, notes := Notes())
        assert outcome.state == "going"
        assert re.search(r"job \d+ is printing.*: out of paper", outcome.told), outcome.told
        assert way.found(sent, notes[-1]).state == "going"
    finally:
        (press.folder / "empty").unlink()
    printers.until(lambda: way.found(sent, notes[-1]).state == "sent", "the job")
    assert len([job for job in press.jobs if press.env(job)["IPP_JOB_NAME"].endswith(sent.code)]) == 1


def test_a_process_killed_between_printing_and_recording_prints_nothing_twice(press):
    sent = parcel()
    way = channel(press.uri)
    kept = press.folder / "kept"

    def note(reference: str) -> None:
        if reference.startswith("job"):
            os._exit(9)
        kept.write_text(reference)

    child = os.fork()
    if not child:
        try:
            way.send(sent, note)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    # It was printed once. Whether it had come whole when its sender died, this printer does not tell.
    printers.until(lambda: way.found(sent, kept.read_text()).state == "unsure", "the job")
    assert "was printed on hall, but it may not have come whole" in way.found(sent, kept.read_text()).told
    mine = [job for job in press.jobs if press.env(job)["IPP_JOB_NAME"].endswith(sent.code)]
    assert len(mine) == 1
    assert (mine[0] / "document").read_bytes() == sent.pdf


def test_a_certificate_that_nobody_vouches_for_is_refused(press):
    secure = f"ipps://localhost:{press.port}/ipp/print"
    way = channel(secure)
    assert way.lacks(parcel()) == ()
    outcome = way.send(parcel(), Notes())
    assert outcome.state == "refused"
    assert "certificate" in outcome.told
    known = channel(secure, press.folder / "keys", authority="localhost.crt")
    assert known.probe().ready
    sent = parcel()
    assert known.send(sent, Notes()).state == "sent"
    assert (press.jobs[-1] / "document").read_bytes() == sent.pdf


def test_a_printer_that_is_not_there_is_tried_again():
    way = channel(f"ipp://localhost:{printers.free()}/ipp/print")
    outcome = way.send(parcel(), notes := Notes())
    assert (outcome.state, outcome.told) == ("later", "there is no connection: Connection refused")
    assert notes == []
    assert way.found(parcel(), "") is None
    assert not way.probe().ready


def test_what_is_no_printer_is_told(press):
    outcome = channel(f"ipp://localhost:{press.port}/elsewhere").send(parcel(), Notes())
    assert outcome.state == "refused"


def test_a_printer_that_may_have_forgotten_is_for_a_person_to_judge(press):
    way, sent = channel(press.uri), parcel()
    assert way.found(sent, "job 999").state == "unsure"
    assert way.found(sent, "asked 2026-01-01T00:00:00+00:00").state == "unsure"
    assert way.found(sent, f"asked {WORLD.now().isoformat()}") is None


def test_a_queue_of_cups_is_reached_the_same_way(press):
    with printers.queue(press) as uri:
        sent = parcel()
        way = channel(uri)
        outcome = way.send(sent, Notes())
        assert outcome.state in ("sent", "going"), outcome
        printers.until(lambda: way.found(sent, outcome.reference).state == "sent", "the job")
        # A queue counts what has come, so that nobody need be asked.
        assert way.found(sent, f"asked {WORLD.now().isoformat()}").state == "sent"
    documents = [(job / "document").read_bytes() for job in press.jobs]
    assert sent.pdf in documents


def text_of(page) -> str:
    return page.extract_text()


@pytest.mark.parametrize("layout", ["2-up", "booklet"])
def test_sheets_are_put_together_for_print_only(press, layout):
    sent = parcel()
    way = channel(press.uri, layout=layout, cover=False)
    assert way.send(sent, Notes()).state == "sent"
    data = (press.jobs[-1] / "document").read_bytes()
    assert data == way._document(sent)  # the same parcel, the same sheets
    file = PdfReader(io.BytesIO(data))
    assert file.metadata.title == "Print only: The quay"
    assert not {"/MarkInfo", "/StructTreeRoot", "/Metadata", "/AF"} & set(file.trailer["/Root"])
    order = list(booklet(PAGES) if layout == "booklet" else two_up(PAGES))
    assert len(file.pages) == len(order)
    for sheet, (left, right) in zip(file.pages, order, strict=True):
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == (842, 595)
        numbers = re.findall(r"(\d+) / \d+", text_of(sheet))
        assert sorted(map(int, numbers)) == sorted(at + 1 for at in (left, right) if at >= 0)
    if layout == "booklet":
        assert press.env(press.jobs[-1])["IPP_SIDES"] == "two-sided-short-edge"


@pytest.mark.parametrize("pages", range(1, 21))
def test_a_folded_booklet_has_its_pages_in_order(pages):
    sides = list(booklet(pages))
    assert len(sides) % 2 == 0
    leaves = [(sides[at], sides[at + 1]) for at in range(0, len(sides), 2)]
    # Laid in one another and folded: the right halves from outside to inside, then the left halves back again.
    read = [page for front, back in leaves for page in (front[1], back[0])]
    read += [page for front, back in reversed(leaves) for page in (back[1], front[0])]
    assert [page for page in read if page >= 0] == list(range(pages))
    assert read[:pages] == list(range(pages))  # blanks at the end only


# These come last: a printer whose client went away in the middle is busy with that for a while.


@contextmanager
def cutting(port: int, *, after: int | None):
    """A proxy that cuts the connection of a large request: after so many of its bytes, or when it has been answered."""
    cut = []

    def carry(client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", port)) as printer:
            seen, to = 0, Thread(target=back, args=(printer, client, lambda: seen > len(PDF) // 2), daemon=True)
            to.start()
            while data := client.recv(4096):
                seen += len(data)
                if after is not None and seen > after and not cut:
                    cut.append(seen)
                    return
                printer.sendall(data)
            to.join(5)

    def back(printer: socket.socket, client: socket.socket, large) -> None:
        try:
            while data := printer.recv(65536):
                if after is None and large() and not data.startswith(b"HTTP/1.1 100") and not cut:
                    cut.append(len(data))
                    client.shutdown(socket.SHUT_RDWR)
                    return
                client.sendall(data)
        except OSError:
            pass

    def accept() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            Thread(target=carry, args=(client,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], cut
        server.shutdown(socket.SHUT_RDWR)


def test_a_connection_cut_before_the_answer_is_no_second_print(press):
    sent = parcel()
    with cutting(press.port, after=None) as (port, cut):
        way = channel(f"ipp://localhost:{port}/ipp/print")
        outcome = way.send(sent, Notes())
        assert cut
        assert outcome.state in ("unsure", "going"), outcome
        printers.until(lambda: way.found(sent, f"asked {WORLD.now().isoformat()}").state == "unsure", "the job")
    mine = [job for job in press.jobs if press.env(job)["IPP_JOB_NAME"].endswith(sent.code)]
    assert len(mine) == 1


def test_a_connection_cut_in_the_middle_is_no_print(press):
    sent = parcel()
    with cutting(press.port, after=len(PDF) // 2) as (port, cut):
        outcome = channel(f"ipp://localhost:{port}/ipp/print").send(sent, Notes())
    assert cut
    # This printer prints what has come; whether that is enough, a person must say.
    assert outcome.state in ("later", "unsure"), outcome
    assert re.search(r"but it may not have come whole|canceled|did not take", outcome.told)
    done = [job for job in press.jobs if press.env(job)["IPP_JOB_NAME"].endswith(sent.code)]
    assert not [job for job in done if (job / "document").read_bytes() == sent.pdf]
