"""Mo keeps the list; Ada and Ben write, Mia reads."""

import pytest

from community.watched.keeping import watch
from community.watched.models import Act
from tests.posts.conftest import lab, moderator, nothing_kept

__all__ = ["lab", "moderator", "nothing_kept"]


@pytest.fixture
def watching(moderator):
    """Mo watches a word."""
    return lambda word, act, instead="": watch(word, Act(act), moderator, instead)
