"""Every engine gives the same results in the same order, whatever becomes of the processes it uses."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from pipeline.engine import ENGINES, Limits, Lost, engine
from pipeline.engine.processes import Processes

JOBS = [str(number) for number in range(200)]


def square(job: str) -> int:
    return int(job) ** 2


def workers() -> list[BaseProcess]:
    return multiprocessing.active_children()


HERE = tuple(name for name in ENGINES if name != "dask")  # which tests/tools/test_dask.py asks the same of


@pytest.mark.parametrize("name", HERE)
def test_results_come_in_the_order_of_the_jobs(name):
    assert list(engine(name, 3, Limits()).run(square, JOBS)) == [(job, square(job)) for job in JOBS]
    assert list(engine(name, 3, Limits()).run(square, [])) == []
    assert workers() == []


def test_a_name_that_is_none_is_told():
    with pytest.raises(KeyError, match="abacus"):
        engine("abacus", 1, Limits())


@pytest.mark.parametrize("name", HERE)
def test_jobs_are_taken_as_they_are_needed(name):
    taken = itertools.count()
    results = engine(name, 2, Limits()).run(square, (str(next(taken)) for _ in itertools.repeat(0)))
    assert [next(results)[1] for _ in range(50)] == [number**2 for number in range(50)]
    results.close()
    assert next(taken) < 50 + 3 * 64
    assert workers() == []


def once(marker: Path, harm: Callable[[], object]) -> Callable[[str], str]:
    """Work that does harm at job 7, the first time only."""

    def work(job: str) -> str:
        if job == "7" and not marker.exists():
            marker.touch()
            harm()
        return job.upper()

    return work


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGXCPU, signal.SIGTERM])
def test_the_job_of_a_killed_worker_is_done_again(tmp_path, how):
    work = once(tmp_path / "marker", lambda: os.kill(os.getpid(), how))
    assert list(Processes(2).run(work, JOBS)) == [(job, job) for job in JOBS]
    assert (tmp_path / "marker").exists()


def test_a_worker_that_leaves_is_replaced(tmp_path):
    assert list(Processes(2).run(once(tmp_path / "marker", lambda: os._exit(0)), JOBS)) == [(job, job) for job in JOBS]


def test_one_poisonous_job_is_given_up_and_harms_no_other():
    def work(job: str) -> str:
        if job == "7":
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    results = dict(Processes(3).run(work, JOBS))
    assert list(results) == JOBS
    lost = results.pop("7")
    assert lost == Lost("its process was killed by signal 9 (SIGKILL), and so was the one that tried again")
    assert all(job == result for job, result in results.items())


def test_a_job_that_takes_too_long_is_given_up_at_once():
    def work(job: str) -> str:
        time.sleep(60 if job == "3" else 0)
        return job

    started = time.monotonic()
    results = dict(Processes(2, Limits(seconds=0.5)).run(work, JOBS))
    assert time.monotonic() - started < 20
    assert [job for job, result in results.items() if result != job] == ["3"]
    assert results["3"] == Lost("it took longer than 0.5 seconds")


def test_memory_is_limited_for_each_job_and_the_worker_goes_on():
    def work(job: str) -> str:
        try:
            return str(len(bytearray(2**29 if job == "5" else 2**20)))
        except MemoryError:
            return "too much"

    results = dict(Processes(1, Limits(megabytes=128)).run(work, JOBS[:10]))
    assert results.pop("5") == "too much"
    assert set(results.values()) == {str(2**20)}
    assert dict(Processes(1).run(work, JOBS[:10]))["5"] == str(2**29)


def test_a_result_that_cannot_be_sent_is_told():
    results = dict(Processes(1).run(lambda job: (lambda: job) if job == "1" else job, JOBS[:3]))
    assert (results["0"], results["2"]) == ("0", "2")
    assert isinstance(results["1"], Lost)
    assert "can't be sent" in results["1"].why


def test_workers_killed_from_outside_while_they_wait_or_work():
    def work(job: str) -> str:
        time.sleep(0.01)
        return job

    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(0.15):
            for child in workers()[:1]:
                child.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        results = dict(Processes(2).run(work, JOBS))
    finally:
        stop.set()
        killer.join()
    # Killed twice at one job is rare, but then it is said and not silent.
    assert list(results) == JOBS
    assert all(result == job or isinstance(result, Lost) for job, result in results.items())
    assert sum(isinstance(result, Lost) for result in results.values()) <= 2


def test_workers_end_when_their_parent_is_killed(tmp_path):
    out, into = os.pipe()
    if not (child := os.fork()):

        def work(job: str) -> str:
            os.write(into, f"{os.getpid()}\n".encode())
            time.sleep(0.3)
            return job

        list(Processes(2).run(work, JOBS))
        os._exit(0)
    os.close(into)
    told = b""
    while told.count(b"\n") < 2:
        told += os.read(out, 99)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while select.select([out], [], [], 5)[0]:
        if not os.read(out, 99):
            return  # nobody is left who could write
    pytest.fail("workers outlived their parent")
