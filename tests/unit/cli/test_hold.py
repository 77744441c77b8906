"""`brief hold` as a process: what it answers, what it refuses, and that it stays quick and small."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model.codes import CODES
from tests.support import repo
from tests.unit.cli import examples

BRIEF = [sys.executable, "-m", "pipeline.cli", "hold"]
PASSAGE = "On 4 May 2029 the harbour board said it had not ordered more than 12 cranes for 24 million euros."


def line(claim: str, passage: str = PASSAGE, **more: object) -> bytes:
    return json.dumps({"id": "a", "claim": claim, "passage": passage} | more).encode() + b"\n"


def run(data: bytes, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    """Exit code, answers and stderr for what standard input gives."""
    done = subprocess.run(
        [*BRIEF, *(arguments or ("-",))],
        input=data,
        capture_output=True,
        timeout=60,
        cwd=repo.ROOT,
        env=repo.environment(PYTHONPATH=str(repo.ROOT)),
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, [json.loads(out) for out in done.stdout.splitlines()], done.stderr.decode()


def test_a_claim_that_holds() -> None:
    code, answers, told = run(line("The harbour board had not ordered more than 12 cranes."))
    assert (code, answers) == (0, [{"id": "a", "holds": True, "problems": []}])
    assert told == "1 claim holds, 0 do not\n"


@pytest.mark.parametrize(
    ("claim", "code", "text"),
    [
        ("The board paid 42 million euros.", "CITE002", "42 million euros"),
        ("The board said so on 14 May 2029.", "CITE003", "14 May 2029"),
        ("The board of Westhaven said so.", "CITE004", "Westhaven"),
    ],
)
def test_an_altered_claim_is_refused_at_its_place(claim: str, code: str, text: str) -> None:
    exit_code, (answer,), _ = run(line(claim))
    assert exit_code == 1
    assert answer["holds"] is False
    (problem,) = answer["problems"]
    start = claim.index(text)
    assert problem == {
        "code": code,
        "severity": "error",
        "start": start,
        "end": start + len(text),
        "text": text,
        "message": problem["message"],
    }
    assert problem["message"].endswith("is not in passage a")


@pytest.mark.parametrize(
    ("claim", "passage", "codes"),
    [
        (
            "On 27 June the ferry company ordered boats for 95 million crowns.",
            "On 17 June the ferry company ordered boats for 15 million crowns.",
            {"CITE002", "CITE003"},
        ),
        ("The harbour master did quit.", "The harbour master did not quit.", {"CITE006"}),
        ("The council never backed the pier.", "The council backed the pier.", {"CITE006"}),
        (
            "By 3 July the town had paid 700 million crowns.",
            "By 8 July the town had paid 15 million crowns.",
            {"CITE002", "CITE003"},
        ),
    ],
)
def test_sentences_that_a_likeness_of_words_lets_pass(claim: str, passage: str, codes: set[str]) -> None:
    code, (altered, unaltered), _ = run(line(claim, passage) + line(passage, passage))
    assert code == 1
    assert {problem["code"] for problem in altered["problems"]} == codes
    assert unaltered["holds"] is True


def test_places_count_characters() -> None:
    _, (answer,), _ = run(line("\U0001f6a2\U0001f6a2 cost 25 million euros"))
    (problem,) = answer["problems"]
    assert (problem["start"], problem["text"]) == (8, "25 million euros")


def test_names_and_language_are_heeded() -> None:
    named = line("The Port Authority ordered.", "The PAW ordered.", names={"Port Authority": ["PAW"]}, language="en-GB")
    code, answers, _ = run(named + line("The Port Authority ordered.", "The PAW ordered."))
    assert code == 1
    assert [answer["holds"] for answer in answers] == [True, False]


def test_a_file_is_answered_in_order_and_quiet_drops_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(line(f"{n} cranes.", id=n).strip() for n in (12, 13, 12)))
    loud, quiet = run(b"", str(file)), run(b"", str(file), "--quiet")
    assert [(answer["id"], answer["holds"]) for answer in loud[1]] == [(12, True), (13, False), (12, True)]
    assert quiet == (1, loud[1], "")
    assert loud[2] == "2 claims hold, 1 does not\n"


BAD = [
    (b"[1, 2]", "HOLD005", 1),
    (b"nonsense", "HOLD005", 1),
    (b'{"id": 1, "id": 2, "claim": "x", "passage": "y"}', "HOLD005", 11),
    (b'  {"id": 1, "names": {"a": ["id"], "\\u0061": []}, "passage": "y"}', "HOLD005", 36),
    (b" \t[1, 2]", "HOLD005", 3),
    (b' \t{"id": 1, nonsense}', "HOLD005", 13),
    (b"[" * 100_000, "HOLD005", 1),
    (b'{"id": ' + b"9" * 5000 + b"}", "HOLD005", 1),
    (b'{"id": 1, "claim": "x",', "HOLD005", 24),
    (b'{"id": 1, "claim": "The board bought 12 cranes."}', "HOLD006", 1),
    (b'{"id": 1, "claim": "The board bought 12 cranes.", "passage": ""}', "HOLD007", 62),
    (b'  {"id": 1, "claim": "The board bought 12 cranes.", "passage": ""}', "HOLD007", 64),
    (b'{"names": {"claim": ["x"]}, "id": 1, "\\u0063laim": "", "passage": "\\"claim\\": 3"}', "HOLD007", 52),
    (b'{"id": 1, "claim": "x", "passage": "\\u2800\\u200b\\u3164 \\ufe0f"}', "HOLD007", 36),
    (b'{"id": 1, "claim": "\xe2\x80\x8d", "passage": "y"}', "HOLD007", 20),
    (b'{"id": 1, "claim": "x", "passage": "y' + b"\\u0316\\u0301" * 16 + b'"}', "HOLD007", 36),
    (b'{"id": 1, "claim": "x' + b"\\u0301\\u034f" * 31 + b'", "passage": "y"}', "HOLD007", 20),
    (b'{"id": 1, "claim": "x", "passage": "y", "names": {"A": ["e' + b"\\u0301" * 31 + b'"]}}', "HOLD007", 50),
    (b'{"id": 1.5, "claim": "x", "passage": "y"}', "HOLD007", 8),
    (b'{"id": true, "claim": "x", "passage": "y"}', "HOLD007", 8),
    (b'{"id": 1, "claim": ["x"], "passage": "y"}', "HOLD007", 20),
    (b'{"id": 1, "claim": "' + b"x" * 10_001 + b'", "passage": "y"}', "HOLD007", 20),
    (b'{"id": 1, "claim": "x", "passage": "y", "language": "tlh"}', "HOLD007", 53),
    (b'{"id": 1, "claim": "x", "passage": "y", "names": ["z"]}', "HOLD007", 50),
    (b'{"id": 1, "claim": "\xe9tang", "passage": "x"}', "HOLD004", 21),
    (b"x" * (4 * 2**20 + 1), "HOLD003", 0),
    (b'{"id": 1, "claim": "x", "passage": "y"}' + b"\r" * 4 * 2**20 + b"z", "HOLD003", 0),
]


def test_every_bad_line_is_named_and_the_good_ones_are_answered() -> None:
    good = line("12 cranes.")
    code, answers, told = run(b"".join(good + bad + b"\n" for bad, _, _ in BAD) + good)
    assert code == 2
    assert len(answers) == len(BAD) + 1
    found = re.findall(r"^<stdin>:(\d+)(?::(\d+))?: error\[(HOLD\d+)\]", told, re.MULTILINE)
    assert found == [(str(2 * at + 2), str(column or ""), name) for at, (_, name, column) in enumerate(BAD)]
    assert told.count("   help: ") == len(BAD)
    assert told.endswith(f"{len(BAD) + 1} claims hold, 0 do not, {len(BAD)} lines could not be used\n")


def test_at_most_fifty_are_told() -> None:
    code, answers, told = run(b"{}\n" * 100)
    assert (code, answers) == (2, [])
    assert told.count("error[HOLD006]") == 50
    assert "\nand 250 more\n" in told


@pytest.mark.parametrize("data", [b"", b"\n \n\r\n"])
def test_nothing_to_hold_is_no_success(data: bytes) -> None:
    code, answers, told = run(data)
    assert (code, answers) == (2, [])
    assert "<stdin>: error[HOLD002] there is no claim to hold\n" in told


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read(name: str) -> None:
    code, answers, told = run(b"", name)
    assert (code, answers) == (2, [])
    assert f"{name}: error[HOLD001] the file can't be read: " in told


def test_the_pages_show_what_is_told(tmp_path: Path) -> None:
    shown = {bad_code: bad for bad, bad_code, _ in BAD if bad_code not in {"HOLD003", "HOLD005"}}
    shown["HOLD005"] = b"[1, 2]"
    shown["HOLD007"] = b'{"id": 1, "claim": "The board bought 12 cranes.", "passage": ""}'
    shown["HOLD003"] = b"\n" + b"x" * (4 * 2**20 + 1)
    for code, data in shown.items():
        told = run(data + b"\n")[2].replace("<stdin>", "claims.jsonl")
        assert told.startswith(examples.message(code)), code
    assert run(b"", "missing.jsonl")[2] == examples.message("HOLD001")
    assert run(b"")[2].replace("<stdin>", "empty.jsonl") == examples.message("HOLD002")
    assert set(shown) | {"HOLD001", "HOLD002"} == {code for code in CODES if code.startswith("HOLD")}


def test_marks_on_one_character_do_not_hang() -> None:
    bad = b"".join(line("The e" + "\u0316\u0301" * 2000 + " ferry", "y" + "\u0316\u0301" * 100_000) for _ in range(5))
    started = _now()
    code, answers, told = run(bad)
    assert (code, answers) == (2, [])
    assert told.count("error[HOLD007] `passage` stacks more than 30 marks on one character\n") == 5
    assert "   help: delete them   (brief explain HOLD007)\n" in told
    assert _now() - started < 2


def test_what_cannot_be_seen_does_not_split_a_figure_or_a_name() -> None:
    _, answers, _ = run(
        line("The board bought 1\u034f3 cranes.", "The board bought 3 cranes.")
        + line("The board bought 1\u034f3 cranes.", "The board bought 13 cranes.")
        + line("Mer\ufe0frin Moe came.", "Merrin Moe came.")
        + line("Merrin Moe came.", "Mer\U000e0041rin M\u2060oe came.")
    )
    assert [answer["holds"] for answer in answers] == [False, True, True, True]


def test_a_reader_that_went_away_cannot_know_that_all_holds(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(line("12 cranes.") * 3000)
    command = f"{' '.join(BRIEF)} --quiet {file} | head -1 | wc -l; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=repo.ROOT,
        env=repo.environment(PYTHONPATH=str(repo.ROOT)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.split(), done.stderr) == (["1", "3"], "")


def test_each_line_is_answered_before_the_next_is_given() -> None:
    with subprocess.Popen(
        [*BRIEF, "-"],
        cwd=repo.ROOT,
        env=repo.environment(PYTHONPATH=str(repo.ROOT)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdin
        assert child.stdout
        for number in (12, 13):
            child.stdin.write(line(f"{number} cranes.", id=number))
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == number
        child.stdin.close()
        assert child.wait(timeout=30) == 1


def _now() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _spent(data: bytes) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(data)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_a_thousand_claims_take_less_than_two_seconds() -> None:
    lines = [
        line(
            f"The harbour board of Westhaven {n} had ordered {n} cranes for {n + 5} million euros by 4 May 2029.",
            f"{PASSAGE} The mayor, Anna Berg, wants {n} berths and {n % 7} sheds; the board expects to open the pier.",
            id=n,
        )
        for n in range(1000)
    ]
    start = _spent(lines[0])
    assert _spent(b"".join(lines)) - start < 2


def test_a_line_without_end_takes_no_memory() -> None:
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20,) * 2); "
    code = limit + "from pipeline.cli import main; sys.argv = ['brief', 'hold', '-']; main()"
    child = subprocess.run(
        ["bash", "-c", f'head -c 600000000 /dev/zero | {sys.executable} -c "{code}"'],
        cwd=repo.ROOT,
        env=repo.environment(PYTHONPATH=str(repo.ROOT)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert child.returncode == 2
    assert "<stdin>:1: error[HOLD003]" in child.stderr
