"""A thousand briefs: ours, with every claim held, beside Typst's, which only sets the same words.

    python tests/bench/batch.py [COUNT]

The content comes from the generator in ../shared/bench/rivals; each claim stands in an article of the brief's own, so
that all of it is read, held and printed with its notes. Both tools run in as many processes as there are processors.
"""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RIVALS = ROOT.parent / "shared" / "bench" / "rivals"
FAMILY = "Source Serif Pro"


def generator() -> ModuleType:
    """The generator of neutral content."""
    spec = importlib.util.spec_from_file_location("gen", RIVALS / "gen.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Articles:
    """The articles of one brief: a paragraph for each claim, named by its first and last words."""

    def __init__(self, sources: list[dict[str, Any]]) -> None:
        self.paragraphs = {source["n"]: [] for source in sources}
        self.passages = {source["n"]: {} for source in sources}

    def cite(self, text: str, number: int) -> str:
        """A citation of an article that says `text`."""
        words = text.split()
        name = f"p{len(self.passages[number]) + 1}"
        self.paragraphs[number].append(" ".join(words))
        self.passages[number][name] = f"{' '.join(words[:4])} … {' '.join(words[-4:])}"
        return f"s{number}:{name}"


def spec_of(brief: dict[str, Any], folder: Path) -> None:
    """Write a brief as a spec with its articles."""
    articles = Articles(brief["sources"])

    def prose(runs: list[Any]) -> str:
        runs = [*runs, brief["sources"][0]["n"]] if isinstance(runs[-1], str) else runs
        pairs = zip(runs[::2], runs[1::2], strict=True)
        return " ".join(f"{text.strip()} [@{articles.cite(text, number)}]" for text, number in pairs)

    def event(row: dict[str, Any]) -> dict[str, Any]:
        year, month, day = row["date"].split("-")
        months = "January February March April May June July August September October November December".split()
        told = f"{row['event']} This was on {int(day)} {months[int(month) - 1]} {year}."
        cited = [articles.cite(told, number) for number in row["sources"]]
        return {"date": row["date"], "text": row["event"], "cite": cited}

    sections: list[dict[str, Any]] = [{"bottom_line": prose(brief["summary"])}]
    for section in brief["sections"]:
        text = "\n\n".join(map(prose, section["paragraphs"]))
        sections.append({"narrative": {"title": section["title"].partition(". ")[2], "text": text}})
    sections.append({"timeline": {"title": "Timeline", "chart": "none", "events": list(map(event, brief["timeline"]))}})
    sections.append({"sources": {}})
    sources = {}
    for source in brief["sources"]:
        number = source["n"]
        text = "\n\n".join(articles.paragraphs[number]).encode()
        (folder / f"{brief['id']}-{number}.txt").write_bytes(text)
        sources[f"s{number}"] = {
            "title": source["title"],
            "publisher": source["publisher"],
            "url": source["url"],
            "kind": "news",
            "descriptor": "Generated.",
            "published": {"date": source["date"]},
            "file": f"{brief['id']}-{number}.txt",
            "sha256": sha256(text).hexdigest(),
            "body": {"from": " ".join(text.decode().split()[:4]), "to": " ".join(text.decode().split()[-4:])},
            "passages": articles.passages[number],
        }
    spec = {
        "brief": "1",
        "id": brief["id"],
        "title": brief["title"].partition(": ")[2],
        "as_of": brief["date"],
        "sources": sources,
        "sections": sections,
    }
    (folder / f"{brief['id']}.yaml").write_text(json.dumps(spec, ensure_ascii=False, indent=1), encoding="utf-8")


def generate(folder: Path, count: int) -> None:
    """Write `count` briefs, each as a spec with its articles and as the rivals' JSON."""
    brief = generator().brief
    for name in ("specs", "json"):
        (folder / name).mkdir()
    for number in range(count):
        made = brief(1000 + number, 5, 3, 12, 2)
        spec_of(made, folder / "specs")
        (folder / "json" / f"{made['id']}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


def set_by_typst(folder: Path, share: int, of: int) -> None:
    """Let Typst set every `of`th brief, warm, in this process."""
    import font_source_serif_pro
    import typst

    fonts = Path(next(iter(font_source_serif_pro.__path__)))
    compiler = typst.Compiler(root="/", font_paths=[fonts], ignore_system_fonts=True)
    for path in sorted((folder / "json").iterdir())[share::of]:
        told = {"data": path.read_text(encoding="utf-8")}
        compiler.compile(input=folder / "brief.typ", output=folder / "typst" / f"{path.stem}.pdf", sys_inputs=told)


def timed(run: Any) -> tuple[float, float]:
    """Wall-clock and CPU seconds, those of child processes included."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - started, cpu


def main(count: int) -> None:
    """Measure, and print rates."""
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, count)
        text = (RIVALS / "brief.typ").read_text(encoding="utf-8").replace("Liberation Serif", FAMILY)
        (folder / "brief.typ").write_text(text, encoding="utf-8")
        (folder / "typst").mkdir()
        brief = [
            sys.executable,
            "-m",
            "pipeline.cli",
            "build",
            "-q",
            "-o",
            str(folder / "out"),
            f"{folder}/specs/*.yaml",
        ]

        def ours() -> None:
            done = subprocess.run(brief, cwd=ROOT, check=False, capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stderr[:4000])

        def theirs() -> None:
            shares = [multiprocessing.Process(target=set_by_typst, args=(folder, n, cores)) for n in range(cores)]
            for share in shares:
                share.start()
            for share in shares:
                share.join()

        results = {"Typst": timed(theirs), "brief": timed(ours), "brief, unchanged": timed(ours)}
        made = len(list((folder / "out").glob("*/1/*.pdf"))), len(list((folder / "typst").iterdir()))
        assert made == (count, count), made
    for tool, (wall, cpu) in results.items():
        sys.stdout.write(f"{tool:18} {count / wall:7.1f} a second {1000 * cpu / count:7.1f} ms of CPU each\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
