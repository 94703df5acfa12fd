"""All who watch a stream are looked up together, and nobody watches who may not."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import event

from community import clock
from community.contributions import Audience, CoAuthor
from community.db import db, transaction
from community.engagement.standing import Tier, standing_of
from community.following import follow
from community.members import Role
from community.permissions import may
from livestream.streams import admitting
from livestream.streams.admitting import AGAIN, STILL, is_known_to_watch, may_watch, watchers_among
from tests.conftest import joins


@pytest.fixture
def cast(ada, ben, mia):
    """Sue is Super, Apa is Apass, Mo keeps order, Gil manages; Ada follows Sue; Sid was sent away."""
    with transaction():
        sue, apa, mo, gil, ivy, sid = map(joins, ("Sue", "Apa", "Mo", "Gil", "Ivy", "Sid"))
        standing_of(sue.id).tier, standing_of(apa.id).tier = Tier.SUPER, Tier.APASS
        mo.role, gil.role, sid.suspended_at = Role.MODERATOR, Role.PROGRAMME_MANAGER, clock.now()
    follow(sue, by=ada)
    return [ada, ben, mia, sue, apa, mo, gil, ivy, sid]


@pytest.fixture
def queries():
    """Statements that were sent while a block ran."""
    sent = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
    return sent


def at(seconds):
    return clock.stopped(clock.now() + timedelta(seconds=seconds))


def now():
    return clock.now().timestamp()


@pytest.mark.parametrize("audience", Audience)
def test_the_rule_and_the_select_agree_on_everybody(cast, stream, audience):
    ivy = next(one for one in cast if one.handle == "ivy")
    with transaction():
        db.session.add(CoAuthor(contribution_id=stream.id, member_id=ivy.id, invited_at=clock.now()))
    ids = {one.id for one in cast}
    for published, hidden, removed in product((True, False), repeat=3):
        with transaction():
            stream.audience = audience
            stream.published_at = clock.now() if published else None
            stream.hidden_at = clock.now() if hidden else None
            stream.removed_at = clock.now() if removed else None
        assert watchers_among(stream, ids) == {one.id for one in cast if may(one, "read", stream)}


def test_all_who_watch_are_looked_up_at_once(cast, live, queries):
    stream_id, (*watching, sent_away) = live.id, [one.id for one in cast]
    for id in (*watching, sent_away):
        may_watch(id, stream_id)
    queries.clear()
    with at(AGAIN + 0.1):
        assert may_watch(watching[0], stream_id)
        asked = len([one for one in queries if one.startswith("SELECT")])
        assert all(is_known_to_watch(id, stream_id, now()) for id in watching)
        assert not is_known_to_watch(sent_away, stream_id, now())
        assert not may_watch(sent_away, stream_id)
        assert 0 < asked <= 4
        assert asked == len([one for one in queries if one.startswith("SELECT")])


def test_one_is_sent_to_ask_for_all(live, mia, ben):
    may_watch(mia.id, live.id), may_watch(ben.id, live.id)
    with at(AGAIN + 0.1):
        told = [is_known_to_watch(one.id, live.id, now()) for one in (mia, ben, mia, ben)]
        assert told == [False, True, True, True]
    with at(STILL + 0.1):
        assert not is_known_to_watch(ben.id, live.id, now())


def test_who_is_gone_is_looked_up_no_more(live, mia, ben):
    may_watch(mia.id, live.id), may_watch(ben.id, live.id)
    with at(admitting.HERE + 1):
        may_watch(mia.id, live.id)
        assert not is_known_to_watch(ben.id, live.id, now())
        assert is_known_to_watch(mia.id, live.id, now())


def test_who_was_sent_away_is_refused_with_the_next_look(live, mia, ben):
    assert may_watch(mia.id, live.id)
    assert may_watch(ben.id, live.id)
    with transaction():
        mia.suspended_at = clock.now()
    with at(AGAIN + 0.1):
        assert may_watch(ben.id, live.id)
        assert not is_known_to_watch(mia.id, live.id, now())
        assert not may_watch(mia.id, live.id)


def test_who_comes_while_others_are_looked_up_is_looked_up_with_them(live, mia, ben, monkeypatch):
    stream_id, (first, second) = live.id, (mia.id, ben.id)

    def meanwhile(_seconds):
        admitting._known[stream_id].seen[second] = now() + 0.5

    monkeypatch.setattr(admitting.time, "sleep", meanwhile)
    assert may_watch(first, stream_id)
    assert is_known_to_watch(second, stream_id, now())


def test_nobody_watches_what_is_not_there(mia):
    assert not may_watch(mia.id, 987654321)
