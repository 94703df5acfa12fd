"""Ada has what it takes: a month here, a face and words, two stories. Mo decides."""

from datetime import timedelta

import pytest

from community import clock
from community.db import transaction
from community.entrance.joining import joined
from community.members import Role
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.bloggers.applying import apply

WORDS = "I write about watches that are repaired rather than replaced, and show every bill."


@pytest.fixture
def writer(ada):
    with transaction():
        ada.joined_at = clock.now() - timedelta(days=40)
        ada.portrait, ada.bio = "w1h1-000000-" + "0" * 40, "Watches."
    for title in ("A first watch", "A second watch"):
        publish(write(title, "It *ticks*.", by=ada), by=ada)
    return ada


@pytest.fixture
def other_moderator(app):
    with transaction():
        return joined(handle="kim", name="Kim", email="kim@example.org", password=None, role=Role.MODERATOR)


@pytest.fixture
def application(writer, moderator):
    return apply(writer, "Watches, Repair", "https://example.org/watches", WORDS, pledges=True)
