"""What a scheduled run does in its own process: take in newer sources, build, and what comes after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import flow, publish, renewal, web, world
from pipeline.cli.runs import Attempt, attempt, worst
from pipeline.model.edition import Built, Edition
from pipeline.model.options import Options
from pipeline.model.problem import BriefError, Exit, Severity
from pipeline.model.record import record, replace
from pipeline.model.reported import reported
from pipeline.schedule import telling
from pipeline.schedule.crew import Task
from pipeline.schedule.cron import local
from pipeline.schedule.entry import Entry
from pipeline.schedule.run import Made, Outcome
from pipeline.world import World


@record
class Worker:
    """Does the tasks of a scheduler; it can be sent to another process."""

    folder: Path
    """Where specs are, which are named from there."""
    options: Options
    engine: str = ""
    """A Dask scheduler whose workers compose, `dask=tcp://host:8786`; without one, this process does."""

    def __call__(self, task: Task) -> Outcome:
        """Do one. Raises nothing."""
        done = attempt(task.entry.spec, lambda _: _Done(self._do(task)))
        return done.result.outcome if done.result else _outcome(done)

    def _do(self, task: Task) -> Outcome:
        match task.what:
            case "then":
                return telling.then(task, self.options.out, lambda given: self._delivered(task, given))
            case "tell":
                return telling.tell(task, self.options.out, world.real(web.Client))
            case _:
                return self._build(task)

    def _delivered(self, task: Task, given: Path) -> list[str]:
        """Hand the run's edition out, and what is owed besides and due; says what did not go out."""
        from pipeline import delivering

        real, out, made = world.real(web.Client), self.options.out, task.run.made
        if made is None:
            return []
        try:
            delivering.again(real, out)
            account = delivering.deliver_edition(real, f"{made.brief}@{made.number}", out, given)
        except BriefError as error:
            return [problem.message for problem in error.problems]
        return [problem.message for problem in account.problems if problem.severity is Severity.ERROR]

    def options_of(self, task: Task) -> Options:
        """Those of the command, with the archives of the schedule, the run, and the day of its slot where it counts."""
        day = local(task.run.slot, task.entry.zone).date().isoformat() if task.entry.dated else ""
        return replace(self.with_archives(task.entry), slot=day, run=task.run.name)

    def with_archives(self, entry: Entry) -> Options:
        """The options with the archives that the schedule names."""
        return replace(self.options, archives=(*self.options.archives, *map(Path, entry.archives)))

    def _build(self, task: Task) -> Outcome:
        """Newer sources first, if the schedule says so; what is refused is told, and the version before stands.

        If a source could not even be asked, that is worth another attempt; the last one goes on without it.
        """
        real, spec, told = world.real(web.Client), self.folder / task.entry.spec, self.options_of(task)
        renewed = attempt(str(spec), lambda _: renewal.update(real, spec, told)) if task.entry.schedule.update else None
        if renewed and renewed.exit is Exit.OUTSIDE_FAILED and not task.last:
            return _outcome(renewed)
        built = self._built(real, spec, told)
        problems = dict.fromkeys([*(renewed.problems if renewed and built.result else ()), *built.problems])
        found = tuple(reported(problem, str(spec)) for problem in problems)
        mine = None if built.result and built.result.new else made_by(real, told.out, task.entry.brief, told.run)
        if built.result:
            codes = [built.exit, *([renewed.exit] if renewed else [])]
            edition, new = mine or built.result.edition, built.result.new or mine is not None
            return Outcome(int(worst(codes)), found, self._made(edition, task, new=new))
        if mine:
            return Outcome(int(Exit.DONE), (), self._made(mine, task, new=True))
        return Outcome(int(built.exit), found)

    def _built(self, real: World, spec: Path, told: Options) -> Attempt[Built]:
        """The edition of the run; the one that it made before it was killed, whatever has changed since."""
        if not self.engine:
            return attempt(str(spec), lambda _: _own(lambda: flow.build(real, spec, told)))
        from pipeline import remote
        from pipeline.cli.afar import afar
        from pipeline.cli.runs import How, attempts
        from pipeline.engine import Limits, engine

        parts = afar(real, (str(spec),), told, lambda *given: _own(lambda: remote.settle(*given)))
        how = How((str(spec),), engine(self.engine, 0, Limits()))
        (done,) = attempts(how, lambda _: _own(lambda: flow.build(real, spec, told)), lambda: parts)
        return done

    def _made(self, edition: Edition, task: Task, *, new: bool) -> Made:
        pdf = edition.pdf.relative_to(self.options.out).as_posix()
        title = task.entry.title or edition.brief
        return Made(
            edition.brief, edition.number, edition.key, edition.pages, pdf, edition.pdf.stat().st_size, new, title
        )


@record
class Due:
    """When something that is owed of the editions in `out` is to be tried."""

    out: Path

    def __call__(self) -> dt.datetime | None:
        """None for never. Raises OutsideFailed (DELIVER004)."""
        from pipeline.deliver.outbox import FOLDER

        real = world.real()
        if not real.files.exists(self.out / FOLDER):
            return None  # nothing was ever delivered, and what delivers need not be imported
        from pipeline import delivering

        told = delivering.next_attempt(real, self.out)
        if told is None:
            return None
        return dt.datetime.fromisoformat(told) if told else dt.datetime.min.replace(tzinfo=dt.UTC)


@record
class Round:
    """Sends what is owed and due of the editions in `out`."""

    out: Path

    def __call__(self) -> tuple[dict[str, Any], ...]:
        """What did not go out. Raises nothing."""
        from pipeline import delivering

        done = attempt(str(self.out), lambda _: delivering.again(world.real(web.Client), self.out))
        return tuple(reported(each, "") for each in done.problems if each.severity is Severity.ERROR)


def _own(build: Callable[[], Built]) -> Built:
    """What was built, or what the same run had built before."""
    try:
        return build()
    except publish.AlreadyMade as mine:
        return Built(mine.edition, True, None, ())


def made_by(real: World, out: Path, brief: str, run: str) -> Edition | None:
    """The edition that a run has made, if it was killed before it could say so."""
    if not brief or not real.files.exists(out / brief):
        return None
    with publish.session(real, out, brief) as session:
        return session.made_by(run)


@record
class _Done:
    """An outcome in the shape of what an attempt gives."""

    outcome: Outcome
    problems: tuple[()] = ()


def _outcome(done: Attempt[_Done] | Attempt[renewal.Renewed]) -> Outcome:
    """The outcome of an attempt that came to nothing."""
    errors = [problem for problem in done.problems if problem.severity is Severity.ERROR]
    code = done.exit if errors else Exit.DONE
    return Outcome(int(code), tuple(reported(problem, done.spec) for problem in done.problems))
