"""The process that takes streams in: encoders knock with RTMP, browsers through the web process.

It holds what is on air, one worker each. What it must know of the club it asks in threads, so that no
stream waits for another's database; and it looks every second at what the club decided meanwhile, also
of what other engines hold.
"""

import asyncio
import json
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

from flask import Flask

from community.db import db
from livestream.engines import looking
from livestream.outlets.directing import Director
from livestream.streams import standing
from livestream.streams.feeds import WorkerFeed
from livestream.streams.films import folder_of, hatch_path
from livestream.streams.rtmp import Door

log = logging.getLogger("live")
EVERY = 1.0  # seconds between two looks at what the club decided
SEEN = 0.1  # seconds between two looks whether a stream can be seen
PATIENCE = 15.0  # seconds for its first part
PIECE = 65_536
P = ParamSpec("P")
T = TypeVar("T")


class HostFeed:
    """A feed as its line holds it: closed, the stream rests, unless another line took it over."""

    def __init__(self, studio: "Studio", feed: WorkerFeed) -> None:
        self._studio, self._feed = studio, feed
        self.write, self.afresh, self.blame = feed.write, feed.afresh, feed.blame

    async def close(self) -> None:
        await self._studio.let_go(self._feed)


class Studio:
    """What is on air."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._on_air: dict[int, WorkerFeed] = {}
        self._keys: dict[int, str] = {}  # the digest each stream's encoder showed
        self._open: set[int] = set()
        self._to_rest: set[int] = set()  # that the club could not be told of
        self._tasks: set[asyncio.Task[None]] = set()
        self._taking = asyncio.Lock()

    async def ask(self, call: Callable[P, T], *args: P.args, **_none: P.kwargs) -> T:
        return await asyncio.to_thread(self._inside, partial(call, *args))

    async def admit_key(self, key: str, cut: Callable[[], object]) -> HostFeed:
        """Raises Refused, before anything of the film is read."""
        stream_id, digest = await self.ask(standing.admit, key)
        feed = await self.take(stream_id, "flv", cut)
        self._keys[stream_id] = digest
        return feed

    async def take(self, stream_id: int, kind: str, cut: Callable[[], object]) -> HostFeed:
        """Who comes later is right: a phone that lost its line does not know that it is still there."""
        async with self._taking:
            if old := self._on_air.pop(stream_id, None):
                await old.stop()
            self._keys.pop(stream_id, None)
            folder = await self.ask(folder_of, stream_id)
            folder.mkdir(parents=True, exist_ok=True)
            feed = WorkerFeed(stream_id, kind, folder, cut)
            await feed.start()
            self._on_air[stream_id] = feed
            self._open.add(stream_id)
        self._spawn(self._begin_when_seen(feed))
        return HostFeed(self, feed)

    async def let_go(self, feed: WorkerFeed) -> None:
        await feed.stop()
        if self._on_air.get(feed.stream_id) is feed:
            del self._on_air[feed.stream_id]
            self._keys.pop(feed.stream_id, None)
            self._to_rest.add(feed.stream_id)
            await self._rest()

    async def look_on(self) -> None:
        await self.ask(standing.rest_all)
        await asyncio.gather(self._again(self._look), self._again(partial(self.ask, looking.look)))

    async def _again(self, look: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await look()
            except Exception:  # whatever a look met, the next one comes
                log.exception("could not look at what the club decided; trying again")
            await asyncio.sleep(EVERY)

    async def close(self) -> None:
        for feed in list(self._on_air.values()):
            await self.let_go(feed)

    async def _look(self) -> None:
        """Nothing is decided of a line that came while the club was asked."""
        asked = dict(self._on_air)
        decided = await self.ask(standing.look, set(self._open), dict(self._keys))
        for stream_id, feed in asked.items():
            if self._on_air.get(stream_id) is not feed:
                continue
            if stream_id not in decided.open:
                await self.let_go(feed)
            if stream_id in decided.revoked:
                feed.blame("key_renewed")
        await self._rest()
        for stream_id in decided.ended:
            with suppress(OSError):  # a full disk: a job tries again
                await self.ask(standing.seal, stream_id)
        self._open = decided.open | set(self._on_air)

    async def _rest(self) -> None:
        """Raises what a database does that cannot write; the next look tries again."""
        for stream_id in self._to_rest - set(self._on_air):
            await self.ask(standing.rest, stream_id)
        self._to_rest.clear()

    async def _begin_when_seen(self, feed: WorkerFeed) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not feed.can_be_seen():  # noqa: ASYNC110  another process writes it
                    await asyncio.sleep(SEEN)
                feed.begun = True
                await self.ask(standing.begin, feed.stream_id)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _inside(self, call: Callable[[], T]) -> T:
        with self._app.app_context():
            try:
                return call()
            finally:
                db.session.remove()


class Hatch:
    """Through which the web process hands on what browsers film: it has asked who they are."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        feed: HostFeed | None = None
        try:
            said = json.loads(await reader.readline())
            feed = await self._studio.take(int(said["stream"]), str(said["kind"]), writer.close)
            writer.write(b"ok\n")
            while data := await reader.read(PIECE):
                await feed.write(data)
        except (OSError, ValueError, KeyError):
            log.info("a browser's line ended")
        finally:
            if feed:
                await feed.close()
            writer.close()


async def take_in(app: Flask, host: str, port: int) -> None:
    """Until the process is told to stop."""
    with app.app_context():
        hatch = hatch_path()
    hatch.parent.mkdir(parents=True, exist_ok=True)
    studio, told_to_stop = Studio(app), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    hatch.unlink(missing_ok=True)
    await asyncio.start_unix_server(Hatch(studio).welcome, hatch)
    hatch.chmod(0o600)
    await _open_door(studio, host, port)
    looking = asyncio.create_task(studio.look_on())
    directing = asyncio.create_task(Director(studio.ask).look_on())
    await told_to_stop.wait()
    looking.cancel()
    await studio.close()
    directing.cancel()
    with suppress(asyncio.CancelledError):
        await directing


async def _open_door(studio: Studio, host: str, port: int) -> None:
    """Where the port is somebody else's, browsers still go live."""
    if not port:
        return
    try:
        await Door(studio.admit_key).open(host, port)
    except OSError as trouble:
        log.warning(
            "encoders cannot reach us on %s port %d: %s. Give another RTMP_PORT.", host, port, trouble
        )
        return
    log.info("encoders reach us on rtmp://%s:%d/live", host, port)
