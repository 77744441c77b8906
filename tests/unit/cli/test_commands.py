"""Every command in this process, with answers that `flow` would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow
from pipeline.cli.app import run
from pipeline.cli.options import ENGINES
from pipeline.model.problem import BriefError, DoesNotHold, OutsideFailed, Undecidable, UnusableInput
from tests.unit.cli import fakes

Answer = Callable[..., Any]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[Path, flow.Options]]]:
    """Makes `flow`'s functions give (or raise) the answer for each spec; gives what they were asked."""
    monkeypatch.delenv("BRIEF_ARCHIVE", raising=False)
    monkeypatch.delenv("BRIEF_DEBUG", raising=False)

    def set_(command: str, **by_spec: object) -> list[tuple[Path, flow.Options]]:
        asked: list[tuple[Path, flow.Options]] = []

        def answer(_world: object, spec: Path, options: flow.Options) -> object:
            asked.append((spec, options))
            found = by_spec[spec.stem if str(spec) != "-" else "stdin"]
            if isinstance(found, BaseException):
                raise found
            return found

        monkeypatch.setattr(flow, command, answer)
        return asked

    return set_


def test_check_prints_evidence_and_problems_apart(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answers("check", tomahawk=fakes.checked(fakes.NUMBER, fakes.WIDE))
    assert run(["check", fakes.SPEC]) == 1
    out, err = capsys.readouterr()
    assert out == f"{fakes.SPEC}: {fakes.LINE}\n"
    assert err.startswith(f"{fakes.SPEC}:31:24: error[CITE002] ")
    assert err.endswith("\n1 error, 1 warning\n")


def test_check_of_a_brief_that_holds_says_nothing_on_stderr(
    answers: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answers("check", tomahawk=fakes.checked())
    assert run(["check", fakes.SPEC]) == 0
    assert capsys.readouterr() == (f"{fakes.SPEC}: {fakes.LINE}\n", "")


def test_warnings_alone_stop_nothing(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answers("check", tomahawk=fakes.checked(fakes.WIDE))
    assert run(["check", fakes.SPEC]) == 0
    assert capsys.readouterr().err.endswith("\n1 warning\n")


@pytest.mark.parametrize("command", ["check", "lock", "build"])
def test_quiet_prints_errors_only(command: str, answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    results = {
        "check": fakes.checked(fakes.WIDE),
        "build": fakes.built(fakes.WIDE),
        "lock": fakes.locked(problems=(fakes.WIDE,)),
    }
    answers(command, a=results[command], b=DoesNotHold([fakes.NUMBER, fakes.WIDE]))
    assert run([command, "--quiet", "a.yaml"]) == 0
    assert capsys.readouterr() == ("", "")
    assert run([command, "-q", "a.yaml", "b.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 5
    assert "CITE002" in err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DoesNotHold([fakes.NUMBER]), 1),
        (UnusableInput([fakes.WHOLE_FILE]), 2),
        (OutsideFailed([fakes.NOWHERE]), 3),
        (Undecidable([fakes.NOWHERE]), 4),
        (OSError(28, "No space left on device", "out/x"), 3),
        (MemoryError(), 3),
        (RecursionError("too deep"), 2),
        (KeyError("x"), 2),
        (KeyboardInterrupt(), 130),
    ],
    ids=repr,
)
@pytest.mark.parametrize("command", ["check", "lock", "build"])
def test_every_failure_has_its_exit_code_and_no_traceback(
    command: str, error: BaseException, code: int, answers: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(command, tomahawk=error)
    assert run([command, fakes.SPEC]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    if isinstance(error, BriefError):
        assert f"[{error.problems[0].code}]" in err


def test_what_nothing_foresaw_is_called_a_bug(
    answers: Answer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers("check", tomahawk=KeyError("x\x1b"))
    assert run(["check", fakes.SPEC]) == 2
    assert capsys.readouterr().err == (
        f"{fakes.SPEC}: error[BUG001] this is a bug in brief: KeyError: 'x\\x1b'\n"
        "   help: please report it with the spec; BRIEF_DEBUG=1 shows where it happened   (brief explain BUG001)\n"
        "1 error\n"
    )
    monkeypatch.setenv("BRIEF_DEBUG", "1")
    assert run(["check", fakes.SPEC]) == 2
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_refusal_of_the_system_names_the_file(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answers("build", tomahawk=OSError(13, "Permission denied", "out/tomahawk"))
    assert run(["build", fakes.SPEC]) == 3
    assert "error[SYSTEM001] the system refused: Permission denied: out/tomahawk\n" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ENGINES[:2])
@pytest.mark.parametrize(
    ("answered", "code"),
    [
        (("fine", "fails"), 1),
        (("fails", "fine"), 1),
        (("undecidable", "fails"), 4),
        (("unusable", "undecidable", "fails"), 2),
        (("fails", "bug", "fine"), 2),
        (("outside", "unusable", "undecidable", "fails"), 3),
        (("fine", "fine"), 0),
    ],
)
def test_of_several_specs_all_are_tried_and_the_worst_counts(
    answered: tuple[str, ...], code: int, engine: str, answers: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answers(
        "check",
        fine=fakes.checked(),
        fails=fakes.checked(fakes.NUMBER),
        undecidable=Undecidable([fakes.NUMBER]),
        unusable=UnusableInput([fakes.NUMBER]),
        outside=OutsideFailed([fakes.NUMBER]),
        bug=ValueError("?"),
    )
    assert run(["check", "--engine", engine, *(f"{name}.yaml" for name in answered)]) == code
    if engine == "serial":  # what a worker is asked is not seen here
        assert [spec.stem for spec, _ in asked] == list(answered)
    failed = sum(name != "fine" for name in answered)
    err = capsys.readouterr().err
    if failed:
        assert f"\n{len(answered) - failed} of {len(answered)} specs done, {failed} failed\n" in err
        assert err.endswith(f"\n{failed} error{'s' * (failed != 1)} in {len(answered)} specs\n")
    else:
        assert err == ""


def test_build_says_where_what_and_how_it_was_held(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answers("build", tomahawk=fakes.built())
    assert run(["build", fakes.SPEC]) == 0
    expected = f"out/tomahawk/1/tomahawk.pdf\nedition 1, 6 pages, key 3f2a9c1e\n{fakes.LINE}\n"
    assert capsys.readouterr() == (expected, "")
    assert asked == [(Path(fakes.SPEC), flow.Options())]


def test_build_says_that_nothing_has_changed(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answers("build", tomahawk=fakes.built(new=False, number=3))
    assert run(["build", fakes.SPEC]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "out/tomahawk/3/tomahawk.pdf"
    assert lines[-1] == "nothing has changed since edition 3"


def test_build_says_that_a_dry_run_wrote_nothing(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answers("build", tomahawk=fakes.built())
    assert run(["build", "--dry-run", fakes.SPEC]) == 0
    assert capsys.readouterr().out.endswith("\ndry run: nothing was written\n")
    assert asked[0][1].dry_run


def test_all_options_of_build_reach_flow(answers: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers("build", stdin=fakes.built())
    monkeypatch.setenv("BRIEF_ARCHIVE", "ignored")
    arguments = ["--archive", "a", "--archive", "b c", "-o", "elsewhere", "--theme", "plain", "--set", "title=x = y"]
    assert run(["build", *arguments, "--set", "sources.a.file=b", "--again", "--dry-run", "-"]) == 0
    archives = (Path("a"), Path("b c"))
    sets = ("title=x = y", "sources.a.file=b")
    expected = flow.Options(archives, Path("elsewhere"), theme="plain", sets=sets, again=True, dry_run=True)
    assert asked == [(Path("-"), expected)]


def test_what_a_page_looks_like_reaches_flow_as_values_of_the_spec(answers: Answer) -> None:
    asked = answers("build", a=fakes.built())
    assert run(["build", "--paper", "letter", "--sides", "two", "--no-cover", "--set", "title=T", "a.yaml"]) == 0
    assert asked[0][1].sets == ("title=T", "paper=Letter", "sides=two", "cover=false")
    assert run(["build", "--paper", "A3", "a.yaml"]) == 2


def test_the_archive_comes_from_the_environment_too(answers: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers("check", a=fakes.checked())
    monkeypatch.setenv("BRIEF_ARCHIVE", "/first:second folder::")
    assert run(["check", "a.yaml"]) == 0
    assert asked[0][1] == flow.Options(archives=(Path("/first"), Path("second folder")))


def test_standard_input_has_a_name(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answers("check", stdin=fakes.checked(fakes.NOWHERE))
    assert run(["check", "-"]) == 1
    out, err = capsys.readouterr()
    assert out == f"<stdin>: {fakes.LINE}\n"
    assert err.startswith("<stdin>: error[BUG001] ")


def test_lock_says_what_it_wrote_and_what_changed(answers: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answers("lock", tomahawk=fakes.locked("iuvinale:value is new", "iuvinale:old\x1b is gone"))
    assert run(["lock", "--accept", fakes.SPEC]) == 0
    assert capsys.readouterr().out == (
        "specs/tomahawk.lock: 24 passages of 1 source\n  iuvinale:value is new\n  iuvinale:old\\x1b is gone\n"
    )
    assert asked[0][1] == flow.Options(accept=True)
    answers("lock", tomahawk=fakes.locked())
    assert run(["lock", fakes.SPEC]) == 0
    assert capsys.readouterr().out == "specs/tomahawk.lock: 24 passages of 1 source\nnothing has changed\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Did you mean"),
        (["check"], "Missing argument 'SPEC...'"),
        (["check", "--formt", "json", "x"], "--format"),
        (["check", "--format", "xml", "x"], "'xml' is not one of"),
        (["check", "-", "-"], "standard input"),
        (["lock", "-"], "the lock lies beside its spec, and '-' (standard input) lies nowhere"),
        (["lock", "specs/harbour.yaml", "./-"], "lies nowhere"),
        (["build", "--set", "title", "x"], "sets nothing"),
        (["build", "--set", "=x", "x"], "sets nothing"),
        (["build", "x", "-o"], "requires an argument"),
        (["explain", "a", "b"], "unexpected extra argument"),
        (["\x1b[31m"], "\\x1b"),
    ],
)
def test_a_wrong_command_line_is_explained(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "brief: error: " in err
    assert "\x1b" not in err


def test_no_command_prints_the_help_and_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0]) == ("", "Usage: brief [OPTIONS] COMMAND [ARGS]...")
    assert run(["--help"]) == 0
    assert capsys.readouterr().out == err


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert run(["schema"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    assert {"brief", "sources", "sections"} <= set(json.loads(out)["properties"])
