"""Edges as the house ships them: strangers are refused, and a crowd is one viewer to the club."""

import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from community import clock
from livestream.engines.configuring import configuration_of_edge
from livestream.engines.cutting import credentials
from livestream.streams.signing import pass_for
from tests.livestream.engines.machines import club, free_port, house, nginx, place, varnish
from tests.livestream.streams.conftest import films, live  # noqa: F401

CROWD = 200
WAITED = "close.m3u8?_HLS_msn=7&_HLS_part=2"
pytestmark = pytest.mark.timeout(120)


class Origin:
    """Counts what it is asked, takes a while, and answers with what it has just then."""

    def __init__(self):
        self.asked, self.text, self.status, self.takes = Counter(), "#EXTM3U\n", 200, 0.3
        self._lock = threading.Lock()

    def answer(self, _method, path, _headers, _body):
        piece = path.split("/", 5)[5]
        with self._lock:
            self.asked[piece] += 1
            text, status = self.text, self.status
        time.sleep(self.takes)
        kept = "no-cache" if piece in {"close.m3u8", "plain.m3u8"} else "public, max-age=1"
        if not piece.partition("?")[0].endswith(".m3u8"):
            kept = "public, max-age=31536000, immutable"
        return status, [("Cache-Control", kept), ("Vary", "Cookie")], text.encode()


def before(kind, port, folder, engine=None):
    """The address of an edge of this kind before whatever listens there; a context."""
    listen, cache = free_port(), folder / "cache"
    cache.mkdir()
    cache.chmod(0o777)
    words = {"LISTEN": f"127.0.0.1:{listen}", "CACHE": str(cache), "LOG": str(folder / "error.log")}
    text = configuration_of_edge(kind, engine, PORT=str(port), **words)
    return listen, nginx(text, folder, listen)


@pytest.fixture(params=["nginx", "varnish"])
def edge(request, app):
    """(its address, whom it asks)"""
    origin = Origin()
    with place() as folder, house(origin.answer) as port:
        if request.param == "nginx":
            listen, running = before("nginx", port, folder)
            with running:
                yield f"http://127.0.0.1:{listen}", origin
            return
        inner = free_port()
        with varnish(configuration_of_edge("varnish", PORT=str(port)), folder, inner):
            listen, running = before("nginx-varnish", inner, folder)
            with running:
                yield f"http://127.0.0.1:{listen}", origin


