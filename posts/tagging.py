"""Tags: what a story or a topic is about, in its author's words."""

import re
from typing import NamedTuple

from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.audience import readable_by
from community.belonging import OWN
from community.contributions import Contribution
from community.db import Model, Refusal, db, insert_or
from community.members import Member
from community.slugs import slug_of

MOST = 5
LONGEST = 30


class Tag(Model):
    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]  # as whoever used it first wrote it


class ContributionTag(Model):
    __tablename__ = "contribution_tag"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True, index=True)


class TooManyTags(Refusal):
    """More than anybody would look through."""


class TagTooLong(Refusal):
    """A tag is a word or two."""


class TagName(NamedTuple):
    slug: str
    name: str


def tags_in(typed: str) -> list[TagName]:
    """The tags of a field such as "travel, 行李"; nothing is refused, so it also reads what is stored."""
    names = (" ".join(name.strip(" #").split()) for name in re.split(r"[,，、;；\n]", typed))
    return list({slug: TagName(slug, name) for name in names if (slug := slug_of(name))}.values())


def checked_tags(typed: str) -> list[TagName]:
    tags = tags_in(typed)
    if len(tags) > MOST:
        raise TooManyTags
    if any(len(tag.name) > LONGEST for tag in tags):
        raise TagTooLong
    return tags


def tag(it: Contribution, typed: str) -> str:
    """From now on it has these tags and no others; answers how they are written. In a transaction."""
    tags = checked_tags(typed)
    db.session.execute(delete(ContributionTag).where(ContributionTag.contribution_id == it.id))
    if tags:
        rows = [each._asdict() for each in tags]
        db.session.execute(insert_or(Tag).values(rows).on_conflict_do_nothing(index_elements=["slug"]))
        ids = db.session.scalars(select(Tag.id).where(Tag.slug.in_([each.slug for each in tags])))
        db.session.add_all(ContributionTag(contribution_id=it.id, tag_id=id) for id in ids)
    return ", ".join(each.name for each in tags)


def much_used(kind: str, me: Member, limit: int = 8) -> list[TagName]:
    """The tags most used by what `me` may read of a kind."""
    used = (
        select(Tag.slug, Tag.name)
        .join(ContributionTag, ContributionTag.tag_id == Tag.id)
        .join(Contribution, Contribution.id == ContributionTag.contribution_id)
        .where(Contribution.kind == kind, readable_by(me.id))
        .group_by(Tag.id, Tag.slug, Tag.name)
        .order_by(func.count().desc(), Tag.slug)
        .limit(limit)
    )
    return [TagName(*row) for row in db.session.execute(used)]
