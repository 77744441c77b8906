from __future__ import annotations

import datetime as dt

import pytest

from pipeline.render.syntax import date, name, number, refs, stream, string


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", "()"),
        ("a (b) \\", r"(a \(b\) \\)"),
        ("Ł", "<FEFF0141>"),
        ("line\nbreak", "<FEFF006C0069006E0065000A0062007200650061006B>"),
        ("\U0001d49c", "<FEFFD835DC9C>"),
    ],
)
def test_text_strings(text: str, written: str) -> None:
    assert string(text) == written


def test_names_escape_what_is_not_regular() -> None:
    assert name("application/x#y z") == "/application#2Fx#23y#20z"
    assert name("ä") == "/#C3#A4"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (12, "12"), (841.89, "841.89"), (0.00001, "0"), (1e21, "1000000000000000000000"), (-0.5, "-0.5")],
)
def test_numbers_have_no_exponent(value: float, written: str) -> None:
    assert number(value) == written


def test_dates_are_midnight_utc() -> None:
    assert date(dt.date(987, 1, 2)) == "(D:09870102000000Z)"


def test_references() -> None:
    assert refs([1, 22]) == "[1 0 R 22 0 R]"


def test_a_stream_ends_on_a_line_of_its_own() -> None:
    assert stream(b"x", "/A 1", packed=False) == b"<</A 1/Length 1>>\nstream\nx\nendstream"
