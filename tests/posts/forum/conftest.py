"""A board on which somebody reads everything first."""

import pytest

from posts.forum.boards import create_board
from posts.forum.models import Review
from tests.posts.conftest import plan


@pytest.fixture
def careful(ben, moderator):
    """A board on which Ben reads everything first."""
    rights = {"review": Review.EVERYTHING, "keepers": [ben.id]}
    return create_board({**plan("Is it real?"), **rights}, by=moderator)
