"""Log lines of a scheduler: for people, or one JSON object a line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.cli.characters import visible
from pipeline.cli.screen import Screen
from pipeline.schedule.mail import problem_lines
from pipeline.schedule.run import Run, State, stamp
from pipeline.schedule.scheduler import Log

_BAD = {
    "failed", "failing", "skipped", "schedule", "trouble", "feed", "telling failed", "what comes after failed",
    "not handed out",
}  # fmt: skip
_QUIET = {"due", "started"}
"""Events that people need not read; JSON has them."""


def logger(screen: Screen, now: Callable[[], dt.datetime], form: str, *, quiet: bool) -> Log:
    """A log on stdout; with `quiet`, of what went wrong only."""

    def log(event: str, spec: str, run: Run | None, more: Mapping[str, Any]) -> None:
        bad = event in _BAD
        if quiet and not bad:
            return
        if form == "json":
            screen.out.line(json.dumps(_data(now(), event, spec, run, more, bad=bad)))
        elif event not in _QUIET:
            for line in _lines(now(), event, spec, run, more):
                screen.out.line(visible(line))

    return log


def _data(
    now: dt.datetime, event: str, spec: str, run: Run | None, more: Mapping[str, Any], *, bad: bool
) -> dict[str, Any]:
    data: dict[str, Any] = {"time": stamp(now), "level": "error" if bad else "info", "event": event}
    if spec:
        data["spec"] = spec
    if run:
        data |= {"slot": stamp(run.slot), "state": run.state.value, "attempt": run.attempts}
        data |= {"missed": run.missed} if run.missed else {}
        data |= {"next": stamp(run.next)} if run.next else {}
        if run.made:
            data |= {"brief": run.made.brief, "edition": run.made.number, "new": run.made.new}
        data |= {"problems": list(run.problems)} if run.problems else {}
    return data | dict(more)


def _lines(now: dt.datetime, event: str, spec: str, run: Run | None, more: Mapping[str, Any]) -> list[str]:
    said = [event]
    problems = list(more.get("problems", ()))
    if run:
        said = [_said(event, run)]
        if event in (State.WAITING, State.FAILING, State.FAILED) and not problems:
            problems += run.problems
    if slots := more.get("slots"):
        said = [f"{slots} missed slot{'s' * (slots != 1)} passed over"]
    head = " ".join(filter(None, [stamp(now), f"{spec}:" if spec else "", *said]))
    return [head, *(f"  {line}" for problem in problems for line in problem_lines(problem))]


def _said(event: str, run: Run) -> str:
    slot = f"slot {stamp(run.slot)}"
    if run.made and event in (State.DONE, State.BUILT):
        news = "" if run.made.new else ", nothing has changed"
        return f"{slot}: edition {run.made.number}{news}"
    if run.state is State.WAITING and run.next:
        return f"{slot}: attempt {run.attempts} failed, the next one at {stamp(run.next)}"
    return f"{slot}: {'failed' if event == State.FAILING else event}"
