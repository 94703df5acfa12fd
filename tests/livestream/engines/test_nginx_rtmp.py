"""nginx-rtmp itself, with the configuration that the house ships: pushed to, watched, cut."""

import threading
import urllib.error
import urllib.request
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from community import clock
from community.db import db, transaction
from livestream.engines.configuring import configuration_of
from livestream.engines.lines import line_of
from livestream.engines.looking import look
from livestream.engines.models import EngineRecording
from livestream.engines.recordings import take_recordings
from livestream.streams import going_live
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.going_live import end
from livestream.streams.keys import renew_key
from livestream.streams.models import State
from livestream.streams.signing import pass_for
from tests.livestream.engines.machines import becomes, club, free_port, needs, nginx, place
from tests.livestream.engines.pushing import pushed
from tests.livestream.streams.films import film

MODULE = Path("/usr/lib/nginx/modules/ngx_rtmp_module.so")
pytestmark = pytest.mark.timeout(120)


class Machine:
    """An engine that runs; the club is looked at while nobody asks it."""

    def __init__(self, rtmp, http, lock, folder):
        self.rtmp, self.http, self.lock, self.folder = rtmp, http, lock, folder

    def pushed(self, key, seconds=20):
        return pushed(f"rtmp://127.0.0.1:{self.rtmp}/live/{key}", filmed(seconds))

    def sees(self, test, seconds=20):
        def looked():
            with self.lock:
                db.session.expire_all()
                return test()

        return becomes(looked, seconds)

    def fetched(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http}{path}", timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read()


@cache
def filmed(seconds):
    return film(seconds=seconds)


@pytest.fixture
def machine(app, lets_in, monkeypatch):
    needs("nginx")
    if not MODULE.exists():
        pytest.skip("NOT TESTED: nginx has no RTMP module here (apt-get install libnginx-mod-rtmp)")
    rtmp, http, lock = free_port(), free_port(), threading.RLock()
    engine, door, _secret = lets_in("nginx-rtmp", control=f"http://127.0.0.1:{http}")
    with place() as folder, club(app, lock) as port:
        films, recordings = folder / "films", folder / "recordings"
        for one in (films, recordings):
            one.mkdir()
            one.chmod(0o777)
        monkeypatch.setitem(app.config, "RECORDINGS", recordings.resolve())
        places = {"RTMP": f"127.0.0.1:{rtmp}", "HTTP": f"127.0.0.1:{http}", "FILMS": str(films)}
        places |= {"RELAY": f"127.0.0.1:{free_port()}", "LOG": str(folder / "error.log")}
        text = configuration_of(engine, HOOK=f"http://127.0.0.1:{port}{door}", **places)
        with nginx(text, folder, http):
            yield Machine(rtmp, http, lock, folder)


def test_a_push_goes_live_is_watched_is_replaced_and_is_cut(machine, stream, key, ada, mia):
    with machine.pushed("nonsense", seconds=4) as refused:
        assert refused.wait(30) != 0
    with machine.lock:
        assert line_of(stream.id) is None
        home = f"/media/live/{pass_for(stream.id, mia.id)[0]}/{stream.id}"
    with machine.pushed(key) as first:
        assert machine.sees(lambda: stream.state is State.LIVE)
        assert becomes(lambda: machine.fetched(f"{home}/index.m3u8")[0] == 200)
        _watched(machine, home)
        with machine.pushed(key) as second:
            assert becomes(lambda: first.poll() is not None)
            assert machine.sees(lambda: line_of(stream.id).begun_at)
            with machine.lock:
                assert stream.state is State.LIVE
                new = renew_key(by=ada)
                look()
                assert stream.state is State.RESTING
            assert becomes(lambda: second.poll() is not None)
            with machine.lock:
                assert line_of(stream.id) is None
    with machine.pushed(key, seconds=4) as late:
        assert late.wait(30) != 0
    _nothing_written_down(machine, (key, new))


def test_without_its_control_it_lets_go_when_it_asks_the_next_time(machine, stream, key, ada):
    with machine.pushed(key) as push:
        assert machine.sees(lambda: stream.state is State.LIVE)
        with machine.lock:
            with transaction():
                line_of(stream.id).engine.control = None
            renew_key(by=ada)
        assert becomes(lambda: push.poll() is not None)


def test_an_encoder_that_ends_lets_its_stream_rest(machine, stream, key):
    with machine.pushed(key, seconds=6) as push:
        assert machine.sees(lambda: stream.state is State.LIVE)
        push.wait(30)
        assert machine.sees(lambda: stream.state is State.RESTING, seconds=5)


def test_what_it_recorded_is_the_replay(machine, stream, key, ada, mia, browser_of):
    """Of both halves of a stream that broke off, and the engine keeps nothing of it."""
    recordings = machine.folder / "recordings"
    for count in (1, 2):
        with machine.pushed(key, seconds=10) as push:
            assert machine.sees(lambda: stream.state is State.LIVE)
            push.wait(30)
            assert machine.sees(lambda count=count: len(recorded(stream)) == count)
    with machine.lock:
        end(stream, by=ada)
        with clock.stopped(clock.now() + timedelta(seconds=30)):
            going_live.close_film(stream.id)
            take_recordings(stream.id)
        film = following(folder_of(stream.id)).look()
        assert [one.first for one in film.segments].count(True) == 2
        assert 12 < film.seconds == pytest.approx(stream.seconds, abs=1)
        assert film.ended
        for part in recorded(stream):
            assert part.taken_at
        assert not [*recordings.iterdir()]
        assert browser_of(mia).get(f"/live/{stream.id}/words").status_code == 200


def recorded(stream):
    return db.session.query(EngineRecording).filter_by(stream_id=stream.id).all()


def _watched(machine, home):
    status, headers, text = machine.fetched(f"{home}/index.m3u8")
    assert (status, headers["Access-Control-Allow-Origin"]) == (200, "http://localhost")
    piece = [line for line in text.decode().splitlines() if line.endswith(".ts")][-1]
    status, headers, body = machine.fetched(f"{home}/{piece}")
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert body[:1] == b"G"  # what packets of MPEG-TS begin with
    member, ends, signature = home.split("/")[3].split(".")
    for wrong in (
        f"{int(member) + 1}.{ends}.{signature}",
        f"{member}.{int(ends) + 300}.{signature}",
        f"{member}.{ends}.{signature[:32]}{'x' if signature[32] != 'x' else 'y'}{signature[33:]}",
    ):
        assert machine.fetched(home.replace(f"{member}.{ends}.{signature}", wrong) + "/index.m3u8")[0] == 403
    assert machine.fetched("/control/drop/publisher?app=live")[0] == 404


def _nothing_written_down(machine, keys):
    for file in machine.folder.rglob("*"):
        assert not any(key in str(file) for key in keys)
        if file.is_file() and file.suffix == ".log":
            assert not any(key in file.read_text() for key in keys)
