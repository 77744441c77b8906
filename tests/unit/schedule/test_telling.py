"""Telling of failures, to real programmes, a real web server and a real mail server."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time

import pytest

from pipeline import web, world
from pipeline.model.record import replace
from pipeline.schedule import telling
from pipeline.schedule.crew import Task
from pipeline.schedule.plan import problem
from pipeline.schedule.run import Made, Run, State
from tests.support import mailserver, webserver
from tests.support.scheduling import entry

NOW = dt.datetime(2026, 5, 4, 6, 0, 7, tzinfo=dt.UTC)
PROBLEM = problem(
    "CITE002", "a number is not in its passage", 'number "12 Mio €" is not there', "look", file="a.yaml"
) | {
    "line": 7,
    "column": 3,
}
MADE = Made("a", 3, "f" * 64, 4, "a/3/a.pdf", 1234, True, "Quays & cranes")
KEEP = [sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + '\\n')"]
SAY_AND_FAIL = [sys.executable, "-c", "print('no paper left'); raise SystemExit(3)"]


def task(what, run=None, **told):
    run = run or Run("a.yaml", NOW, State.FAILING, attempts=2, problems=(PROBLEM,))
    return Task(what, entry("a.yaml", cron="0 6 * * *", **told), run, NOW, 60.0)


def failing(**ways):
    return task("tell", on_failure=ways)


def tell(given, tmp_path):
    return telling.tell(given, tmp_path, world.real(web.Client))


def mail(port, **more):
    told = {"to": ["desk@example.org", "chief@example.org"], "from": "brief@example.org", "server": "localhost"}
    return told | {"port": str(port), "security": "none"} | more


def test_a_programme_gets_the_problems_as_json_on_its_standard_input(tmp_path):
    assert tell(failing(command=[*KEEP, str(tmp_path / "told")]), tmp_path).problems == ()
    told = json.loads((tmp_path / "told").read_text())
    assert told["event"] == "failed"
    assert (told["brief"], told["slot"], told["attempts"], told["edition"]) == ("a", "2026-05-04T06:00:07Z", 2, None)
    assert told["problems"] == [PROBLEM]


def test_a_webhook_gets_them_by_post(tmp_path, monkeypatch):
    with webserver.serving() as site:
        site.answers["/hook/s3cret"] = webserver.page(b"", status=204)
        monkeypatch.setenv("HOOK", site.url("/hook/s3cret"))
        assert tell(failing(webhook={"url_from": {"env": "HOOK"}}), tmp_path).problems == ()
        ((path, kind, data),) = site.posted
        assert (path, kind, json.loads(data)["problems"]) == ("/hook/s3cret", "application/json", [PROBLEM])


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (webserver.page(b"", status=500), "the server answered 500"),
        (webserver.redirect("/elsewhere", 307), "the server answered 307"),
        (None, "refused"),
        (lambda _: time.sleep(5), "too long"),
    ],
)
def test_a_webhook_that_does_not_answer_as_it_should_is_told_without_its_address(tmp_path, monkeypatch, answer, says):
    monkeypatch.setattr(telling, "SECONDS", 1.0)
    with webserver.serving() as site:
        url = site.url("/hook/s3cret") if answer else "http://127.0.0.1:9/hook/s3cret"
        if answer:
            site.answers["/hook/s3cret"] = answer
        (wrong,) = tell(failing(webhook={"url": url}), tmp_path).problems
    assert wrong["code"] == "SCHED007"
    assert says in wrong["message"]
    assert "s3cret" not in json.dumps(wrong)


def test_a_mail_says_what_failed(tmp_path):
    with mailserver.serving() as post:
        assert tell(failing(mail=mail(post.port)), tmp_path).problems == ()
        assert tell(failing(mail=mail(post.port)), tmp_path).problems == ()
    one, again = post.mails
    assert one["Subject"] == "[brief] a failed: 1 error"
    assert (one["To"], one["From"]) == ("desk@example.org, chief@example.org", "brief@example.org")
    assert one["Date"].datetime == NOW
    assert one["Message-ID"] == again["Message-ID"]
    text = one.get_content().replace("\r\n", "\n")
    assert 'a.yaml:7:3: error[CITE002] number "12 Mio €" is not there\n   help: look\n' in text
    assert "Slot:     2026-05-04T06:00:07Z" in text


def test_a_mail_goes_encrypted_with_a_password_from_a_file(tmp_path, monkeypatch):
    pem = mailserver.certificate(tmp_path)
    secret = tmp_path / "password"
    secret.write_text(f"{mailserver.PASSWORD}\n")
    with mailserver.serving(pem) as post:
        ways = mail(post.port, security="starttls", user="desk", password={"file": str(secret)})
        (wrong,) = tell(failing(mail=ways), tmp_path).problems  # nobody vouches for this certificate
        assert "certificate" in wrong["message"].lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        assert tell(failing(mail=ways), tmp_path).problems == ()
        secret.write_text("wrong")
        (wrong,) = tell(failing(mail=ways), tmp_path).problems
        assert "the mail server said 535" in wrong["message"]
        secret.write_text("geheim ü")
        assert "ASCII only" in tell(failing(mail=ways), tmp_path).problems[0]["message"]
    assert len(post.mails) == 1
    assert mailserver.PASSWORD not in json.dumps(wrong)


def test_a_refused_recipient_is_told_and_the_others_get_their_mail(tmp_path):
    with mailserver.serving() as post:
        post.refused["chief@example.org"] = "550 no such user"
        (wrong,) = tell(failing(mail=mail(post.port)), tmp_path).problems
        assert "refused chief@example.org (550 no such user)" in wrong["message"]
        assert len(post.mails) == 1
        post.refused["desk@example.org"] = "451 try again"
        (wrong,) = tell(failing(mail=mail(post.port)), tmp_path).problems
        assert "desk@example.org (451 try again)" in wrong["message"]
    (wrong,) = tell(failing(mail=mail(post.port)), tmp_path).problems
    assert "refused" in wrong["message"].lower()


def test_one_way_that_fails_stops_no_other_and_what_was_reached_is_left_out_next_time(tmp_path):
    ways = {"command": SAY_AND_FAIL, "webhook": {"url_from": {"env": "NOT_SET_ANYWHERE"}}}
    with mailserver.serving() as post:
        given = failing(**ways, mail=mail(post.port))
        outcome = tell(given, tmp_path)
        assert outcome.exit == 3
        assert outcome.reached == ("mail to desk@example.org, chief@example.org",)
        messages = [each["message"] for each in outcome.problems]
        assert messages[0].endswith("exit code 3; it said: no paper left")
        assert "environment variable NOT_SET_ANYWHERE is not set" in messages[1]
        again = replace(given, run=replace(given.run, reached=outcome.reached))
        assert len(tell(again, tmp_path).problems) == 2
        assert len(post.mails) == 1


@pytest.mark.parametrize(("kept", "says"), [("", "is empty"), (None, "can't be read"), (b"\xff\xfe", "can't be read")])
def test_a_secret_that_is_not_there_is_told_by_its_place(tmp_path, kept, says):
    path = tmp_path / "secret"
    if kept is not None:
        path.write_bytes(kept if isinstance(kept, bytes) else kept.encode())
    (wrong,) = tell(failing(webhook={"url_from": {"file": str(path)}}), tmp_path).problems
    assert says in wrong["message"]
    assert str(path) in wrong["message"]


def test_programmes_for_a_new_edition_get_its_pdf_without_a_shell(tmp_path):
    run = Run("a.yaml", NOW, State.BUILT, attempts=1, made=MADE)
    say = [sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write(repr(sys.argv[2:]) + '\\n')"]
    commands = [[*say, str(tmp_path / "said"), "{pdf}", "{edition} of {brief}; $(rm -rf x) {other}"]]
    commands += [["/no/such/programme"], [*KEEP, str(tmp_path / "told")]]
    outcome = telling.then(task("then", run, then=commands), tmp_path)
    assert (tmp_path / "said").read_text() == f"['{tmp_path}/a/3/a.pdf', '3 of a; $(rm -rf x) {{other}}']\n"
    told = json.loads((tmp_path / "told").read_text())
    assert (told["event"], told["edition"], told["pdf"]) == ("edition", 3, f"{tmp_path}/a/3/a.pdf")
    (wrong,) = outcome.problems
    assert "/no/such/programme: No such file or directory" in wrong["message"]
    assert wrong["hints"] == ["the edition stands"]


def test_a_programme_that_hangs_is_ended(tmp_path):
    run = Run("a.yaml", NOW, State.BUILT, attempts=1, made=MADE)
    given = task("then", run, then=[["sleep", "600"]], time_limit="1s")
    assert "it took longer than 1 seconds" in telling.then(given, tmp_path).problems[0]["message"]
