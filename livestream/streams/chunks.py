"""The messages of an RTMP connection: many small chunks on the line, put together again (RTMP 1.0, 5.3)."""

import asyncio
import struct
from dataclasses import dataclass, field

LARGEST = 8_000_000  # bytes of a message; a whole picture of the largest stream is far below
LARGEST_WORDS = 65_536  # bytes of one of a line that has not shown its key
LARGEST_CHUNK = 1 << 20
CHANNELS = 32  # that one encoder may talk on; each may hold half a message
FULL = 0xFFFFFF
HANDSHAKE = 1536
VERSION = 3
OURS = 4096  # bytes of the chunks we send
ABOUT, PING, PONG = 4, b"\0\6", b"\0\7"  # is the other side still there?
WINDOW = 2_500_000  # bytes after which we say how much came


class Unspeakable(Exception):
    """Not RTMP, or more than anybody needs to say at once."""


@dataclass
class Message:
    kind: int
    stamp: int  # milliseconds
    stream: int
    body: bytes


@dataclass
class _Channel:
    kind: int = 0
    stamp: int = 0
    delta: int = 0
    size: int = 0
    stream: int = 0
    is_long: bool = False  # its stamps need four bytes more
    body: bytearray = field(default_factory=bytearray)


class Line:
    """One encoder's connection, both ways."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.largest = LARGEST_WORDS
        self._channels: dict[int, _Channel] = {}
        self._chunk = 128
        self._came = self._told = 0

    async def shake_hands(self) -> None:
        hello = await self._read(1 + HANDSHAKE)
        if hello[0] != VERSION:
            raise Unspeakable
        self._writer.write(bytes([VERSION]) + bytes(HANDSHAKE) + hello[1:])
        await self._writer.drain()
        await self._read(HANDSHAKE)

    async def offer_hands(self) -> None:
        """The same from the side that calls."""
        self._writer.write(bytes([VERSION]) + bytes(HANDSHAKE))
        await self._writer.drain()
        hello = await self._read(1 + HANDSHAKE)
        if hello[0] != VERSION:
            raise Unspeakable
        self._writer.write(hello[1:])
        await self._read(HANDSHAKE)

    async def hear(self) -> Message:
        """The next whole message that is not about the line itself."""
        while True:
            message = await self._hear_chunk()
            if message is None:
                continue
            if message.kind == 1 and len(message.body) >= 4:  # noqa: PLR2004
                self._chunk = int.from_bytes(message.body[:4], "big") & 0x7FFFFFFF
                if not 1 <= self._chunk <= LARGEST_CHUNK:
                    raise Unspeakable
            elif message.kind == ABOUT and message.body[:2] == PING:
                self.say(ABOUT, PONG + message.body[2:6], channel=2)
            elif message.kind > 6:  # noqa: PLR2004  1 to 6 are about the line
                return message

    def say(self, kind: int, body: bytes, channel: int = 3, stream: int = 0, stamp: int = 0) -> None:
        given, more = (stamp, b"") if stamp < FULL else (FULL, struct.pack(">I", stamp & 0xFFFFFFFF))
        head = bytes([channel]) + given.to_bytes(3, "big") + len(body).to_bytes(3, "big") + bytes([kind])
        pieces = [body[at : at + OURS] for at in range(0, len(body), OURS)] or [b""]
        glue = bytes([0xC0 | channel]) + more
        self._writer.write(head + struct.pack("<I", stream) + more + glue.join(pieces))

    async def drain(self) -> None:
        await self._writer.drain()

    async def _read(self, count: int) -> bytes:
        data = await self._reader.readexactly(count)
        self._came += count
        if self._came - self._told > WINDOW:
            self._told = self._came
            self.say(3, struct.pack(">I", self._came & 0xFFFFFFFF), channel=2)
        return data

    async def _hear_chunk(self) -> Message | None:
        it = await self._hear_head()
        count = min(self._chunk, it.size - len(it.body))
        it.body += await self._read(count)
        if len(it.body) < it.size:
            return None
        body, it.body = bytes(it.body), bytearray()
        return Message(it.kind, it.stamp, it.stream, body)

    async def _hear_head(self) -> _Channel:
        first = (await self._read(1))[0]
        form, number = first >> 6, first & 63
        if number < 2:  # noqa: PLR2004  the number follows, in one byte or two
            number = 64 + int.from_bytes(await self._read(1 + number), "little")
        if number not in self._channels and len(self._channels) >= CHANNELS:
            raise Unspeakable
        it = self._channels.setdefault(number, _Channel())
        await self._hear_form(it, form)
        return it

    async def _hear_form(self, it: _Channel, form: int) -> None:
        """A head says what is not as it was before: form 0 everything, form 3 nothing."""
        begins = not it.body
        head = await self._read((11, 7, 3, 0)[form])
        given = int.from_bytes(head[:3], "big")
        if form < 2:  # noqa: PLR2004
            it.size, it.kind = int.from_bytes(head[3:6], "big"), head[6]
            if it.size > self.largest:
                raise Unspeakable
        if form == 0:
            (it.stream,) = struct.unpack("<I", head[7:])
        if form < 3:  # noqa: PLR2004
            it.is_long = given == FULL
        if it.is_long:
            given = int.from_bytes(await self._read(4), "big")
        if form == 0:
            it.stamp, it.delta = given, 0
        elif form < 3:  # noqa: PLR2004
            it.delta = given
        if form and begins:
            it.stamp = (it.stamp + it.delta) & 0xFFFFFFFF
