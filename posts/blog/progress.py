"""How far a reader has come in a story: kept for herself, so that she goes on where she stopped.

For the author it is counted, never named. Those who write a story are not among its readers.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, case, update

from community import clock
from community.contributions import Contribution
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from posts.blog.models import Story, StoryReading
from posts.blog.reading import cards_of_stories

WHOLE = 1000  # a place is a part of it
BEGUN, END = 50, 930  # before the one it is hardly begun, after the other only replies are left
QUICKEST = timedelta(seconds=8)  # for a minute's reading; whoever is quicker has not read it
A_WHILE = timedelta(days=60)


def keep_place(story: Story, place: int, by: Member) -> None:
    """The last one counts: who goes back to the beginning stands there."""
    require(by, "read", story)
    if not story.published_at or story.is_written_by(by):
        return
    now, place = clock.now(), min(max(place, 0), WHOLE)
    row = {"story_id": story.id, "member_id": by.id, "begun_at": now, "at": now, "place": place}
    keeping = insert_or(StoryReading).values(farthest=place, **row)
    farther = case((StoryReading.farthest < place, place), else_=StoryReading.farthest)
    moved = {"at": now, "place": place, "farthest": farther}
    with transaction():
        db.session.execute(
            keeping.on_conflict_do_update(index_elements=["story_id", "member_id"], set_=moved)
        )
        if place >= END:
            _finish(story, by)


def _finish(story: Story, by: Member) -> None:
    since = clock.now() - story.minutes * QUICKEST
    mine = (StoryReading.story_id == story.id, StoryReading.member_id == by.id)
    read = update(StoryReading).where(
        *mine, StoryReading.finished_at.is_(None), StoryReading.begun_at <= since
    )
    db.session.execute(read.values(finished_at=clock.now()).execution_options(synchronize_session=False))


def lay_aside(story: Story, by: Member) -> None:
    """It is not offered to go on with; that she began it stays."""
    require(by, "read", story)
    with transaction():
        if reading := db.session.get(StoryReading, (story.id, by.id)):
            reading.place = 0


def begun(me: Member, limit: int = 3) -> Sequence[Row[Any]]:
    """Stories I began and did not finish, the last one first; `place` is how far I came."""
    mine = (
        cards_of_stories(me)
        .add_columns(StoryReading.place)
        .join(StoryReading, StoryReading.story_id == Contribution.id)
        .where(
            StoryReading.member_id == me.id,
            StoryReading.place.between(BEGUN, END - 1),
            StoryReading.at > clock.now() - A_WHILE,
        )
        .order_by(None)
        .order_by(StoryReading.at.desc())
    )
    return db.session.execute(mine.limit(limit)).all()
