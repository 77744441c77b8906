"""Whatever a printer answers: bytes are read or refused, and no answer breaks a delivery or stops it from ending."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import world
from pipeline.deliver.ipp import Malformed, Tag
from pipeline.deliver.ipp.client import JOB, JOBS, PRINT, PRINTER, VALIDATE
from pipeline.deliver.ipp.codec import Group, decode, encode
from pipeline.deliver.jobs import ABLE
from pipeline.deliver.printer import opened
from pipeline.model.delivery import Parcel
from pipeline.model.distribution import Printer
from pipeline.world import Reply, Unsent
from pipeline.world.disk import Disk

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
INTS = st.integers(-(2**31), 2**31 - 1)
VALUES = {
    Tag.INTEGER: INTS, Tag.ENUM: INTS, Tag.BOOLEAN: st.booleans(), Tag.RANGE: st.tuples(INTS, INTS),
    Tag.OCTETS: st.binary(max_size=40), Tag.TEXT: NAMES, Tag.NAME: NAMES, Tag.KEYWORD: NAMES, Tag.URI: NAMES,
}  # fmt: skip
ATTRIBUTE = st.one_of(
    [st.tuples(st.just(tag), NAMES, st.lists(values, min_size=1, max_size=4)) for tag, values in VALUES.items()]
)
MESSAGE = st.lists(
    st.tuples(
        st.sampled_from([Group.OPERATION, Group.JOB, Group.PRINTER, Group.REFUSED]),
        st.lists(ATTRIBUTE, max_size=5, unique_by=lambda each: each[1]),
    ),
    max_size=5,
)


@given(st.integers(0, 2**15 - 1), INTS, MESSAGE, st.binary(max_size=30))
def test_what_is_written_is_read_again(code, request, groups, rest):
    message = decode(encode(code, request, groups, rest))
    assert (message.code, message.request, message.rest) == (code, request, rest)
    said = tuple((kind, {name: tuple(values) for _, name, values in attributes}) for kind, attributes in groups)
    assert message.groups == said


def refused_or_read(data: bytes) -> None:
    with suppress(Malformed):
        assert len(decode(data).rest) <= len(data)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\x02\x00\x00\x00\x00\x00\x00\x01")
@example(b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x33\x00\x01a\x00\x03abc\x03")  # a range of three bytes
@example(b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x35\x00\x01a\x00\x01a\x03")  # text with half a language
def test_any_bytes_are_read_or_refused(data):
    refused_or_read(data)


@given(MESSAGE, st.data())
def test_a_message_with_bytes_changed_or_cut_is_read_or_refused(groups, data):
    whole = bytearray(encode(0, 1, groups))
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    refused_or_read(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


def field(tag: int, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04"


@pytest.mark.parametrize("depth", [1, 10, 11, 20_000])
def test_collections_in_collections_end(depth):
    data = HEAD + b"".join(
        (field(0x34, b"" if level else b"media-col", b"") + field(Tag.MEMBER, b"", b"x")) for level in range(depth)
    )
    data += field(Tag.INTEGER, b"", b"\0\0\0\1") + field(Tag.END, b"", b"") * depth + b"\x03"
    if depth > 10:
        with pytest.raises(Malformed, match="too deep"):
            decode(data)
        return
    value = decode(data).group(Group.PRINTER)["media-col"]
    for _ in range(depth):
        ((inner),) = value
        value = inner["x"]
    assert value == (1,)


def test_forty_thousand_values_are_read_in_no_time_and_more_are_refused():
    one = field(Tag.KEYWORD, b"", b"a4")
    data = HEAD + field(Tag.KEYWORD, b"media-supported", b"a4")
    assert len(decode(data + one * 40_000 + b"\x03").group(Group.PRINTER)["media-supported"]) == 40_001
    with pytest.raises(Malformed, match="more than 50,000"):
        decode(data + one * 60_000 + b"\x03")


# ── a printer that answers anything ─────────────────────────────────────────────────────────────────────────────────

JOBS_NAMES = ("job-id", "job-name", "job-state", "job-state-reasons", "job-state-message", "job-k-octets")
ANYTHING = st.one_of(
    st.builds(field, st.sampled_from([Tag.INTEGER, Tag.ENUM]), st.just(b""), st.binary(min_size=4, max_size=4)),
    st.builds(field, st.just(Tag.ENUM), st.just(b""), st.integers(0, 9).map(lambda n: struct.pack(">i", n))),
    st.builds(field, st.just(Tag.BOOLEAN), st.just(b""), st.sampled_from([b"\0", b"\1"])),
    st.builds(field, st.just(Tag.RANGE), st.just(b""), st.binary(min_size=8, max_size=8)),
    st.builds(field, st.just(Tag.KEYWORD), st.just(b""), st.sampled_from([b"none", b"media-empty", b"two-sided"])),
    st.builds(field, st.just(Tag.TEXT), st.just(b""), st.binary(max_size=9)),
    st.builds(field, st.sampled_from([Tag.NO_VALUE, Tag.UNKNOWN, Tag.OCTETS]), st.just(b""), st.binary(max_size=3)),
    st.just(field(0x34, b"", b"") + field(0x4A, b"", b"x") + field(0x22, b"", b"\1") + field(0x37, b"", b"")),
)  # fmt: skip


def attributes(names: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Attributes of these names, whose values are of any kind whatever."""
    one = st.builds(
        lambda name, values: values[0][:1] + struct.pack(">H", len(name)) + name.encode() + values[0][3:]
        + b"".join(values[1:]),
        st.sampled_from(names), st.lists(ANYTHING, min_size=1, max_size=3),
    )  # fmt: skip
    return st.lists(one, max_size=8).map(b"".join)


