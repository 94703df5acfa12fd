"""One stream to one outlet, once: a process of its own, so that no outlet can slow a stream or stop it.

`python -m livestream.outlets.sending` reads its target from its standard input and says on its standard
output how it stands. It ends with its input, after a last word to the outlet; who started it decides on
another try. It knows neither the database nor the club's key.
"""

import asyncio
import json
import os
import resource
import sys
import threading
from pathlib import Path

import av

from livestream.outlets.calling import Call, Tag, call
from livestream.outlets.following import Film
from livestream.outlets.states import Failed, LineState, Trouble
from livestream.outlets.tagging import play
from livestream.outlets.targets import Target, read_target

MEMORY, COMPUTING = 1_000_000_000, 6 * 3600
LAST_WORDS = 2.0  # seconds after which it ends, whatever the outlet does


def main() -> None:
    to = read_target(sys.stdin.buffer.readline())
    limit()
    asyncio.run(_once(to))


async def _once(to: Target) -> None:
    try:
        await (send(to) if to.folder else try_out(to))
    except Failed as failed:
        tell(trouble=failed.trouble)
    except (av.FFmpegError, OSError):
        tell(trouble=Trouble.BROKEN)
    os._exit(0)  # a thread may still wait for what nobody will take


def limit() -> None:
    """It writes no file and talks on one line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING, COMPUTING))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


async def try_out(to: Target) -> None:
    """Only whether it lets us in."""
    line = await call(to)
    await line.hang_up()
    tell(state=LineState.READY)


async def send(to: Target) -> None:
    """From the next whole picture on, until the film is over. Raises Failed."""
    film = Film(Path(to.folder))
    end_with_the_input(film)
    tell(state=LineState.READY)
    if not await asyncio.to_thread(film.peek):
        return
    tell(state=LineState.CONNECTING)
    line = await call(to)
    tell(state=LineState.SENDING)
    await _play_to(line, film)
    await line.hang_up()


async def _play_to(line: Call, film: Film) -> None:
    """Whichever comes first: the film is over, or the outlet hangs up."""
    loop = asyncio.get_running_loop()

    def take(tag: Tag) -> None:
        asyncio.run_coroutine_threadsafe(line.send(tag), loop).result()

    playing = asyncio.create_task(asyncio.to_thread(play, film, take))
    listening = asyncio.create_task(line.listen())
    done, _left = await asyncio.wait({playing, listening}, return_when=asyncio.FIRST_COMPLETED)
    film.close()
    for task in done:
        task.result()


def end_with_the_input(film: Film) -> None:
    """Whoever started it is gone, or has closed it."""

    def wait() -> None:
        sys.stdin.buffer.read()
        film.close()
        threading.Timer(LAST_WORDS, os._exit, [0]).start()

    threading.Thread(target=wait, daemon=True).start()


def tell(**facts: str) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
