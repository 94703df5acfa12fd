"""What waits to be read, how long that takes as a rule, and a story with what was said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from community import clock
from community.db import db
from community.members import Member
from posts.blog.models import Story, StoryRevision
from posts.editorial.clearing import revision_sent
from posts.editorial.models import EditorialComment, EditorialReview, Stage
from posts.editorial.paragraphs import paragraphs, places
from posts.texts import html_of

PAGE = 50
LATELY = 20  # answers, from which what is usual is taken
WHOLE = -1  # the place of what is said about the whole


@dataclass(frozen=True)
class Clock:
    """`place` from 1, while it waits; `usual` is how long an answer took lately, if there were any."""

    place: int | None
    usual: timedelta | None
    is_late: bool


@dataclass(frozen=True)
class Sheet:
    """What was sent, in paragraphs, and what was said about each: by its place, or WHOLE."""

    sent: StoryRevision
    parts: Sequence[str]
    said: Mapping[int, Sequence[EditorialComment]]


def review_of(story_id: int) -> EditorialReview | None:
    return db.session.get(EditorialReview, story_id, options=_WHOLE)


def clock_of(it: EditorialReview) -> Clock:
    if it.stage is not Stage.WAITS:
        return Clock(None, usual_time(), is_late=False)
    sooner = (EditorialReview.sent_at < it.sent_at) | (
        (EditorialReview.sent_at == it.sent_at) & (EditorialReview.story_id < it.story_id)
    )
    ahead = _there(select(func.count())).where(EditorialReview.stage == Stage.WAITS, sooner)
    return Clock(1 + db.session.scalar(ahead), usual_time(), is_late=clock.now() > it.promised_at)


def usual_time() -> timedelta | None:
    """Half of the last answers came sooner."""
    answered = select(EditorialReview.sent_at, EditorialReview.decided_at).where(
        EditorialReview.decided_at >= EditorialReview.sent_at
    )
    rows = db.session.execute(answered.order_by(EditorialReview.decided_at.desc()).limit(LATELY)).all()
    took = [(row.decided_at - row.sent_at).total_seconds() for row in rows]
    return timedelta(seconds=median(took)) if took else None


def queue(*, waiting: bool) -> Sequence[EditorialReview]:
    """Those that wait to be read, the longest waiting first; else the others, the newest first."""
    shown = _there(select(EditorialReview)).options(*_IN_A_ROW).limit(PAGE)
    if waiting:
        shown = shown.where(EditorialReview.stage == Stage.WAITS)
        shown = shown.order_by(EditorialReview.sent_at, EditorialReview.story_id)
    else:
        shown = shown.where(EditorialReview.stage.in_((Stage.CHANGES, Stage.APPROVED)))
        shown = shown.order_by(EditorialReview.moved_at.desc(), EditorialReview.story_id.desc())
    return db.session.scalars(shown).all()


def sheet_of(it: EditorialReview, me: Member) -> Sheet:
    sent = revision_sent(it)
    assert sent is not None  # noqa: S101  a revision that was sent is never thrown away
    parts = paragraphs(html_of(sent.text, me))
    said: dict[int, list[EditorialComment]] = {}
    for number, comments in _by_revision(it.comments).items():
        old = revision_sent(it, number) if number != it.number else None
        at = places(paragraphs(html_of(old.text, me)), parts) if old else range(len(parts))
        for one in comments:
            known = one.paragraph is not None and one.paragraph < len(at)
            said.setdefault(at[one.paragraph or 0] if known else WHOLE, []).append(one)
    return Sheet(sent, parts, said)


def _by_revision(comments: Sequence[EditorialComment]) -> Mapping[int, list[EditorialComment]]:
    found: dict[int, list[EditorialComment]] = {}
    for one in comments:
        found.setdefault(one.number, []).append(one)
    return found


def _there(seen: Select[Any]) -> Select[Any]:
    """Of stories that were not removed."""
    joined = seen.select_from(EditorialReview).join(Story, Story.id == EditorialReview.story_id)
    return joined.where(Story.removed_at.is_(None))


_STORY = joinedload(EditorialReview.story).joinedload(Story.author)
_IN_A_ROW = (_STORY, joinedload(EditorialReview.taken_by), joinedload(EditorialReview.decided_by))
_WHOLE = (*_IN_A_ROW, selectinload(EditorialReview.comments).joinedload(EditorialComment.member))
