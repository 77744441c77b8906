"""What is done after a run: programmes for a new edition; a programme, a webhook and a mail for a failure.

Each thing is done at least once, and not again if it went well. Secrets are read here, where they are used, and
stand in no problem.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.model.problem import Exit
from pipeline.model.schedule import Webhook, seconds
from pipeline.model.server import Kept
from pipeline.schedule.crew import Task
from pipeline.schedule.mail import send
from pipeline.schedule.plan import problem
from pipeline.schedule.run import Outcome, Told, stamp
from pipeline.world import World

VERSION = 1
"""Of the JSON; grows when a reader would have to change."""
SECONDS = 60.0
"""Time that one way of telling may take."""
_SHOWN = 500

Step = tuple[str, Callable[[], object]]


class Unreached(Exception):
    """Something could not be done; says why."""


def then(task: Task, out: Path, deliver: Callable[[Path], Sequence[str]] = lambda _: ()) -> Outcome:
    """Hand a new edition out, and run the programmes for it. `deliver` does the first, by a list; it says what
    failed.
    """
    told = report(task, out, "edition")
    words = {f"{{{name}}}": str(told[name]) for name in ("brief", "slot", "edition", "pdf", "folder")}
    limit = float(seconds(task.entry.schedule.time_limit))
    steps: list[Step] = []
    if given := task.entry.schedule.deliver:
        steps.append((f"deliver {given}", lambda: _all_went(deliver(Path(task.entry.file).parent / given))))
    steps += [
        (f"then {number}: {command[0]}", _programme(_filled(command, words), told, limit))
        for number, command in enumerate(task.entry.schedule.then, 1)
    ]
    return _done(task, steps)


def _all_went(lacks: Sequence[str]) -> None:
    if lacks:
        more = f" (and {len(lacks) - 3} more)" if len(lacks) > 3 else ""
        raise Unreached("; ".join(lacks[:3]) + more)


def tell(task: Task, out: Path, world: World) -> Outcome:
    """Tell people of a failure, in all the ways that the schedule names."""
    return _done(task, list(_ways(task, report(task, out, "failed"), world)))


def report(task: Task, out: Path, event: str) -> dict[str, Any]:
    """What programmes and webhooks are told; docs/schedule.md describes it."""
    run, made = task.run, task.run.made
    pdf = (out / made.pdf).absolute() if made else None
    return {
        "version": VERSION,
        "event": event,
        "brief": (made and made.brief) or task.entry.brief,
        "title": (made and made.title) or task.entry.title,
        "spec": task.entry.spec,
        "slot": stamp(run.slot),
        "attempts": run.attempts,
        "missed": run.missed,
        "edition": made and made.number,
        "key": made and made.key,
        "pages": made and made.pages,
        "pdf": pdf and str(pdf),
        "folder": pdf and str(pdf.parent),
        "problems": list(run.problems),
    }


def _ways(task: Task, told: dict[str, Any], world: World) -> Iterator[Step]:
    ways = task.entry.schedule.on_failure
    if ways and ways.command:
        yield f"command {ways.command[0]}", _programme(ways.command, told, SECONDS)
    if ways and (webhook := ways.webhook):
        yield "webhook", lambda: _post(world, webhook, told)
    if ways and (mail := ways.mail):
        password = partial(secret, world, mail.password)
        yield f"mail to {', '.join(mail.to)}", lambda: send(mail, told, task.now, password, SECONDS)


def _done(task: Task, steps: Sequence[Step]) -> Outcome:
    """Take all steps that were not taken before; one that fails stops no other."""
    reached: list[str] = []
    problems: list[Told] = []
    for name, step in steps:
        if name in task.run.reached:
            continue
        try:
            step()
        except (Unreached, OSError, ValueError) as error:
            problems.append(_unreached(task, name, error))
        else:
            reached.append(name)
    return Outcome(int(Exit.OUTSIDE_FAILED if problems else Exit.DONE), tuple(problems), reached=tuple(reached))


def _unreached(task: Task, name: str, error: Exception) -> Told:
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    hint = "the edition stands" if task.what == "then" else "look at `brief schedule status` for what failed"
    return problem("SCHED007", "what comes after a run failed", f"{name}: {said}", hint, file=task.entry.spec)


def _filled(command: Sequence[str], words: dict[str, str]) -> list[str]:
    names = re.compile("|".join(map(re.escape, words)))
    return [names.sub(lambda found: words[found[0]], word) for word in command]


def _programme(command: Sequence[str], told: dict[str, Any], limit: float) -> Callable[[], None]:
    def run() -> None:
        try:
            done = subprocess.run(  # noqa: S603 (its owner's own command, without a shell)
                list(command),
                input=json.dumps(told).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Unreached(f"it took longer than {limit:g} seconds") from None
        if done.returncode:
            how = f"exit code {done.returncode}" if done.returncode > 0 else f"killed by signal {-done.returncode}"
            said = " ".join(done.stdout.decode("utf-8", "replace").split())[-_SHOWN:]
            raise Unreached(f"{how}; it said: {said}" if said else how)

    return run


def _post(world: World, webhook: Webhook, told: dict[str, Any]) -> None:
    url = webhook.url or secret(world, webhook.url_from)
    try:
        status = world.web.post(url, json.dumps(told).encode(), kind="application/json", seconds=SECONDS / 2)
    except OSError as error:
        raise Unreached(error.strerror or str(error)) from None  # without the address, which may be a secret
    if not 200 <= status < 300:
        raise Unreached(f"the server answered {status}")


def secret(world: World, kept: Kept | None) -> str:
    """A secret from where it is kept; empty for none. Raises Unreached, which names the place."""
    if kept is None:
        return ""
    try:
        return world.secret(kept.env or "", kept.file or "")
    except OSError as error:
        raise Unreached(error.strerror) from None
