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
from livestream.streams.going_live import announce, finish
from livestream.streams.keys import renew_key, stream_for
from livestream.streams.models import StreamKey
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
