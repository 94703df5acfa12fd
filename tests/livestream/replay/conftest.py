"""Ada is on air; Ben and Mia watch and talk; the film is seen again."""

from datetime import UTC, datetime

import pytest

from community import clock
from community.chat.messages import say
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.going_live import close_film, end
from tests.livestream.streams.conftest import (  # noqa: F401
    ada,
    films,
    live,
    nothing_is_known,
    rob,
    stream,
)


@pytest.fixture
def at():
    """The moment at which a second of a film was filmed."""

    def at(it, second):
        first = following(folder_of(it.id)).look().segments[0]
        return datetime.fromtimestamp(first.at + second, UTC)

    return at


@pytest.fixture
def says(at):
    """Somebody says something at a second of the film."""

    def says(it, who, text, second):
        with clock.stopped(at(it, second)):
            return say(it.room, text, by=who, client_id=f"{text} {second}")

    return says


@pytest.fixture
def ended(ada, live):  # noqa: F811
    """To be called once all is said."""

    def ended():
        end(live, by=ada)
        close_film(live.id)
        return live

    return ended
