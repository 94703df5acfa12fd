"""What these tests reply to."""

import pytest

from posts.blog.publishing import publish
from posts.blog.writing import write


@pytest.fixture
def coast(ada):
    """Ada's published story."""
    story = write("Three days on the coast", "One bag.", by=ada)
    publish(story, by=ada)
    return story
