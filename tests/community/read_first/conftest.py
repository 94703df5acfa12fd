"""Ada is read first; Mo reads, Mia would like to."""

import pytest

from community.read_first.keeping import read_first
from tests.posts.conftest import lab, moderator, nothing_kept

__all__ = ["lab", "moderator", "nothing_kept"]


@pytest.fixture
def reading(ada, moderator):
    return read_first(ada, "Two warnings in a week.", 7, by=moderator)
