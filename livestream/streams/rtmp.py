"""What OBS, ffmpeg and cameras speak: they connect, show their key, and send a film in tags of FLV.

The key is looked at before a byte of the film is. An encoder is told a refusal in the words it shows.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from livestream.streams import amf
from livestream.streams.chunks import LARGEST, OURS, WINDOW, Line, Message, Unspeakable

log = logging.getLogger(__name__)
SOUND, PICTURE, FACTS, FACTS_3, SAY_3, SAY = 8, 9, 18, 15, 17, 20
GREETING = 10.0  # seconds to say whom one is
SILENCE = 20.0  # seconds without a byte after which a line is dead
GREETED_AT_ONCE = 64  # lines that have not said whom they are; one more, and the oldest of them ends
FLV = b"FLV\x01\x05\0\0\0\x09\0\0\0\0"
AVC, NEW_STYLE, WHOLE = 7, 0x80, 1


class Refused(Exception):
    """The sentence is shown by the encoder."""


class Feed(Protocol):
    """Where the bytes of a film go."""

    async def write(self, data: bytes) -> None: ...
    async def afresh(self, data: bytes) -> None:
        """The picture is of another shape from here on."""

    def blame(self, trouble: str) -> None:
        """A word for whoever sends it: see `troubles`."""

    async def close(self) -> None: ...


Admit = Callable[[str, Callable[[], object]], Awaitable[Feed]]  # a key, and how its line is cut


class Door:
    """Lets encoders in; `admit` answers where their film goes, or raises Refused."""

    def __init__(self, admit: Admit) -> None:
        self._admit = admit
        self._greeted: dict[Line, asyncio.StreamWriter] = {}  # the oldest first

    async def open(self, host: str, port: int) -> asyncio.Server:
        return await asyncio.start_server(self.welcome, host, port)

    async def welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Whatever an encoder does, its line ends here."""
        line = Line(reader, writer)
        self._make_room(line, writer)
        try:
            await self._talk(line, writer)
        except (OSError, EOFError, TimeoutError, Unspeakable, amf.Garbled, Refused) as end:
            log.info("an encoder's line ended: %s", type(end).__name__)
        finally:
            self._greeted.pop(line, None)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def _make_room(self, line: Line, writer: asyncio.StreamWriter) -> None:
        """Who means it is in within a moment: those who only hold a line keep nobody out."""
        while len(self._greeted) >= GREETED_AT_ONCE:
            self._greeted.pop(next(iter(self._greeted))).close()
        self._greeted[line] = writer

    async def _talk(self, line: Line, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(GREETING):
            await line.shake_hands()
            key = await _introduced(line)
            feed = await self._let_in(line, key, writer.close)
        self._greeted.pop(line, None)
        line.largest = LARGEST
        try:
            await _record(line, Tape(feed))
        except (Unspeakable, amf.Garbled):
            feed.blame("unreadable")
            raise
        finally:
            await feed.close()

    async def _let_in(self, line: Line, key: str, cut: Callable[[], object]) -> Feed:
        try:
            feed = await self._admit(key, cut)
        except Refused as no:
            _state(line, "error", "NetStream.Publish.BadName", str(no))
            await line.drain()
            raise
        _state(line, "status", "NetStream.Publish.Start", "On air.")
        await line.drain()
        return feed


class Tape:
    """Messages as tags of FLV; what a film begins with is kept, for when it begins afresh."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._heads: dict[int, bytes] = {}
        self._begun = False

    async def record(self, message: Message) -> None:
        kind = {FACTS_3: FACTS}.get(message.kind, message.kind)
        if kind not in {SOUND, PICTURE, FACTS} or not message.body:
            return
        if kind == FACTS:
            return  # what an encoder says of itself is not needed to show its film
        body = tag(kind, message.stamp, message.body)
        if _is_head(kind, message.body):
            await self._keep_head(kind, message.body)
        if not self._begun:
            self._begun = True
            await self._feed.write(FLV)
        await self._feed.write(body)

    async def _keep_head(self, kind: int, words: bytes) -> None:
        known = self._heads.get(kind)
        self._heads[kind] = words
        if known not in {None, words}:
            others = (tag(one, 0, head) for one, head in self._heads.items() if one != kind)
            await self._feed.afresh(FLV + b"".join(others))


def tag(kind: int, stamp: int, body: bytes) -> bytes:
    size = len(body).to_bytes(3, "big")
    time = (stamp & 0xFFFFFF).to_bytes(3, "big") + bytes([stamp >> 24 & 0x7F])
    return bytes([kind]) + size + time + b"\0\0\0" + body + (len(body) + 11).to_bytes(4, "big")


def _is_head(kind: int, body: bytes) -> bool:
    """What a decoder must know before it sees or hears anything."""
    if kind == PICTURE:
        if body[0] & NEW_STYLE:
            return body[0] & 0xF == 0
        return body[0] & 0xF == AVC and body[1:2] == b"\0"
    return body[0] >> 4 == 10 and body[1:2] == b"\0"  # noqa: PLR2004  AAC


async def _record(line: Line, tape: Tape) -> None:
    """Until the encoder says goodbye."""
    while True:
        async with asyncio.timeout(SILENCE):
            message = await line.hear()
        if _is_goodbye(message):
            return
        await tape.record(message)


async def _introduced(line: Line) -> str:
    """The key an encoder shows, after all the ceremony."""
    while True:
        message = await line.hear()
        if message.kind not in {SAY, SAY_3}:
            continue
        said = amf.read(message.body[message.kind == SAY_3 :])
        name, number = said[0], said[1] if len(said) > 1 else 0.0
        if name == "connect":
            _greet(line, number)
        elif name == "createStream":
            line.say(SAY, amf.write("_result", number, None, 1.0))
        elif name == "publish":
            key = said[3] if len(said) > 3 else ""  # noqa: PLR2004
            return key.partition("?")[0] if isinstance(key, str) else ""
        await line.drain()


def _greet(line: Line, number: amf.Value) -> None:
    line.say(5, WINDOW.to_bytes(4, "big"), channel=2)
    line.say(6, WINDOW.to_bytes(4, "big") + b"\2", channel=2)
    line.say(1, OURS.to_bytes(4, "big"), channel=2)
    about: dict[str, amf.Value] = {"fmsVer": "FMS/3,0,1,123", "capabilities": 31.0}
    answer = {"level": "status", "code": "NetConnection.Connect.Success", "description": "Welcome."}
    line.say(SAY, amf.write("_result", number, about, {**answer, "objectEncoding": 0.0}))


def _state(line: Line, level: str, code: str, words: str) -> None:
    facts: dict[str, amf.Value] = {"level": level, "code": code, "description": words}
    line.say(SAY, amf.write("onStatus", 0.0, None, facts), channel=5, stream=1)


def _is_goodbye(message: Message) -> bool:
    if message.kind not in {SAY, SAY_3}:
        return False
    said = amf.read(message.body[message.kind == SAY_3 :])
    return bool(said) and said[0] in {"deleteStream", "FCUnpublish", "closeStream"}
