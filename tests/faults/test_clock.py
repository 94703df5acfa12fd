"""The clock is put an hour forward or back: nothing is lost, and nobody waits for it to catch up."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock, jobs
from community.audit import broken_at
from community.chat import presence
from community.chat.messages import say
from community.chat.pacing import TooSoon, not_too_soon, slow_down
from community.chat.rooms import open_room
from community.db import db, transaction
from community.entrance.sessions import end_sessions
from community.jobs import Job, job, run_due
from community.measure import wait_after
from community.safekeeping import verifying  # noqa: F401  what it looks for declares itself
from community.soundness import checks
from posts.blog.publishing import publish
from posts.blog.scheduling import schedule
from posts.blog.writing import write
from posts.forum.models import Topic
from posts.forum.opening import open_topic
from posts.forum.pacing import TooSoon as TopicTooSoon
from posts.replies.models import Reply
from posts.replies.writing import reply
from tests.posts.conftest import lab, moderator, nothing_kept

__all__ = ["lab", "moderator", "nothing_kept"]
HOUR = timedelta(hours=1)
STEPS = pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
done: list[str] = []


@job
def noted(word: str) -> None:
    done.append(word)


@pytest.fixture
def noon(app):
    done.clear()
    at = clock.now()
    with clock.stopped(at):
        yield at


@STEPS
def test_who_is_signed_in_stays_so_and_who_was_not_does_not_come_back(noon, step, ada, mia, browser_of):
    hers, others = browser_of(ada), browser_of(mia)
    with transaction():
        end_sessions(mia)
    with clock.stopped(noon + step):
        assert hers.get("/settings").status_code == 200
        assert others.get("/settings").status_code == 401
    assert hers.get("/settings").status_code == 200
    assert others.get("/settings").status_code == 401


@STEPS
def test_a_job_is_done_once(noon, step):
    with transaction():
        jobs.later(noted, "now")
        jobs.at(noon + timedelta(minutes=30), noted, "later")
    run_due()
    for at in (noon + step, noon, noon + HOUR):
        with clock.stopped(at):
            run_due()
    assert sorted(done) == ["later", "now"]
    assert not db.session.scalars(select(Job).where(Job.key.is_(None), Job.trouble.is_not(None))).all()


def test_what_a_worker_held_that_died_is_taken_up_though_the_clock_went_back(noon):
    with transaction():
        jobs.later(noted, "held")
    held = db.session.scalars(select(Job.id).order_by(Job.id.desc())).first()
    assert jobs._take(held)
    with clock.stopped(noon - HOUR):
        run_due()
    assert done == []
    with clock.stopped(noon + jobs.PATIENCE + timedelta(seconds=1)):
        run_due()
    assert done == ["held"]


def test_nobody_waits_for_the_clock_to_catch_up(noon, ada, ben, lab, moderator):
    room = open_room("Slow", by=ada)
    slow_down(room, 60, by=ada)
    topic = open_topic(lab, "Slow", "Which?", by=ada)
    with transaction():
        topic.slow_seconds = 60
    say(room, "One", by=ben, client_id="a")
    reply(topic, "One", by=ben)
    with pytest.raises(TooSoon):
        not_too_soon(room, ben)
    with pytest.raises(TopicTooSoon):
        reply(topic, "Two", by=ben)
    with clock.stopped(noon - HOUR):
        not_too_soon(room, ben)
        reply(topic, "Two", by=ben)
        assert not wait_after([noon], [(1, 120)])
    assert wait_after([noon], [(1, 120)]) == timedelta(seconds=120)


def test_a_room_hears_who_comes_and_writes_though_the_clock_went_back(noon, app):
    presence.come(1, "tab", "ada", "Ada")
    assert presence.news_of(1)
    assert presence.types(1, "tab")
    with clock.stopped(noon - HOUR):
        assert presence.here(1) == []  # she says within half a minute that she is there
        presence.come(1, "tab", "ada", "Ada")
        presence.come(1, "other", "ben", "Ben")
        assert presence.news_of(1)["members"] == ["ada", "ben"]
        assert presence.types(1, "tab")
    presence.forget_all()


@STEPS
def test_what_is_written_across_a_step_is_there_once_and_everything_adds_up(noon, step, ada, ben, lab):
    topic = open_topic(lab, "Bags", "Which?", by=ada)
    story = write("A bag", "Look.", by=ada)
    schedule(story, noon + timedelta(minutes=30), by=ada)
    for number, at in enumerate((noon, noon + step, noon)):
        with clock.stopped(at):
            reply(topic, f"No. {number}", by=ben)
            publish(write(f"Story {number}", "Look.", by=ada), by=ada)
            run_due()
    with clock.stopped(noon + HOUR):
        run_due()
    db.session.expire_all()
    assert story.published_at
    assert db.session.scalars(select(Reply.number).order_by(Reply.number)).all() == [1, 2, 3]
    assert db.session.scalars(select(Topic.replies)).all() == [3]
    assert [trouble for ask in checks.values() for trouble in ask()] == []
    assert broken_at() is None
