"""Keeping order: moved, merged, split, slowed and closed, with a trace, and with nothing lost or gained."""

from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.exceptions import Forbidden

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing
from posts.forum.boards import create_board
from posts.forum.marking import lock, mark_answer, pin, slow
from posts.forum.merging import CannotMerge, merge
from posts.forum.models import Board, Happened, Topic, TopicReading
from posts.forum.opening import open_topic, remove_topic
from posts.forum.pacing import TooSoon
from posts.forum.reading import topic_for, topics_on, unread_of
from posts.forum.relocating import move
from posts.forum.splitting import NothingToSplit, split
from posts.reactions.liking import like
from posts.replies.models import Reply
from posts.replies.writing import remove, reply
from tests.posts.conftest import plan

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def travel(moderator):
    return create_board(plan("Travel"), by=moderator)


def happened(topic):
    return [step["what"] for step in topic.trace]


def points(*members):
    db.session.expire_all()
    return [db.session.get(Standing, member.id).score for member in members]


def test_a_topic_moves_with_a_trace(ada, moderator, lab, travel, cream, browser_of):
    with pytest.raises(Forbidden):
        move(cream, travel, by=ada)
    move(cream, travel, by=moderator)
    assert (cream.board_id, lab.topics, travel.topics) == (travel.id, 0, 1)
    assert happened(cream) == [Happened.MOVED]
    page = browser_of(ada).get(cream.url).text
    assert "Travel" in page
    assert "Mo moved this here from Skincare lab" in page
    assert "&lt;article" not in page  # the post before it is a post, not its source


def test_what_is_pinned_until_a_day_takes_its_turn_after_it(ada, moderator, lab, cream):
    with clock.stopped(NOON):
        pin(cream, by=moderator, on=True, days=2)
    newer = open_topic(lab, "Newer by far", "Text", by=ada)

    def order(at):
        from posts.forum.reading import board_by

        with clock.stopped(at):
            return [row.id for row in topics_on(board_by(lab.slug, ada), 1, ada)]

    assert order(NOON + timedelta(days=1)) == [cream.id, newer.id]
    assert order(NOON + timedelta(days=3)) == [newer.id, cream.id]


def test_a_slow_topic_lets_each_speak_once_in_a_while(ada, ben, moderator, cream, browser_of):
    slow(cream, by=moderator, seconds=600)
    with clock.stopped(NOON):
        reply(cream, "One", by=ben)
    with clock.stopped(NOON + timedelta(minutes=4)):
        with pytest.raises(TooSoon) as soon:
            reply(cream, "Two", by=ben)
        assert soon.value.minutes == 6
        refused = browser_of(ben).post(f"/contributions/{cream.id}/replies", data={"text": "Two"})
        assert refused.status_code == 409
        assert "again in 6 minutes" in refused.text
        assert "Two" in refused.text
        reply(cream, "Calm down", by=moderator)
        reply(cream, "I am calm", by=ada)
    with clock.stopped(NOON + timedelta(minutes=10)):
        reply(cream, "Two", by=ben)
    slow(cream, by=moderator, seconds=0)
    reply(cream, "Three", by=ben)


def test_closing_says_why(ada, moderator, cream, browser_of):
    lock(cream, by=moderator, on=True, reason="It goes in circles.")
    page = browser_of(ada).get(cream.url).text
    assert "It goes in circles." in page
    assert "Mo closed this topic" in page


def test_a_topic_becomes_part_of_another_and_old_addresses_lead_on(
    ada, ben, mia, moderator, lab, cream, browser_of
):
    first = reply(cream, "Half a jar.", by=mia)
    other = open_topic(lab, "The same cream again", "Is it only me?", by=ben)
    answer = reply(other, "No.", by=ada)
    like(other, by=mia)
    browser_of(mia).get(other.url)
    before = points(ada, ben, mia)
    old = other.url
    became = merge(other, cream, by=moderator)
    assert (became.about_id, became.number, answer.number) == (cream.id, 2, 3)
    assert (cream.replies, cream.last_number, lab.topics) == (3, 3, 1)
    assert points(ada, ben, mia) == before
    assert db.session.get(Contribution, became.id).likes == 1
    browser = browser_of(ada)
    page = browser.get(old, follow_redirects=True).text
    assert [page.index(words) for words in ("Half a jar.", "Is it only me?", "No.")] == sorted(
        page.index(words) for words in ("Half a jar.", "Is it only me?", "No.")
    )
    assert "The same cream again" in page  # the trace names it
    assert browser.get(f"/replies/{answer.id}").location.endswith(f"#reply-{answer.id}")
    assert first.number == 1
    assert unread_of(mia) == {}
    assert unread_of(ben) == {lab.id: 1}


