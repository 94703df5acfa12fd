"""Ada hosts a stream and shows pieces of her November basket; Ben and Mia watch."""

import pytest

from tests.livestream.streams.conftest import (  # noqa: F401
    ada,
    films,
    live,
    nothing_is_known,
    rob,
    stream,
)
from tests.posts.shopping.conftest import basket, november, piece_called, shop  # noqa: F401


@pytest.fixture
def saddle(november):  # noqa: F811
    return piece_called(november, "Saddle")
