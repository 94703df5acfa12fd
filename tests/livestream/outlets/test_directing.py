"""A stream goes out to two places at once; whatever they do, each is tried for itself, the film goes on."""

import asyncio
import getpass
import os
import shutil
import signal
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import pytest

from livestream.outlets.directing import LONGEST, Director, pause_before
from livestream.outlets.keeping import change_outlet, pause_outlet
from livestream.outlets.reading import ways_of
from livestream.outlets.states import LineState, Trouble
from livestream.outlets.switching import switch
from livestream.streams import journal
from livestream.streams.films import folder_of
from livestream.streams.going_live import end
from livestream.streams.keys import renew_key
from livestream.streams.taking_in import Studio
from tests.livestream.outlets.pacing import send
from tests.livestream.outlets.receiving import Server, decoded, free_port, pictures
from tests.livestream.streams.films import film


class Evening:
    """A stream on air, what it is sent to, and how each way stands."""

    def __init__(self, app, stream, key):
        self.stream, self.key = stream, key
        self.studio, self.director = Studio(app), Director(ask)

    async def goes_live(self):
        self.feed = await self.studio.admit_key(self.key, lambda: None)
        self.sending = asyncio.create_task(send(self.feed, long_film(), speed=1))
        async with asyncio.timeout(20):
            while not self.feed._feed.begun:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await self.director.look()

    def stands(self):
        return [(way.state, way.trouble) for way in ways_of(self.stream)]

    async def until(self, *wanted):
        async with asyncio.timeout(30):
            while self.stands() != [*wanted]:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def ends(self, by):
        self.sending.cancel()
        await self.feed.close()
        end(self.stream, by=by)
        await self.director.look()

    async def close(self):
        self.sending.cancel()
        await self.director.close()
        await self.studio.close()

    def process_to(self, outlet):
        return self.director._senders[self.stream.id, outlet.id].process


@cache
def long_film():
    return film(seconds=45)


async def ask(call, *args):
    return call(*args)


async def asks_here(_studio, call, *args):
    return call(*args)


@pytest.fixture
def evening(app, ada, stream, monkeypatch):
    """Asks where the test's own transaction is, instead of in threads."""
    monkeypatch.setattr(Studio, "ask", asks_here)
    return Evening(app, stream, renew_key(by=ada))


@pytest.fixture
def quick(monkeypatch):
    """Another try comes at once."""
    monkeypatch.setattr("livestream.outlets.directing.pause_before", lambda _tries: 0.5)


def plays(evening, told):
    async def play():
        try:
            await asyncio.wait_for(told(), 60)
        finally:
            await evening.close()

    asyncio.run(play())


SENDING, READY = (LineState.SENDING, None), (LineState.READY, None)


def test_two_places_get_every_picture_at_once_and_the_film_has_no_hole(evening, ada, stream, outlet):
    async def told():
        servers = [await Server().open(), await Server().open()]
        for server in servers:
            outlet(port=server.port)
        await evening.goes_live()
        await evening.until(SENDING, SENDING)
        for server in servers:
            await server.has(tags=60_000)
        await evening.ends(by=ada)
        for server in servers:
            (shelf,) = server.shelves
            await shelf.closed.wait()
            assert decoded(shelf) == len(pictures(shelf)) > 60
        assert evening.stands() == [READY, READY]
        assert not evening.director._senders
        assert has_no_hole(stream)

    plays(evening, told)


def has_no_hole(stream):
    kept = [one for one in journal.read(folder_of(stream.id)).segments if one.name]
    return len(kept) > 2 and all(abs(it.at + it.seconds - after.at) < 0.01 for it, after in pairwise(kept))


def test_one_refuses_and_one_dies_and_comes_back(evening, stream, outlet, quick):
    async def told():
        dying, refusing = await Server().open(), await Server(key="another").open()
        outlet(port=dying.port)
        outlet(port=refusing.port)
        await evening.goes_live()
        await dying.has()
        await evening.until(SENDING, (LineState.WAITING, Trouble.REFUSED))
        await dying.die()
        async with asyncio.timeout(20):
            while evening.stands()[0] not in WAITS:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert len(refusing.asked) >= 1
        await dying.open()
        await dying.has(films=2)
        assert pictures(dying.shelves[1])[0][1]
        assert decoded(dying.shelves[1]) > 0
        assert not refusing.shelves
        assert has_no_hole(stream)

    plays(evening, told)


WAITS = [(LineState.WAITING, Trouble.CLOSED), (LineState.WAITING, Trouble.UNREACHABLE)]


def test_a_process_that_is_killed_is_begun_again(evening, stream, outlet, quick):
    async def told():
        server = await Server().open()
        there = outlet(port=server.port)
        await evening.goes_live()
        await server.has()
        os.kill(evening.process_to(there).pid, signal.SIGKILL)
        await evening.until((LineState.WAITING, Trouble.BROKEN))
        await server.has(films=2)
        assert pictures(server.shelves[1])[0][1]
        assert has_no_hole(stream)

    plays(evening, told)


