"""Who watches part by part is answered before the web server, on a real line, as Flask would answer."""

import threading
import time
from datetime import timedelta

import gevent
import pytest

from community import clock
from community.db import transaction
from livestream.streams import journal, serving, shortcut
from livestream.streams.admitting import STILL
from livestream.streams.door import Door
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.signing import pass_for
from server import Server, listen
from tests.livestream.streams.speaking import Line

# What a file says for whoever keeps it or takes a part of it, and what is of the moment.
OF_A_FILE = {"accept-ranges", "content-disposition", "date", "last-modified"}
OF_CHROMIUM = (
    'Connection: keep-alive\r\nsec-ch-ua-platform: "Linux"\r\nUser-Agent: Mozilla/5.0 (X11)\r\n'
    "Accept: */*\r\n"
    "Sec-Fetch-Site: same-origin\r\nReferer: http://localhost/live/1\r\nCookie: session=abc; x=y\r\n"
)


@pytest.fixture
def served(app):
    server = Server(listen("127.0.0.1", 0), app)
    server.start()
    yield server
    server.stop(timeout=1)


@pytest.fixture
def line(served):
    line = Line(served.server_port)
    yield line
    line.close()


@pytest.fixture
def home(live, mia):
    return f"/media/live/{pass_for(live.id, mia.id)[0]}/{live.id}"


def asked_of(live) -> list[str]:
    film = following(folder_of(live.id)).look()
    last = film.segments[-1]
    next_list = f"close.m3u8?_HLS_msn={last.number}&_HLS_part=0"
    pieces = sorted(it.name for it in folder_of(live.id).iterdir() if serving.NAME.fullmatch(it.name))
    return [next_list, f"{next_list}&_HLS_skip=YES", f"close.m3u8?_HLS_msn={last.number}", *pieces[:5]]


def is_short(line, monkeypatch, path, headers="") -> bool:
    """Whether the door answered, and not the house behind it."""
    found = []
    way = shortcut.ShortWay.find
    with monkeypatch.context() as patched:
        patched.setattr(shortcut.ShortWay, "find", lambda *asked: found.append(way(*asked)) or found[-1])
        line.get(path, headers)
    return bool(found and found[0])


def test_both_ways_answer_alike(app, live, home, line, monkeypatch):
    for name in asked_of(live):
        long = app.test_client().get(f"{home}/{name}")
        assert is_short(line, monkeypatch, f"{home}/{name}"), name
        short = line.get(f"{home}/{name}")
        assert (short.status, short.body) == (200, long.data), name
        said = {key.lower(): value for key, value in long.headers.items() if key.lower() not in OF_A_FILE}
        assert {key: value for key, value in short.headers.items() if key != "date"} == said, name
        assert "GMT" in short.headers["date"]


def test_a_browsers_own_headers_go_the_short_way(live, home, line, monkeypatch):
    name = asked_of(live)[0]
    line.get(f"{home}/{name}")
    assert is_short(line, monkeypatch, f"{home}/{name}", OF_CHROMIUM)
    assert is_short(line, monkeypatch, f"{home}/{name}", OF_CHROMIUM)
    assert is_short(line, monkeypatch, f"{home}/{name}", OF_CHROMIUM + "X-More: yes\r\n")


@pytest.mark.parametrize(
    "headers",
    [
        "Range: bytes=0-9\r\n",
        "range: bytes=0-9\r\n",
        "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
        "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Expect: 100-continue\r\n",
        "Connection: close\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\n",
        "Odd : header\r\n",
        "Folded: a\r\n b\r\n",
        "Bare: a\nb: c\r\n",
    ],
)
def test_what_asks_for_more_stays_unread_for_the_web_server(headers):
    door = Door(None)
    words = Line.words("/media/live/a/7/s1-p7.m4s").encode()
    assert door.read(words).length == len(words)
    assert door.read(Line.words("/media/live/a/7/s1-p7.m4s", headers).encode()) is None
    assert door.read(words[:-1]) is None


