"""`brief diff` as people and programs get it."""

from __future__ import annotations

import html.parser
import json
import re
import shutil
from pathlib import Path

import pytest

from pipeline.cli.app import run
from pipeline.cli.diff_text import text
from pipeline.cli.screen import Stream
from tests.support import repo

CASE = "tests/cases/changes"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(repo.ROOT / CASE, tmp_path / CASE)
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["diff", *arguments])
    return code, *capsys.readouterr()


def test_for_people(case, capsys):
    code, out, err = said(capsys, f"{CASE}/before.yaml", f"{CASE}/spec.yaml")
    assert (code, err) == (0, "")
    head, _, rest = out.partition("\n\n")
    assert head.startswith(f"--- {CASE}/before.yaml: The pier at Selmouth, information as of 2030-01-31\n+++ ")
    assert rest.startswith("! Key judgements, 2\n    Ferries call at the pier later than June 2031.\n")
    assert "    likelihood: likely → very likely\n    confidence: low → moderate\n" in rest
    assert "~ How it came about\n    The pier is 1,250 metres long{+ and cost 18.4 million euros+}.\n" in rest
    assert "- How it came to this\n    About 900 guests came to the opening.\n" in rest
    assert "~ source messenger\n    grade: B3 → B2\n" in rest
    assert rest.endswith("\n\n2 judgements with another likelihood or confidence, 3 added, 1 removed, 6 altered\n")
    assert "\x1b" not in out


def test_colour_adds_nothing_that_marks_do_not_say(case, capsys):
    from pipeline import flow, world

    compared = flow.diff(world.real(), f"{CASE}/before.yaml", f"{CASE}/spec.yaml", flow.Options())
    stream = Stream(None)
    plain = list(text(compared, stream))
    stream.colour = True
    coloured = list(text(compared, stream))
    assert any("\x1b[32m" in line for line in coloured)
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in coloured] == plain


def test_the_exit_code_tells_of_changes_when_asked(case, capsys):
    one, other = f"{CASE}/before.yaml", f"{CASE}/spec.yaml"
    assert said(capsys, one, other)[0] == 0
    assert said(capsys, "--exit-code", one, other)[0] == 1
    code, out, _ = said(capsys, "--exit-code", one, one)
    assert (code, out.splitlines()[-1]) == (0, "nothing has changed")


def test_for_programs(case, capsys):
    code, out, _ = said(capsys, "--format", "json", f"{CASE}/before.yaml", f"{CASE}/spec.yaml")
    assert code == 0
    assert out.isascii()
    told = json.loads(out)
    assert (told["version"], told["after"]["as_of"], told["after"]["edition"]) == (1, "2030-03-31", None)
    first = told["changes"][0]
    assert (first["change"], first["kind"], first["called_out"]) == ("altered", "judgement", True)
    assert first["before"]["fields"]["likelihood"] == "likely"
    assert first["differences"][0] == {
        "field": "likelihood",
        "before": "likely",
        "after": "very likely",
        "words": [{"is": "added", "text": "very "}, {"is": "same", "text": "likely"}],
    }
    assert {change["change"] for change in told["changes"]} == {"altered", "added", "removed"}
    documented = (repo.ROOT / "docs/commands.md").read_text(encoding="utf-8").partition("## brief diff")[2]
    kinds = {change["kind"] for change in told["changes"]}
    assert len(kinds) > 6
    assert all(f"`{kind}`" in documented for kind in kinds)


class _Page(html.parser.HTMLParser):
    """Elements that are open, and what a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [str(value) for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_as_a_page_to_pass_on(case, capsys):
    path = Path(CASE) / "spec.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Ferries may call there.", "Ferries <b>may</b> call & go.")
    )
    code, out, _ = said(capsys, "--format", "html", f"{CASE}/before.yaml", str(path))
    assert code == 0
    page = _Page()
    page.feed(out)
    assert page.open == []
    assert page.fetched == []
    assert {"ins", "del", "h1", "h2", "h3", "main"} <= set(page.tags)
    assert not {"script", "b"} & set(page.tags)
    assert page.tags.count("h1") == 1
    assert "prefers-color-scheme: dark" in out
    assert '<ins><span class="said">[new: </span>very <span class="said">] </span></ins>likely' in out


def test_what_cannot_be_used_is_told(case, capsys):
    code, out, err = said(capsys, "harbour@1", f"{CASE}/nothing.yaml")
    assert (code, out) == (2, "")
    assert "error[DIFF001]" in err
    assert "error[READ001]" in err
    assert said(capsys, "-", "-")[0] == 2
    assert said(capsys, "only-one")[0] == 2
