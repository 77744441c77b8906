"""A mail that tells of a failed run, with the problems in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from pipeline.model.schedule import Mail
from pipeline.schedule.run import Told
from pipeline.world.smtp import MailHost, post

_MOST = 50


def send(mail: Mail, told: dict[str, Any], now: dt.datetime, password: Callable[[], str], seconds: float) -> None:
    """Send it. Raises OSError with the reason."""
    host = MailHost(mail.server, mail.at, mail.security, mail.user or "", password())
    refused = post(host, mail.from_, mail.to, written(mail, told, now).as_bytes(policy=SMTP), seconds / 4)
    if refused:
        each = (f"{name} ({said})" for name, said in refused.items())
        raise OSError(0, f"the mail server refused {', '.join(each)}")


def written(mail: Mail, told: dict[str, Any], now: dt.datetime) -> EmailMessage:
    """The message. A second one of the same failure has the same Message-ID, so that a reader may see only one."""
    message = EmailMessage()
    name = " ".join((told["brief"] or told["spec"]).split())
    message["Subject"] = f"[brief] {name} failed: {counted(told['problems'])}"
    message["From"], message["To"] = mail.from_, ", ".join(mail.to)
    message["Date"] = format_datetime(now)
    digest = sha256(f"{told['spec']} {told['slot']}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@{mail.from_.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    message.set_content("\n".join(_lines(told)) + "\n")
    return message


def counted(problems: list[Told]) -> str:
    """`1 error`, `3 errors`."""
    errors = sum(problem["severity"] == "error" for problem in problems)
    return f"{errors} error{'s' * (errors != 1)}"


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"The brief {told['title'] or told['brief'] or told['spec']} failed."
    yield ""
    yield f"Spec:     {told['spec']}"
    yield f"Slot:     {told['slot']}"
    yield f"Attempts: {told['attempts']}"
    if told["edition"]:
        yield f"Edition:  {told['edition']}, which stands: {told['pdf']}"
    yield ""
    for problem in told["problems"][:_MOST]:
        yield from problem_lines(problem)
        yield ""
    if (more := len(told["problems"]) - _MOST) > 0:
        yield f"and {more} more"


def problem_lines(problem: Told) -> Iterator[str]:
    """A problem for people, from its data."""
    place = ":".join(str(part) for part in (problem["file"], problem["line"], problem["column"]) if part)
    yield f"{place or 'brief'}: {problem['severity']}[{problem['code']}] {problem['message']}"
    yield from (f"   {note}" for note in problem["notes"])
    yield from (f"   help: {hint}" for hint in problem["hints"])
