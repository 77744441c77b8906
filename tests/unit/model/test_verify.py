"""Addresses to verify at: filled in for one edition, and refused with the place of what is wrong."""

from __future__ import annotations

import pytest

from pipeline.model.verify import MOST, address, faults

ROOT = "https://example.org"


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        (ROOT + "/{brief}/{edition}/{key}", ROOT + "/quay/12/0a1b2c3d"),
        (ROOT + "/v?k={key}", ROOT + "/v?k=0a1b2c3d"),
        (ROOT + "/{brief}", ROOT + "/quay?edition=12&key=0a1b2c3d"),
        (ROOT, ROOT + "?edition=12&key=0a1b2c3d"),
        (ROOT + "/v?lang=en", ROOT + "/v?lang=en&edition=12&key=0a1b2c3d"),
        (ROOT + "/v?#top", ROOT + "/v?edition=12&key=0a1b2c3d#top"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/?edition=12&key=0a1b2c3d"),
    ],
)
def test_an_address_leads_to_its_edition(template, filled):
    assert list(faults(template, "quay")) == []
    assert address(template, "quay", 12, "0a1b2c3d") == filled


@pytest.mark.parametrize(
    ("template", "wrong", "says"),
    [
        ("javascript:alert(1)", "javascript:alert(1)", "no address on the web"),
        ("ftp://example.org/", "ftp://example.org/", "no address on the web"),
        ("example.org/verify", "example.org/verify", "no address on the web"),
        ("https://", "https://", "host"),
        ("https:///path", "https://", "host"),
        ("https://user:word@example.org/", "user:word@example.org", "host"),
        ("https://ex ample.org/", "ex ample.org", "host"),
        ("https://example..org/", "example..org", "host"),
        ("https://exämple.org/", "exämple.org", "host"),
        ("https://example.org:port/", "example.org:port", "host"),
        ("https://{brief}.org/", "{brief}.org", "host"),
        (ROOT + "/{edtion}/{key}", "{edtion}", "no placeholder"),
        (ROOT + "/{}", "{}", "no placeholder"),
        (ROOT + "/{key", "{", "cannot stand"),
        (ROOT + "/a b", " ", "a space cannot stand"),
        (ROOT + "/prüfen", "ü", "cannot stand"),
        (ROOT + "/100%", "%", "cannot stand"),
        (ROOT + "/" + "x" * MOST, ROOT + "/" + "x" * MOST, "too dense"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(template, wrong, says):
    found = list(faults(template, "quay"))
    assert [(template[fault.start : fault.end], says in fault.message) for fault in found] == [(wrong, True)]
    assert all(fault.hint for fault in found)


def test_all_that_is_wrong_is_told():
    assert len(list(faults(ROOT + "/{a}/{b}/c d", "quay"))) == 3


def test_the_longest_address_counts_with_all_that_is_filled_in():
    room = MOST - len(ROOT + "/?edition=999999&key=00000000")
    assert not list(faults(ROOT + "/" + "x" * room, "quay"))
    assert list(faults(ROOT + "/" + "x" * (room + 1), "quay"))


def test_a_long_address_takes_no_time():
    assert list(faults("https://" + "a." * 50_000 + "/", "quay"))
    assert list(faults("https://" + "a-" * 50_000 + "!", "quay"))
