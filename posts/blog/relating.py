"""What to read after a story: more by its author, and what shares its subjects or its readers."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import aliased

from community.audience import readable_by
from community.contributions import Contribution
from community.db import rows
from community.members import Member
from community.statements import one_of
from posts.blog.models import Story, StoryReading
from posts.blog.reading import columns_of_stories
from posts.tagging import ContributionTag

FEW = 3
CANDIDATES = 24
ASKED = 200  # of its readers: what these read to the end
SUBJECT, READER = 3, 1  # what a shared subject and a shared reader weigh
_theirs, _tag = aliased(StoryReading), aliased(ContributionTag)


class Onward(NamedTuple):
    by_author: Sequence[Row[Any]]
    related: Sequence[Row[Any]]


def onward_from(story: Story, me: Member) -> Onward:
    """In one question to the database, whatever there is."""
    cards = rows(_onward(), {"me": me.id, "story": story.id, "author": story.author_id})
    own = [card for card in cards if card.author_id == story.author_id]
    others = [card for card in cards if card.author_id != story.author_id]
    return Onward(own[:FEW], sorted(others, key=lambda card: -card.weight)[:FEW])


@cache
def _onward() -> Select[Any]:
    """Put together once."""
    me, author = bindparam("me", type_=Member.id.type), bindparam("author", type_=Member.id.type)
    story = bindparam("story", type_=Contribution.id.type)
    weighed = _weighed(story)
    newest = (
        select(Contribution.id)
        .where(Contribution.author_id == author, one_of(Contribution.kind, ["story"]), readable_by(me))
        .order_by(Contribution.published_at.desc())
        .limit(FEW + 1)
        .subquery()
    )
    near = select(weighed.c.id).union(select(newest.c.id))  # looked up one by one, however many there are
    return (
        columns_of_stories(me)
        .outerjoin(weighed, weighed.c.id == Contribution.id)
        .add_columns(func.coalesce(weighed.c.weight, 0).label("weight"))
        .where(Contribution.id != story, Contribution.id.in_(near))
    )


def _weighed(story_id: Any) -> Any:  # noqa: ANN401  a place for an id
    """Ids with how near each is, the nearest first."""
    subjects = select(ContributionTag.tag_id).where(ContributionTag.contribution_id == story_id)
    by_subject = select(_tag.contribution_id.label("id"), literal(SUBJECT).label("weight")).where(
        _tag.tag_id.in_(subjects)
    )
    readers = (
        select(StoryReading.member_id)
        .where(StoryReading.story_id == story_id, StoryReading.finished_at.is_not(None))
        .order_by(StoryReading.at.desc())
        .limit(ASKED)
    )
    by_readers = select(_theirs.story_id, literal(READER)).where(
        _theirs.member_id.in_(readers), _theirs.finished_at.is_not(None)
    )
    near = union_all(by_subject, by_readers).subquery()
    weight = func.sum(near.c.weight)
    ranked = (
        select(near.c.id, weight.label("weight"))
        .join(Story.__table__, Story.__table__.c.id == near.c.id)
        .group_by(near.c.id)
        .order_by(weight.desc(), near.c.id.desc())
        .limit(CANDIDATES)
    )
    return ranked.cte("weighed")
