"""What is asked of who wants to be verified, and of who wants to stay it, beside where a member stands."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from community import clock
from community.contributions import Audience, Contribution
from community.db import db
from community.members import Member
from posts.blog.models import Story

MONTH = 30  # days a member has been here
STORIES, LIKES = 1, 10
KEPT_CLEAN = timedelta(days=90)
RECENT = timedelta(days=180)
RECENT_STORIES, RECENT_LIKES = 3, 10


@dataclass(frozen=True)
class Criterion:
    """`have` of `need`; one that is not `required` helps, and its lack is no refusal."""

    name: str
    words: str
    have: int
    need: int
    required: bool = True

    @property
    def is_met(self) -> bool:
        return self.have >= self.need


def to_begin(me: Member) -> list[Criterion]:
    days = (clock.now() - me.joined_at).days
    stories, likes = _stories(me, timedelta.max)
    return [
        Criterion("days", _("A member for %(days)d days", days=MONTH), days, MONTH),
        Criterion(
            "profile",
            _("A portrait and a few words on the profile"),
            bool(me.portrait) + bool(me.bio.strip()),
            2,
        ),
        Criterion(
            "stories",
            ngettext("%(num)d story published here", "%(num)d stories published here", STORIES),
            stories,
            STORIES,
        ),
        _clean(me),
        Criterion(
            "likes", _("Stories that others liked %(likes)d times", likes=LIKES), likes, LIKES, required=False
        ),
    ]


def to_stay(me: Member) -> list[Criterion]:
    """Recent work that was well received."""
    stories, likes = _stories(me, RECENT)
    return [
        Criterion(
            "stories",
            ngettext("%(num)d story in half a year", "%(num)d stories in half a year", RECENT_STORIES),
            stories,
            RECENT_STORIES,
        ),
        Criterion("likes", _("They were liked %(likes)d times", likes=RECENT_LIKES), likes, RECENT_LIKES),
        _clean(me),
    ]


def are_met(criteria: list[Criterion]) -> bool:
    return all(it.is_met for it in criteria if it.required)


def _stories(me: Member, within: timedelta) -> tuple[int, int]:
    """How many of the own stories can be read by others, and how often they were liked."""
    mine = select(func.count(), func.coalesce(func.sum(Story.likes), 0)).where(
        Story.author_id == me.id,
        Story.published_at.is_not(None),
        Story.removed_at.is_(None),
        Story.hidden_at.is_(None),
        Story.audience != Audience.ONLY_ME,
    )
    if within != timedelta.max:
        mine = mine.where(Story.published_at > clock.now() - within)
    count, likes = db.session.execute(mine).one()
    return int(count), int(likes)


def _clean(me: Member) -> Criterion:
    hidden = select(Contribution.id).where(
        Contribution.author_id == me.id, Contribution.hidden_at > clock.now() - KEPT_CLEAN
    )
    words = _("Nothing hidden by a moderator in %(days)d days", days=KEPT_CLEAN.days)
    return Criterion("clean", words, int(not db.session.scalar(select(hidden.exists()))), 1)
