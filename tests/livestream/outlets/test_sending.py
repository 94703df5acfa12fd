"""The process that sends: every picture arrives as it was, and what goes wrong is one word."""

import asyncio
import json
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from livestream.outlets.following import BEHIND, Film
from livestream.outlets.states import Trouble
from livestream.outlets.targets import Target
from livestream.streams import journal
from livestream.streams.feeds import WorkerFeed
from livestream.streams.rtmp import Door
from tests.livestream.outlets.pacing import send
from tests.livestream.outlets.receiving import KEY, Server, decoded, longest_gap, pictures
from tests.livestream.streams.films import film

COMMAND = [sys.executable, "-m", "livestream.outlets.sending"]


class Sending:
    """The process, and all it said."""

    def __init__(self, target, **environment):
        self.target, self.said, self._environment = target, [], environment or None

    async def begin(self):
        pipe = asyncio.subprocess.PIPE
        self.it = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=pipe, stdout=pipe, env=self._environment
        )
        self.it.stdin.write(self.target.written())
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def says(self, word):
        async with asyncio.timeout(30):
            while word not in self.said:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def end(self):
        self.it.stdin.close()
        await asyncio.wait_for(self._hearing, 10)
        assert await self.it.wait() == 0

    async def _hear(self):
        async for line in self.it.stdout:
            self.said += json.loads(line).values()


@pytest.fixture
def target(tmp_path):
    def target(port, key=KEY, folder=tmp_path, **more):
        way = {"host": "127.0.0.1", "app": "live", "is_secure": False, "ways": ["127.0.0.1"]} | more
        return Target(port=port, key=key, folder=str(folder), **way)

    return target


async def worker(folder):
    feed = WorkerFeed(1, "flv", folder, lambda: None)
    await feed.start()
    return feed


def plays(told):
    async def play():
        await asyncio.wait_for(told(), 60)

    asyncio.run(play())


@pytest.mark.parametrize("asked", [{}, {"between": 2}, {"sound": None}])
def test_every_picture_arrives_in_its_time(target, tmp_path, asked):
    async def told():
        server = await Server().open()
        sending = await Sending(target(server.port)).begin()
        await sending.says("ready")
        feed = await worker(tmp_path)
        await send(feed, film(seconds=4, **asked))
        await feed.stop()
        journal.write(tmp_path, {"end": True})
        await asyncio.wait_for(sending._hearing, 20)
        assert sending.said == ["ready", "connecting", "sending"]
        (shelf,) = server.shelves
        await shelf.closed.wait()
        shown = [at for at, _whole in pictures(shelf)]
        assert len(shown) == decoded(shelf) == 120
        assert longest_gap(shown) < 0.05
        assert pictures(shelf)[0][1]

    plays(told)


def test_a_host_who_comes_back_goes_on_by_the_same_line(target, tmp_path):
    async def told():
        server = await Server().open()
        sending = await Sending(target(server.port)).begin()
        await sending.says("ready")
        for _ in range(2):
            feed = await worker(tmp_path)
            await send(feed, film(seconds=2), speed=4)
            await feed.stop()
        await server.has()
        await sending.end()
        (shelf,) = server.shelves
        await shelf.closed.wait()
        shown = [at for at, _whole in pictures(shelf)]
        assert len(shown) == decoded(shelf) == 120
        assert shown == sorted(shown)

    plays(told)


def test_another_shape_of_the_picture_ends_the_line_for_a_new_one(target, tmp_path):
    async def told():
        server = await Server().open()
        sending = await Sending(target(server.port)).begin()
        await sending.says("ready")
        for size in ((320, 240), (240, 320)):
            feed = await worker(tmp_path)
            await send(feed, film(seconds=2, size=size), speed=4)
            await feed.stop()
        await sending.says(Trouble.RESHAPED)
        assert [await shelf.closed.wait() for shelf in server.shelves] == [True]

    plays(told)


def test_a_wrong_key_is_refused_and_said_nowhere(target, tmp_path):
    async def told():
        server = await Server().open()
        sending = await Sending(target(server.port, key="a wrong key")).begin()
        await sending.says("ready")
        feed = await worker(tmp_path)
        await send(feed, film(seconds=2), speed=4)
        await sending.says(Trouble.REFUSED)
        await feed.stop()
        assert (server.asked, server.shelves) == (["a wrong key"], [])
        assert "wrong key" not in str(sending.said)

    plays(told)


def said_by_a_try(target, **environment):
    done = subprocess.run(
        COMMAND, input=target.written(), capture_output=True, check=False, env=environment or None
    )
    assert not done.stderr
    return json.loads(done.stdout)


def test_nobody_there_and_somebody_else_there_are_told_apart(target):
    async def told():
        closed = await Server().open()
        await closed.die()
        assert await asyncio.to_thread(said_by_a_try, target(closed.port, folder="")) == {
            "trouble": Trouble.UNREACHABLE
        }

        async def answer(_reader, writer):
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 100)
            writer.close()

        web = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = web.sockets[0].getsockname()[1]
        assert await asyncio.to_thread(said_by_a_try, target(port, folder="")) == {"trouble": Trouble.STRANGE}
        server = await Server().open()
        assert await asyncio.to_thread(said_by_a_try, target(server.port, folder="")) == {"state": "ready"}

    plays(told)


def test_over_tls_only_a_certificate_of_its_name_is_good(target, tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with")
    subject = ["-subj", "/CN=live.example.org", "-addext", "subjectAltName=DNS:live.example.org"]
    made = ["-keyout", tmp_path / "key", "-out", tmp_path / "cert", "-nodes", "-newkey", "rsa:2048"]
    subprocess.run(["openssl", "req", "-x509", *made, *subject], check=True, capture_output=True)

    async def told():
        server = await Server().open()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
        secure = await asyncio.start_server(Door(server._admit).welcome, "127.0.0.1", 0, ssl=context)
        port = secure.sockets[0].getsockname()[1]

        async def tried(host):
            to = target(port, folder="", host=host, is_secure=True)
            return await asyncio.to_thread(said_by_a_try, to, SSL_CERT_FILE=str(tmp_path / "cert"))

        assert await tried("live.example.org") == {"state": "ready"}
        assert await tried("other.example.org") == {"trouble": Trouble.UNTRUSTED}

    plays(told)


def grows(folder, parts, seconds=1.0, alone=lambda _number: True):
    for number in range(*parts):
        name = f"s-p{number}.m4s"
        (folder / name).write_bytes(b"%d" % number)
        line = {"part": name, "session": "s", "n": number, "alone": alone(number), "at": number}
        journal.write(folder, line | {"seconds": seconds})


def taken(film):
    film.close()
    while film.peek():
        yield int(film.take())


def test_who_falls_behind_goes_on_with_the_newest_whole_picture(tmp_path):
    grows(tmp_path, (0, 3))
    film = Film(Path(tmp_path))
    grows(tmp_path, (3, 3 + int(BEHIND)), alone=lambda number: number > 3)
    film.peek()
    grows(tmp_path, (8, 14), alone=lambda number: number == 12)
    assert [*taken(film)] == [12, 13]
    assert film.left_out == 9


def test_a_part_that_is_gone_is_left_out_up_to_a_whole_picture(tmp_path):
    film = Film(Path(tmp_path))
    grows(tmp_path, (0, 5), alone=lambda number: number in {0, 3})
    (tmp_path / "s-p1.m4s").unlink()
    assert [*taken_bytes(film)] == [b"0", b"3", b"4"]


def taken_bytes(film):
    film.close()
    while film.peek():
        if body := film.take():
            yield body
