"""What is said beside a brief: in its own language, and what a person sees of a delivery before and after it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline import compose, flow, world
from pipeline.cli.app import run
from pipeline.material import words_of
from pipeline.model.copy import Copy
from pipeline.model.edition import Published
from pipeline.read import spec as read_spec
from tests.support import repo

HARBOUR = repo.ROOT / "specs/harbour.yaml"
COPY = Copy("harbour", 2, 4, "Fisheries", "7K3M-Q2XP-4T9A", "", "")
ABOUT = {
    "en-GB": "Edition 2 · Information as of 30 April 2025 · Copy 4 · Fisheries · 7K3M-Q2XP-4T9A",
    "de": "Ausgabe 2 · Stand: 30. April 2025 · Exemplar 4 · Fisheries · 7K3M-Q2XP-4T9A",
    "fr": "Édition 2 · Informations arrêtées au 30 avril 2025 · Exemplaire 4 · Fisheries · 7K3M-Q2XP-4T9A",
    "es": "Edición 2 · Información a 30 de abril de 2025 · Ejemplar 4 · Fisheries · 7K3M-Q2XP-4T9A",
    "it": "Edizione 2 · Informazioni aggiornate al 30 aprile 2025 · Copia 4 · Fisheries · 7K3M-Q2XP-4T9A",
    "ja": "第2版 · 情報の基準日：2025年4月30日 · 複写第4号 · Fisheries · 7K3M-Q2XP-4T9A",
}


@pytest.mark.parametrize("language", ABOUT)
def test_a_letter_and_a_cover_speak_the_language_of_the_brief(language):
    data = HARBOUR.read_text(encoding="utf-8").replace("language: en-GB", f"language: {language}")
    told = read_spec(data.encode(), "harbour.yaml").spec
    assert told.language == language
    edition = Published("harbour", 2, "abcdef1234567890", "2025-04-30", 4, "22 held.", {}, "")
    words = words_of(told)
    letter = compose.letter(told, edition, COPY, (), words)
    assert letter.about == ABOUT[language]
    assert letter.subject.startswith("[TLP:GREEN] New cranes for Tarrowick")
    assert letter.attached.format(file="a.pdf").endswith("a.pdf")
    assert letter.linked.format(link="https://x/").endswith("https://x/")
    first, second = compose.cover(told, edition, COPY, "Fisheries", words)
    assert ABOUT[language].endswith(first)
    assert "abcdef12" in second
    assert compose.cover(told, edition, None, "Fisheries", words)[0] == "Fisheries"


LIST = {
    "distribution": 1,
    "recipients": [
        {"name": "Harbour desk", "copies": 2, "may_see": "TLP:AMBER", "folder": "share"},
        {"name": "Fisheries", "may_see": "TLP:GREEN", "mail": "post", "to": ["desk@fisheries.example"]},
        {"name": "Hall", "may_see": "TLP:RED", "printer": "hall", "numbered": False, "copies": 9},
        {"name": "Everybody", "folder": "share"},
    ],
    "folders": {"share": {"path": "share"}},
    "mail": {"post": {"server": "127.0.0.1", "port": 9, "security": "none", "from": "desk@harbour.example"}},
    "printers": {
        "hall": {"uri": "ipp://127.0.0.1:9/ipp", "sides": "two", "finishings": ["staple-top-left"], "account": "desk-7"}
    },
}
VOLATILE = {
    r"\d{4}-\d\d-\d\dT[\d:]+Z": "TIME",
    r"Date: .*": "Date: TIME",
    r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}": "COPY-CODE-HERE",
    r"\b[0-9a-f]{64}\b": "HASH",
    r"[\d,]+ bytes": "SOME bytes",
}
"""What another minute, or another release of a library that compresses, tells otherwise."""


def steady(text: str, folder: Path) -> str:
    for pattern, word in VOLATILE.items():
        text = re.sub(pattern, word, text)
    return text.replace(str(folder), "FOLDER")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    flow.build(world.real(), HARBOUR, flow.Options(out=Path("out")))
    (tmp_path / "share").mkdir()
    (tmp_path / "distribution.yaml").write_text(yaml.safe_dump(LIST))
    return tmp_path


def test_what_a_person_sees_before_and_after(here, capsys, request):
    told = []
    dry = ["deliver", "harbour", "--dry-run"]
    steps = ((dry, 1), (["deliver", "harbour"], 3), (dry, 1), (["deliver", "status"], 0), (["deliver", "probe"], 3))
    for words, code in steps:
        assert run(words) == code, words
        seen = capsys.readouterr()
        told.append(f"$ brief {' '.join(words)}\n{steady(seen.out, here)}{steady(seen.err, here)}")
    golden = Path(__file__).with_name("delivery.txt")
    if request.config.getoption("--update-golden"):
        golden.write_text("\n".join(told), encoding="utf-8")
    assert "\n".join(told) == golden.read_text(encoding="utf-8")


LARGE = 200
"""Megabytes."""


def test_an_edition_of_two_hundred_megabytes_reaches_whom_it_can_and_names_whom_not(tmp_path, monkeypatch, note):
    from pipeline import render

    real = render.render

    def padded(*args: object) -> bytes:
        """The same brief with a very long comment where the standard allows one (ISO 32000-1, 7.2.3)."""
        data = real(*args)
        at = data.rindex(b"startxref")
        return data[:at] + (b"%" + b"." * 98 + b"\n") * (LARGE * 10_000) + data[at:]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(render, "render", padded)
    flow.build(world.real(), HARBOUR, flow.Options(out=Path("out")))
    Path("share").mkdir()
    Path("distribution.yaml").write_text(yaml.safe_dump(LIST))
    script = (
        "import resource, sys; from pipeline.cli.app import run; code = run(['deliver', 'harbour']);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": str(repo.ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert "for Fisheries, by mail post, was not sent: the copy has 200.1 MB, more than the 10" in done.stderr
    sizes = [path.stat().st_size for path in Path("share").iterdir()]
    assert len(sizes) == 2
    assert all(size > LARGE * 10**6 for size in sizes)
    peak = int(done.stdout.split()[-1])
    note(f"an edition of {LARGE} MB is delivered in {peak} MB of memory")
    assert peak < 6 * LARGE  # the edition, the copy, and what is read to hold them against what was published
    for name in ("out", "share"):
        shutil.rmtree(name)  # pytest keeps folders of several runs
