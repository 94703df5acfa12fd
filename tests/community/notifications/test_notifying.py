"""What a room of the house says goes to those who want it, once, live, and costs the same for everybody."""

import pytest
from sqlalchemy import event

from community import clock
from community.db import db, transaction
from community.entrance.suspending import suspend
from community.jobs import run_due
from community.notifications import notifying
from community.notifications.kinds import Channel, Kind
from community.notifications.models import Muted, Wish
from community.notifications.notifying import notify, withdraw
from community.quiet.keeping import silence
from community.quiet.models import How
from community.realtime import room_of
from tests.community.notifications.conftest import causes_of, news_of
from tests.conftest import joins


@pytest.fixture
def told(monkeypatch):
    """Every word to the browsers, as (room, event, facts)."""
    words = []
    monkeypatch.setattr(notifying, "tell", lambda *word: words.append(word))
    return words


def tells(kind, *members, **more):
    with transaction():
        notify(kind, [member.id for member in members], **more)


def test_it_is_told_to_the_browsers_once_it_is_stored(ada, mia, story, told):
    tells(Kind.PRICE, mia, about=story, now=80)
    ((room, event_, facts),) = told
    assert (room, event_) == (room_of(mia.id), "notified")
    assert facts["unread"] == 1
    assert facts["url"] == story.url


def test_what_fails_is_told_to_nobody(ada, mia, story, told):
    def fails():
        with transaction():
            notify(Kind.PRICE, [mia.id], about=story)
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert told == []
    assert news_of(mia) == []


def test_one_line_until_it_is_read(ada, mia, story):
    tells(Kind.PRICE, mia, about=story)
    tells(Kind.PRICE, mia, about=story)
    (news,) = news_of(mia, Kind.PRICE)
    assert len(causes_of(news)) == 2
    with transaction():
        news.read_at = clock.now()
    tells(Kind.PRICE, mia, about=story)
    assert len(news_of(mia, Kind.PRICE)) == 2


def test_one_key_is_told_once_and_withdrawn_everywhere(ada, ben, mia, story, told):
    for _ in range(2):
        tells(Kind.REMINDER, ben, mia, about=story, key="reminder:7")
    assert [len(causes_of(news)) for member in (ben, mia) for news in news_of(member, Kind.REMINDER)] == [
        1,
        1,
    ]
    told.clear()
    with transaction():
        withdraw("reminder:7")
    assert news_of(ben) == news_of(mia) == []
    assert sorted(told) == sorted(
        (room_of(member.id), "notified.changed", {"unread": 0}) for member in (ben, mia)
    )


def test_of_many_who_liked_it_one_thinks_better_and_the_open_line_changes(ada, mia, story, told):
    for key in ("like:1", "like:2"):
        tells(Kind.PRICE, mia, about=story, key=key)
    told.clear()
    with transaction():
        withdraw("like:1")
    assert told == [(room_of(mia.id), "notified.changed", {"unread": 1})]


def test_each_says_where_she_wants_it(ada, ben, mia, story):
    with transaction():
        for channel in Channel:
            db.session.add(Wish(member_id=mia.id, kind=Kind.PRICE, channel=channel, wanted=False))
        db.session.add(Wish(member_id=ben.id, kind=Kind.PRICE, channel=Channel.APP, wanted=False))
    tells(Kind.PRICE, ben, mia, about=story)
    assert news_of(mia) == []
    (news,) = news_of(ben, Kind.PRICE)
    assert not news.shown
    assert news.mail_due_at
    assert news.push_due_at is None  # no browser of hers listens


def test_a_muted_thing_is_silent_to_whoever_muted_it(ada, ben, mia, story):
    with transaction():
        db.session.add(Muted(member_id=mia.id, about_id=story.id))
    tells(Kind.THREAD, ben, mia, about=story)
    assert news_of(ben) == [Kind.THREAD]
    assert news_of(mia) == []


def test_the_suspended_and_the_unknown_are_not_told(ada, mia, story):
    suspend(mia)
    with transaction():
        notify(Kind.THREAD, [mia.id, 987654], about=story)
    assert news_of(mia) == []


@pytest.mark.parametrize("how", How)
def test_one_is_spared_news_of_whom_one_does_not_hear(ada, ben, mia, story, how):
    silence(ben, how, by=mia)
    tells(Kind.SHARE, ada, mia, about=story, by=ben)
    assert news_of(ada) == [Kind.SHARE]
    assert news_of(mia) == []


def test_many_are_told_by_a_worker(ada, story):
    crowd = [joins(f"Guest{n:02}") for n in range(notifying.MOST_AT_ONCE + 1)]
    tells(Kind.THREAD, *crowd, about=story)
    assert news_of(crowd[0]) == []
    run_due()
    assert all(news_of(member) == [Kind.THREAD] for member in crowd)


def test_telling_twenty_costs_what_telling_one_costs(ada, story):
    crowd, asked = [joins(f"Guest{n:02}").id for n in range(20)], []
    event.listen(db.engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
    counts = []
    for ids in (crowd[:1], crowd):
        asked.clear()
        with transaction():
            notify(Kind.THREAD, ids, about=story)
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= 9