ANSWER = st.builds(
    lambda code, printer, jobs: (code, b"\x04" + printer + b"".join(b"\x02" + job for job in jobs) + b"\x03"),
    st.sampled_from([0, 0, 0, 0, 1, 0x0406, 0x0507, 0x7FFF, 0x8001]),
    attributes(ABLE),
    st.lists(attributes(JOBS_NAMES), max_size=3),
)
REPLIES = st.one_of(ANSWER, st.sampled_from([200, 401, 404, 500]), st.just("unsent"), st.just("cut"))


class Strange:
    """A web on which one printer answers each question with the next of some replies, and with the last for ever."""

    def __init__(self, replies: list) -> None:
        self.replies, self.asked = replies, []

    def exchange(self, url: str, data: bytes, **_: object) -> Reply:
        self.asked.append(struct.unpack_from(">h", data, 2)[0])
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        if reply == "unsent":
            raise Unsent("nobody is there")
        if reply == "cut":
            raise ConnectionResetError(104, "the connection was cut")
        if isinstance(reply, int):
            return Reply(reply, url, body=b"<html>no printer</html>")
        code, groups = reply
        return Reply(200, url, body=b"\x02\x00" + struct.pack(">H", code) + data[4:8] + groups)


def clock() -> Iterator[dt.datetime]:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    while True:
        yield now
        now += dt.timedelta(seconds=1)


PARCEL = Parcel(
    code="7K3M-Q2XP-0001", recipient="Desk", brief="harbour", edition=3, copy=2, copies=1, title="The quay",
    marking="TLP:GREEN", language="en-GB", media="iso_a4_210x297mm",
    pages=4, pdf=b"%PDF-1.7 a copy",
)  # fmt: skip
TOLD = Printer.model_validate(
    {"uri": "ipp://printer.example/ipp", "time_limit": "20s", "pages": "1-2", "account": "7", "finishings": ["staple"]}
)


@given(st.lists(REPLIES, min_size=1, max_size=6), st.sampled_from(["", "job 7", "asked 2026-01-01T00:00:00+00:00"]))
def test_no_answer_breaks_a_delivery_or_stops_it_from_ending(replies, reference):
    strange, ticks = Strange(replies), clock()
    there = world.World(files=Disk(), open_web=lambda: strange, now=lambda: next(ticks), wait=lambda _: None)
    channel = opened("hall", TOLD, there, Path())
    probed = channel.probe()
    assert probed.told
    channel.lacks(PARCEL)
    notes: list[str] = []
    found = channel.found(PARCEL, reference)
    assert found is None or found.told
    before = len(strange.asked)
    outcome = channel.send(PARCEL, notes.append)
    assert outcome.told
    assert outcome.state in {"sent", "going", "later", "refused", "unsure"}
    asked = strange.asked[before:]
    assert asked.count(PRINT) <= 1
    assert PRINT not in asked or (VALIDATE in asked and notes)
    assert set(strange.asked) <= {PRINT, VALIDATE, JOB, JOBS, PRINTER, 0x0008}
    assert len(asked) < 120
    if outcome.state == "sent":
        assert PRINT in asked
