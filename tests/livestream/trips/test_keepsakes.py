"""Ada travelled and wrote of it: her story stays with the stop."""

import pytest

from community.contributions import Audience
from community.db import db
from community.leaving.erasing import erase
from livestream.trips.keepsakes import MOST, Keepsake, keep
from livestream.trips.stops import remove_stop
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as show
from posts.shopping.publishing import withdraw
from posts.shopping.writing import begin


def shown(title, by):
    it = begin(title, by=by)
    add(it, Piece("A bottle", "Donato"), by=by)
    show(it, by=by)
    return it


@pytest.fixture
def basket(ada):
    return shown("What I brought home", by=ada)


@pytest.fixture
def here(trip):
    return f"/trips/{trip.id}/stops/{trip.stops[0].id}/keepsakes"


def test_a_traveller_keeps_what_she_made_with_a_stop(trip, basket, ada, ben, here, browser_of):
    assert basket.title in browser_of(ada).get(here).text
    browser_of(ada).post(here, data={"contribution": basket.id})
    browser_of(ada).post(here, data={"contribution": basket.id})
    assert db.session.query(Keepsake).count() == 1
    assert basket.url in browser_of(ben).get(trip.url).text
    assert browser_of(ben).post(f"{here}/{basket.id}/removal").status_code == 403
    browser_of(ada).post(f"{here}/{basket.id}/removal")
    assert basket.url not in browser_of(ben).get(trip.url).text


def test_nobody_else_keeps_and_nobody_keeps_what_is_not_hers(ben, ada, pia, basket, here, browser_of):
    draft = begin("Not shown", by=ada)
    assert browser_of(ben).get(here).status_code == 403
    assert browser_of(ben).post(here, data={"contribution": basket.id}).status_code == 403
    for member, id in ((pia, basket.id), (ada, draft.id), (ada, ""), (ada, "9" * 30)):
        sent = {"data": {"contribution": id}, "follow_redirects": True}
        assert "Choose something that you made" in browser_of(member).post(here, **sent).text
    assert not db.session.query(Keepsake).count()


def test_what_a_reader_may_not_see_is_not_told_by_the_trip(trip, basket, ada, ben, mia, here, browser_of):
    browser_of(ada).post(here, data={"contribution": basket.id})
    withdraw(basket, by=ada)
    assert basket.title not in browser_of(mia).get(trip.url).text
    show(basket, by=ada)
    basket.audience = Audience.FOLLOWERS
    db.session.commit()
    assert basket.title in browser_of(ben).get(trip.url).text
    assert basket.title not in browser_of(mia).get(trip.url).text


def test_a_stop_is_no_archive(trip, ada, here, browser_of):
    for nth in range(MOST):
        keep(trip.stops[0], shown(f"List {nth}", by=ada), by=ada)
    last = shown("One more", by=ada)
    sent = {"data": {"contribution": last.id}, "follow_redirects": True}
    assert "Put one away first" in browser_of(ada).post(here, **sent).text


def test_it_goes_with_its_stop_and_with_whoever_made_it(trip, basket, ada, pia):
    for stop in trip.stops:
        keep(stop, basket, by=ada)
    remove_stop(trip.stops[0], by=pia)
    assert db.session.query(Keepsake).count() == 1
    erase(ada, keeps_words=False)
    assert not db.session.query(Keepsake).count()


def test_who_made_nothing_yet_is_told_what_to_do(trip, ada, here, browser_of):
    assert "Write a story" in browser_of(ada).get(here).text
