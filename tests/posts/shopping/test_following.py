"""Mia follows Ada's list: what is new on it comes to her in one word, and nothing that is not hers to see."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock, jobs
from community.db import db
from community.notifications.models import Cause, Notification
from posts.shopping.filling import Piece, add, take_off
from posts.shopping.following import follow, unfollow
from posts.shopping.people import Follower
from posts.shopping.publishing import withdraw

LATER = timedelta(minutes=11)


@pytest.fixture
def followed(mia, november):
    follow(november, by=mia)
    return november


def news_of(member):
    with clock.stopped(clock.now() + LATER):
        jobs.run_due()
    rows = select(Cause.facts).join(Notification, Notification.id == Cause.notification_id)
    mine = rows.where(Notification.member_id == member.id, Notification.kind == "list")
    return [facts["count"] for facts in db.session.scalars(mine)]


def test_what_comes_within_ten_minutes_is_told_as_one(ada, mia, followed, browser_of):
    for name in ("Kettle", "Cup", "Bowl"):
        add(followed, Piece(name), by=ada)
    add(followed, Piece("For Mia", private=True), by=ada)
    assert news_of(mia) == [3]
    assert "3 new pieces on “The November basket”" in browser_of(mia).get("/notifications").text


def test_nothing_is_told_of_what_is_gone_private_or_withdrawn(ada, mia, followed):
    add(followed, Piece("For Mia", private=True), by=ada)
    take_off(add(followed, Piece("Kettle"), by=ada), by=ada)
    assert news_of(mia) == []
    add(followed, Piece("Cup"), by=ada)
    withdraw(followed, by=ada)
    assert news_of(mia) == []


def test_the_page_counts_what_is_new_until_one_looks(ada, mia, followed, browser_of):
    mias = browser_of(mia)
    with clock.stopped(clock.now() + LATER):
        add(followed, Piece("Kettle"), by=ada)
        add(followed, Piece("Cup"), by=ada)
        assert "2 new" in mias.get("/lists/followed").text
        mias.get(followed.url)
        assert "2 new" not in mias.get("/lists/followed").text


def test_following_is_a_button_and_can_be_undone(ada, mia, november, browser_of):
    mias, at = browser_of(mia), f"/lists/{november.id}/following"
    for _ in range(2):
        mias.post(at)
    assert "Following" in mias.get(november.url).text
    assert "by 1 member" in browser_of(ada).get(november.url).text
    assert "The November basket" in mias.get("/lists/followed").text
    mias.post(at, data={"undo": "1"})
    assert "You follow no list yet" in mias.get("/lists/followed").text
    assert not db.session.scalars(select(Follower)).all()


def test_one_does_not_follow_ones_own_nor_what_one_may_not_read(ada, mia, basket, browser_of):
    assert browser_of(ada).post(f"/lists/{basket.id}/following").status_code == 403
    assert browser_of(mia).post(f"/lists/{basket.id}/following").status_code == 404


def test_a_withdrawn_list_is_not_shown_to_followers_who_may_still_leave_it(ada, mia, followed, browser_of):
    withdraw(followed, by=ada)
    assert "November" not in browser_of(mia).get("/lists/followed").text
    unfollow(followed, by=mia)
    assert not db.session.scalars(select(Follower)).all()


def test_lists_most_taken_from_come_first(ada, ben, mia, november, browser_of):
    from posts.shopping.publishing import publish
    from posts.shopping.taking import take
    from posts.shopping.writing import begin

    other = begin("Quiet", by=ada)
    add(other, Piece("Cup"), by=ada)
    publish(other, by=ada)
    take(november.items[0], begin("Ben's", by=ben), by=ben)
    page = browser_of(mia).get("/lists?by=taken").text
    assert "The November basket" in page
    assert "Quiet" not in page
