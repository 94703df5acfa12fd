"""Each engine asks in its own manner, as its documentation says; what follows is the same for all."""

import base64
import hmac
import logging
from datetime import timedelta

import pytest
from flask import json

from community import clock
from community.db import db, transaction
from livestream.engines.lines import line_of
from livestream.engines.looking import look
from livestream.engines.models import EngineLine
from livestream.streams import standing
from livestream.streams.choosing import dismiss
from livestream.streams.going_live import end
from livestream.streams.keys import renew_key
from livestream.streams.models import State
from livestream.streams.signing import pass_for
from tests.livestream.engines.speaking import SPEAKERS

KINDS = [*SPEAKERS]


@pytest.fixture(params=KINDS)
def speaker(request, app, lets_in):
    """An engine of each kind."""
    engine, door, secret = lets_in(request.param, control="http://127.0.0.1:9")
    return SPEAKERS[request.param](app.test_client(), engine, door, secret)


def test_a_stream_goes_live_is_watched_and_rests(speaker, stream, key, browser_of, mia):
    viewer = browser_of(mia)
    assert speaker.asks(stream, key)
    speaker.goes_on(stream)
    assert stream.state is State.LIVE
    facts = viewer.get(f"/live/{stream.id}/address").get_json()
    assert facts["state"] == "live"
    assert facts["close"].startswith(f"{facts['home']}/")
    assert facts["home"].startswith("/media/live/")
    assert facts["close"].endswith(".m3u8")
    assert viewer.get(f"/api/v1/streams/{stream.id}/playback").get_json()["close"] == facts["close"]
    assert "data-film" in viewer.get(stream.url).text
    assert "A morning at the lake" in viewer.get("/live").text
    speaker.ended(stream)
    assert stream.state is State.RESTING
    assert "close" not in viewer.get(f"/live/{stream.id}/address").get_json()


def test_what_is_said_twice_or_late_changes_nothing(speaker, stream, key):
    for _ in range(2):
        assert speaker.asks(stream, key)
        speaker.goes_on(stream)
    begun = stream.begun_at
    assert begun
    for _ in range(2):
        speaker.ended(stream)
    speaker.goes_on(stream)
    assert stream.state is State.RESTING
    assert stream.begun_at == begun
    assert db.session.query(EngineLine).count() == 1


def test_a_wrong_key_a_wrong_stream_and_nothing_announced_are_refused(speaker, stream, key, ada):
    assert not speaker.asks(stream, "nonsense")
    assert not speaker.asks(stream, "")
    assert line_of(stream.id) is None
    end(stream, by=ada)
    assert not speaker.asks(stream, key)
    assert stream.begun_at is None


def test_a_second_line_replaces_the_first_whose_end_changes_nothing(speaker, stream, key, cuts):
    speaker.asks(stream, key, client=1)
    speaker.goes_on(stream, client=1)
    assert speaker.asks(stream, key, client=2)
    assert len(cuts) == 1
    speaker.goes_on(stream, client=2)
    speaker.ended(stream, client=1)
    assert stream.state is State.LIVE
    speaker.ended(stream, client=2)
    assert stream.state is State.RESTING


def test_a_renewed_key_cuts_what_the_old_one_sends(speaker, stream, key, ada, cuts):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    look()
    assert stream.state is State.LIVE
    del cuts[:]
    renew_key(by=ada)
    look()
    assert stream.state is State.RESTING
    ((method, address, headers),) = cuts
    assert (method, address) == speaker.cut_of(stream)
    assert speaker.secret in base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
    look()
    assert len(cuts) == 1
    assert not speaker.asks(stream, key)


def test_an_engine_that_does_not_answer_is_told_again(speaker, stream, key, ada, monkeypatch):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    end(stream, by=ada)
    look()
    line = db.session.get(EngineLine, stream.id)
    assert line.cut_since
    look()
    assert line.cut_since
    with clock.stopped(clock.now() + timedelta(minutes=3)):
        look()
    assert not line.cut_since


@pytest.mark.parametrize("why", ["ended", "dismissed", "suspended"])
def test_whoever_may_send_no_more_is_cut(speaker, stream, key, ada, rob, cuts, why):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    if why == "ended":
        end(stream, by=ada)
    elif why == "dismissed":
        dismiss(ada, by=rob)
    else:
        with transaction():
            ada.suspended_at = clock.now()
    del cuts[:]
    look()
    assert len(cuts) == 1
    assert line_of(stream.id) is None


def test_a_stream_of_which_nothing_is_heard_rests_and_then_is_over(speaker, stream, key):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    with clock.stopped(clock.now() + timedelta(seconds=40)):
        look()
        assert stream.state is State.RESTING
    with clock.stopped(clock.now() + timedelta(seconds=110)):
        standing.look([], {})
        assert stream.state is State.ENDED
    assert stream.seconds >= 40


