"""What engines tell of files they finished: taken in where they are theirs, after the stream, in order."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community import clock
from community.db import db
from livestream.engines.configuring import configuration_of
from livestream.engines.dialects import Event, Said
from livestream.engines.models import EngineLine, EngineRecording
from livestream.engines.recordings import take_recordings
from livestream.engines.taking import admit
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.going_live import begin, close_film, end, remove
from livestream.streams.models import NoSpace
from tests.livestream.streams.films import film

BEGAN = 1_790_000_000


@pytest.fixture
def home(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "RECORDINGS", tmp_path.resolve())
    return tmp_path.resolve()


@pytest.fixture
def program(app):
    """Whoever knows an engine's door."""
    return app.test_client()


@pytest.fixture
def nginx(lets_in, stream, key, home):
    """It holds the stream."""
    engine, door, _secret = lets_in("nginx-rtmp")
    admit(engine, Said(Event.ASKS, "relay", "7", key))
    begin(stream)
    return engine, door


@pytest.fixture
def tells(nginx, program, stream):
    def tells(file, name=None):
        form = {"call": "record_done", "name": name or str(stream.id), "path": str(file)}
        return program.post(nginx[1], data=form)

    return tells


def noted():
    return db.session.scalar(select(func.count()).select_from(EngineRecording))


def later(stream):
    """The jobs that come after its end."""
    with clock.stopped(clock.now() + timedelta(seconds=30)):
        close_film(stream.id)
        take_recordings(stream.id)
    return following(folder_of(stream.id)).look()


def test_files_are_read_in_their_order_once_the_stream_has_ended(home, tells, stream, ada):
    second, first = home / f"x-{BEGAN + 60}.flv", home / f"x-{BEGAN}.flv"
    for file in (second, first):
        file.write_bytes(film(seconds=3))
        assert tells(file).status_code == 200
    assert tells(first).status_code == 200, "said twice is once"
    assert noted() == 2
    take_recordings(stream.id)
    assert first.exists(), "while it runs, another line may write"
    end(stream, by=ada)
    told = later(stream)
    assert [round(it.at) for it in told.segments if it.first] == [BEGAN, BEGAN + 60]
    assert told.seconds == pytest.approx(6, abs=0.5)
    assert stream.seconds == round(told.seconds)
    assert not first.exists()
    assert not second.exists()
    take_recordings(stream.id)
    assert following(folder_of(stream.id)).look().seconds == told.seconds


def test_an_mp4_is_read_too_and_what_is_none_harms_nothing(home, tells, stream, ada):
    (home / f"{BEGAN}000.mp4").write_bytes(film("mp4", seconds=3))
    (home / f"{BEGAN + 9}.flv").write_bytes(b"\0" * 5000)
    for file in home.iterdir():
        tells(file)
    end(stream, by=ada)
    assert later(stream).seconds == pytest.approx(3, abs=0.5)
    assert [file.name for file in home.iterdir()] == [f"{BEGAN + 9}.flv"], "what cannot be read is not lost"


def test_what_is_not_theirs_is_not_touched(home, tells, stream, lets_in, program, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "a.flv"
    outside.write_bytes(film(seconds=1))
    (home / "link.flv").symlink_to(outside)
    (home / "a.flv").write_bytes(b"x")
    (home / "a.txt").write_bytes(b"x")
    for wrong in (outside, home / "link.flv", home / ".." / "a.flv", home / "a.txt", home / "none.flv", home):
        assert tells(wrong).status_code == 200
    assert tells(home / "a.flv", name="4711").status_code == 200
    _other, door, _secret = lets_in("nginx-rtmp", name="two")
    form = {"call": "record_done", "name": str(stream.id), "path": str(home / "a.flv")}
    assert program.post(door, data=form).status_code == 200
    assert program.post(f"{door}x", data=form).status_code == 404
    assert noted() == 0
    assert outside.exists()


def test_of_a_stream_that_was_removed_nothing_is_kept(home, tells, stream, ada):
    file = home / f"{BEGAN}.flv"
    file.write_bytes(film(seconds=1))
    tells(file)
    remove(stream, by=ada)
    with clock.stopped(clock.now() + timedelta(seconds=30)):
        take_recordings(stream.id)
    assert not file.exists()
    assert not following(folder_of(stream.id)).look().segments


def test_where_there_is_no_room_it_is_tried_again(home, tells, stream, ada, monkeypatch):
    file = home / f"{BEGAN}.flv"
    file.write_bytes(film(seconds=2))
    tells(file)
    end(stream, by=ada)
    monkeypatch.setattr("livestream.engines.recordings.has_space", lambda: False)
    with clock.stopped(clock.now() + timedelta(seconds=30)), pytest.raises(NoSpace):
        take_recordings(stream.id)
    assert file.exists()


@pytest.mark.parametrize("kind", ["nginx-rtmp", "srs", "mediamtx"])
def test_each_is_told_where_to_leave_them(kind, lets_in, home):
    text = configuration_of(lets_in(kind)[0])
    assert str(home) in text
    assert "@RECORDINGS@" not in text


def test_srs_and_mediamtx_tell_in_their_own_words(lets_in, home, stream, key, program):
    file = home / f"{stream.id}.{BEGAN}000.flv"
    file.write_bytes(film(seconds=1))
    srs, door, _secret = lets_in("srs")
    admit(srs, Said(Event.ASKS, str(stream.id), "7", key))
    facts = {"action": "on_dvr", "stream": str(stream.id), "cwd": str(home), "file": f"./{file.name}"}
    assert program.post(door, json=facts).get_json() == {"code": 0}
    mp4 = home / f"{BEGAN}-000001.mp4"
    mp4.write_bytes(film("mp4", seconds=1))
    mediamtx, door, _secret = lets_in("mediamtx", name="two")
    admit(mediamtx, Said(Event.ASKS, str(stream.id), "rtmpconns/8", key))
    form = {"event": "recorded", "path": f"live/{stream.id}", "file": str(mp4)}
    assert program.post(door, data=form).status_code == 200
    those = select(EngineRecording.file).order_by(EngineRecording.id)
    assert [*db.session.scalars(those)] == [file.name, mp4.name]
    assert db.session.get(EngineLine, stream.id).engine_id == mediamtx.id
