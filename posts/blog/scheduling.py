"""A story is published later, at a moment its author chose: once, however often workers stop and start."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community import clock, jobs
from community.db import Refusal, db, transaction
from community.members import Member
from community.permissions import may, require
from posts.blog.models import Story, UnfinishedStory
from posts.blog.publishing import publish
from posts.editorial.clearing import check_cleared, needs_review
from posts.editorial.telling import tell_unreviewed

FURTHEST = timedelta(days=366)
NINE = time(9)


class NoMoment(Refusal):
    """We cannot read when that is."""


class PastMoment(Refusal):
    """What is over cannot be waited for."""


class TooFarAway(Refusal):
    """Nobody plans that far."""


def moment_in(words: str, me: Member) -> datetime:
    """ "2026-11-06T09:00" as the member's own clock shows it; or with an offset. Raises NoMoment."""
    try:
        moment = datetime.fromisoformat(words.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(me.time_zone))).astimezone(UTC)
    except (ValueError, OverflowError) as unread:
        raise NoMoment from unread


def when_gone(me: Member) -> datetime:
    """Tomorrow at nine on the member's own clock: nobody reads where she is while she is there."""
    zone = ZoneInfo(me.time_zone)
    tomorrow = clock.now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, NINE, zone).astimezone(UTC)


def on_the_clock_of(me: Member, moment: datetime) -> str:
    """As a form shows it: without seconds, in the member's zone."""
    return moment.astimezone(ZoneInfo(me.time_zone)).strftime("%Y-%m-%dT%H:%M")


def schedule(story: Story, at: datetime, by: Member) -> None:
    """Said again, it is moved. Raises PastMoment, TooFarAway, UnfinishedStory, Unreviewed."""
    require(by, "publish", story)
    if at <= clock.now():
        raise PastMoment
    if at > clock.now() + FURTHEST:
        raise TooFarAway
    if not story.is_finished:
        raise UnfinishedStory
    check_cleared(story)
    with transaction():
        story.due_at = at
        jobs.at(at, publish_when_due, story.id, at.isoformat())


def unschedule(story: Story, by: Member) -> None:
    """A draft like any other."""
    require(by, "publish", story)
    with transaction():
        story.due_at = None


@jobs.job
def publish_when_due(story_id: int, at: str) -> None:
    """Unless it was moved, cancelled or published meanwhile. What cannot be published stays a draft."""
    with transaction():
        story = db.session.get(Story, story_id, with_for_update=True)
        if not story or not story.due_at or story.due_at.isoformat() != at:
            return
        story.due_at = None
        if not story.is_finished or not may(story.author, "publish", story):
            return
        if needs_review(story):
            tell_unreviewed(story)
        else:
            publish(story, by=story.author)
