"""A process for each way from a stream to an outlet: begun, watched, begun again, ended with the stream."""

import asyncio
import json
import logging
import random
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from config import ROOT
from livestream.outlets import standing
from livestream.outlets.standing import Way
from livestream.outlets.states import Failed, LineState, Trouble
from livestream.outlets.targeting import environment
from livestream.outlets.targets import Target

log = logging.getLogger("live")
EVERY = 1.0  # seconds between two looks at what the club wants
FIRST, LONGEST = 1.0, 60.0  # seconds before another try
STEADY = 30.0  # seconds after which a line counts as good, and the pauses begin anew
LAST_WORDS = 5.0  # seconds a process has to end by itself
Ask = Callable[..., Awaitable[Any]]


def pause_before(tries: int) -> float:
    """Seconds, twice as long after each try that failed; not all outlets are called at the same moment."""
    jitter = random.uniform(0.75, 1.25)  # noqa: S311  no secret
    return min(LONGEST, FIRST * 2.0 ** min(tries - 1, 10)) * jitter


class Sender:
    """One way, for as long as it is wanted."""

    def __init__(self, way: Way, since: datetime, ask: Ask) -> None:
        self.since, self._way, self._ask = since, way, ask
        self.process: asyncio.subprocess.Process | None = None
        self._sent_from: float | None = None
        self._tries = 0  # that failed, one after another
        self._task = asyncio.create_task(self._go_on())

    async def end(self) -> None:
        """The process says goodbye to the outlet, or is killed."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _go_on(self) -> None:
        while True:
            trouble = await self._try()
            self._tries = 1 if self._was_steady() else self._tries + 1
            pause = pause_before(self._tries)
            await self._ask(standing.note, self._way, LineState.WAITING, trouble, self._tries, pause)
            await asyncio.sleep(pause)

    async def _try(self) -> Trouble:
        self._sent_from = None
        try:
            target = await self._ask(standing.target, *self._way)
            return await self._send(target)
        except Failed as failed:
            return failed.trouble
        except Exception:  # whatever a try met, the next one comes
            log.exception("could not send stream %d to outlet %d; trying again", *self._way)
            return Trouble.BROKEN

    async def _send(self, target: Target) -> Trouble:
        pipe = asyncio.subprocess.PIPE
        command = [sys.executable, "-m", "livestream.outlets.sending"]
        it = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment()
        )
        self.process, trouble = it, Trouble.BROKEN
        try:
            assert it.stdin  # noqa: S101  it was asked for
            it.stdin.write(target.written())
            await it.stdin.drain()
            async for said in _lines(it):
                if "trouble" in said:
                    trouble = Trouble(said["trouble"])
                else:
                    await self._note(LineState(said["state"]))
            return trouble
        finally:
            await _end(it)

    async def _note(self, state: LineState) -> None:
        if state is LineState.READY and self._tries:
            return  # it says why it waits until it is connected to
        if state is LineState.SENDING:
            self._sent_from = asyncio.get_running_loop().time()
        await self._ask(standing.note, self._way, state)

    def _was_steady(self) -> bool:
        since = self._sent_from
        return since is not None and asyncio.get_running_loop().time() - since > STEADY


class Director:
    """All ways that are wanted. `ask` calls what needs the club, in a thread of its own."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._senders: dict[Way, Sender] = {}

    async def look_on(self) -> None:
        try:
            await self._ask(standing.nothing_is_sent)
            while True:
                try:
                    await self.look()
                except Exception:  # whatever a look met, the next one comes
                    log.exception("could not look where streams are to be sent; trying again")
                await asyncio.sleep(EVERY)
        finally:
            await self.close()

    async def look(self) -> None:
        wanted = await self._ask(standing.wanted)
        over = [way for way, it in self._senders.items() if wanted.get(way) != it.since]
        await self._end(over)
        for way, since in wanted.items():
            if way not in self._senders:
                self._senders[way] = Sender(way, since, self._ask)

    async def close(self) -> None:
        await self._end([*self._senders])

    async def _end(self, ways: list[Way]) -> None:
        await asyncio.gather(*(self._senders.pop(way).end() for way in ways))
        for way in ways:
            await self._ask(standing.note, way, LineState.READY)


async def _lines(it: asyncio.subprocess.Process) -> AsyncIterator[dict[str, str]]:
    assert it.stdout  # noqa: S101  it was asked for
    async for line in it.stdout:
        yield json.loads(line)


async def _end(it: asyncio.subprocess.Process) -> None:
    if it.stdin:
        it.stdin.close()
    try:
        await asyncio.wait_for(it.wait(), LAST_WORDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            it.kill()
        await it.wait()
