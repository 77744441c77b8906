"""A printer or a print queue: asked what it can do, told what to do, and followed until it has done it.

A job's name carries the copy's code, and the printer is asked for a job of that name before one is sent again. So
nothing is printed twice, as long as the printer remembers; where it may have forgotten, a person is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.deliver.ipp import Failed, Peer, Tag
from pipeline.deliver.ipp.client import CANCEL, JOB, JOBS, LATER, PRINT, PRINTER, VALIDATE, Answer
from pipeline.deliver.ipp.codec import Attribute
from pipeline.deliver.jobs import ABLE, JobState, asked_for, described, lacking, reasons, shown
from pipeline.model.delivery import Outcome, Parcel, Probed
from pipeline.model.distribution import Printer
from pipeline.model.schedule import seconds
from pipeline.world import Trust, Unsent, World

_SECONDS = 60.0
_PAUSE = 1.0
"""Between two questions how far a job is, in seconds."""
_MEMORY = dt.timedelta(seconds=50)
"""How long a printer surely knows a job that is over: RFC 8011, 5.3.7.1 wants 60 seconds at the least."""
_PDF = "application/pdf"
_USER = "briefwright"
_WANTED = ("job-id", "job-name", "job-state", "job-state-reasons", "job-state-message", "job-k-octets")


def opened(name: str, told: Printer, world: World, home: Path) -> _Printer:
    """See `shelf.opened`."""
    return _Printer(name, told, world, home)


class _Printer:
    """See `Channel`."""

    def __init__(self, name: str, told: Printer, world: World, home: Path) -> None:
        self._name, self._told, self._world, self._home = name, told, world, home
        self._known: Mapping[str, tuple[Any, ...]] | None = None

    def _peer(self) -> Peer:
        """Raises OSError, whose reason names the place of a secret."""
        told, kept = self._told, self._told.password
        password = self._world.secret(kept.env or "", str(self._home / kept.file) if kept.file else "") if kept else ""
        authority = str(self._home / told.authority) if told.authority else ""
        return Peer(self._world.web, told.uri, Trust(authority, told.user or "", password), _SECONDS)

    def _describe(self) -> Mapping[str, tuple[Any, ...]]:
        """What it says of itself."""
        answer = self._peer().ask(PRINTER, [(Tag.KEYWORD, "requested-attributes", ABLE)])
        if not answer.done:
            raise Failed(answer.told, for_good=answer.status not in LATER)
        return answer.printer

    def probe(self) -> Probed:
        """See `Channel.probe`."""
        try:
            known = self._describe()
        except OSError as error:
            return Probed(ready=False, told=_why(error))
        ready = known.get("printer-is-accepting-jobs", (True,))[0] and known.get("printer-state") != (5,)
        return Probed(bool(ready), reasons(known), tuple(described(known)))

    def lacks(self, parcel: Parcel) -> tuple[str, ...]:
        """See `Channel.lacks`. A printer that can't be asked lacks nothing: `send` will tell."""
        try:
            self._known = self._describe()
        except OSError:
            self._known = None
            return ()
        return tuple(lacking(self._known, self._told, parcel))

    def send(self, parcel: Parcel, note: Callable[[str], None]) -> Outcome:
        """See `Channel.send`."""
        try:
            known = self._known or self._describe()
            if not known.get("printer-is-accepting-jobs", (True,))[0]:
                return Outcome("later", f"{self._name} takes no jobs now: {reasons(known)}")
            checked = self._peer().ask(VALIDATE, self._first(parcel), asked_for(self._told, parcel))
        except OSError as error:
            return _not_now(error)
        if not checked.done or checked.refused:
            return _no(checked)
        note(f"asked {self._world.now().isoformat()}")
        try:
            answer = self._peer().ask(PRINT, self._first(parcel), asked_for(self._told, parcel), self._document(parcel))
        except Unsent as error:
            return _not_now(error)
        except OSError as error:
            return self._after_a_cut(parcel, error)
        if not answer.done or not answer.jobs:
            return _no(answer)
        number = answer.jobs[0].get("job-id", (0,))[0]
        note(f"job {number}")
        return self._follow(parcel, number)

    def _after_a_cut(self, parcel: Parcel, error: OSError) -> Outcome:
        """What became of a job whose sending was cut short. One that did not come whole is canceled."""
        try:
            job = self._job(parcel)
            if job is not None and JobState(job, held=self._told.hold).incomplete:
                self._peer().ask(CANCEL, self._of(job.get("job-id", (0,))[0]))
                return Outcome("later", f"{_why(error)}; what had come of the job was canceled")
        except OSError:
            job = None
        found = self.found(parcel, f"asked {self._world.now().isoformat()}")
        return found or Outcome("later", f"{_why(error)}; it did not take the job")

    def _of(self, number: int) -> list[Attribute]:
        return [
            (Tag.INTEGER, "job-id", [number]),
            (Tag.NAME, "requesting-user-name", [self._told.user or _USER]),
        ]

    def found(self, parcel: Parcel, reference: str) -> Outcome | None:
        """See `Channel.found`: it is asked for a job with the copy's code in its name."""
        if not reference:
            return None
        try:
            job = self._job(parcel)
        except OSError as error:
            return Outcome("going", f"nobody knows yet what became of it: {_why(error)}", reference)
        if job is not None:
            return self._said(job, parcel, answered=reference.startswith("job"))
        kind, _, rest = reference.partition(" ")
        if kind == "job":
            return Outcome("unsure", f"{self._name} had taken it as job {rest}, and knows it no longer", reference)
        if self._world.now() - dt.datetime.fromisoformat(rest) < _MEMORY:
            return None
        return Outcome("unsure", f"{self._name} knows no such job; it may have printed and forgotten it", reference)

    def shown(self, parcel: Parcel) -> str:
        """See `Channel.shown`."""
        lines = [f"{'printer':<16}  {self._told.uri}", f"{'job':<16}  {_job_name(parcel)}"]
        lines += [f"{name:<16}  {shown(tag, values)}" for tag, name, values in asked_for(self._told, parcel)]
        return "\n".join([*lines, f"{'document':<16}  {len(self._document(parcel)):,} bytes of {_PDF}"])

    # ── a job ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _first(self, parcel: Parcel) -> list[Attribute]:
        return [
            (Tag.NAME, "requesting-user-name", [self._told.user or _USER]),
            (Tag.NAME, "job-name", [_job_name(parcel)]),
            (Tag.BOOLEAN, "ipp-attribute-fidelity", [True]),
            (Tag.MIME_TYPE, "document-format", [_PDF]),
        ]

    def _document(self, parcel: Parcel) -> bytes:
        if self._told.layout == "plain" and not self._told.cover:
            return parcel.pdf
        from pipeline.deliver.impose import imposed

        return imposed(parcel, self._told)

    def _job(self, parcel: Parcel) -> Mapping[str, tuple[Any, ...]] | None:
        """The newest job of this name that it knows of; None if there is none."""
        found = [job for which in ("not-completed", "completed") for job in self._jobs(which)]
        mine = [job for job in found if job.get("job-name") == (_job_name(parcel),)]
        return max(mine, key=lambda job: int(job.get("job-id", (0,))[0]), default=None)

    def _jobs(self, which: str) -> Iterator[Mapping[str, tuple[Any, ...]]]:
        wanted: list[Attribute] = [
            (Tag.NAME, "requesting-user-name", [self._told.user or _USER]),
            (Tag.KEYWORD, "which-jobs", [which]),
            (Tag.KEYWORD, "requested-attributes", _WANTED),
        ]
        answer = self._peer().ask(JOBS, wanted)
        if not answer.done:
            raise Failed(answer.told, for_good=False)
        return iter(answer.jobs)

    def _follow(self, parcel: Parcel, number: int) -> Outcome:
        """Ask after a job until it is over, held, or has taken too long."""
        until = self._world.now() + dt.timedelta(seconds=seconds(self._told.time_limit))
        question: list[Attribute] = [*self._of(number), (Tag.KEYWORD, "requested-attributes", _WANTED)]
        while True:
            try:
                answer = self._peer().ask(JOB, question)
                job = answer.jobs[0] if answer.done and answer.jobs else self._job(parcel)
            except OSError as error:
                return Outcome("going", f"job {number}: {_why(error)}", f"job {number}")
            if job is None:
                told = f"{self._name} had taken it as job {number}, and knows it no longer"
                return Outcome("unsure", told, f"job {number}")
            outcome = self._said(job, parcel, answered=True)
            if outcome.state != "going":
                return outcome
            if self._world.now() >= until:
                return Outcome("going", f"{outcome.told}; {self._stands()}", outcome.reference)
            self._world.wait(_PAUSE)

    def _stands(self) -> str:
        """How the printer itself stands."""
        try:
            return reasons(self._describe())
        except OSError as error:
            return _why(error)

    def _said(self, job: Mapping[str, tuple[Any, ...]], parcel: Parcel, *, answered: bool) -> Outcome:
        """What a job's state comes to. `answered`: the printer had said that it took all of it. Where the connection
        or this machine failed before, it may have printed what had come by then.
        """
        number = job.get("job-id", (0,))[0]
        came, size = next(iter(job.get("job-k-octets", ())), None) or 0, -(-len(self._document(parcel)) // 1024)
        state = JobState(job, held=self._told.hold)
        told, reference = f"job {number} {state.told} on {self._name}", f"job {number}"
        if state.outcome == "sent" and not answered and came < size:
            how = (
                f"only {came} of its {size} kB had come" if came else "it may not have come whole: its sending was cut"
            )
            return Outcome("unsure", f"{told}, but {how}", reference)
        return Outcome(state.outcome, told, reference)


def _job_name(parcel: Parcel) -> str:
    which = f"copy {parcel.copy}" if parcel.copy else "plain"
    return f"{parcel.brief[:100]} {parcel.edition} {which} {parcel.code}"


def _why(error: OSError) -> str:
    return str(error.strerror or error)


def _not_now(error: OSError) -> Outcome:
    """Of a failure before anything was printed."""
    good = isinstance(error, Failed) and error.for_good
    return Outcome("refused" if good or "certificate" in _why(error).lower() else "later", _why(error))


def _no(answer: Answer) -> Outcome:
    """Of a printer that says no."""
    what = f"{answer.told}: {', '.join(answer.refused)}" if answer.refused else answer.told
    if answer.done:
        what = f"it would not do what is asked of it: {', '.join(answer.refused)}"
    return Outcome("later" if answer.status in LATER else "refused", what)
