"""The codec: whatever a browser sends, however it is cut, arrives whole or is refused."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.fanout.frames import BadFrame, Kind, closing_frame, code_of, frame, text_of, unmask
from community.fanout.reading import Reader

MOST = 200_000
bodies = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([0, 125, 126, 127, 65_535, 65_536, 70_000]).map(lambda size: b"\xf0" * size),
)
masks = st.binary(min_size=4, max_size=4)


def parts_of(body, cuts):
    edges = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    return [body[start:end] for start, end in pairwise(edges)]


def read(reader, data):
    reader.feed(data)
    messages = []
    while message := reader.take():
        messages.append(message)
    return messages


@given(
    st.lists(bodies, max_size=3),
    masks,
    st.lists(st.integers(0), max_size=3),
    st.lists(st.integers(0), max_size=5),
)
def test_messages_in_parts_cut_at_any_byte_arrive_whole(masked, messages, mask, fragments, cuts):
    sent = b""
    for body in messages:
        parts = parts_of(body, fragments)
        for number, part in enumerate(parts):
            kind = Kind.MORE if number else Kind.BINARY
            sent += masked(part, kind, final=number == len(parts) - 1, mask=mask)
            sent += masked(b"still there?", Kind.PING, mask=mask)
    reader, heard = Reader(MOST), []
    for piece in parts_of(sent, cuts):
        heard += read(reader, piece)
    assert [body for kind, body in heard if kind == Kind.BINARY] == messages
    assert all(body == b"still there?" for kind, body in heard if kind == Kind.PING)


@given(bodies, st.sampled_from([Kind.TEXT, Kind.BINARY]), masks)
def test_what_the_club_frames_reads_back_once_it_is_masked(body, kind, mask):
    framed = frame(body, kind)
    head = framed[: len(framed) - len(body)]
    as_sent = head[:1] + bytes((head[1] | 0x80,)) + head[2:] + mask + unmask(body, mask)
    assert read(Reader(MOST), as_sent) == [(kind, body)]


@given(st.binary(max_size=64))
def test_noise_is_refused_or_waited_for_and_nothing_else(noise):
    with suppress(BadFrame):
        for kind, body in read(Reader(1000), noise):
            assert kind in set(Kind)
            assert len(body) < 64


@pytest.mark.parametrize(
    ("why", "sent"),
    [
        ("not masked", b"\x81\x01x"),
        ("a reserved bit", b"\xa1\x81\0\0\0\0x"),
        ("an unknown kind", b"\x8b\x80\0\0\0\0"),
        ("a ping in parts", b"\x09\x80\0\0\0\0"),
        ("a long ping", b"\x89\xfe\x00\x7e\0\0\0\0"),
        ("a rest of nothing", b"\x80\x80\0\0\0\0"),
        ("a new message within another", b"\x01\x81\0\0\0\0x\x81\x81\0\0\0\0x"),
        ("a short length written long", b"\x81\xfe\x00\x05\0\0\0\0hello"),
        ("a middling length written longest", b"\x81\xff\0\0\0\0\0\0\x01\0\0\0\0\0"),
        ("a negative length", b"\x81\xff\x80\0\0\0\0\0\0\0\0\0\0\0"),
    ],
)
def test_a_hostile_frame_is_refused(why, sent):
    with pytest.raises(BadFrame) as refused:
        read(Reader(MOST), sent)
    assert refused.value.code == 1002, why


def test_too_much_is_refused_by_its_length_alone(masked):
    with pytest.raises(BadFrame) as refused:
        read(Reader(10), masked(b"x" * 11)[:6])
    assert refused.value.code == 1009


def test_parts_count_together(masked):
    reader = Reader(10)
    assert read(reader, masked(b"123456", final=False)) == []
    with pytest.raises(BadFrame) as refused:
        read(reader, masked(b"789ab", Kind.MORE))
    assert refused.value.code == 1009


@pytest.mark.parametrize("body", [b"\x03", b"\x00\x05", (1005).to_bytes(2, "big"), (999).to_bytes(2, "big")])
def test_a_close_without_a_proper_code_is_refused(body):
    with pytest.raises(BadFrame):
        code_of(body)


def test_a_proper_close_says_its_code():
    assert code_of(b"") == 1000
    assert code_of(closing_frame(4000)[2:]) == 4000


def test_text_is_utf_8():
    assert text_of("你好".encode()) == "你好"
    with pytest.raises(BadFrame) as refused:
        text_of(b"\xed\xa0\x80")
    assert refused.value.code == 1007
