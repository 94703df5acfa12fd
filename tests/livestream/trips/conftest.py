"""Pia runs the programme and plans a trip to Piedmont; Ada travels, Ben follows, Mia is passing by."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.entrance.joining import joined
from community.members import Role
from livestream.trips.planning import TripWords, plan, publish
from livestream.trips.stops import StopWords, add_stop
from livestream.trips.travelling import ask_along, come_along
from tests.posts.conftest import queries  # noqa: F401

ZONE = "Europe/Rome"


@pytest.fixture
def pia(app):
    with transaction():
        return joined(
            handle="pia", name="Pia", email="pia@example.org", password=None, role=Role.PROGRAMME_MANAGER
        )


def local(days: float, hour: int = 9) -> str:
    """That many days from now, at an hour on the spot."""
    return (clock.now() + timedelta(days=days)).strftime(f"%Y-%m-%dT{hour:02d}:00")


def words(**fields) -> TripWords:
    usual = {
        "title": "Nine days in Piedmont",
        "place": "Alba, Italy",
        "time_zone": ZONE,
        "begins": local(3, 8),
        "ends": local(11, 20),
        "text": "A harvest, a factory, a lake.",
    }
    return TripWords(**{**usual, **fields})


@pytest.fixture
def draft(pia):
    return plan(words(), by=pia)


@pytest.fixture
def trip(draft, pia, ada):
    """Shown, with two stops; Ada comes along."""
    add_stop(draft, StopWords("The vineyard", local(4, 10), local(4, 12), "Harvest", "44.70, 8.03"), by=pia)
    add_stop(draft, StopWords("The factory", local(5, 10), "", "", "45.07, 7.69"), by=pia)
    ask_along(draft, "@ada", by=pia)
    come_along(draft, by=ada)
    publish(draft, by=pia)
    return draft


@pytest.fixture
def at_stop(trip):
    """The clock stands at the first stop."""

    def stopped():
        return clock.stopped(trip.stops[0].begins_at + timedelta(minutes=30))

    return stopped


def refreshed(it):
    db.session.expire_all()
    return it
