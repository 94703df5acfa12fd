"""The club as an encoder: it calls an outlet, shows the key and sends a film in tags (RTMP 1.0, 7.2)."""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass

from livestream.outlets.states import Failed, Trouble
from livestream.outlets.targets import Target
from livestream.streams import amf
from livestream.streams.chunks import OURS, Line, Message, Unspeakable

CALLING = 8.0  # seconds to reach a server
TALKING = 10.0  # seconds to be let in
STALL = 10.0  # seconds in which nothing of what waits is taken
WAITING = 512_000  # bytes that wait in us for the line; more wait on the disk
SOUND, PICTURE, FACTS, SAY_3, SAY = 8, 9, 18, 17, 20
CHANNELS = {SOUND: 4, PICTURE: 6, FACTS: 5}
WORDS, COMMANDS = 3, 8  # channels


@dataclass(frozen=True)
class Tag:
    """Of FLV, which is a message of RTMP."""

    kind: int
    stamp: int  # milliseconds
    body: bytes


class Call:
    """A line on which an outlet has let us in."""

    def __init__(self, line: Line, writer: asyncio.StreamWriter, stream: int, key: str) -> None:
        self._line, self._writer, self._stream, self._key = line, writer, stream, key

    async def send(self, tag: Tag) -> None:
        """Waits while the line is full. Raises Failed."""
        body = amf.write("@setDataFrame") + tag.body if tag.kind == FACTS else tag.body
        try:
            self._line.say(tag.kind, body, CHANNELS[tag.kind], self._stream, tag.stamp)
            async with asyncio.timeout(STALL):
                await self._line.drain()
        except TimeoutError as trouble:
            raise Failed(Trouble.SLOW) from trouble
        except OSError as trouble:
            raise Failed(Trouble.CLOSED) from trouble

    async def listen(self) -> None:
        """Until the outlet hangs up, or says why it does: raises Failed."""
        try:
            while True:
                if _is_refusal(_said(await self._line.hear())):
                    raise Failed(Trouble.CLOSED)
        except (OSError, EOFError, Unspeakable) as trouble:
            raise Failed(Trouble.CLOSED) from trouble

    async def hang_up(self) -> None:
        self._line.say(SAY, amf.write("FCUnpublish", 6.0, None, self._key), WORDS)
        self._line.say(SAY, amf.write("deleteStream", 7.0, None, float(self._stream)), WORDS)
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(STALL):
                await self._line.drain()
                self._writer.close()
                await self._writer.wait_closed()


async def call(to: Target) -> Call:
    """Raises Failed."""
    reader, writer = await _reach(to)
    writer.transport.set_write_buffer_limits(high=WAITING)
    line = Line(reader, writer)
    try:
        async with asyncio.timeout(TALKING):
            await line.offer_hands()
            await _connect(line, to)
            return Call(line, writer, await _publish(line, to.key), to.key)
    except (OSError, EOFError, TimeoutError, Unspeakable, amf.Garbled) as trouble:
        raise Failed(Trouble.STRANGE) from trouble


async def _reach(to: Target) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """By the addresses that were looked at, under the name that its certificate must bear."""
    context, name = (ssl.create_default_context(), to.host) if to.is_secure else (None, None)
    for way in to.ways:
        try:
            async with asyncio.timeout(CALLING):
                return await asyncio.open_connection(way, to.port, ssl=context, server_hostname=name)
        except ssl.SSLCertVerificationError as trouble:
            raise Failed(Trouble.UNTRUSTED) from trouble
        except (OSError, TimeoutError):
            continue
    raise Failed(Trouble.UNREACHABLE)


async def _connect(line: Line, to: Target) -> None:
    line.say(1, OURS.to_bytes(4, "big"), channel=2)
    about: amf.Value = {"app": to.app, "type": "nonprivate", "flashVer": "FMLE/3.0", "tcUrl": to.address}
    line.say(SAY, amf.write("connect", 1.0, about), WORDS)
    await line.drain()
    await _answer(line, 1.0)


async def _publish(line: Line, key: str) -> int:
    """Who closes the line once the key was shown does not take the key; few say so."""
    line.say(SAY, amf.write("releaseStream", 2.0, None, key), WORDS)
    line.say(SAY, amf.write("FCPublish", 3.0, None, key), WORDS)
    line.say(SAY, amf.write("createStream", 4.0, None), WORDS)
    await line.drain()
    number = (await _answer(line, 4.0))[-1]
    stream = int(number) if isinstance(number, float) else 1
    line.say(SAY, amf.write("publish", 5.0, None, key, "live"), COMMANDS, stream)
    await line.drain()
    try:
        await _start(line)
    except (OSError, EOFError) as trouble:
        raise Failed(Trouble.REFUSED) from trouble
    return stream


async def _answer(line: Line, number: float) -> list[amf.Value]:
    while True:
        match said := _said(await line.hear()):
            case ["_result", answered, *_] if answered == number:
                return said
            case ["_error", answered, *_] if answered == number:
                raise Failed(Trouble.REFUSED)
            case _ if _is_refusal(said):
                raise Failed(Trouble.REFUSED)


async def _start(line: Line) -> None:
    while True:
        match said := _said(await line.hear()):
            case ["onStatus", _, _, {"code": "NetStream.Publish.Start"}, *_]:
                return
            case ["_error", 5.0, *_]:
                raise Failed(Trouble.REFUSED)
            case _ if _is_refusal(said):
                raise Failed(Trouble.REFUSED)


def _said(message: Message) -> list[amf.Value]:
    """Nothing where it is no command, or one in words we do not know."""
    if message.kind not in {SAY, SAY_3}:
        return []
    try:
        return amf.read(message.body[message.kind == SAY_3 :])
    except amf.Garbled:
        return []


def _is_refusal(said: list[amf.Value]) -> bool:
    match said:
        case ["onStatus", _, _, {"level": "error"}, *_] | ["close", *_]:
            return True
    return False
