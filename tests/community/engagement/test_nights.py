"""Ada has her passport open when the night moves her score; Mia, whose score stays, hears nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.epochs import Credibility
from community.engagement.nights import move_some, weigh_anew
from community.engagement.record import record
from community.engagement.standing import Standing
from community.realtime import socketio

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def screen_of(app, browser_of):
    def screen_of(member):
        screen = socketio.test_client(app, flask_test_client=browser_of(member))
        screen.get_received()
        return screen

    return screen_of


def heard(screen):
    return [news["args"][0] for news in screen.get_received() if news["name"] == "score.moved"]


def test_who_is_there_sees_what_the_night_moved_and_nobody_else_is_told(ada, mia, screen_of):
    with clock.stopped(START), transaction():
        record(Deed.PURCHASE_MADE, by=ada, amount=2_000_000, key="order")
    with clock.stopped(START + timedelta(days=300)), transaction():
        record(Deed.PURCHASE_MADE, by=mia, amount=2_000_000, key="another")
    with clock.stopped(START + timedelta(days=400)):
        adas, mias = screen_of(ada), screen_of(mia)
        move_some(0)
        assert heard(adas) == [{"score": 0, "moved": -500_000, "url": "/passport"}]
        assert heard(mias) == []
        move_some(0)
        assert heard(adas) == []


def test_a_word_that_weighs_otherwise_is_seen_at_once(ada, ben, screen_of):
    with clock.stopped(START):
        with transaction():
            record(Deed.LIKED, by=ben, to=ada)
            record(Deed.PURCHASE_MADE, by=ada, amount=2_000_000, key="order")
        with transaction():
            db.session.add(Credibility(epoch=START.date(), member_id=ben.id, kappa=1000, c=500))
        move_some(0)
        screen = screen_of(ada)
        with transaction():
            db.session.delete(db.session.get_one(Credibility, (START.date(), ben.id)))
        weigh_anew(ben.id)
        (news,) = heard(screen)
        assert news["moved"] < 0
        assert news["score"] == db.session.get_one(Standing, ada.id).points
