"""Copies by mail, taken by a real server that encrypts, asks for a password, refuses, and fails half-way."""

from __future__ import annotations

import datetime as dt
import socket
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import world
from pipeline.deliver.mail import opened
from pipeline.model.delivery import Letter, Parcel
from pipeline.model.distribution import MailServer
from pipeline.model.record import replace
from tests.support import mailserver

NOW = dt.datetime(2026, 5, 4, 6, 0, 7, tzinfo=dt.UTC)
WORLD = world.real()._replace(now=lambda: NOW)
TO = ("desk@example.org", "chief@example.org")


LETTER = Letter(
    "[TLP:GREEN] Kräne für <Tarrowick> & more, Edition 3", "Edition 3 · Copy 2 · Harbour desk · 7K3M-Q2XP-4T9A",
    (("Bottom line", ("It is on order.", "Two < three.")), ("Changes since edition 2", ("One.",))),
    "22 claims: 22 held.", "Every claim can be checked.", "The brief is attached: {file}", "The brief: {link}",
)  # fmt: skip


def parcel(**changes) -> Parcel:
    told = {
        "code": "7K3M-Q2XP-4T9A", "recipient": "Harbour desk", "brief": "harbour", "edition": 3, "copy": 2, "copies": 1,
        "title": "Kräne für <Tarrowick> & more", "marking": "TLP:GREEN",
        "letter": LETTER, "language": "en-GB", "media": "iso_a4_210x297mm", "pages": 4, "to": TO,
        "pdf": b"%PDF-1.7\n.\r\n..\n\xff\x00" * 99,
    }  # fmt: skip
    return Parcel(**told | changes)


def channel(port: int, home: Path = Path(), **more):
    told = {"server": "localhost", "port": port, "security": "none", "from": "brief@example.org"} | more
    return opened("post", MailServer.model_validate(told), WORLD, home)


class Notes(list):
    """References in the order they were kept."""

    def __call__(self, reference: str) -> None:
        self.append(reference)


def test_a_copy_arrives_byte_for_byte_with_what_is_told_beside_it():
    sent, notes = parcel(), Notes()
    with mailserver.serving() as post:
        outcome = channel(post.port, reply_to="editor@example.org").send(sent, notes)
    assert (outcome.state, outcome.reference) == ("sent", "<7K3M-Q2XP-4T9A.briefwright@example.org>")
    (mail,) = post.mails
    assert mail["Subject"] == "[TLP:GREEN] Kräne für <Tarrowick> & more, Edition 3"
    assert mail["To"] == ", ".join(TO)
    assert (mail["Reply-To"], mail["Auto-Submitted"]) == ("editor@example.org", "auto-generated")
    assert mail["Date"].datetime == NOW
    (attached,) = mail.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", "harbour-3-2.pdf")
    assert attached.get_content() == sent.pdf
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    page = mail.get_body(("html",)).get_content()
    for said in (text, page):
        for told in ("TLP:GREEN", "It is on order.", "Changes since edition 2", "Copy 2 · Harbour desk", "22 held."):
            assert told in said
    assert "Two < three." in text
    assert "Two &lt; three." in page
    assert "<h1>Kräne für &lt;Tarrowick&gt; &amp; more</h1>" in page
    assert "://" not in page  # nothing from elsewhere


def test_the_same_parcel_is_the_same_mail():
    with mailserver.serving() as post:
        for _ in range(2):
            assert channel(post.port).send(parcel(), Notes()).state == "sent"
    one, again = post.raw
    assert one == again
    assert b"=_7K3M-Q2XP-4T9A_0_=" in one


def test_it_goes_encrypted_with_a_password_and_the_certificate_is_checked(tmp_path, capfd):
    pem = mailserver.certificate(tmp_path)
    (tmp_path / "password").write_text(f"{mailserver.PASSWORD}\n")
    secure = {"security": "starttls", "user": "desk", "password": {"file": "password"}}
    with mailserver.serving(pem) as post:
        foreign = channel(post.port, tmp_path, **secure).send(parcel(), Notes())
        assert foreign.state == "refused"
        assert "the certificate of localhost is not trusted: self-signed certificate" in foreign.told
        known = channel(post.port, tmp_path, **secure, authority="cert.pem")
        assert known.probe().ready
        assert known.send(parcel(), Notes()).state == "sent"
        (tmp_path / "password").write_text("w0rse")
        wrong = known.send(parcel(), Notes())
        assert (wrong.state, "535" in wrong.told) == ("refused", True)
        assert not known.probe().ready
        (tmp_path / "password").unlink()
        lost = known.send(parcel(), Notes())
        assert lost.state == "later"
        assert "password can't be read" in lost.told
    assert len(post.mails) == 1
    said = f"{wrong}{foreign}{lost}{capfd.readouterr()}"
    assert "w0rse" not in said
    assert mailserver.PASSWORD not in said


