"""What one keeps is one's own, comes back in time, and is gone with the right to read it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from community import clock, jobs
from community.contributions import Audience
from community.db import db
from community.notifications.kinds import Kind
from community.notifications.models import Notification
from posts.blog.writing import write
from posts.bookmarks.keeping import keep, let_go
from posts.bookmarks.models import Bookmark, PastReminder
from posts.bookmarks.moments import moment_in
from posts.bookmarks.reading import kept_by
from posts.forum.boards import revise_board
from posts.replies.writing import remove, reply
from tests.posts.conftest import plan

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday; in Shanghai it is 20:00


def kept(member):
    return [row.id for row in kept_by(member)]


def reminders(member):
    return len(
        db.session.scalars(
            select(Notification).where(
                Notification.member_id == member.id, Notification.kind == Kind.REMINDER
            )
        ).all()
    )


def test_a_thing_is_kept_with_a_note_and_let_go(ada, ben, mia, cream, browser_of):
    browser = browser_of(ben)
    assert "Nothing kept yet" in browser.get("/bookmarks").text
    assert "Save for later" in browser.get(cream.url).text
    browser.post(f"/contributions/{cream.id}/bookmark", data={"note": "for November"})
    browser.post(f"/contributions/{cream.id}/bookmark", data={"note": "for December"})
    page = browser.get("/bookmarks").text
    assert cream.title in page
    assert "for December" in page
    assert "for November" not in page
    assert "for December" in browser.get(f"/contributions/{cream.id}/bookmark").text
    assert cream.title not in browser_of(mia).get("/bookmarks").text
    browser.post(f"/contributions/{cream.id}/bookmark/removal")
    assert kept(ben) == []


def test_a_reminder_comes_once_at_its_moment(ben, cream):
    with clock.stopped(NOON):
        keep(cream, ben, remind_at=NOON + timedelta(hours=1))
        jobs.run_due()
        assert reminders(ben) == 0
    with clock.stopped(NOON + timedelta(hours=1)):
        jobs.run_due()
        jobs.run_due()
        assert reminders(ben) == 1


def test_a_reminder_that_was_put_off_comes_only_then(ben, cream):
    with clock.stopped(NOON):
        keep(cream, ben, remind_at=NOON + timedelta(hours=1))
        keep(cream, ben, remind_at=NOON + timedelta(hours=2))
    with clock.stopped(NOON + timedelta(hours=1)):
        jobs.run_due()
        assert reminders(ben) == 0
    with clock.stopped(NOON + timedelta(hours=2)):
        jobs.run_due()
        assert reminders(ben) == 1


def test_nobody_is_reminded_of_what_was_let_go_or_cannot_be_read(ben, mia, moderator, lab, cream):
    with clock.stopped(NOON):
        for member in (ben, mia):
            keep(cream, member, remind_at=NOON + timedelta(hours=1))
        let_go(cream, by=ben)
        revise_board(lab, {**plan("Skincare lab"), "reads_from": Audience.STAFF}, by=moderator)
    with clock.stopped(NOON + timedelta(hours=1)):
        jobs.run_due()
    assert (reminders(ben), reminders(mia)) == (0, 0)


def test_what_may_no_longer_be_read_is_no_longer_listed(ada, ben, mia, moderator, lab, cream):
    answer = reply(cream, "Half a jar.", by=ada)
    keep(cream, ben)
    keep(answer, ben)
    assert sorted(kept(ben)) == [cream.id, answer.id]
    revise_board(lab, {**plan("Skincare lab"), "reads_from": Audience.STAFF}, by=moderator)
    assert kept(ben) == []
    revise_board(lab, {**plan("Skincare lab"), "reads_from": Audience.MEMBERS}, by=moderator)
    remove(answer, by=ada)
    assert kept(ben) == [cream.id]


def test_what_one_may_not_read_cannot_be_kept(ada, ben, cream, browser_of):
    draft = write("Not yet", "x", by=ada)
    with pytest.raises(NotFound):
        keep(draft, ben)
    assert browser_of(ben).get(f"/contributions/{draft.id}/bookmark").status_code == 404
    for past in (NOON - timedelta(days=9000), NOON + timedelta(days=9000)):
        with pytest.raises(PastReminder):
            keep(cream, ben, remind_at=past)
    answer = browser_of(ben).post(
        f"/contributions/{cream.id}/bookmark", data={"note": "kept words", "when": "own", "own": "nonsense"}
    )
    assert answer.status_code == 422
    assert "kept words" in answer.text


@pytest.mark.parametrize(
    ("choice", "moment"),
    [
        ("", None),
        ("hours", "2026-11-22T15:00"),
        ("tomorrow", "2026-11-23T01:00"),
        ("monday", "2026-11-23T01:00"),
        ("week", "2026-11-29T01:00"),
        ("own", "2026-12-24T10:30"),
    ],
)
def test_moments_are_meant_where_the_member_is(ben, choice, moment):
    with clock.stopped(NOON):
        found = moment_in(choice, "2026-12-24T18:30", ben)
    assert found == (datetime.fromisoformat(f"{moment}:00+00:00") if moment else None)


def test_a_program_keeps_and_lists(ben, cream, browser_of):
    browser = browser_of(ben)
    here = f"/api/v1/contributions/{cream.id}/bookmark"
    at = (clock.now() + timedelta(days=1)).isoformat()
    made = browser.post(here, json={"note": "tomorrow", "remind_at": at})
    assert (made.status_code, made.json["note"]) == (201, "tomorrow")
    assert browser.post(here, json={"remind_at": "2020-01-01T00:00:00+00:00"}).status_code == 422
    assert browser.post(here, json={"remind_at": "2030-01-01T00:00:00"}).status_code == 422
    assert [it["id"] for it in browser.get("/api/v1/me/bookmarks").json["items"]] == [cream.id]
    assert browser.delete(here).status_code == 204
    assert db.session.get(Bookmark, (ben.id, cream.id)) is None


def test_pages_hold_everything_once(ada, ben, cream, browser_of):
    for n in range(35):
        keep(reply(cream, f"Answer {n:02}", by=ada), ben)
    browser = browser_of(ben)
    first = browser.get("/bookmarks").text
    rest = browser.get(first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]).text
    assert [sum(f"Answer {n:02}" in page for n in range(35)) for page in (first, rest)] == [30, 5]
