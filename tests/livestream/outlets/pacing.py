"""An encoder that sends a film in its own time, or some times faster."""

import asyncio

from livestream.streams.rtmp import FLV


def tags_in(data):
    at = len(FLV)
    while at < len(data):
        size = 11 + int.from_bytes(data[at + 1 : at + 4], "big") + 4
        stamp = int.from_bytes(data[at + 4 : at + 7], "big") | data[at + 7] << 24
        yield stamp / 1000, data[at : at + size]
        at += size


async def send(feed, data, speed=2.0):
    clock = asyncio.get_running_loop().time
    began = clock()
    await feed.write(data[: len(FLV)])
    for stamp, tag in tags_in(data):
        if (early := stamp / speed - (clock() - began)) > 0:
            await asyncio.sleep(early)
        await feed.write(tag)
