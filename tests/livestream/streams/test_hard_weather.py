"""Whatever Ada's encoder does, her studio has a sentence for it, and Cara's stream goes on undisturbed."""

import asyncio
import os
import shutil
import subprocess
from random import Random

import pytest

from community.contributions import Audience
from community.db import db, transaction
from livestream.streams import journal, playlists, sockets
from livestream.streams.films import folder_of
from livestream.streams.going_live import announce, begin
from livestream.streams.keys import renew_key
from livestream.streams.models import Broadcaster
from livestream.streams.rtmp import GREETED_AT_ONCE, PICTURE, Door
from livestream.streams.taking_in import Studio
from tests.conftest import joins
from tests.livestream.streams.checker import check
from tests.livestream.streams.encoder import Encoder
from tests.livestream.streams.films import film


@pytest.fixture
def studio(app, monkeypatch):
    """Asks where the test's own transaction is, instead of in threads."""

    async def ask(_studio, call, *args):
        return call(*args)

    monkeypatch.setattr(Studio, "ask", ask)
    return Studio(app)


@pytest.fixture
def other(app):
    """A stream of Cara's, who films at the same time."""
    cara = joins("Cara")
    with transaction():
        db.session.add(Broadcaster(member_id=cara.id))
    return announce("Rain over the lake", Audience.MEMBERS, by=cara)


@pytest.fixture
def weather(studio, ada, stream, other):
    """Plays what Ada's encoder does between two halves of Cara's film, which is whole when it ends."""
    keys = {it.id: renew_key(by=it.author) for it in (stream, other)}

    def weather(told):
        async def play():
            server = await Door(studio.admit_key).open("127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            try:
                cara = await Encoder(port, keys[other.id]).open()
                await cara.sends(film(seconds=2))
                await asyncio.wait_for(told(Encoder(port, keys[stream.id])), 60)
                await cara.sends(film(seconds=2), moved=lambda stamp: stamp + 2000)
                cara.close()
                await rests(studio)
            finally:
                server.close()
                await studio.close()

        asyncio.run(play())
        seen = journal.read(folder_of(other.id))
        assert (len({one.session for one in seen.segments}), seen.trouble) == (1, "")
        assert abs(seen.seconds - 4) < 0.2
        check(playlists.close(seen))

    return weather


async def rests(studio):
    """All lines have ended, and what they sent is filmed."""
    async with asyncio.timeout(30):
        while studio._on_air:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def sends(encoder, *films, moved=lambda stamp: stamp):
    await encoder.open()
    for one in films:
        await encoder.sends(one, moved)
    encoder.close()


def leaps(stamp):
    return stamp + 60_000 if stamp > 1500 else stamp


def falls_back(stamp):
    return stamp + 90_000 if stamp < 1500 else stamp


STRANGE = {
    "only sound": ((film, {"picture": None}), "Only sound comes in", None),
    "only a picture": ((film, {"sound": None}), "No sound comes in", None),
    "four seconds between whole pictures": ((film, {"keys": 120, "seconds": 9}), "keyframe interval", None),
    "a clock that leaps ahead": ((film, {"seconds": 3}), "clock leaps", leaps),
    "a clock that falls back": ((film, {"seconds": 3}), "clock leaps", falls_back),
    "frames between frames": ((film, {"between": 2}), None, None),
}


@pytest.mark.parametrize("case", STRANGE)
def test_what_is_strange_is_filmed_and_said(weather, ada, stream, browser_of, case):
    (make, asked), sentence, moved = STRANGE[case]
    weather(lambda encoder: sends(encoder, make(**asked), moved=moved or (lambda stamp: stamp)))
    known = journal.read(folder_of(stream.id))
    check(playlists.close(known))
    assert abs(known.seconds - asked.get("seconds", 4)) < 0.5
    told = browser_of(ada).get(f"{stream.url}/studio/incoming").get_json()
    assert sentence in told["trouble"] if sentence else not told["trouble"]


def test_a_picture_that_changes_its_size_goes_on_as_the_same_stream(weather, ada, stream, browser_of):
    tall = film(size=(240, 320), seconds=2)
    weather(lambda encoder: sends(encoder, film(seconds=2), tall))
    read = check(playlists.close(journal.read(folder_of(stream.id))))
    assert read.cuts == [2]
    told = browser_of(ada).get(f"{stream.url}/studio/incoming").get_json()
    assert "another size" in told["trouble"]
    assert "240 × 320" in told["figures"]


BROKEN = {
    "garbage": lambda encoder: encoder.writer.write(b"\x3f" * 70_000),
    "a message of sixteen megabytes": lambda encoder: encoder.says(PICTURE, bytes(0xFFFFFF)),
    "noise for a picture": lambda encoder: [
        encoder.says(PICTURE, Random(n).randbytes(5000)) for n in range(20)
    ],
    "a picture that is never whole": lambda encoder: [
        encoder.says(PICTURE, b"\x27\1\0\0\0" + bytes(500), 40 * n) for n in range(50)
    ],
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_film_ends_its_own_line_with_a_word(weather, ada, stream, browser_of, case):
    async def told(encoder):
        await encoder.open()
        BROKEN[case](encoder)
        await encoder.is_hung_up_on()

    weather(told)
    page = browser_of(ada).get(f"{stream.url}/studio").text
    assert "cannot be read as a film" in page or "Set the encoder to H.264" in page


def test_a_key_that_is_renewed_in_mid_stream_is_said(weather, studio, ada, stream, browser_of):
    async def told(encoder):
        await encoder.open()
        await encoder.sends(film(seconds=2))
        async with asyncio.timeout(30):
            while not studio._on_air[stream.id].begun:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        renew_key(by=ada)
        await studio._look()
        await encoder.is_hung_up_on()

    weather(told)
    assert journal.read(folder_of(stream.id)).seconds > 0
    assert "key was renewed" in browser_of(ada).get(f"{stream.url}/studio").text


def test_two_hundred_who_only_hold_the_line_keep_nobody_out(weather, stream):
    async def told(encoder):
        idle = [await asyncio.open_connection("127.0.0.1", encoder._port) for _ in range(200)]
        await sends(encoder, film(seconds=2))
        assert await idle[0][0].read() == b""
        assert len(idle) > GREETED_AT_ONCE
        for _reader, writer in idle:
            writer.close()

    weather(told)
    assert abs(journal.read(folder_of(stream.id)).seconds - 2) < 0.2


@pytest.fixture
def small_disk(stream):
    """For the stream's film alone. Only whoever may mount has one."""
    folder = folder_of(stream.id)
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("needs the right to mount a file system of its own")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_ends_the_film_and_not_its_page(small_disk, films, ada, mia, stream, browser_of):
    begin(stream)
    assert films(film(size=(640, 480), seconds=20)) == 1
    known = journal.read(small_disk)
    assert known.trouble == "disk_full"
    assert check(playlists.close(known)).parts
    assert "disk is full" in browser_of(ada).get(f"{stream.url}/studio").text
    page = browser_of(mia).get(stream.url)
    assert page.status_code == 200
    assert "data-film" in page.text


def test_a_browser_is_not_let_in_where_there_is_no_room(ada, stream, browser_of, app, monkeypatch):
    from community.realtime import socketio

    monkeypatch.setattr(sockets, "has_space", lambda: False)
    screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    answer = screen.emit("stream.film", {"stream": stream.id, "kind": "mp4"}, callback=True)
    screen.disconnect()
    assert "nearly full" in answer["error"]
