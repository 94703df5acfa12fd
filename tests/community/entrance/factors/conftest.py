"""Kim has an app on her phone, and recovery codes in a drawer."""

from datetime import UTC, datetime

import pyotp
import pytest

from community import clock
from community.entrance.factors.apps import add_app
from community.entrance.factors.recovery import make_codes

PASSWORD = "three green teapots"
SECRET = pyotp.random_base32()
NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def shown(after: int = 0) -> str:
    """What the app shows so many seconds from now."""
    return pyotp.TOTP(SECRET).at(int(clock.now().timestamp()) + after)


@pytest.fixture
def noon(app):
    with clock.stopped(NOON):
        yield NOON


@pytest.fixture
def phone(noon, kim):
    """Joined a minute ago, so that the code it shows now was not used yet."""
    with clock.stopped(NOON.replace(hour=11)):
        return add_app(kim, SECRET, shown(), "Kim's phone")


@pytest.fixture
def drawer(phone, kim):
    return make_codes(kim)


@pytest.fixture
def half_in(phone, stranger):
    """A browser in which Kim's password was typed."""
    answer = stranger.post("/sign-in", data={"name": "kim", "password": PASSWORD, "next": "/@kim"})
    assert answer.location == "/sign-in/second-factor"
    return stranger
