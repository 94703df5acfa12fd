"""A member announces a stream, begins, and ends it; those who follow her hear of it, and no others."""

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Standing, Tier
from community.jobs import run_due
from community.leaving.erasing import erase
from community.members import Role
from community.notifications.models import Notification
from community.permissions import may
from livestream.streams import going_live
from livestream.streams.choosing import choose
from livestream.streams.films import folder_of
from livestream.streams.going_live import announce, begin, end, finish, remove, rest
from livestream.streams.models import NoSpace, NotForThem, OneAtATime, Over, State, Stream, Untitled


def news_of(member):
    return db.session.scalars(select(Notification.kind).where(Notification.member_id == member.id)).all()


def test_followers_are_told_when_it_begins_and_not_before(ada, ben, mia, stream):
    assert news_of(ben) == []
    begin(stream)
    assert news_of(ben) == ["live"]
    assert news_of(mia) == news_of(ada) == []


def test_a_stream_that_goes_on_is_not_told_again(ada, ben, stream):
    begin(stream)
    rest(stream)
    assert stream.state is State.RESTING
    begin(stream)
    assert stream.state is State.LIVE
    assert news_of(ben) == ["live"]


def test_who_may_not_read_it_is_not_told(ada, ben):
    with transaction():
        ada.role = Role.ADMINISTRATOR
    begin(announce("For the few", Audience.APASS, by=ada))
    assert news_of(ben) == []


def test_when_it_ends_nobody_is_called_any_more_and_its_room_closes(ada, ben, stream):
    begin(stream)
    end(stream, by=ada)
    assert stream.state is State.ENDED
    assert news_of(ben) == []
    assert stream.room.archived_at
    with pytest.raises(Over):
        begin(stream)


def test_one_has_one_stream_at_a_time(ada, stream):
    with pytest.raises(OneAtATime) as refusal:
        announce("Another", Audience.MEMBERS, by=ada)
    assert refusal.value.open_one is stream
    finish(stream)
    assert announce("Another", Audience.MEMBERS, by=ada)


def test_what_cannot_be_announced(ada, monkeypatch):
    with pytest.raises(Untitled):
        announce("  ", Audience.MEMBERS, by=ada)
    with pytest.raises(NotForThem):
        announce("For staff", Audience.STAFF, by=ada)
    monkeypatch.setattr(going_live, "has_space", lambda: False)
    with pytest.raises(NoSpace):
        announce("A long evening", Audience.MEMBERS, by=ada)


def test_members_go_live_once_they_are_chosen_and_bloggers_as_they_are(mia, rob):
    assert not may(mia, "go_live", Stream)
    with pytest.raises(Forbidden):
        announce("Hello", Audience.MEMBERS, by=mia)
    with pytest.raises(Forbidden):
        choose(mia, by=mia)
    choose(mia, by=rob)
    assert may(mia, "go_live", Stream)
    with transaction():
        mia.role = Role.BLOGGER
    assert may(mia, "go_live", Stream)


def test_a_stream_for_a_tier_is_watched_by_it(ada, mia):
    with transaction():
        db.session.get(Standing, ada.id).tier = Tier.SUPER
    it = announce("For Super and up", Audience.SUPER, by=ada)
    assert not may(mia, "read", it)
    with transaction():
        db.session.get(Standing, mia.id).tier = Tier.SUPER
    assert may(mia, "read", it)


def test_removed_its_film_goes_too(ada, mia, live):
    assert may(mia, "read", live)
    remove(live, by=ada)
    assert not may(mia, "read", live)
    run_due()
    assert not folder_of(live.id).exists()


def test_a_host_who_leaves_takes_the_film_along(ada, live):
    erase(ada, keeps_words=False)
    run_due()
    assert not folder_of(live.id).exists()
    assert live.title == ""


def test_one_who_keeps_order_ends_it_and_a_passer_by_does_not(ada, mia, rob, stream):
    begin(stream)
    with pytest.raises(Forbidden):
        end(stream, by=mia)
    end(stream, by=rob)
    assert stream.ended_at
