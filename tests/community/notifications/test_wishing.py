"""A member says what she wants to hear of, where, and when not."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.notifications.kinds import USUAL, Channel, Kind
from community.notifications.listeners import wish, wishes_of
from community.notifications.marking import mute
from community.notifications.models import Bell, Muted, Rhythm, Wish
from community.notifications.quiet import next_digest, silent_until
from community.notifications.wishing import LONGEST_SILENCE, WrongHour, be_silent, minutes


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_only_what_is_not_usual_is_kept(ada):
    wish(ada, USUAL)
    assert db.session.query(Wish).count() == 0
    wish(ada, {Kind.LIKE: {Channel.MAIL}})
    assert wishes_of(ada.id)[Kind.LIKE] == {Channel.MAIL}
    assert wishes_of(ada.id)[Kind.REPLY] == USUAL[Kind.REPLY]
    wish(ada, {Kind.LIKE: USUAL[Kind.LIKE]})
    assert db.session.query(Wish).count() == 0


def test_the_page_shows_what_was_saved(ada, mia, browser_of):
    browser = browser_of(ada)
    ticked = {"like": ["mail", "pigeon"], "reply": "app", "nonsense": "app"}
    assert browser.post("/settings/notifications", data=ticked).status_code == 303
    wishes = wishes_of(ada.id)
    assert wishes[Kind.LIKE] == {Channel.MAIL}
    assert wishes[Kind.REPLY] == {Channel.APP}
    assert wishes[Kind.MENTION] == set()
    assert wishes_of(mia.id) == USUAL
    assert 'value="mail" checked' in " ".join(browser.get("/settings/notifications").text.split())


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-02T13:59", None),  # 21:59 in Shanghai
        ("2026-03-02T14:00", "2026-03-03T00:00"),  # 22:00, until eight tomorrow
        ("2026-03-02T23:59", "2026-03-03T00:00"),  # 07:59 the day after
        ("2026-03-03T00:00", None),
    ],
)
def test_the_night_is_quiet_in_her_own_zone(now, until):
    bell = Bell(quiet_from=22 * 60, quiet_until=8 * 60)
    assert silent_until(bell, "Asia/Shanghai", at(now)) == (until and at(until))


def test_a_quiet_noon_does_not_reach_into_the_night():
    bell = Bell(quiet_from=12 * 60, quiet_until=13 * 60)
    assert silent_until(bell, "UTC", at("2026-03-02T12:30")) == at("2026-03-02T13:00")
    assert silent_until(bell, "UTC", at("2026-03-02T23:30")) is None


def test_the_night_the_clocks_change_ends_at_eight_all_the_same():
    bell = Bell(quiet_from=22 * 60, quiet_until=8 * 60)
    assert silent_until(bell, "Europe/Paris", at("2026-03-28T22:30")) == at("2026-03-29T06:00")


def test_the_longer_silence_holds():
    bell = Bell(quiet_from=22 * 60, quiet_until=8 * 60, undisturbed_until=at("2026-03-02T23:30"))
    assert silent_until(bell, "UTC", at("2026-03-02T23:00")) == at("2026-03-03T08:00")
    assert silent_until(bell, "UTC", at("2026-03-02T21:00")) == at("2026-03-02T23:30")


@pytest.mark.parametrize(
    ("rhythm", "after", "due"),
    [
        (Rhythm.DAILY, "2026-03-02T00:00", "2026-03-03T00:00"),  # exactly eight in Shanghai: tomorrow
        (Rhythm.DAILY, "2026-03-02T23:00", "2026-03-03T00:00"),
        (Rhythm.WEEKLY, "2026-03-02T00:00", "2026-03-09T00:00"),  # a Monday
        (Rhythm.WEEKLY, "2026-03-04T05:00", "2026-03-09T00:00"),
        (Rhythm.NEVER, "2026-03-04T05:00", None),
    ],
)
def test_the_next_digest(rhythm, after, due):
    assert next_digest(rhythm, 8, "Asia/Shanghai", at(after)) == (due and at(due))


@pytest.mark.parametrize("word", ["", "8", "24:00", "08:60", "08:00\n", "ab:cd", "８:00"])
def test_an_hour_is_two_numbers(app, word):
    with app.test_request_context(), pytest.raises(WrongHour):
        minutes(word)


def test_hours_that_are_none_are_refused_with_a_sentence(ada, browser_of):
    answer = browser_of(ada).post("/settings/notifications/rhythm", data={"quiet": "1", "quiet_from": "late"})
    assert answer.status_code == 400
    assert "Write an hour as 22:30." in answer.text
    assert db.session.get(Bell, ada.id) is None


def test_nights_and_digest_are_kept(ada, browser_of):
    said = {
        "quiet": "1",
        "quiet_from": "23:15",
        "quiet_until": "07:00",
        "digest": "daily",
        "digest_hour": "19",
    }
    browser = browser_of(ada)
    assert browser.post("/settings/notifications/rhythm", data=said).status_code == 303
    bell = db.session.get(Bell, ada.id)
    assert (bell.quiet_from, bell.quiet_until, bell.digest, bell.digest_hour) == (1395, 420, "daily", 19)
    assert bell.digest_due_at > clock.now()
    assert 'value="23:15"' in browser.get("/settings/notifications").text


def test_silence_begins_and_ends_with_a_button(ada, browser_of):
    browser = browser_of(ada)
    browser.post("/settings/notifications/silence", data={"for": "hour"})
    assert db.session.get(Bell, ada.id).undisturbed_until > clock.now() + timedelta(minutes=59)
    assert "Ring again" in browser.get("/settings/notifications").text
    browser.post("/settings/notifications/silence", data={"for": "no"})
    assert db.session.get(Bell, ada.id).undisturbed_until is None


def test_nobody_is_silent_for_ever(ada):
    be_silent(ada, clock.now() + timedelta(days=4000))
    assert db.session.get(Bell, ada.id).undisturbed_until < clock.now() + LONGEST_SILENCE + timedelta(
        minutes=1
    )


def test_what_is_muted_is_listed_and_heard_of_again(ada, mia, story, browser_of):
    mute(mia, story)
    browser = browser_of(mia)
    assert "Three days on the coast" in browser.get("/settings/notifications").text
    browser_of(ada).post(f"/settings/notifications/muted/{story.id}")
    assert db.session.query(Muted).count() == 1
    browser.post(f"/settings/notifications/muted/{story.id}")
    assert db.session.query(Muted).count() == 0


def test_mail_that_came_back_is_said_and_tried_again(ada, browser_of):
    with transaction():
        db.session.add(Bell(member_id=ada.id, bounces=3))
    browser = browser_of(ada)
    assert "came back several times" in browser.get("/settings/notifications").text
    browser.post("/settings/notifications/mail")
    assert "came back" not in browser.get("/settings/notifications").text
