"""A story is published at its author's chosen moment: once, whatever happens to workers meanwhile."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from community import clock, jobs
from community.db import db, transaction
from community.engagement.standing import Standing
from community.jobs import Job
from community.permissions import may
from community.realtime import socketio
from posts.blog.models import Story, UnfinishedStory, Words
from posts.blog.publishing import publish, remove
from posts.blog.scheduling import (
    NoMoment,
    PastMoment,
    TooFarAway,
    moment_in,
    publish_when_due,
    schedule,
    unschedule,
)
from posts.blog.writing import keep_draft, write

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 6, 1, tzinfo=UTC)  # 09:00 in Shanghai


@pytest.fixture(autouse=True)
def monday():
    with clock.stopped(NOW):
        yield


def later(moment):
    with clock.stopped(moment):
        jobs.run_due()
    db.session.expire_all()


def test_it_is_published_at_its_moment_and_not_before(app, ada, ben, coast, browser_of):
    bens_screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    schedule(coast, FRIDAY, by=ada)
    later(FRIDAY - timedelta(seconds=1))
    assert coast.published_at is None
    assert browser_of(ben).get(coast.url).status_code == 404
    later(FRIDAY)
    assert (coast.published_at, coast.due_at) == (FRIDAY, None)
    assert db.session.get(Standing, ada.id).points == 10
    later(FRIDAY + timedelta(days=1))
    assert coast.published_at == FRIDAY
    assert [news["name"] for news in bens_screen.get_received()] == ["feed.new"]


def test_a_worker_that_died_halfway_publishes_it_once(ada, coast):
    schedule(coast, FRIDAY, by=ada)
    with transaction():
        job = db.session.scalars(select(Job).where(Job.due_at == FRIDAY)).one()
        job.taken_at, job.tries = FRIDAY, 1  # by a worker that was then switched off
    later(FRIDAY + jobs.PATIENCE + timedelta(seconds=1))
    published_at = coast.published_at
    assert published_at
    publish_when_due(coast.id, FRIDAY.isoformat())  # told twice
    assert coast.published_at == published_at
    assert db.session.get(Standing, ada.id).points == 10


def test_moved_it_waits_for_the_new_moment_alone(ada, coast):
    schedule(coast, FRIDAY, by=ada)
    schedule(coast, FRIDAY + timedelta(days=1), by=ada)
    later(FRIDAY)
    assert coast.published_at is None
    schedule(coast, FRIDAY, by=ada)  # and back
    later(FRIDAY)
    assert coast.published_at == FRIDAY


def test_cancelled_removed_or_published_by_hand_nothing_more_happens(ada, coast):
    others = [write(f"Story {n}", "Words", by=ada) for n in range(2)]
    for story in (coast, *others):
        schedule(story, FRIDAY, by=ada)
    unschedule(coast, by=ada)
    remove(others[0], by=ada)
    publish(others[1], by=ada)
    by_hand = others[1].published_at
    later(FRIDAY)
    assert coast.published_at is None
    assert others[0].published_at is None
    assert others[1].published_at == by_hand


def test_emptied_meanwhile_or_its_author_suspended_it_stays_a_draft(ada, mia, coast):
    other = write("By Mia", "Words", by=mia)
    schedule(coast, FRIDAY, by=ada)
    schedule(other, FRIDAY, by=mia)
    keep_draft(coast, Words(title="Nothing yet"), ada)
    with transaction():
        mia.suspended_at = clock.now()
    later(FRIDAY)
    assert (coast.published_at, coast.due_at) == (None, None)
    assert (other.published_at, other.due_at) == (None, None)


def test_what_is_published_is_what_stands_there_then(ada, ben, coast, browser_of):
    schedule(coast, FRIDAY, by=ada)
    keep_draft(coast, Words("Four days on the coast", "Two bags."), ada)
    later(FRIDAY)
    assert "Two bags." in browser_of(ben).get(coast.url).text


@pytest.mark.parametrize(
    ("zone", "typed", "moment"),
    [
        ("Asia/Shanghai", "2026-11-06T09:00", "2026-11-06T01:00:00+00:00"),
        ("Europe/Paris", "2026-11-06T09:00", "2026-11-06T08:00:00+00:00"),
        ("Europe/Paris", "2027-03-28T02:30", "2027-03-28T01:30:00+00:00"),  # that hour is not on the clock
        ("Asia/Shanghai", "2026-11-06T09:00:00+02:00", "2026-11-06T07:00:00+00:00"),
        ("Asia/Shanghai", "2026-11-06T09:00Z", "2026-11-06T09:00:00+00:00"),
    ],
)
def test_a_moment_is_read_on_the_writers_clock(ada, zone, typed, moment):
    ada.time_zone = zone
    assert moment_in(typed, ada).isoformat() == moment


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-13-01T00:00", "0001-01-01T00:00", "9" * 400, "\0"])
def test_what_is_no_moment_is_refused(ada, typed):
    with pytest.raises((NoMoment, PastMoment)):
        schedule(write("A", "b", by=ada), moment_in(typed, ada), by=ada)


def test_neither_yesterday_nor_next_decade(ada, coast):
    with pytest.raises(PastMoment):
        schedule(coast, NOW, by=ada)
    with pytest.raises(TooFarAway):
        schedule(coast, NOW + timedelta(days=400), by=ada)
    with pytest.raises(UnfinishedStory):
        schedule(write("", "Words", by=ada), FRIDAY, by=ada)


def test_by_form_it_is_scheduled_moved_and_cancelled(ada, mia, coast, browser_of):
    browser, here = browser_of(ada), f"/stories/{coast.id}/publication"
    refused = browser.post(here, data={"when": "later", "at": ""})
    assert (refused.status_code, "Choose a day and a time." in refused.text) == (422, True)
    form = {"when": "later", "at": "2026-11-06T09:00", "audience": "followers"}
    assert browser.post(here, data=form).location == "/stories/mine"
    mine = browser.get("/stories/mine").text
    assert "Fri 6 Nov 2026, 09:00" in mine
    assert 'value="2026-11-06T09:00"' in browser.get(here).text
    browser.post(here, data=form | {"at": "2026-11-07T10:00"})
    assert "Sat 7 Nov 2026, 10:00" in browser.get("/stories/mine").text
    assert browser_of(mia).post(f"{here}/removal").status_code == 404
    browser.post(f"{here}/removal")
    assert "Will be published" not in browser.get("/stories/mine").text
    assert db.session.get(Story, coast.id).audience == "followers"
    browser.post(here, data={"when": "now", "at": "2026-11-07T10:00"})
    assert db.session.get(Story, coast.id).published_at == NOW


def test_a_program_schedules_moves_and_cancels(ada, mia, coast, browser_of):
    browser, here = browser_of(ada), f"/api/v1/stories/{coast.id}"
    said = browser.post(f"{here}/publication", json={"at": "2026-11-06T09:00"}).json
    assert (said["published_at"], said["due_at"]) == (None, "2026-11-06T01:00:00.000+00:00")
    assert browser.get(here).json["due_at"] == said["due_at"]
    assert browser_of(mia).delete(f"{here}/publication").status_code == 404
    assert browser.delete(f"{here}/publication").status_code == 204
    assert browser.get(here).json["due_at"] is None
    past = browser.post(f"{here}/publication", json={"at": "2020-01-01T00:00:00Z"})
    assert (past.status_code, list(past.json["errors"])) == (422, ["at"])
    assert browser.post(f"{here}/publication").json["published_at"]
    assert browser.post(f"{here}/publication", json={"at": "2026-11-06T09:00"}).status_code == 409


def test_what_shows_where_one_is_appears_when_one_has_left(app, ada, mia, browser_of):
    with transaction():
        ada.time_zone = "Asia/Tokyo"
    it = write("The third shelf on the left", "Come quickly.", by=ada)
    evening = datetime(2026, 11, 5, 22, tzinfo=ZoneInfo("Asia/Tokyo"))
    with clock.stopped(evening):
        sent = browser_of(ada).post(f"/stories/{it.id}/publication", data={"when": "gone"})
        assert sent.status_code == 303
        jobs.run_due()
        assert not may(mia, "read", it)
    with clock.stopped(evening + timedelta(hours=11, minutes=1)):
        jobs.run_due()
    db.session.expire_all()
    assert may(mia, "read", it)
    assert it.published_at.astimezone(ZoneInfo("Asia/Tokyo")).hour == 9