def test_whoever_had_read_both_has_read_the_whole(ada, ben, moderator, lab, cream, browser_of):
    other = open_topic(lab, "Another", "Text", by=ada)
    reply(other, "Here", by=ada)
    for url in (cream.url, other.url):
        browser_of(ben).get(url)
    merge(other, cream, by=moderator)
    assert unread_of(ben) == {}


def test_what_was_merged_can_be_taken_away_exactly(ada, ben, moderator, lab, cream):
    other = open_topic(lab, "Another", "Text", by=ben)
    became = merge(other, cream, by=moderator)
    assert points(ben) == [5000]
    remove(became, by=ben)
    assert points(ben) == [0]


def test_a_topic_is_not_merged_into_itself(moderator, cream):
    with pytest.raises(CannotMerge):
        merge(cream, cream, by=moderator)


def test_some_replies_become_a_topic_of_their_own(ada, ben, mia, moderator, lab, cream, travel, browser_of):
    stays = reply(cream, "About the cream.", by=ben)
    trip, there = reply(cream, "How was Kyoto?", by=ben), reply(cream, "Rainy.", by=mia)
    like(trip, by=ada)
    browser_of(ada).get(cream.url)
    before = points(ada, ben, mia)
    new = split(cream, [trip.id, there.id], "Kyoto in the rain", by=moderator, board=travel)
    assert (new.id, new.author_id, new.replies, new.last_number) == (trip.id, ben.id, 1, 1)
    assert (cream.replies, cream.last_number) == (1, 3)
    assert points(ada, ben, mia) == before
    browser = browser_of(ada)
    page = browser.get(new.url).text
    assert "How was Kyoto?" in page
    assert "Rainy." in page
    assert browser.get(f"/replies/{trip.id}").location == new.url
    assert browser.get(f"/replies/{there.id}").location.startswith(new.url)
    old = browser.get(f"{cream.url}?page=1").text
    assert "Rainy." not in old
    assert "Kyoto in the rain" in old
    assert unread_of(ada) == {}
    assert reply(cream, "On we go.", by=mia).number == 4  # old numbers are not given again
    assert unread_of(ada) == {lab.id: 1}
    assert stays.number == 1


def test_what_was_split_off_can_be_taken_away_exactly(ada, ben, moderator, cream):
    part = reply(cream, "How was Kyoto?", by=ben)
    new = split(cream, [part.id], "Kyoto", by=moderator)
    before = points(ada, ben)
    remove_topic(new, by=ben)
    assert [one - other for one, other in zip(before, points(ada, ben), strict=True)] == [2000, 3000]


def test_nothing_is_no_topic(ada, ben, moderator, lab, cream):
    elsewhere = reply(open_topic(lab, "Another", "Text", by=ada), "x", by=ben)
    gone = reply(cream, "y", by=ben)
    remove(gone, by=ben)
    for ids in ([], [elsewhere.id], [gone.id], range(300)):
        with pytest.raises(NothingToSplit):
            split(cream, ids, "Title", by=moderator)


def test_helping_is_worth_a_favour_and_is_taken_back_exactly(ada, ben, mia, cream):
    half, whole = reply(cream, "Half a jar.", by=ben), reply(cream, "A whole one.", by=mia)
    before = points(ben, mia)
    mark_answer(cream, half, by=ada)
    assert points(ben, mia) == [before[0] + 500, before[1]]  # a quarter: his reply was a favour before
    mark_answer(cream, half, by=ada)  # twice is once
    mark_answer(cream, whole, by=ada)
    assert points(ben, mia) == [before[0], before[1] + 500]
    remove(whole, by=mia)
    assert points(ben)[0] == before[0]
    assert db.session.get(Topic, cream.id).answer_id is None
    assert db.session.get(Reply, half.id)
    assert db.session.get(TopicReading, (ada.id, cream.id))
    assert topic_for(cream.id, ada)
    assert db.session.get(Board, cream.board_id)