@pytest.mark.parametrize(
    "query", ["_HLS_part=1", "_HLS_msn=x", "_HLS_msn=99999", "_HLS_msn=1&a=b", "", "a=%00"]
)
def test_other_lists_are_answered_as_ever(app, home, line, query):
    expected = app.test_client().get(f"{home}/close.m3u8?{query}")
    line.get(f"{home}/close.m3u8")
    answer = line.get(f"{home}/close.m3u8?{query}")
    assert answer.status == expected.status_code
    assert answer.status != 200 or answer.body == expected.data


def test_a_range_and_a_head_are_answered_by_the_house(live, home, line):
    name = asked_of(live)[-1]
    whole = line.get(f"{home}/{name}").body
    part = line.get(f"{home}/{name}", "Range: bytes=2-5\r\n")
    assert (part.status, part.body) == (206, whole[2:6])
    head = line.get(f"{home}/{name}", method="HEAD")
    assert (head.status, head.body, int(head.headers["content-length"])) == (200, b"", len(whole))
    assert line.get(f"{home}/{name}").body == whole


def test_requests_that_come_together_are_answered_in_their_order(live, home, line):
    names = [name for name in asked_of(live) if name.endswith("m4s")]
    bodies = [line.get(f"{home}/{name}").body for name in names]
    line.send("".join(line.words(f"{home}/{name}") for name in names))
    assert [line.answer().body for _ in names] == bodies


def test_half_a_request_is_waited_for(live, home, line):
    name = asked_of(live)[-1]
    body = line.get(f"{home}/{name}").body
    words = line.words(f"{home}/{name}")
    line.send(words[:40])
    gevent.sleep(0.05)
    line.send(words[40:])
    assert line.answer().body == body


def test_what_is_no_request_ends_the_connection_and_harms_no_other(live, home, line, served):
    name = asked_of(live)[-1]
    line.get(f"{home}/{name}")
    broken = Line(served.server_port)
    broken.send(f"GET {home}/{name} HTTP/9.9\r\n\r\n")
    assert broken.answer().status == 400
    broken.close()
    assert line.get(f"{home}/{name}").status == 200


def test_who_reads_slowly_holds_nobody_up(live, home, line, served):
    name = asked_of(live)[-1]
    large = b"x" * 30_000_000
    (folder_of(live.id) / "s1-p777.m4s").write_bytes(large)
    line.get(f"{home}/{name}")
    slow = Line(served.server_port)
    slow.ask(f"{home}/s1-p777.m4s")
    gevent.sleep(0.05)
    assert served.busy[False] == 1
    assert line.get(f"{home}/{name}").status == 200
    assert slow.answer().body == large
    slow.close()


def test_the_part_that_is_filmed_is_sent_once_it_is_whole(live, home, line):
    line.get(f"{home}/{asked_of(live)[0]}")
    folder, name = folder_of(live.id), "s2-p0.m4s"
    journal.write(folder, {"begin": "s2-begin.mp4", "session": "s2"})
    opened = {"session": "s2", "n": 4, "alone": True, "at": 9e9, "seconds": 0.3}
    journal.write(folder, opened | {"part": name})

    def film_on():
        time.sleep(0.1)
        journal.keep(folder / "s2-p1.m4s", b"whole")
        journal.write(folder, opened | {"part": "s2-p1.m4s", "alone": False})

    filming = threading.Thread(target=film_on)
    filming.start()
    answer = line.get(f"{home}/s2-p1.m4s")
    filming.join()
    assert (answer.status, answer.body) == (200, b"whole")


def test_who_may_watch_no_more_is_refused_within_five_seconds(live, mia, home, line, monkeypatch):
    name = asked_of(live)[0]
    assert line.get(f"{home}/{name}").status == 200
    with transaction():
        mia.suspended_at = clock.now()
    later = clock.now() + timedelta(seconds=STILL + 0.1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert STILL < 5
    assert line.get(f"{home}/{name}").status == 403
    assert line.get(f"{home}/{name}").status == 403


def test_another_pass_and_one_that_ended_are_refused(live, home, line, monkeypatch):
    name = asked_of(live)[0]
    assert line.get(f"{home}/{name}").status == 200
    assert line.get(f"{home[:-3]}x/{live.id}/{name}").status in {403, 404}
    assert line.get(f"/media/live/1.2.3/{live.id}/{name}").status == 403
    later = clock.now() + timedelta(minutes=21)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert line.get(f"{home}/{name}").status == 403