def fetched(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode(errors="replace"), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, "", refused.headers


def crowd(edge_at, piece, stream_id=7):
    """Two hundred members, each with a pass of their own, ask at once."""
    passes = [pass_for(stream_id, member)[0] for member in range(1, CROWD + 1)]
    with ThreadPoolExecutor(CROWD) as many:
        asked = (f"{edge_at}/media/live/{given}/{stream_id}/{piece}" for given in passes)
        return list(many.map(fetched, asked))


@pytest.mark.parametrize(
    "piece",
    ["s1-12.m4s", "sound-s1-12.m4s", "s1-p40.m4s", "s1-begin.mp4", "0.ts", "plain.m3u8", "index.m3u8"],
)
def test_of_a_crowd_one_asks_the_club(edge, piece):
    at, origin = edge
    answers = crowd(at, piece)
    assert {status for status, _text, _headers in answers} == {200}
    assert origin.asked == {piece: 1}


def test_of_a_crowd_that_waits_for_a_part_one_asks_the_club(edge, request):
    at, origin = edge
    answers = crowd(at, WAITED)
    assert {status for status, _text, _headers in answers} == {200}
    if "varnish" in request.node.name:  # nginx alone lets all through: docs/scaling-streams.md says why
        assert origin.asked == {WAITED: 1}
    fetched(f"{at}/media/live/{pass_for(7, 1)[0]}/7/close.m3u8?_HLS_msn=8&_HLS_part=0")
    assert origin.asked["close.m3u8?_HLS_msn=8&_HLS_part=0"] == 1


def test_what_leaves_out_what_is_known_is_a_copy_of_its_own(edge):
    at, origin = edge
    for question in (WAITED, f"{WAITED}&_HLS_skip=YES", f"{WAITED}&_HLS_skip=nonsense"):
        fetched(f"{at}/media/live/{pass_for(7, 1)[0]}/7/{question}")
    assert origin.asked[WAITED] == 1
    assert origin.asked[f"{WAITED}&_HLS_skip=YES"] == 1


def test_strangers_are_refused_and_the_club_is_not_asked(edge):
    at, origin = edge
    given, _ends = pass_for(7, 1)
    member, ends, signature = given.split(".")
    with clock.stopped(clock.now() - timedelta(hours=1)):
        old, _ends = pass_for(7, 1)
    for wrong in (
        old,
        f"2.{ends}.{signature}",
        f"{member}.{int(ends) + 300}.{signature}",
        f"{member}.{ends}.{signature[:32]}{'x' * 22}",
    ):
        assert fetched(f"{at}/media/live/{wrong}/7/plain.m3u8")[0] == 403, wrong
    assert fetched(f"{at}/media/live/{given}/8/plain.m3u8")[0] == 403
    for nowhere in ("/media/live/x/7/plain.m3u8", "/", f"/media/live/{given}/7/../8/plain.m3u8", "/sign-in"):
        assert fetched(f"{at}{nowhere}")[0] in {400, 403, 404}
    assert not origin.asked


def test_a_playlist_is_a_second_old_at_most_and_a_segment_is_kept(edge):
    at, origin = edge
    home, origin.takes = f"{at}/media/live/{pass_for(7, 1)[0]}/7", 0
    assert fetched(f"{home}/plain.m3u8")[1] == "#EXTM3U\n"
    assert fetched(f"{home}/s1-1.m4s")[1] == "#EXTM3U\n"
    origin.text = "another"
    changed = time.monotonic()
    while fetched(f"{home}/plain.m3u8")[1] != "another":
        assert time.monotonic() - changed < 5
        time.sleep(0.02)
    assert time.monotonic() - changed < 2.2  # nginx counts whole seconds
    status, text, headers = fetched(f"{home}/s1-1.m4s")
    assert (status, text) == (200, "#EXTM3U\n")
    assert "immutable" in headers["Cache-Control"]
    assert origin.asked["s1-1.m4s"] == 1


def test_before_an_engine_a_pass_opens_no_other_stream(app, lets_in):
    """What the engine has, it has under the number of the stream; the pass does not leave the edge."""
    engine, _door, secret = lets_in("mediamtx")
    asked = []

    def answer(_method, path, headers, _body):
        asked.append((path, headers.get("Authorization")))
        return 200, [], b"#EXTM3U"

    with place() as folder, house(answer) as port:
        listen, running = before("nginx", port, folder, engine)
        with running:
            home = f"http://127.0.0.1:{listen}/media/live/{pass_for(7, 1)[0]}"
            assert fetched(f"{home}/7/index.m3u8")[0] == 200
            for elsewhere in ("8", "7/../8", "7/%2e%2e/8"):
                assert fetched(f"{home}/{elsewhere}/index.m3u8")[0] == 403
            assert fetched(f"{home}/7/8/index.m3u8")[0] == 404
    assert asked == [("/live/7/index.m3u8", f"Basic {credentials(secret)}")]


def test_words_that_mean_nothing_divide_no_copies_and_reach_nobody(edge):
    at, origin = edge
    home, origin.takes = f"{at}/media/live/{pass_for(7, 1)[0]}/7", 0
    for words in ("", "?a=1", "?_HLS_msn=x", "?%5fHLS_msn=9", "?_HLS_msn=%0d%0a"):
        assert fetched(f"{home}/s1-1.m4s{words}")[0] == 200
        assert fetched(f"{home}/close.m3u8{words}")[0] == 200
    assert origin.asked["s1-1.m4s"] == 1
    assert set(origin.asked) == {"s1-1.m4s", "close.m3u8"}


@pytest.mark.parametrize("status", [403, 404, 503])
def test_what_is_refused_to_one_is_not_kept_for_others(edge, status):
    at, origin = edge
    origin.status, origin.takes = status, 0
    for piece in ("plain.m3u8", "s1-1.m4s"):
        assert fetched(f"{at}/media/live/{pass_for(7, 1)[0]}/7/{piece}")[0] == status
    origin.status = 200
    for piece in ("plain.m3u8", "s1-1.m4s"):
        assert fetched(f"{at}/media/live/{pass_for(7, 2)[0]}/7/{piece}")[0] == 200


def test_the_club_itself_is_served_through_an_edge(app, live, mia, browser_of):  # noqa: F811
    lock = threading.RLock()
    facts = browser_of(mia).get(f"/live/{live.id}/address").get_json()
    with place() as folder, club(app, lock) as port:
        listen, running = before("nginx", port, folder)
        with running:
            at = f"http://127.0.0.1:{listen}"
            status, text, _headers = fetched(at + facts["plain"])
            assert (status, text[:7]) == (200, "#EXTM3U")
            piece = next(line for line in text.splitlines() if line.endswith(".m4s"))
            status, _body, headers = fetched(f"{at}{facts['home']}/{piece}")
            assert status == 200
            assert "immutable" in headers["Cache-Control"]
            assert "Set-Cookie" not in headers