def test_when_our_own_intake_begins_anew_other_engines_go_on(speaker, stream, key):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    standing.rest_all()
    assert stream.state is State.LIVE


def test_our_own_intake_takes_a_stream_over(speaker, stream, key, cuts):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    standing.begin(stream.id)
    assert stream.state is State.LIVE
    assert line_of(stream.id) is None
    look()
    assert len(cuts) == 1


def test_to_a_stranger_the_door_does_not_exist(speaker, stream, key, app):
    stranger = app.test_client()
    for wrong in speaker.wrong_doors():
        answer = stranger.post(wrong, **speaker.words_of_asking(stream, key))
        assert answer.status_code == 404, wrong
    assert line_of(stream.id) is None
    assert stream.begun_at is None


def test_garbage_is_refused_and_breaks_nothing(speaker):
    for body in (
        b"",
        b"[]",
        b"{",
        b'{"request": 7, "client": []}',
        b"\xff\x00",
        b"x" * 50_000,
    ):
        assert speaker.sends(body).status_code in {400, 401, 403, 404, 413}, body[:20]


def test_an_engine_that_says_more_than_we_asked_for_is_answered_kindly(app, lets_in):
    _engine, door, _secret = lets_in("srs")
    said = app.test_client().post(door, json={"action": "on_stop", "client_id": "1", "stream": "2"})
    assert said.get_json() == {"code": 0}


def test_what_mediamtx_asks_of_its_own_doors_wants_its_secret(app, lets_in):
    """Without it nobody reads its films past the edges, and nobody kicks anybody by its API."""
    _engine, door, secret = lets_in("mediamtx")
    for action, protocol in (("api", ""), ("read", "hls"), ("metrics", ""), ("pprof", "")):
        asked = {"user": "club", "action": action, "path": "live/7", "protocol": protocol, "query": ""}
        for password, status in ((secret, 200), ("", 401), (secret[:-1], 401)):
            assert app.test_client().post(door, json=asked | {"password": password}).status_code == status


def test_no_key_and_no_secret_stands_in_the_log(speaker, stream, key, ada, caplog):
    caplog.set_level(logging.DEBUG)
    speaker.asks(stream, key)
    speaker.asks(stream, key + "x")
    speaker.goes_on(stream)
    renew_key(by=ada)
    look()
    assert key not in caplog.text
    assert speaker.secret not in caplog.text
    line = db.session.get(EngineLine, stream.id)
    assert key not in str(line.__dict__)
    assert speaker.secret not in line.engine.secret


def test_a_viewer_who_knocks_at_the_engine_shows_a_pass(speaker, stream, key, mia):
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    given, _ends = pass_for(stream.id, mia.id)
    assert speaker.watches(stream, given)
    assert not speaker.watches(stream, "nonsense")
    assert not speaker.watches(stream, pass_for(stream.id + 1, mia.id)[0])
    with transaction():
        mia.suspended_at = clock.now()
    assert not speaker.watches(stream, given)


def test_where_the_engine_gives_no_name_the_encoder_must_say_the_right_one(app, lets_in, stream, key):
    for kind in ("srs", "mediamtx"):
        speaker = SPEAKERS[kind](app.test_client(), *lets_in(kind, name=kind))
        assert not speaker.asks(stream, key, name=str(stream.id + 1))
        assert speaker.asks(stream, key)


def test_where_the_engine_gives_a_name_the_key_is_in_none(app, lets_in, stream, key):
    for kind in ("nginx-rtmp", "ovenmediaengine"):
        speaker = SPEAKERS[kind](app.test_client(), *lets_in(kind, name=kind))
        said = speaker.asking(stream, key)
        named = said.headers.get("Location") or said.get_json()["new_url"]
        assert named.rpartition("/")[2] == str(stream.id)
        assert key not in named


def test_what_ovenmedia_signs_is_its_whole_body(app, lets_in, stream, key):
    _engine, door, secret = lets_in("ovenmediaengine")
    speaker = SPEAKERS["ovenmediaengine"](app.test_client(), _engine, door, secret)
    body = json.dumps(speaker.opening(stream, key)).encode()
    right = base64.urlsafe_b64encode(hmac.digest(secret.encode(), body, "sha1")).decode()
    for signature, expected in ((right, 200), (right.rstrip("="), 200), (right[:-5], 404), ("", 404)):
        said = app.test_client().post(door, data=body, headers={"X-OME-Signature": signature})
        assert said.status_code == expected
    other = app.test_client().post(door, data=body + b" ", headers={"X-OME-Signature": right})
    assert other.status_code == 404
