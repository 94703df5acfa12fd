"""Encoders reach the club: the right key is let in, and nothing else that knocks disturbs anybody."""

import asyncio
import sys
from io import BytesIO

import av
import pytest

from livestream.streams import amf
from livestream.streams.chunks import HANDSHAKE, Message
from livestream.streams.rtmp import PICTURE, SOUND, Door, Refused, Tape, tag
from tests.livestream.streams.films import film

KEY = "a-good-key"


class Shelf:
    """Keeps what comes, as a feed would hand it on."""

    def __init__(self):
        self.came, self.closed, self.films = bytearray(), asyncio.Event(), 1

    async def write(self, data):
        self.came += data

    async def afresh(self, data):
        self.films += 1
        self.came = bytearray(data)

    async def close(self):
        self.closed.set()


class Encoders:
    """A door, and those who knock at it."""

    def __init__(self):
        self.shelves, self.seen = [], []

    async def admit(self, key, _cut):
        self.seen.append(key)
        if key != KEY:
            raise Refused("Nobody has this stream key.")
        self.shelves.append(Shelf())
        return self.shelves[-1]

    async def open(self):
        self.door = Door(self.admit)
        self.server = await self.door.open("127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self


def story(told):
    """Plays a story with a door in it."""

    async def play():
        encoders = await Encoders().open()
        async with encoders.server:
            await asyncio.wait_for(told(encoders), 60)

    asyncio.run(play())


async def pushes(port, key, data):
    """Whether the encoder was content. It is a process of its own: libav holds ours while it waits."""
    command = [
        sys.executable,
        "-m",
        "tests.livestream.streams.pushing",
        f"rtmp://127.0.0.1:{port}/live/{key}",
    ]
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    it = await asyncio.create_subprocess_exec(*command, stdin=pipe, stderr=nowhere)
    await it.communicate(data)
    return it.returncode == 0


def frames_in(data):
    with av.open(BytesIO(bytes(data)), format="flv") as kept:
        return sum(bool(packet.size) for packet in kept.demux(video=0))


@pytest.mark.parametrize("asked", [{}, {"between": 2}, {"sound": None}])
def test_every_picture_that_is_sent_arrives(asked):
    async def told(encoders):
        assert await pushes(encoders.port, KEY, film(**asked))
        await encoders.shelves[0].closed.wait()
        assert frames_in(encoders.shelves[0].came) == 120

    story(told)


def test_a_wrong_key_is_refused_before_anything_is_read():
    async def told(encoders):
        assert not await pushes(encoders.port, "another", film(seconds=1))
        assert encoders.seen == ["another"]
        assert encoders.shelves == []

    story(told)


@pytest.mark.parametrize(
    "said", [b"GET / HTTP/1.1\r\n\r\n" * 100, b"\x03" + b"\xff" * 9000, b"\x06" * 5000, b"\x03"]
)
def test_garbage_ends_its_own_line_and_no_other(said):
    async def told(encoders):
        reader, writer = await asyncio.open_connection("127.0.0.1", encoders.port)
        writer.write(said)
        writer.write_eof()
        await reader.read()
        writer.close()
        assert await pushes(encoders.port, KEY, film(seconds=1))
        assert len(encoders.shelves) == 1

    story(told)


def test_a_message_of_a_hundred_megabytes_is_not_waited_for():
    async def told(encoders):
        reader, writer = await asyncio.open_connection("127.0.0.1", encoders.port)
        writer.write(b"\x03" + bytes(2 * HANDSHAKE))
        await reader.readexactly(1 + 2 * HANDSHAKE)
        writer.write(b"\x03\0\0\0" + (0xFFFFFF).to_bytes(3, "big") + b"\x14\0\0\0\0" + bytes(100))
        assert await reader.read() == b""
        writer.close()

    story(told)


def test_those_who_only_hold_the_line_keep_nobody_out():
    async def told(encoders):
        idle = [await asyncio.open_connection("127.0.0.1", encoders.port) for _ in range(60)]
        assert await pushes(encoders.port, KEY, film(seconds=1))
        assert len(encoders.shelves) == 1
        for _reader, writer in idle:
            writer.close()

    story(told)


def test_a_picture_of_another_shape_begins_a_film_afresh():
    async def told(encoders):
        shelf = Shelf()
        tape = Tape(shelf)
        for kind, body in (
            (PICTURE, b"\x17\0one"),
            (SOUND, b"\xaf\0sound"),
            (PICTURE, b"\x17\1frame"),
            (PICTURE, b"\x17\0one"),
        ):
            await tape.record(Message(kind, 5, 1, body))
        assert shelf.films == 1
        await tape.record(Message(PICTURE, 9, 1, b"\x17\0two"))
        assert shelf.films == 2
        assert shelf.came.startswith(b"FLV")
        assert tag(SOUND, 0, b"\xaf\0sound") in shelf.came
        assert shelf.came.endswith(tag(PICTURE, 9, b"\x17\0two"))

    story(told)


def test_words_are_read_as_they_were_written():
    said = ["connect", 1.0, None, {"app": "live", "deep": {"yes": True}}, ["a", 2.0]]
    assert amf.read(amf.write(*said)) == said


@pytest.mark.parametrize(
    "data", [b"\x02\xff\xffabc", b"\x03" * 50, b"\x0a\xff\xff\xff\xff", b"\x0c", b"\x00\x01"]
)
def test_garbled_words_are_refused(data):
    with pytest.raises(amf.Garbled):
        amf.read(data)