def test_a_place_that_takes_nothing_holds_up_neither_the_film_nor_the_other(
    evening, stream, outlet, monkeypatch
):
    """It takes us in, and then reads no more."""

    async def told():
        deaf, server = await Server().open(), await Server().open()

        async def never(_data):
            await asyncio.Event().wait()

        monkeypatch.setattr(deaf, "_admit", admits_and(never))
        await deaf.die()
        await deaf.open()
        outlet(port=deaf.port)
        outlet(port=server.port)
        await evening.goes_live()
        await evening.until(SENDING, SENDING)
        await server.has(tags=150_000)
        assert has_no_hole(stream)

    plays(evening, told)


def admits_and(write):
    class Feed:
        async def afresh(self, data): ...

        async def close(self): ...

    async def admit(_key, _cut):
        feed = Feed()
        feed.write = write
        return feed

    return admit


def test_what_is_switched_off_paused_or_ended_is_sent_no_more(evening, ada, rob, stream, outlet):
    async def told():
        servers = [await Server().open(), await Server().open()]
        first, second = [outlet(port=server.port) for server in servers]
        await evening.goes_live()
        await evening.until(SENDING, SENDING)
        process = evening.process_to(first)
        switch(stream, first, by=ada, on=False)
        pause_outlet(second, by=rob)
        await evening.director.look()
        assert process.returncode == 0
        assert not evening.director._senders
        assert evening.stands() == [(LineState.OFF, None)]
        switch(stream, first, by=ada, on=True)
        await evening.director.look()
        await evening.until(SENDING)
        await servers[0].has(films=2)

    plays(evening, told)


def test_what_is_switched_off_and_on_between_two_looks_begins_a_new_line(evening, ada, stream, outlet):
    async def told():
        server = await Server().open()
        there = outlet(port=server.port)
        await evening.goes_live()
        await evening.until(SENDING)
        process = evening.process_to(there)
        switch(stream, there, by=ada, on=False)
        switch(stream, there, by=ada, on=True)
        await evening.director.look()
        assert process.returncode == 0
        await evening.until(SENDING)
        await server.has(films=2)

    plays(evening, told)


def test_a_new_key_is_shown_at_once(evening, rob, stream, outlet, quick):
    async def told():
        server = await Server(key="the new one").open()
        there = outlet(port=server.port)
        await evening.goes_live()
        await evening.until((LineState.WAITING, Trouble.REFUSED))
        change_outlet(there, there.name, there.address, "the new one", by=rob)
        await evening.director.look()
        await evening.until(SENDING)
        assert server.asked[-1] == "the new one"

    plays(evening, told)


def test_a_process_ends_with_the_one_that_began_it(evening, outlet):
    async def told():
        server = await Server().open()
        there = outlet(port=server.port)
        await evening.goes_live()
        await server.has()
        process = evening.process_to(there)
        process.stdin.close()
        assert await asyncio.wait_for(process.wait(), 8) == 0

    plays(evening, told)


def test_pauses_grow_from_one_second_to_a_minute():
    pauses = [pause_before(tries) for tries in range(1, 2000)]
    assert 0.7 < pauses[0] < 1.3
    assert all(later > earlier * 1.1 for earlier, later in pairwise(pauses[:5]))
    assert LONGEST * 0.7 < min(pauses[7:]) <= max(pauses) < LONGEST * 1.3
    assert len(set(pauses)) > 1900


ENOUGH = 60_000  # bytes
NGINX = """
daemon off; user {user}; pid {folder}/pid; error_log {folder}/log; load_module modules/ngx_rtmp_module.so;
events {{ }}
rtmp {{ server {{ listen 127.0.0.1:{port}; application live {{
  live on; record all; record_path {folder}; record_suffix .flv; }} }} }}
"""


@pytest.fixture
def nginx(tmp_path):
    if not shutil.which("nginx") or not Path("/usr/lib/nginx/modules/ngx_rtmp_module.so").exists():
        pytest.skip("no nginx that takes RTMP in: apt-get install nginx-light libnginx-mod-rtmp")
    port, settings = free_port(), tmp_path / "nginx.conf"
    settings.write_text(NGINX.format(folder=tmp_path, port=port, user=getpass.getuser()))
    it = subprocess.Popen(["nginx", "-p", "/usr/share/nginx", "-e", tmp_path / "log", "-c", settings])
    yield port
    it.terminate()
    it.wait(10)


def test_a_server_that_others_wrote_keeps_what_it_is_sent(
    evening, ada, stream, outlet, nginx, tmp_path, quick
):
    async def told():
        outlet(port=nginx, key="evening?token=7")
        await evening.goes_live()
        await evening.until(SENDING)
        async with asyncio.timeout(30):
            while not (kept := [*tmp_path.glob("evening*.flv")]) or kept[0].stat().st_size < ENOUGH:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await evening.ends(by=ada)

    plays(evening, told)
    (kept,) = tmp_path.glob("evening*.flv")
    with av.open(str(kept)) as it:
        assert sum(1 for _ in it.decode(video=0)) > 60
