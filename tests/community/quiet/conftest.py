"""The board of the first floor, to talk on."""

from tests.posts.conftest import lab, moderator, nothing_kept

__all__ = ["lab", "moderator", "nothing_kept"]
