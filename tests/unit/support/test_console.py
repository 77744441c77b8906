from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import console
from tests.support.console import Example, agrees, examples

README = """\
# Title

```console
$ make brief
…
$ brief check specs/a.yaml
specs/a.yaml: 3 claims
$ echo $?
1
$ brief --version
```

```sh
git clone somewhere
```
"""


def test_commands_of_console_blocks_are_found_with_what_they_show() -> None:
    assert examples(README) == [
        Example(6, "brief check specs/a.yaml", ("specs/a.yaml: 3 claims",), 1),
        Example(10, "brief --version", ()),
    ]


@pytest.mark.parametrize("block", ["$ rm -rf x\n", "brief check\n", "$ echo $?\n0\n"])
def test_a_block_that_cannot_be_run_is_refused(block: str) -> None:
    with pytest.raises(ValueError, match="line"):
        examples(f"```console\n{block}```\n")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ((), "anything\n", True),
        (("one", "two"), "one\ntwo\n", True),
        (("one", "two"), "one\n", False),
        (("one",), "one\ntwo\n", False),
        (("one", "…"), "one\ntwo\nthree\n", True),
        (("…", "three"), "one\ntwo\nthree\n", True),
        (("one", "…", "three"), "one\nthree\n", True),
        (("key … of 9",), "key a1b2 of 9\n", True),
        (("key … of 9",), "key a1b2\nof 9\n", False),
        (("a.b",), "axb\n", False),
    ],
)
def test_what_is_shown_is_held_against_what_is_printed(shown: tuple[str, ...], printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for `brief` that prints its first word and exits with its second."""
    script = tmp_path / "brief"
    script.write_text('#!/bin/sh\necho "$1" >&2\nexit "$2"\n')
    script.chmod(0o755)
    monkeypatch.setattr(console, "python_tool", lambda name: str(tmp_path / name))
    return tmp_path


def test_an_example_is_run_and_judged(brief: Path) -> None:
    assert console.run(Example(1, "brief hello 0", ("hello",)), brief) == "hello\n"
    assert console.run(Example(1, "brief 'two words' 3", ("two …",), 3), brief) == "two words\n"
    with pytest.raises(AssertionError, match="exited 1"):
        console.run(Example(1, "brief hello 1", ("hello",)), brief)
    with pytest.raises(AssertionError, match="instead of"):
        console.run(Example(1, "brief hello 0", ("good-bye",)), brief)
