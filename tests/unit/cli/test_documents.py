"""docs/commands.md says of the command what it is, no more and no less."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import click
import pytest

from pipeline.cli.app import COMMANDS, INTERRUPTED, brief
from pipeline.cli.runs import ASCENDING
from pipeline.model.codes import CODES
from pipeline.model.problem import Exit
from tests.support import repo
from tests.unit.cli import fakes
from tests.unit.cli.test_formats import fails, formatted


def page() -> str:
    return (repo.ROOT / "docs/commands.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    (found,) = re.findall(rf"^{re.escape(heading)}\n(.*?)(?=^#|\Z)", page(), re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


def rows(text: str) -> dict[str, str]:
    cells = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return {first.replace("\\|", "|"): second for first, second in cells[2:]}


def declared(command: click.Command) -> set[str]:
    """Its options as the page writes them, `-o`, `--out DIR`; --help stands once, on top."""
    context = click.Context(command)
    found = set()
    for option in command.params:
        if isinstance(option, click.Option):
            metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
            found.add(", ".join(f"`{name}`" for name in option.opts)[:-1] + f"{metavar}`")
    return found


def words(commands: Iterable[click.Command], before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its words, those of a group one by one: `sources update`."""
    for command in commands:
        if isinstance(command, click.Group):
            yield from words(command.commands.values(), f"{before}{command.name} ")
        else:
            yield f"{before}{command.name}", command


FIRST = [brief.get_command(click.Context(brief), name) for name in COMMANDS]
ALL = dict(words(FIRST))


def test_every_command_has_its_part() -> None:
    assert re.findall(r"^## brief ([\w ]+)$", page(), re.MULTILINE) == list(ALL)


@pytest.mark.parametrize("name", ALL)
def test_its_options_are_documented(name: str) -> None:
    command, text = ALL[name], part(f"## brief {name}")
    assert set(rows(text)) == declared(command)
    context = click.Context(command, info_name=f"brief {name}")
    assert f"    {context.get_usage().removeprefix('Usage: ')}\n" in text
    for option in command.params:
        if isinstance(option, click.Option) and option.show_default:
            (said,) = [row for name, row in rows(text).items() if f"{option.opts[-1]} " in name]
            assert f"`{option.default}` by default" in said


def test_a_missing_option_is_found() -> None:
    planted = click.Command("build", params=[*FIRST[2].params, click.Option(["--planted"], is_flag=True)])
    assert declared(planted) - set(rows(part("## brief build"))) == {"`--planted`"}


def test_the_options_of_the_group() -> None:
    assert declared(brief) == {"`--version`"}
    assert set(rows(part("# Commands"))) == {"`--version`", "`-h`, `--help`"}


def test_exit_codes() -> None:
    text = part("## Exit codes")
    assert set(rows(text)) == {*(str(int(code)) for code in Exit), str(INTERRUPTED)}
    assert f"in the order {', '.join(str(int(code)) for code in ASCENDING)}." in text
    assert sorted(ASCENDING) == sorted(Exit)


def test_the_environment() -> None:
    source = "".join(p.read_text(encoding="utf-8") for p in (repo.ROOT / "pipeline").rglob("*.py"))
    known = set(re.findall(r"\"(BRIEF_[A-Z]+|NO_COLOR)\"", source))
    assert len(known) >= 3
    assert {name.strip("`") for name in rows(part("## Environment"))} == known


def test_the_json_report_is_the_one_that_is_printed() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", page(), re.DOTALL)
    printed: dict[str, Any] = json.loads(formatted("json", fails(fakes.NUMBER)))
    assert json.loads(shown) == printed
    assert printed["briefs"][0]["problems"][0]["title"] == CODES["CITE002"].title