@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 try later", "later"), ("452 no room", "later"), ("550 no", "refused"), ("554 spam", "refused")],
)
def test_what_the_server_says_decides_whether_it_is_tried_again(answer, state):
    with mailserver.serving() as post:
        post.answers = [answer]
        outcome = channel(post.port).send(parcel(), Notes())
        assert (outcome.state, outcome.told) == (state, f"the mail server said {answer[:3]}: {answer[4:]}")
        assert channel(post.port).send(parcel(), Notes()).state == "sent"
    assert len(post.mails) == 1


def test_one_of_several_addresses_that_is_refused_is_told_and_the_others_get_it():
    with mailserver.serving() as post:
        post.refused["chief@example.org"] = "550 no such user"
        outcome = channel(post.port).send(parcel(), Notes())
        assert outcome.state == "refused"
        assert (
            outcome.told == "it went to desk@example.org; the mail server refused chief@example.org (550 no such user)"
        )
        post.refused["desk@example.org"] = "451 busy"
        assert channel(post.port).send(parcel(), Notes()).state == "later"
    assert len(post.mails) == 1


def test_a_server_that_is_not_there_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    notes = Notes()
    outcome = channel(port).send(parcel(), notes)
    assert outcome.state == "later"
    assert "localhost can't be reached" in outcome.told
    assert channel(port).found(parcel(), "".join(notes)) is None


@contextmanager
def failing(*answers: str, close_in_data: bool = False):
    """A server that closes the connection when its answers are used up, or in the middle of the mail."""

    def serve() -> None:
        connection, _ = server.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 here\r\n")
            for answer in answers:
                lines.readline()
                connection.sendall(f"{answer}\r\n".encode())
            if close_in_data:
                connection.recv(100)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)


OK = ("250 here", "250 ok", "250 ok", "250 ok", "354 go on")


@pytest.mark.parametrize("answers", [OK[:count] for count in range(5)], ids=len)
def test_a_connection_cut_before_the_mail_surely_brought_nothing(answers):
    notes = Notes()
    with failing(*answers) as port:
        outcome = channel(port).send(parcel(), notes)
    assert outcome.state == "later", outcome
    assert notes == []


def test_a_connection_cut_when_all_was_sent_is_for_a_person_to_judge():
    notes = Notes()
    with mailserver.serving() as post:
        post.answers = ["cut after taking it"]
        outcome = channel(post.port).send(parcel(), notes)
        assert outcome.state == "unsure"
        assert "no answer came" in outcome.told
        assert len(post.mails) == 1
        assert channel(post.port).found(parcel(), notes[-1]).state == "unsure"
    assert notes == ["<7K3M-Q2XP-4T9A.briefwright@example.org> all was sent but the sign that ends the mail"]


def test_a_copy_above_the_limit_is_linked_or_refused():
    large = parcel(pdf=b"x" * 1_000_001)
    with mailserver.serving() as post:
        none = channel(post.port, attach_up_to=1)
        (lack,) = none.lacks(large)
        assert "the copy has 1.0 MB, more than the 1 that post attaches" in lack
        linked = channel(post.port, attach_up_to=1, link="https://desk.example.org/{brief}/{edition}/{file}")
        assert linked.lacks(large) == ()
        assert linked.send(large, Notes()).state == "sent"
    (mail,) = post.mails
    assert not list(mail.iter_attachments())
    link = "https://desk.example.org/harbour/3/harbour-3-2.pdf"
    assert f"The brief: {link}" in mail.get_body(("plain",)).get_content()
    assert f'<a href="{link}">' in mail.get_body(("html",)).get_content()


def test_what_is_shown_is_what_goes_out():
    way = channel(25)
    shown = way.shown(parcel())
    assert "Subject: [TLP:GREEN] Kräne für <Tarrowick> & more, Edition 3" in shown
    assert "Message-ID: <7K3M-Q2XP-4T9A.briefwright@example.org>" in shown
    assert "[application/pdf] harbour-3-2.pdf, 1,683 bytes" in shown
    assert way.written(parcel()).get_body(("plain",)).get_content().rstrip("\n") in shown


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=80))
def test_no_title_or_name_breaks_a_header(title, name):
    """Line feeds never come this far; whatever else does must not end a header or begin one."""
    title, name = (" ".join(each.split()) or "x" for each in (title, name))
    data = (
        channel(25)
        .written(parcel(title=title, recipient=name, letter=replace(LETTER, subject=f"[TLP:RED] {title}", about=name)))
        .as_bytes()
    )
    head = data.split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    wanted = b"Subject From To Date Message-ID Auto-Submitted MIME-Version Content-Type".split()
    assert sorted(names) == sorted(wanted)
