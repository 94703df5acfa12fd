"""What the club kept of what it acknowledged: each thing once, with all that follows, and no job is left."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from community import clock, jobs
from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Activity, Deed
from community.jobs import Job
from community.notifications.kinds import Kind
from community.notifications.models import Cause, Notification
from community.safekeeping import verifying  # noqa: F401  what it looks for declares itself
from community.soundness import checks
from posts.blog.models import Story
from posts.replies.models import Reply
from tests.faults.posting import Program

OVERTAKEN = timedelta(minutes=20)  # after which what a dead worker held was taken up


def troubles(app: Flask, programs: list[Program]) -> list[str]:
    """A sentence for each thing that is not as it should be, once all jobs are done."""
    with app.app_context():
        do_what_waits()
        found = [
            *(trouble for program in programs for trouble in program.troubles),
            *of_what_was_said(programs),
            *of_what_is_promised(),
            *of_threads(),
            *of_deeds(),
            *of_jobs(followers=len(programs) - 1),
        ]
        print(sum(len(program.said) for program in programs), "acknowledged,", len(found), "troubles")
        db.session.remove()
        db.engine.dispose()
    return found


def do_what_waits() -> None:
    """What can be done now, and then what a worker held that died of it."""
    for after in (timedelta(), OVERTAKEN):
        with clock.stopped(clock.now() + after):
            jobs.run_due()


def of_what_was_said(programs: list[Program]) -> Iterator[str]:
    kept: list[tuple[str, int]] = []
    for words, thing in ((Reply.text, Reply), (Story.title, Story)):
        there = select(words, thing.id).where(thing.published_at.is_not(None))
        kept += [(row[0], row[1]) for row in db.session.execute(there)]
    times, ids = Counter(text for text, _id in kept), dict(kept)
    yield from (f"{text} is there {many} times" for text, many in times.items() if many > 1)
    for text, id in (it for program in programs for it in program.said.items()):
        if ids.get(text) != id:
            yield f"{text} was acknowledged as {id} and is {ids.get(text, 'not there')}"
    if sum(len(program.said) for program in programs) < len(programs):
        yield "hardly anybody wrote"


def of_what_is_promised() -> Iterator[str]:
    for promise, ask in checks.items():
        yield from (f"not so: {promise}: {trouble}" for trouble in ask())


def of_threads() -> Iterator[str]:
    counted = select(Reply.about_id, func.count(), func.max(Reply.number)).group_by(Reply.about_id)
    for thread, many, last in db.session.execute(counted):
        told = db.session.get_one(Contribution, thread).replies
        if not told == many == last:
            yield f"thread {thread} tells of {told} replies and has {many}, the last is no. {last}"


def of_deeds() -> Iterator[str]:
    """Each was recorded once, whatever came between."""
    for deed, thing in ((Deed.REPLY_WRITTEN, Reply), (Deed.STORY_PUBLISHED, Story)):
        recorded = select(func.count(Activity.id)).where(Activity.deed == deed)
        there = select(func.count(thing.id)).where(thing.published_at.is_not(None))
        if (many := db.session.scalar(recorded)) != (real := db.session.scalar(there)):
            yield f"{many} times {deed} is recorded, and there are {real}"


def of_jobs(followers: int) -> Iterator[str]:
    """Whoever follows the author was told of each story once; nothing waits, nothing was given up."""
    told = select(Notification.about_id, func.count(Cause.id)).join(
        Cause, Cause.notification_id == Notification.id
    )
    told = told.where(Notification.kind == Kind.PUBLISHED).group_by(Notification.about_id)
    heard = {row[0]: row[1] for row in db.session.execute(told)}
    for story in db.session.scalars(select(Story.id).where(Story.published_at.is_not(None))):
        if heard.get(story, 0) != followers:
            yield f"of story {story}, {heard.get(story, 0)} causes were told to {followers} followers"
    left = select(Job).where(Job.key.is_(None), Job.trouble.is_not(None) | (Job.due_at <= clock.now()))
    yield from (f"{it.work}{it.args} is left: {it.trouble}" for it in db.session.scalars(left))
