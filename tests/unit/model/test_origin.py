"""Which sources are one witness."""

import datetime as dt

import pytest

from pipeline.model.origin import origins, same_file
from pipeline.model.spec import Section, Spec


def spec(**sources):
    told = {
        name: {"title": "T", "sha256": f"{number:064}", "descriptor": "D."} | more
        for number, (name, more) in enumerate(sources.items())
    }
    head = {"brief": "1", "id": "b", "title": "T", "as_of": dt.date(2031, 5, 2)}
    return Spec.model_validate(head | {"sources": told, "sections": [Section()]})


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"a": {}, "b": {}}, "ab"),
        ({"a": {"origin": "Wire"}, "b": {"origin": "wire "}}, "aa"),
        ({"a": {"origin": "the  Wire"}, "b": {"origin": "The Wire"}, "c": {"origin": "ntb"}}, "aac"),
        ({"a": {"origin": " "}, "b": {"origin": " "}}, "ab"),
        ({"a": {"origin": "b"}, "b": {}}, "aa"),
        ({"a": {}, "b": {"origin": "A"}}, "aa"),
        ({"a": {"origin": "ntb"}, "b": {"origin": "a"}, "c": {"origin": "b"}, "d": {"origin": "NTB"}}, "aaaa"),
        ({"a": {"origin": "a"}, "b": {}}, "ab"),
        ({"a": {"origin": "x"}, "b": {"origin": "y"}, "c": {"origin": "z"}, "d": {"sha256": f"{1:064}"}}, "abcb"),
        ({"a": {"sha256": "0" * 64}, "b": {"sha256": "0" * 64, "origin": "other"}}, "aa"),
    ],
)
def test_sources_of_one_origin_have_one_name(sources, found):
    assert "".join(origins(spec(**sources)).values()) == found


def test_one_file_under_several_names_is_told_by_the_first():
    one = {"sha256": "f" * 64}
    assert same_file(spec(a=one, b={}, c=one, d=one)) == {"c": "a", "d": "a"}
