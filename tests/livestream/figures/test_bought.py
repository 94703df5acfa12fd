"""Pia's trip is over: what was bought of that which Ada showed on it, and at which stop she filmed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.members import Member
from livestream.figures.bought import bought_of, count_what_was_bought
from livestream.shelf.laying import lay
from livestream.streams.going_live import announce, begin
from livestream.streams.models import Stream
from livestream.trips.moments import FIELD
from livestream.trips.stops import StopWords, add_stop, remove_stop
from tests.conftest import joins
from tests.livestream.shelf.conftest import ada, basket, nothing_is_known, november, saddle, shop  # noqa: F401
from tests.livestream.trips.conftest import draft, pia, trip  # noqa: F401


@pytest.fixture
def stop(trip, pia):  # noqa: F811
    begins = (trip.begins_at + timedelta(hours=2)).astimezone(trip.zone)
    return add_stop(trip, StopWords("The cellar", begins.strftime(FIELD)), by=pia)


@pytest.fixture
def filmed(ada, trip, stop, saddle):  # noqa: F811
    it = announce("Harvest morning", Audience.MEMBERS, by=ada, trip=trip, stop=stop)
    begin(it)
    lay(it, saddle.id, by=ada)
    return it


def orders(trip, product, *names, deed=Deed.PURCHASE_MADE, days=1):  # noqa: F811
    for name in names:
        who = db.session.scalar(select(Member).where(Member.handle == name.lower())) or joins(name)
        with transaction():
            at = trip.begins_at + timedelta(days=days)
            record(deed, by=who, key=f"mall:{name}:{deed}:{days}", product=product, amount=1, occurred_at=at)


def counted(trip):  # noqa: F811
    with clock.stopped(trip.ends_at + timedelta(days=3)):
        count_what_was_bought()
    return [(row.name, row.orders, row.returned) for row in bought_of(trip)]


def test_orders_since_it_began_are_told_with_what_went_back(trip, filmed, saddle, mia, browser_of):  # noqa: F811
    orders(trip, saddle.name, "Cara", "Dan", "Eve", "Finn")
    orders(trip, saddle.name, "Dan", deed=Deed.PURCHASE_RETURNED, days=2)
    orders(trip, saddle.name, "Cara", days=-1)
    assert counted(trip) == [(saddle.name, 4, 1)]
    assert counted(trip) == [(saddle.name, 4, 1)]
    with clock.stopped(trip.ends_at + timedelta(days=4)):
        page = browser_of(mia).get(trip.url).text
    assert "What was bought" in page
    assert "4 orders" in page


def test_what_two_bought_is_told_to_nobody(trip, filmed, saddle):  # noqa: F811
    orders(trip, saddle.name, "Cara", "Dan")
    assert counted(trip) == []


def test_what_was_bought_long_after_it_is_not_of_it(trip, filmed, saddle):  # noqa: F811
    orders(trip, saddle.name, "Cara", "Dan", "Eve", days=100)
    assert counted(trip) == []


def test_its_stop_shows_what_was_filmed_there_and_leaves_it_with_the_trip(
    trip,  # noqa: F811
    stop,
    filmed,
    pia,  # noqa: F811
    mia,
    browser_of,
):
    page = browser_of(mia).get(trip.url).text
    assert page.index(f'id="stop-{stop.id}"') < page.rindex(f'href="{filmed.url}"')
    remove_stop(stop, by=pia)
    db.session.expire_all()
    assert (filmed.stop_id, filmed.trip_id) == (None, trip.id)
    assert "Harvest morning" in browser_of(mia).get(trip.url).text


def test_a_host_chooses_the_stop_as_she_announces(ada, trip, stop, browser_of):  # noqa: F811
    browser = browser_of(ada)
    assert "The cellar" in browser.get("/live/new").text
    browser.post("/live", data={"title": "Harvest", "audience": "members", "trip": f"{trip.id}.{stop.id}"})
    it = db.session.query(Stream).one()
    assert (it.trip_id, it.stop_id) == (trip.id, stop.id)


def test_a_stop_that_never_was_is_not_found(ada, trip, browser_of):  # noqa: F811
    asked = {"title": "x", "audience": "members", "trip": f"{trip.id}.99999"}
    assert browser_of(ada).post("/live", data=asked).status_code == 404
    assert not db.session.query(Stream).count()
