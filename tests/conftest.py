"""What all tests share: Hypothesis profiles, and notes that are printed after the run."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time under CI, so that red means a change and not a draw; a person's run explores.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is expected anew: cases, pictures")


_NOTE = "note"


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keeps a line that is printed after the run: for what should be seen but is no failure."""
    return lambda line: request.node.user_properties.append((_NOTE, line))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    told = [getattr(report, "user_properties", ()) for report in reports if getattr(report, "when", "") == "call"]
    lines = [line for properties in told for name, line in properties if name == _NOTE]
    if lines:
        terminalreporter.section("notes")
        for line in lines:
            terminalreporter.line(line)
