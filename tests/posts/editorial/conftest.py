"""Ada is verified and has written; Mo moderates, Wen runs the programme."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.entrance.joining import joined
from community.members import Role
from posts.blog.writing import write
from posts.bloggers.models import LASTS, Badge
from posts.editorial.models import EditorialReview

TEXT = "One bag and nothing else.\n\nThe second day it rained.\n\n- a hat\n- a coat"


@pytest.fixture
def ada(ada):
    """Verified a day ago."""
    since = clock.now() - timedelta(days=1)
    with transaction():
        ada.role = Role.BLOGGER
        db.session.add(Badge(member_id=ada.id, topics="Travel", since=since, ends_at=since + LASTS))
    return ada


@pytest.fixture
def wen(app):
    with transaction():
        role = Role.PROGRAMME_MANAGER
        return joined(handle="wen", name="Wen", email="wen@example.org", password=None, role=role)


@pytest.fixture
def mo(moderator):
    return moderator


@pytest.fixture
def coast(ada):
    """A draft."""
    return write("Three days on the coast", TEXT, by=ada)


@pytest.fixture
def lines(browser_of):
    return lambda member: browser_of(member).get("/notifications").text


def review(story) -> EditorialReview:
    db.session.expire_all()
    return db.session.get_one(EditorialReview, story.id)
