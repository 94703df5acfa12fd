"""How a story stood before: every change that readers saw, and of a draft what stood there for a while.

Watched words that are replaced are so here too, for everybody but whoever left the story so.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import LARGEST_ID, db
from community.members import Member
from community.permissions import require
from community.watched.finding import replaced, watched
from posts.blog.models import Story, StoryRevision, Words, words_of

A_WHILE = timedelta(minutes=10)  # in which one writer's keepings of a draft are one revision
PAGE = 30


class Line(NamedTuple):
    """A revision in the list of them; `length` is that of its text."""

    number: int
    at: datetime
    was_read: bool
    title: str
    length: int
    member_id: int
    name: str
    handle: str
    portrait: str | None


def remember(story: Story, by: Member) -> None:
    """As it stands now. What stands there already is not remembered twice. In a transaction."""
    words = words_of(story)
    last = revision_now(story)
    if last and last.words == words:
        last.was_read = last.was_read or story.published_at is not None
    elif last and _goes_on(last, story, by):
        _write(last, words)
        last.at = clock.now()
    elif words != Words():
        number = last.number + 1 if last else 1
        fact = {"story_id": story.id, "number": number, "member_id": by.id}
        db.session.add(StoryRevision(**fact, was_read=story.published_at is not None, **asdict(words)))
    db.session.flush()


def _goes_on(last: StoryRevision, story: Story, by: Member) -> bool:
    is_draft = not last.was_read and not story.published_at
    return is_draft and last.member_id == by.id and last.at > clock.now() - A_WHILE


def _write(revision: StoryRevision, words: Words) -> None:
    for name, value in asdict(words).items():
        setattr(revision, name, value)


def revision_now(story: Story) -> StoryRevision | None:
    """The newest; none while nothing was written."""
    own = select(StoryRevision).where(StoryRevision.story_id == story.id)
    return db.session.scalar(own.order_by(StoryRevision.number.desc()).limit(1))


def revisions_of(story: Story, by: Member, before: int | None = None) -> Sequence[Line]:
    """The newest first, without their words; one more than a page."""
    require(by, "look_back", story)
    own: Select[*tuple[Any, ...]] = (
        select(
            StoryRevision.number,
            StoryRevision.at,
            StoryRevision.was_read,
            StoryRevision.title,
            func.length(StoryRevision.text).label("length"),
            StoryRevision.member_id,
            Member.name,
            Member.handle,
            Member.portrait,
        )
        .join(Member, Member.id == StoryRevision.member_id)
        .where(StoryRevision.story_id == story.id)
        .order_by(StoryRevision.number.desc())
        .limit(PAGE + 1)
    )
    rows = db.session.execute(own.where(StoryRevision.number < before) if before else own)
    lines, words = [Line(*row) for row in rows], watched()
    return [it if it.member_id == by.id else it._replace(title=replaced(it.title, words)) for it in lines]


def revision_of(story: Story, number: int, by: Member) -> StoryRevision | None:
    require(by, "look_back", story)
    if number > LARGEST_ID:
        return None
    one = select(StoryRevision).where(StoryRevision.story_id == story.id, StoryRevision.number == number)
    it = db.session.scalar(one.options(joinedload(StoryRevision.member)))
    return it and (it if it.member_id == by.id else _as_others_read(it))


def _as_others_read(it: StoryRevision) -> StoryRevision:
    """No longer the one that is stored: what is kept stays as it is."""
    db.session.expunge(it)
    words = watched()
    for name in ("title", "text", "excerpt", "tags", "cover_alt"):
        setattr(it, name, replaced(getattr(it, name), words))
    return it
