"""Deeds become news for whom they concern, and for nobody else."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.nights import move_windows
from community.engagement.record import record
from community.following import follow, unfollow
from community.jobs import run_due
from community.notifications.counting import unread_of
from community.notifications.kinds import Channel, Kind
from community.notifications.models import Cause, Wish
from community.notifications.notifying import notify
from posts.blog.writing import write
from posts.reactions.liking import like, unlike
from posts.replies.writing import remove, reply
from tests.community.notifications.conftest import causes_of, news_of, published
from tests.conftest import joins


def test_likes_of_one_thing_are_one_line(ada, ben, mia, story):
    like(story, by=ben)
    like(story, by=mia)
    (news,) = news_of(ada, Kind.LIKE)
    assert news.about_id == story.id
    assert {cause.by_id for cause in causes_of(news)} == {ben.id, mia.id}
    assert news_of(ben) == news_of(mia) == []


def test_a_like_taken_back_leaves_nothing(ada, ben, mia, story):
    like(story, by=ben)
    like(story, by=mia)
    unlike(story, by=ben)
    (news,) = news_of(ada, Kind.LIKE)
    assert [cause.by_id for cause in causes_of(news)] == [mia.id]
    unlike(story, by=mia)
    assert news_of(ada) == []
    assert db.session.query(Cause).count() == 0


def test_a_reply_is_told_to_whoever_wrote_what_it_answers(ada, ben, mia, story):
    first = reply(story, "Where did you stay?", by=ben)
    (news,) = news_of(ada, Kind.REPLY)
    assert (news.about_id, news.path) == (story.id, story.url)
    assert [cause.through_id for cause in causes_of(news)] == [first.id]
    assert news_of(ben) == news_of(mia) == []


def test_nobody_is_told_of_what_she_did_herself(ada, story):
    reply(story, "A word to add, @ada.", by=ada)
    assert news_of(ada) == []


def test_whoever_is_called_is_told_of_that_alone(ada, ben, mia, story):
    reply(story, "@ada and @mia, look at this.", by=ben)
    assert news_of(ada) == news_of(mia) == [Kind.MENTION]


def test_a_story_calls_by_name(ada, mia):
    published("For a friend", ada, text="This one is for @mia and for @nobody.")
    assert news_of(mia) == [Kind.MENTION]


def test_a_reply_that_is_removed_takes_its_news_along(ada, ben, mia, story):
    it = reply(story, "Hello @mia.", by=ben)
    remove(it, by=ben)
    assert news_of(ada) == news_of(mia) == []


def test_a_thing_that_is_hidden_is_told_no_more(ada, ben, story):
    it = reply(story, "Something unkind.", by=ben)
    assert unread_of([ada.id]) == {ada.id: 1}
    with transaction():
        it.hidden_at = clock.now()
    assert unread_of([ada.id]) == {ada.id: 0}
    with transaction():
        it.hidden_at = None
    assert unread_of([ada.id]) == {ada.id: 1}


def test_following_and_no_longer(ada, mia):
    follow(ada, by=mia)
    assert news_of(ada) == [Kind.FOLLOW]
    unfollow(ada, by=mia)
    assert news_of(ada) == []


def test_who_came_by_invitation_is_told_as_coming(ada):
    nora = joins("Nora")
    with transaction():
        nora.invited_by_id = ada.id
        record(Deed.MEMBER_JOINED, by=nora, to=ada)
    follow(ada, by=nora)
    assert news_of(ada) == [Kind.JOINED]


def test_reaching_a_tier_is_told(ada):
    with transaction():
        for n in range(2):
            record(Deed.PURCHASE_MADE, by=ada, amount=30_000_000, storefront=f"Shop {n}", category="tea")
    assert news_of(ada) == []
    with clock.stopped(clock.now() + timedelta(days=7)):
        move_windows()
        run_due()
    assert news_of(ada) == [Kind.TIER]


@pytest.mark.parametrize("wished", [True, False])
def test_a_new_story_is_told_to_followers_who_asked_for_it(ada, ben, mia, wished):
    with transaction():
        for member in (ben, mia):
            db.session.add(Wish(member_id=member.id, kind=Kind.PUBLISHED, channel=Channel.APP, wanted=wished))
    story = published("Three days on the coast", ada)
    assert news_of(ben) == []
    run_due()
    assert news_of(ben) == ([Kind.PUBLISHED] if wished else [])
    assert news_of(mia) == []
    assert all(news.about_id == story.id for news in news_of(ben, Kind.PUBLISHED))


def test_what_is_shared_between_two_need_not_be_published(ada, mia):
    """Ada asks Mia to write a draft with her."""
    draft = write("Not yet", "Half a thought.", by=ada)
    with transaction():
        notify(Kind.INVITED, [mia.id], about=draft, by=ada)
        notify(Kind.THREAD, [mia.id], about=draft, by=ada)
    assert unread_of([mia.id]) == {mia.id: 1}
    with transaction():
        draft.removed_at = clock.now()
    assert unread_of([mia.id]) == {mia.id: 0}
