"""A line that is cut, doubled, revoked or killed harms its own stream least, and no other at all."""

import asyncio
import os
import signal

import pytest

from community.db import db
from livestream.streams import journal, playlists, standing
from livestream.streams.films import folder_of
from livestream.streams.going_live import end, seal
from livestream.streams.keys import renew_key
from livestream.streams.models import State, Stream
from livestream.streams.rtmp import Door, Refused
from livestream.streams.taking_in import Studio
from tests.livestream.streams.checker import check
from tests.livestream.streams.films import film
from tests.livestream.streams.test_rtmp import pushes


class Line:
    """An encoder's line: what it sends, and whether it was cut."""

    def __init__(self, studio, key):
        self.studio, self.key, self.was_cut = studio, key, False

    async def open(self):
        self.feed = await self.studio.admit_key(self.key, self.cut)
        return self

    def cut(self):
        self.was_cut = True

    async def sends(self, seconds=3):
        await self.feed.write(film(seconds=seconds))

    async def is_seen(self):
        worker = self.feed._feed
        async with asyncio.timeout(15):
            while not worker.begun:  # noqa: ASYNC110  another process writes it
                await asyncio.sleep(0.02)


@pytest.fixture
def studio(app, monkeypatch):
    """Asks where the test's own transaction is, instead of in threads."""

    async def ask(_studio, call, *args):
        return call(*args)

    monkeypatch.setattr(Studio, "ask", ask)
    return Studio(app)


@pytest.fixture
def key(ada, stream):
    return renew_key(by=ada)


def sessions_of(it):
    known = journal.read(folder_of(it.id))
    return list(dict.fromkeys(one.session for one in known.segments))


def plays(studio, told):
    async def play():
        try:
            await asyncio.wait_for(told(), 60)
        finally:
            await studio.close()

    asyncio.run(play())


def test_a_line_that_was_cut_and_comes_back_is_the_same_stream_with_one_replay(studio, ada, stream, key):
    async def told():
        for _ in range(2):
            line = await Line(studio, key).open()
            await line.sends()
            await line.is_seen()
            assert stream.state is State.LIVE
            await line.feed.close()
            assert stream.state is State.RESTING
        assert len(sessions_of(stream)) == 2

    plays(studio, told)
    end(stream, by=ada)
    replay = seal(stream.id)
    assert db.session.query(Stream).count() == 1
    assert abs(replay.seconds - 6) < 0.5
    assert check(playlists.plain(replay)).ended


def test_a_second_line_with_the_same_key_replaces_the_first(studio, stream, key):
    async def told():
        first = await Line(studio, key).open()
        await first.sends()
        await first.is_seen()
        second = await Line(studio, key).open()
        assert first.was_cut
        with pytest.raises(BrokenPipeError):
            await first.sends(seconds=1)
        await first.feed.close()
        assert stream.state is State.LIVE
        await second.sends()
        await second.is_seen()
        assert not second.was_cut
        assert len(sessions_of(stream)) == 2

    plays(studio, told)


def test_a_key_that_is_renewed_ends_what_the_old_one_sends_and_opens_nothing(studio, ada, stream, key):
    async def told():
        line = await Line(studio, key).open()
        renew_key(by=ada)
        await studio._look()
        assert line.was_cut
        before = sorted(folder_of(stream.id).iterdir())
        for refused in (key, "nonsense"):
            with pytest.raises(Refused):
                await Line(studio, refused).open()
        assert sorted(folder_of(stream.id).iterdir()) == before
        assert not studio._on_air

    plays(studio, told)


def test_a_line_that_comes_while_the_club_is_asked_stays(studio, stream, key, monkeypatch):
    """The club was asked about those that were there: it said nothing of this one."""

    async def told():
        come = []

        async def asks(_studio, call, *args):
            said = call(*args)
            if call is standing.look and not come:
                come.append(Line(studio, key))
                await come[0].open()
            return said

        monkeypatch.setattr(Studio, "ask", asks)
        await studio._look()
        assert not come[0].was_cut
        await studio._look()
        await come[0].sends()
        await come[0].is_seen()

    plays(studio, told)


def test_a_worker_that_is_killed_rests_its_stream_until_the_encoder_is_back(studio, stream, key):
    async def told():
        line = await Line(studio, key).open()
        await line.sends()
        await line.is_seen()
        seen = [one.name for one in journal.read(folder_of(stream.id)).segments if one.name]
        os.kill(line.feed._feed._process.pid, signal.SIGKILL)
        await line.feed._feed._process.wait()
        with pytest.raises(BrokenPipeError):
            await line.sends(seconds=1)
        await line.feed.close()
        assert stream.state is State.RESTING
        assert journal.read(folder_of(stream.id)).trouble == "broke_off"
        back = await Line(studio, key).open()
        await back.sends()
        await back.is_seen()
        assert stream.state is State.LIVE
        kept = [one.name for one in journal.read(folder_of(stream.id)).segments]
        assert seen
        assert kept[: len(seen)] == seen

    plays(studio, told)
    check(playlists.plain(seal(stream.id)))


def test_garbage_and_those_who_only_hold_the_line_leave_a_stream_as_it_is(studio, stream, key):
    async def told():
        server = await Door(studio.admit_key).open("127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        line = await Line(studio, key).open()
        idle = [(await asyncio.open_connection("127.0.0.1", port))[1] for _ in range(50)]
        idle[0].write(b"\x06" * 5000)
        assert not await pushes(port, "another", film(seconds=1))
        await line.sends()
        await line.is_seen()
        assert not line.was_cut
        assert stream.state is State.LIVE
        for one in idle:
            one.close()
        server.close()

    plays(studio, told)
    assert standing.admit(key)[0] == stream.id
