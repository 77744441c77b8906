"""What must not be in the repository: machines' paths, addresses of registries, large files, other people's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.support import repo

LARGEST = 2_000_000
"""Bytes."""
RUN = 9
"""As many words in a row of an article are a copy; a passage is named by at most eight."""

# Put together from pieces, so that this file does not hold what it looks for.
HOMES = "|".join(["wo" + "rk", "ro" + "ot", r"ho" + r"me/\w+", r"Us" + r"ers/\w+"])
PATHS = re.compile(rf"(?<![\w.:/])/(?:{HOMES})/\w")
HOSTS = re.compile(
    "|".join(
        re.escape(name + "." + end)
        for name, end in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("repo1.maven", "org"),
            ("repo.maven.apache", "org"),
            ("deb.debian", "org"),
            ("registry.npmjs", "org"),
            ("proxy.golang", "org"),
            ("static.crates", "io"),
        ]
    )
)
# A lock that names an index, in pip's own words.
INDEX = re.compile(r"^\s*(?:--(?:extra-)?index-url|--find-links)[ =]", re.MULTILINE)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every `RUN` words in a row of `text`."""
    found = words(text)
    return zip(*(found[i:] for i in range(RUN)), strict=False)


def article_runs(folder: Path) -> set[tuple[str, ...]]:
    """The runs of the articles in `folder`. A line of up to 24 words may be a title, and titles may be cited."""
    lines = [line for file in sorted(folder.iterdir()) for line in file.read_text(errors="replace").splitlines()]
    return {run for line in lines if len(words(line)) > 24 for run in runs(line)}


def faults(files: Iterable[tuple[str, bytes]], articles: set[tuple[str, ...]]) -> list[str]:
    """What is wrong with `files`, name and content."""
    found: list[str] = []
    for name, content in files:
        if len(content) > LARGEST:
            found.append(f"{name}: {len(content):,} bytes")
        text = content.decode("utf-8", "replace")
        for what, pattern in (("a machine's path", PATHS), ("a registry's host", HOSTS), ("an index", INDEX)):
            if hit := pattern.search(text):
                found.append(f"{name}: {what}: {hit[0].strip()}")
        if articles and (copied := next((run for run in runs(text) if run in articles), None)):
            found.append(f"{name}: words of an article: {' '.join(copied)}")
    return found


def repository() -> list[tuple[str, bytes]]:
    return [(name, (repo.ROOT / name).read_bytes()) for name in repo.files()]


def test_the_repository_holds_only_what_belongs_there() -> None:
    files = repository()
    assert len(files) > 20
    assert not faults(files, set())


def test_no_article_is_copied() -> None:
    articles = article_runs(repo.shared("sources"))
    assert len(articles) > 500
    assert not faults(repository(), articles)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("see /wo" + "rk/main/x", "path"),
        ("/ho" + "me/anna/brief", "path"),
        ('file = "/Us' + 'ers/anna/x"', "path"),
        ("https://py" + "pi.org/p", "host"),
        ("--index" + "-url https://example.org\n", "index"),
        ("x" * (LARGEST + 1), "bytes"),
    ],
)
def test_what_does_not_belong_is_found(text: str, what: str) -> None:
    found = faults([("planted", text.encode())], set())
    assert len(found) == 1
    assert what in found[0]


def test_a_copied_sentence_is_found(tmp_path: Path) -> None:
    line = " ".join(f"word{i}" for i in range(30))
    (tmp_path / "article.txt").write_text(f"A short title of nine or ten words may be cited\n{line}\n")
    articles = article_runs(tmp_path)
    assert not faults([("planted", b"A short title of nine or ten words may be cited")], articles)
    assert not faults([("planted", " ".join(line.split()[4:12]).encode())], articles)
    assert faults([("planted", ", ".join(line.title().split()[4:13]).encode())], articles)


def test_a_copied_sentence_of_a_real_article_is_found() -> None:
    folder = repo.shared("sources")
    lines = next(iter(sorted(folder.iterdir()))).read_text(errors="replace").splitlines()
    long = next(line for line in lines if len(words(line)) > 24)
    assert faults([("planted", long.encode())], article_runs(folder))
