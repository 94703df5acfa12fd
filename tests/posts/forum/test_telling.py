"""Whoever follows is told, whoever muted is not, and nobody is told of what they may not read."""

import pytest
from sqlalchemy import select

from community import jobs
from community.contributions import Audience
from community.db import db
from community.notifications.kinds import Kind
from community.notifications.models import Notification
from posts.forum.boards import revise_board
from posts.forum.heeding import heed_board, heed_topic
from posts.forum.holding import approve, decline, hold_topic
from posts.forum.marking import mark_answer
from posts.forum.models import Interest
from posts.forum.opening import open_topic
from posts.replies.writing import reply
from tests.posts.conftest import plan


def told(member, kind=None):
    news = select(Notification).where(Notification.member_id == member.id)
    return [it.kind for it in db.session.scalars(news) if kind in {None, it.kind}]


def test_followers_of_a_topic_hear_of_replies_and_its_author_once(ada, ben, mia, cream):
    heed_topic(cream, Interest.FOLLOW, by=mia)
    reply(cream, "Half a jar.", by=ben)
    assert told(mia) == [Kind.THREAD]
    assert told(ada) == [Kind.REPLY]
    assert told(ben) == []


def test_whoever_is_called_by_name_is_told_of_that_alone(ada, ben, mia, cream):
    heed_topic(cream, Interest.FOLLOW, by=mia)
    reply(cream, "Ask @mia.", by=ben)
    assert told(mia) == [Kind.MENTION]


def test_a_muted_topic_rings_no_bell(ada, ben, cream):
    heed_topic(cream, Interest.MUTE, by=ada)
    reply(cream, "Half a jar.", by=ben)
    assert told(ada) == []
    heed_topic(cream, None, by=ada)
    reply(cream, "The other half.", by=ben)
    assert told(ada) == [Kind.REPLY]


def test_followers_of_a_board_hear_of_topics_they_may_read(ada, ben, mia, moderator, lab):
    heed_board(lab, Interest.FOLLOW, by=mia)
    open_topic(lab, "And the serum?", "Text", by=ada)
    jobs.run_due()
    assert told(mia) == [Kind.TOPIC]
    revise_board(lab, {**plan("Skincare lab"), "reads_from": Audience.STAFF}, by=moderator)
    open_topic(lab, "Among us", "Text", by=moderator)
    jobs.run_due()
    assert len(told(mia)) == 1


def test_helping_is_told_and_taken_back_with_the_mark(ada, ben, cream):
    half = reply(cream, "Half a jar.", by=ben)
    mark_answer(cream, half, by=ada)
    assert told(ben) == [Kind.SOLVED]
    mark_answer(cream, None, by=ada)
    assert told(ben) == []


@pytest.mark.parametrize("verdict", ["approve", "decline"])
def test_both_sides_hear_of_what_is_read_first(ada, ben, careful, verdict):
    held = hold_topic(careful, "A loose stitch", "Is it real?", by=ada)
    assert told(ben) == [Kind.REVIEW]
    if verdict == "approve":
        approve(held, by=ben)
    else:
        decline(held, "No photograph.", by=ben)
    assert told(ada, Kind.REVIEW) == [Kind.REVIEW]
