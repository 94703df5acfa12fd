"""Ada announces a stream: Ben finds it, is told when it begins, and all is undone when it is taken away."""

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community.contributions import Audience
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.jobs import run_due
from community.notifications.models import Notification
from community.search import find
from livestream.streams.going_live import announce, begin, end, remove, rest
from livestream.streams.reminding import forget_reminder, remind
from livestream.trips.following import follow
from tests.conftest import joins
from tests.livestream.trips.conftest import draft, pia, trip  # noqa: F401


def news_of(member):
    return db.session.scalars(select(Notification.kind).where(Notification.member_id == member.id)).all()


def test_who_asked_for_it_is_told_when_it_begins_and_no_more_when_it_ended(ada, mia, stream, browser_of):
    browser = browser_of(mia)
    assert "Remind me" in browser.get(stream.url).text
    browser.post(f"{stream.url}/reminder", data={"reminded": "1"})
    assert "We remind you" in browser.get(stream.url).text
    begin(stream)
    assert news_of(mia) == ["reminder"]
    assert "“A morning at the lake” is live now" in browser.get("/notifications").text
    end(stream, by=ada)
    assert news_of(mia) == []


def test_a_follower_who_asked_is_told_once_and_who_forgot_it_not_at_all(ben, mia, stream):
    remind(stream, by=ben)
    remind(stream, by=mia)
    forget_reminder(stream, by=mia)
    begin(stream)
    assert news_of(ben) == ["reminder"]
    assert news_of(mia) == []


def test_one_is_not_reminded_of_ones_own_nor_of_what_has_begun(ada, mia, stream):
    with pytest.raises(Forbidden):
        remind(stream, by=ada)
    begin(stream)
    with pytest.raises(Forbidden):
        remind(stream, by=mia)


def test_who_may_read_it_no_more_when_it_begins_is_not_told(mia, stream):
    remind(stream, by=mia)
    with transaction():
        stream.audience = Audience.STAFF
    begin(stream)
    assert news_of(mia) == []


def test_who_follows_the_trip_is_told(ada, trip):  # noqa: F811
    cara = joins("Cara")
    follow(trip, by=cara)
    begin(announce("Harvest", Audience.MEMBERS, by=ada, trip=trip))
    assert news_of(cara) == ["live"]


def test_it_is_found_by_its_title_live_first(ada, ben, mia, stream, browser_of):
    begin(stream)
    end(stream, by=ada)
    live = announce("Evening, not a morning, at that lake", Audience.MEMBERS, by=ada)
    begin(live)
    run_due()
    page = browser_of(mia).get("/search?q=lake+morning&kind=stream").text
    assert 0 < page.index(live.url) < page.index(f'"{stream.url}"')
    assert "live-badge" in page
    assert [hit.id for hit in find("kind:live lake").hits]
    remove(live, by=ada)
    run_due()
    assert live.id not in [hit.id for hit in find("lake").hits]


def test_it_stands_in_the_feed_with_its_state(ada, ben, mia, stream, browser_of):
    def home(view="latest"):
        return browser_of(ben).get(f"/?view={view}").text

    assert "Soon" in home()
    begin(stream)
    assert "live-badge" in home("following")
    rest(stream)
    assert "Back in a moment" in home()
    end(stream, by=ada)
    assert "Replay" in home()
    remove(stream, by=ada)
    assert stream.title not in home()


def test_what_ended_before_it_began_is_found_by_nobody(ada, ben, stream, browser_of):
    end(stream, by=ada)
    run_due()
    assert stream.title not in browser_of(ben).get("/?view=latest").text
    assert not find("lake").hits
    assert browser_of(ben).get(stream.url).status_code == 404


def test_going_live_is_remembered_once_and_taken_back_when_it_is_removed(ada, stream):
    begin(stream)
    rest(stream)
    begin(stream)
    went = select(Activity.reverses).where(Activity.deed == Deed.WENT_LIVE)
    assert db.session.scalars(went).all() == [None]
    remove(stream, by=ada)
    assert db.session.scalars(went.order_by(Activity.id)).all() == [None, f"stream:{stream.id}:begun"]


def test_it_is_liked_shared_and_saved(ben, stream, browser_of):
    browser = browser_of(ben)
    browser.post(f"/contributions/{stream.id}/like")
    assert stream.likes == 1
    assert browser.post(f"/contributions/{stream.id}/shares").status_code == 303
    browser.post(f"/contributions/{stream.id}/bookmark", data={"note": ""})
    assert stream.title in browser.get("/bookmarks").text


def test_programs_ask_too(mia, stream, browser_of):
    browser = browser_of(mia)
    assert browser.post(f"/api/v1/streams/{stream.id}/reminder").status_code == 201
    browser.delete(f"/api/v1/streams/{stream.id}/reminder")
    begin(stream)
    assert news_of(mia) == []
