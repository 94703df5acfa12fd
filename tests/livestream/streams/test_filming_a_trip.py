"""Ada travels to Piedmont and goes live from there; Mia is passing by, Pia plans the trip."""

import pytest
from werkzeug.exceptions import Forbidden

from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.disclosing import disclose
from livestream.streams.going_live import announce, begin, end
from livestream.streams.models import Stream
from tests.livestream.trips.conftest import draft, pia, trip  # noqa: F401


@pytest.fixture
def filmed(trip, ada):  # noqa: F811
    return announce("Harvest morning", Audience.MEMBERS, by=ada, trip=trip)


def test_who_travels_chooses_the_trip_when_she_goes_live(ada, trip, browser_of):  # noqa: F811
    browser = browser_of(ada)
    assert "Does it belong to a trip?" in browser.get("/live/new").text
    browser.post("/live", data={"title": "Harvest", "audience": "members", "trip": str(trip.id)})
    assert db.session.query(Stream).one().trip is trip


def test_who_does_not_travel_is_not_asked_and_cannot(rob, trip, browser_of):  # noqa: F811
    browser = browser_of(rob)
    assert "Does it belong to a trip?" not in browser.get("/live/new").text
    sent = {"title": "Mine", "audience": "members", "trip": str(trip.id)}
    assert browser.post("/live", data=sent).status_code == 403
    assert browser.post("/live", data={**sent, "trip": "999999"}).status_code == 404
    with pytest.raises(Forbidden):
        announce("Mine", Audience.MEMBERS, by=rob, trip=trip)
    assert not db.session.query(Stream).count()


def test_the_page_of_the_trip_shows_it_live_and_again(ada, mia, trip, filmed, browser_of):  # noqa: F811
    def page():
        return browser_of(mia).get(trip.url).text

    assert "Harvest morning" not in page()
    begin(filmed)
    assert "Live from the trip" in page()
    end(filmed, by=ada)
    assert "Filmed on the trip" in page()
    assert filmed.url in page()


def test_what_is_not_for_her_is_not_on_her_page_of_the_trip(ada, mia, trip, browser_of):  # noqa: F811
    with transaction():
        hidden = announce("For the team", Audience.MEMBERS, by=ada, trip=trip)
        hidden.audience = Audience.STAFF
    begin(hidden)
    assert "For the team" not in browser_of(mia).get(trip.url).text


def test_who_pays_for_the_trip_stands_on_the_stream(pia, mia, trip, filmed, browser_of):  # noqa: F811
    begin(filmed)
    disclose(trip, Disclosure.SPONSORED, "Rosso", by=pia)
    browser = browser_of(mia)
    assert "Sponsored by Rosso" in browser.get(filmed.url).text
    assert "Sponsored by Rosso" in browser.get("/live").text


def test_a_trip_one_may_not_read_is_not_named_beside_its_stream(mia, trip, filmed, browser_of):  # noqa: F811
    with transaction():
        trip.audience = Audience.STAFF
    assert trip.title not in browser_of(mia).get(filmed.url).text


def test_programs_say_the_trip_too(ada, trip, browser_of):  # noqa: F811
    sent = {"title": "Harvest", "audience": "members", "trip": trip.id}
    assert browser_of(ada).post("/api/v1/streams", json=sent).status_code == 201
    assert db.session.query(Stream).one().trip_id == trip.id
