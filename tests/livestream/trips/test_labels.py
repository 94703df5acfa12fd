"""Pia's trip is paid for and does not say so. She is of the team: Rob labels it, Tess reads her appeal."""

import pytest

from community.contributions import Disclosure
from community.db import db, transaction
from community.engagement.standing import standing_of
from community.jobs import run_due
from community.members import Role
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.reporting import report
from community.search import rebuild
from livestream.trips.models import Trip
from posts.bookmarks.keeping import keep
from posts.reactions.liking import like
from tests.community.moderation.conftest import decided, half_a_minute_later
from tests.conftest import joins
from tests.livestream.trips.test_trips import form

LABEL = "Advertisement"


def administrator(name):
    it = joins(name)
    with transaction():
        it.role = Role.ADMINISTRATOR
    return it


@pytest.fixture
def rob(app):
    return administrator("Rob")


@pytest.fixture
def tess(app):
    return administrator("Tess")


def labelled(it, by, rob):
    return decided(report(it, "undisclosed", "The winery paid.", by=by).case, "label", rob)


def test_a_trip_is_reported_from_its_page_and_labelled_wherever_it_is_shown(trip, mia, rob, browser_of):
    theirs = browser_of(mia)
    assert f"/contributions/{trip.id}/report" in theirs.get(trip.url).text
    keep(trip, by=mia)
    labelled(trip, mia, rob)
    rebuild()
    for place in (trip.url, "/trips", "/search?q=piedmont", "/bookmarks"):
        assert LABEL in theirs.get(place).text, place
    assert theirs.get(f"/api/v1/trips/{trip.id}").json["disclosure"] == "advertisement"
    assert LABEL in theirs.get(f"{trip.url.rpartition('-nine')[0]}/calendar.ics").text


def test_the_queue_calls_it_a_trip(trip, mia, rob, browser_of):
    case = report(trip, "undisclosed", "", by=mia).case
    page = browser_of(rob).get(f"/moderation/cases/{case.id}").text
    assert "Trip" in page
    assert "Label as advertisement" in page


def test_those_who_plan_change_the_rest_and_the_label_stays(trip, pia, mia, rob, browser_of):
    labelled(trip, mia, rob)
    desk, there = browser_of(pia), f"/trips/{trip.id}/edition"
    page = desk.get(there).text
    assert "The label stays" in page
    assert 'name="disclosure"' not in page
    sent = form(title="Ten days in Piedmont")
    for name in ("disclosure", "sponsor"):
        sent.pop(name, None)
    assert desk.post(there, data=sent).status_code == 303
    it = db.session.get(Trip, trip.id)
    assert (it.title, it.disclosure) == ("Ten days in Piedmont", Disclosure.ADVERTISEMENT)
    for given in ("", "gifted"):
        refused = desk.post(there, data=sent | {"disclosure": given, "sponsor": "Rosso"})
        assert refused.status_code == 422
        assert "for those who keep order" in refused.text


def test_its_points_go_back_and_come_again(trip, ada, pia, ben, rob, mia, tess):
    like(trip, by=ben)
    worth = standing_of(pia.id).score
    assert worth > 0
    decision = labelled(trip, mia, rob)
    half_a_minute_later()
    assert standing_of(pia.id).score == 0
    decide_appeal(appeal(decision, "The club paid."), "So it did.", by=tess, won=True)
    run_due()
    db.session.expire_all()
    assert db.session.get(Trip, trip.id).disclosure is None
    assert standing_of(pia.id).score == worth
