"""Ada's stream has ended; she cuts clips of it."""

import pytest

from livestream.clips.cutting import cut
from tests.livestream.replay.conftest import (  # noqa: F401
    ada,
    at,
    ended,
    films,
    live,
    nothing_is_known,
    rob,
    says,
    stream,
)


@pytest.fixture
def replay(ended):  # noqa: F811
    return ended()


@pytest.fixture
def clip(ada, replay):  # noqa: F811
    return cut(replay, "The light", 1.2, 2.5, by=ada)
