"""Ada's story, which Ben may repost; Cleo follows Ben and does not know Ada."""

import pytest

from community.following import follow
from posts.blog.publishing import publish
from posts.blog.writing import write
from tests.conftest import joins


@pytest.fixture
def coast(ada):
    story = write("Three days on the coast", "One bag and nothing else.", by=ada)
    publish(story, by=ada)
    return story


@pytest.fixture
def cleo(ben):
    cleo = joins("Cleo")
    follow(ben, by=cleo)
    return cleo


@pytest.fixture
def lines(browser_of):
    """What the page of notifications says to a member."""
    return lambda member: browser_of(member).get("/notifications").text
