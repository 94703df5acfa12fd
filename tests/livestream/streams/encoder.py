"""An encoder that says over RTMP exactly what it is told to, be it right or wrong."""

import asyncio
from contextlib import suppress

from livestream.streams import amf
from livestream.streams.chunks import HANDSHAKE
from livestream.streams.rtmp import FACTS, SAY

CHUNK = 1 << 16


class Encoder:
    def __init__(self, port, key):
        self._port, self._key = port, key

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self._port)
        self.writer.write(b"\x03" + bytes(HANDSHAKE))
        await self.reader.readexactly(1 + 2 * HANDSHAKE)
        self.writer.write(bytes(HANDSHAKE))
        self.says(1, CHUNK.to_bytes(4, "big"))
        self.says(SAY, amf.write("connect", 1.0, {"app": "live"}))
        self.says(SAY, amf.write("createStream", 2.0, None))
        self.says(SAY, amf.write("publish", 3.0, None, self._key, "live"))
        while b"NetStream.Publish" not in (heard := await self.reader.read(65536)):
            if not heard:
                raise ConnectionError
        return self

    def says(self, kind, body, stamp=0):
        head = b"\x03" + min(stamp, 0xFFFFFF).to_bytes(3, "big") + len(body).to_bytes(3, "big")
        late = stamp.to_bytes(4, "big") if stamp >= 0xFFFFFF else b""
        pieces = [body[at : at + CHUNK] for at in range(0, len(body), CHUNK)] or [b""]
        self.writer.write(head + bytes([kind]) + b"\1\0\0\0" + late + (b"\xc3" + late).join(pieces))

    async def sends(self, film, moved=lambda stamp: stamp):
        """What the tags of an FLV hold, each with its stamp or another one."""
        at = 13
        while at + 11 <= len(film):
            kind, size = film[at], int.from_bytes(film[at + 1 : at + 4], "big")
            stamp = int.from_bytes(film[at + 7 : at + 8] + film[at + 4 : at + 7], "big")
            if kind != FACTS:
                self.says(kind, film[at + 11 : at + 11 + size], moved(stamp))
                await self.writer.drain()
            at += 15 + size

    async def is_hung_up_on(self):
        """Or hangs up itself, once everything it said is on its way."""
        with suppress(OSError):
            await self.writer.drain()
            self.writer.write_eof()
            while await self.reader.read(65536):
                pass

    def close(self):
        self.writer.close()
