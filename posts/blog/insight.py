"""What became of a story, for those who write it: numbers of readers, and never a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from community import clock
from community.db import db
from community.members import Member
from community.permissions import require
from community.sharing.reading import Travelled, travelled
from posts.blog.models import Story, StoryReading
from posts.blog.progress import END
from posts.blog.sales import Led, led_to
from posts.bookmarks.models import Bookmark
from posts.reposts.models import Repost

DAYS = 30
PARTS = (250, 500, 750, END)


@dataclass(frozen=True)
class Insight:
    """`came_to` counts readers who came to a quarter, half, three quarters, and the end, at any pace."""

    readers: int
    finished: int
    came_to: tuple[int, ...]
    by_day: tuple[int, ...]  # new readers of each of the last thirty days, today last
    saved: int  # by how many, to come back to it
    reposted: int
    travelled: Travelled
    led: Sequence[Led]

    @property
    def share_finished(self) -> int:
        """In percent."""
        return round(100 * self.finished / self.readers) if self.readers else 0


def insight_of(story: Story, by: Member) -> Insight:
    require(by, "see_insight", story)
    came = (func.sum(case((StoryReading.farthest >= part, 1), else_=0)) for part in PARTS)
    counted = select(func.count(), func.count(StoryReading.finished_at), *came).where(
        StoryReading.story_id == story.id
    )
    readers, finished, *came_to = db.session.execute(counted).one()
    return Insight(
        readers,
        finished,
        tuple(came or 0 for came in came_to),
        _by_day(story),
        _saved(story),
        _reposted(story),
        travelled(story),
        led_to(story),
    )


def _saved(story: Story) -> int:
    kept = select(func.count()).where(Bookmark.contribution_id == story.id)
    return db.session.scalars(kept).one()


def _reposted(story: Story) -> int:
    carried = select(func.count()).select_from(Repost).where(Repost.of_id == story.id)
    shown = carried.where(Repost.published_at.is_not(None), Repost.removed_at.is_(None))
    return db.session.scalars(shown).one()


def _by_day(story: Story) -> tuple[int, ...]:
    today = clock.today()
    day = func.date(StoryReading.begun_at)
    since = clock.now() - timedelta(days=DAYS)
    counted = (
        select(day, func.count())
        .where(StoryReading.story_id == story.id, StoryReading.begun_at > since)
        .group_by(day)
    )
    found = {date.fromisoformat(str(on)): many for on, many in db.session.execute(counted)}
    return tuple(found.get(today - timedelta(days=ago), 0) for ago in reversed(range(DAYS)))
