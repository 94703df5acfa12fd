"""Helpers of the bell: what stands in it, and things to be told of."""

import pytest
from sqlalchemy import select

from community.db import db
from community.notifications.kinds import Kind
from community.notifications.models import Cause, Notification
from posts.blog.publishing import publish
from posts.blog.writing import write


@pytest.fixture
def story(ada):
    return published("Three days on the coast", ada)


def published(title, by, text="The rule was simple."):
    story = write(title, text, by=by)
    publish(story, by=by)
    return story


def news_of(member, kind: Kind | None = None):
    """The kinds that stand in a member's bell, or the rows of one kind."""
    rows = db.session.scalars(
        select(Notification).where(Notification.member_id == member.id).order_by(Notification.id)
    ).all()
    return [row for row in rows if row.kind is kind] if kind else [row.kind for row in rows]


def causes_of(notification):
    return db.session.scalars(select(Cause).where(Cause.notification_id == notification.id)).all()
