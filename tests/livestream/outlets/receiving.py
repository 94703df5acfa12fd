"""A server outside: the club's own way in, which lets one key in and keeps what comes."""

import asyncio
import socket
from io import BytesIO
from itertools import pairwise

import av

from livestream.streams.rtmp import Door, Refused
from tests.livestream.streams.test_rtmp import Shelf

KEY = "the-club-s-own-key"


class Server:
    def __init__(self, key=KEY):
        self.key, self.port, self.shelves, self.asked = key, 0, [], []
        self._cuts = []

    async def open(self):
        self._door = await Door(self._admit).open("127.0.0.1", self.port)
        self.port = self._door.sockets[0].getsockname()[1]
        return self

    async def die(self):
        self._door.close()
        for cut in self._cuts:
            cut()
        await asyncio.sleep(0)

    async def _admit(self, key, cut):
        self.asked.append(key)
        if key != self.key:
            raise Refused(f"Nobody here has the key {key}.")
        self._cuts.append(cut)
        self.shelves.append(Shelf())
        return self.shelves[-1]

    async def has(self, films=1, tags=20_000):
        """So many lines were let in, and something came by the last."""
        async with asyncio.timeout(30):
            while len(self.shelves) < films or len(self.shelves[films - 1].came) < tags:  # noqa: ASYNC110
                await asyncio.sleep(0.02)


def pictures(shelf):
    """When each is shown, and whether it is whole; broken ones do not count."""
    with av.open(BytesIO(bytes(shelf.came)), format="flv") as kept:
        return [(float(it.pts * it.time_base), it.is_keyframe) for it in kept.demux(video=0) if it.size]


def decoded(shelf):
    with av.open(BytesIO(bytes(shelf.came)), format="flv") as kept:
        return sum(1 for _ in kept.decode(video=0))


def longest_gap(shown):
    shown = sorted(shown)
    return max(later - earlier for earlier, later in pairwise(shown))


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]
