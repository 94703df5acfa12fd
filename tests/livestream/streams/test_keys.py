"""A stream key is shown once, opens one member's stream, and ends when it is renewed."""

import logging
from datetime import timedelta

import pytest
from flask_babel import force_locale
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community import clock
from community.contributions import Audience
from community.db import db
from livestream.streams import standing
from livestream.streams.choosing import dismiss
from livestream.streams.films import folder_of
from livestream.streams.going_live import announce, finish
from livestream.streams.keys import renew_key, stream_for
from livestream.streams.models import OneStreamKey, Stream, StreamKey
from livestream.streams.rtmp import Refused


def test_a_key_is_shown_once_and_never_kept(ada, browser_of, caplog):
    caplog.set_level(logging.DEBUG)
    browser = browser_of(ada)
    shown = browser.post("/live/key").get_data(as_text=True)
    (key,) = {word for word in shown.split('"') if len(word) == 32 and word.isprintable()}
    assert stream_for(key) is None
    assert key not in browser.get("/live/key").get_data(as_text=True)
    assert key not in str([row.__dict__ for row in db.session.scalars(select(StreamKey))])
    assert key not in caplog.text


def test_it_opens_what_its_owner_announced(ada, stream):
    key = renew_key(by=ada)
    assert stream_for(key) is stream
    assert standing.admit(key)[0] == stream.id


def test_a_renewed_key_ends_the_one_before_and_what_it_sends(ada, stream):
    old = renew_key(by=ada)
    _id, digest = standing.admit(old)
    assert standing.look([stream.id], {stream.id: digest})[:2] == ({stream.id}, set())
    renew_key(by=ada)
    assert stream_for(old) is None
    assert standing.look([stream.id], {stream.id: digest})[:2] == (set(), set())


def test_a_wrong_key_is_refused_in_words(ada, stream):
    with pytest.raises(Refused, match="Nobody has this stream key"):
        standing.admit("nonsense")


def test_a_key_without_a_stream_is_told_to_announce_one(ada):
    with pytest.raises(Refused, match="Announce a stream"):
        standing.admit(renew_key(by=ada))


def test_who_may_go_live_no_more_sends_nothing(ada, stream, rob):
    key = renew_key(by=ada)
    dismiss(ada, by=rob)
    assert stream_for(key) is None
    assert standing.look([stream.id], {})[:2] == (set(), set())


def test_who_was_not_chosen_has_no_key(mia, browser_of):
    assert browser_of(mia).post("/live/key").status_code == 403
    with pytest.raises(Forbidden):
        renew_key(by=mia)


def test_a_stream_that_rested_too_long_is_over(ada, stream):
    standing.begin(stream.id)
    standing.rest(stream.id)
    assert standing.look([stream.id], {})[0] == {stream.id}
    with clock.stopped(clock.now() + timedelta(seconds=61)):
        assert standing.look([stream.id], {})[:2] == (set(), {stream.id})
    assert stream.ended_at
    standing.begin(stream.id)
    assert not stream.resting_since


def test_after_a_crash_what_was_live_rests_and_goes_on(ada, stream):
    standing.begin(stream.id)
    standing.rest_all()
    assert stream.resting_since
    standing.begin(stream.id)
    assert stream.resting_since is None


def test_only_what_is_open_is_sent(ada, stream):
    key = renew_key(by=ada)
    finish(stream)
    with force_locale("en"):
        another = announce("The road over the pass", Audience.MEMBERS, by=ada)
    assert stream_for(key) is another


def test_a_program_announces_a_stream_and_is_told_all_that_an_encoder_needs(ada, browser_of, caplog):
    caplog.set_level(logging.DEBUG)
    own = renew_key(by=ada)
    browser = browser_of(ada)
    twice = [
        browser.post("/api/v1/streams", json={"title": "Harvest"}, headers={"Idempotency-Key": "harvest"})
        for _time in range(2)
    ]
    told = twice[0].get_json()
    it = db.session.get_one(Stream, told["id"])
    assert (told["state"], told["ingest_url"]) == ("announced", "rtmp://localhost/live")
    assert stream_for(told["key"]) is it
    assert stream_for(own) is it, "an encoder that was set up long ago goes on"
    assert twice[1].get_json() == {**told, "key": None}
    assert told["key"] not in str([row.__dict__ for row in db.session.scalars(select(OneStreamKey))])
    assert told["key"] not in caplog.text
    assert "key" not in browser.get(f"/api/v1/streams/{it.id}").get_json()


def test_the_key_of_one_stream_opens_no_other(ada, browser_of):
    browser = browser_of(ada)
    key = browser.post("/api/v1/streams", json={"title": "Harvest"}).get_json()["key"]
    finish(stream_for(key))
    with force_locale("en"):
        announce("The road over the pass", Audience.MEMBERS, by=ada)
    assert stream_for(key) is None
    with pytest.raises(Refused, match="Announce a stream"):
        standing.admit(key)


def test_renewing_the_hosts_key_ends_those_of_single_streams_too(ada, browser_of):
    key = browser_of(ada).post("/api/v1/streams", json={"title": "Harvest"}).get_json()["key"]
    stream_id, digest = standing.admit(key)
    assert not standing.look([stream_id], {stream_id: digest}).revoked
    renew_key(by=ada)
    assert standing.look([stream_id], {stream_id: digest}).revoked == {stream_id}
    with pytest.raises(Refused, match="Nobody has this stream key"):
        standing.admit(key)


def test_where_it_will_play_is_told_beforehand(ada, browser_of, films, live):
    finish(live)
    browser = browser_of(ada)
    told = browser.post("/api/v1/streams", json={"title": "Harvest"}).get_json()
    assert browser.get(told["playback_url"]).status_code == 404
    folder_of(live.id).rename(folder_of(told["id"]))
    assert browser.get(told["playback_url"]).get_data(as_text=True).startswith("#EXTM3U")
