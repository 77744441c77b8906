from __future__ import annotations

import subprocess
import sys

from pipeline import publish

# printf 'briefwright edition key 1\n4:lock0:4:spec9:brief: 1\n5:theme4:desk' | sha256sum
KEY = "9109fcd0dc8ec03a2696069bdfaff350f8f5796c7f31b0b67681a7102464d8ff"


def test_the_key_is_fixed_for_all_time() -> None:
    assert publish.key({"spec": b"brief: 1\n", "lock": b"", "theme": b"desk"}) == KEY


def test_the_order_of_parts_is_nothing() -> None:
    assert publish.key({"a": b"1", "b": b"2"}) == publish.key({"b": b"2", "a": b"1"})


def test_every_part_counts() -> None:
    sets = [
        {},
        {"a": b""},
        {"a": b"1"},
        {"b": b"1"},
        {"a": b"1", "b": b""},
        {"a": b"1:b0:"},
        {"a1:": b""},
        {"a": b"11:b"},
    ]
    assert len({publish.key(parts) for parts in sets}) == len(sets)


def test_the_key_does_not_hang_on_hash_seeds() -> None:
    code = "from pipeline import publish; print(publish.key({c: c.encode() for c in 'zyxabc'}))"
    keys = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(keys) == 1
