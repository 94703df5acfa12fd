"""A trip, from the first draft to its page, its room, its reminder and its calendar file."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from community import clock, jobs
from community.chat.models import Membership
from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.engagement.standing import Standing, Tier
from community.leaving.erasing import erase
from community.members import Role
from community.notifications.models import Notification
from community.search import find
from livestream.trips.following import follow
from livestream.trips.models import Phase, Trip, TripFollower
from livestream.trips.planning import change, plan, publish
from livestream.trips.travelling import ask_along, name_host
from tests.conftest import joins
from tests.livestream.trips.conftest import local, words


def form(**fields):
    return {**{key: value for key, value in vars(words()).items() if value is not None}, **fields}


def told(member):
    news = db.session.query(Notification).filter_by(member_id=member.id)
    return [it.kind for it in news.order_by(Notification.id)]


def seated(trip):
    return {it.member_id for it in db.session.query(Membership).filter_by(room_id=trip.room_id)}


def test_a_trip_is_planned_shown_and_followed(pia, ben, browser_of):
    desk = browser_of(pia)
    made = desk.post("/trips", data=form(disclosure="sponsored", sponsor="Cascina Donato"))
    it = db.session.query(Trip).one()
    assert made.location == it.url == f"/trips/{it.id}-nine-days-in-piedmont"
    assert browser_of(ben).get(it.url).status_code == 404
    assert it.url not in browser_of(ben).get("/trips").text
    assert it.url in desk.get("/trips").text
    desk.post(f"/trips/{it.id}/stops", data={"name": "The vineyard", "begins": local(4), "spot": "44.7, 8"})
    desk.post(f"/trips/{it.id}/publication")
    page = browser_of(ben).get(it.url).text
    for words_there in ("Sponsored by Cascina Donato", "The vineyard", "Begins in", "Follow this trip"):
        assert words_there in page
    assert "Sponsored by Cascina Donato" in browser_of(ben).get("/trips").text
    browser_of(ben).post(f"/trips/{it.id}/following", data={"followed": "1"})
    assert "Followed" in browser_of(ben).get(it.url).text
    assert it.room.url in browser_of(ben).get(it.url).text
    assert browser_of(ben).get(it.room.url).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Give the trip a name"),
        ({"place": ""}, "Say where it leads"),
        ({"begins": "soon"}, "Give a day and a time"),
        ({"time_zone": "Mars/North"}, "Give a day and a time"),
        ({"ends": local(1)}, "It ends before it begins"),
        ({"ends": local(90)}, "at most 60 days"),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"text": "x" * 4001}, "at most 4,000 characters"),
        ({"disclosure": "sponsored"}, "Say who it was"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(pia, browser_of, fields, sentence):
    answer = browser_of(pia).post("/trips", data=form(**{"place": "Alba"} | fields))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "A harvest, a factory" in answer.text or "text" in fields
    assert not db.session.query(Trip).count()


def test_only_those_who_run_the_programme_plan(ada, trip, browser_of):
    browser = browser_of(ada)
    assert browser.get("/trips/new").status_code == 403
    assert browser.post("/trips", data=form()).status_code == 403
    for change_of in ("edition", "removal", "publication", "stops", "travellers"):
        assert browser.post(f"/trips/{trip.id}/{change_of}", data=form()).status_code == 403
    assert "Plan a trip" not in browser.get("/trips").text


def test_a_trip_for_a_tier_does_not_exist_for_others(pia, ben, mia, browser_of):
    it = plan(words(audience=Audience.APASS), by=pia)
    publish(it, by=pia)
    with transaction():
        db.session.merge(Standing(member_id=ben.id, tier=Tier.APASS, tier_since=clock.now()))
    assert browser_of(ben).get(it.url).status_code == 200
    for path in (it.url, f"/trips/{it.id}/calendar.ics"):
        assert browser_of(mia).get(path).status_code == 404
    for path in ("following", "reminder"):
        assert browser_of(mia).post(f"/trips/{it.id}/{path}", data={"followed": "1"}).status_code == 404
    assert it.url not in browser_of(mia).get("/trips").text


def test_who_is_asked_along_says_yes_or_no(pia, ada, ben, draft, browser_of):
    desk = browser_of(pia)
    for handle in ("@ada", "ben"):
        desk.post(f"/trips/{draft.id}/travellers", data={"handle": handle})
    assert told(ada) == ["invited"]
    assert "asks you to come along" in browser_of(ada).get("/notifications").text
    assert draft.url in browser_of(ada).get("/trips").text
    browser_of(ada).post(f"/trips/{draft.id}/invitation", data={"answer": "yes"})
    browser_of(ben).post(f"/trips/{draft.id}/invitation", data={"answer": "no"})
    assert told(pia) == ["trip"]
    assert told(ben) == []
    assert [one.id for one in draft.travellers] == [ada.id]
    assert browser_of(ben).get(draft.url).status_code == 404
    desk.post(f"/trips/{draft.id}/publication")
    assert seated(draft) == {pia.id, ada.id}
    assert "Ada" in browser_of(ben).get(draft.url).text


@pytest.mark.parametrize(("handle", "sentence"), [("nobody", "Nobody here"), ("ada", "travels already")])
def test_nobody_is_asked_twice_nor_made_up(pia, trip, browser_of, handle, sentence):
    answer = browser_of(pia).post(f"/trips/{trip.id}/travellers", data={"handle": handle})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_host_changes_the_trip_but_takes_it_away_no_more_than_others(pia, ada, mia, trip, browser_of):
    ask_along(trip, "mia", by=pia)
    desk = browser_of(pia)
    refused = desk.post(f"/trips/{trip.id}/travellers/{mia.id}/hosting", follow_redirects=True)
    assert "Only somebody who travels" in refused.text
    assert trip.host_id is None
    desk.post(f"/trips/{trip.id}/travellers/{ada.id}/hosting")
    host = browser_of(ada)
    assert host.post(f"/trips/{trip.id}/edition", data=form(title="Ten days")).status_code == 303
    assert trip.title == "Ten days"
    assert host.post(f"/trips/{trip.id}/removal").status_code == 403
    desk.post(f"/trips/{trip.id}/travellers/{ada.id}/removal")
    assert trip.host_id is None
    assert ada.id not in seated(trip)
    assert host.post(f"/trips/{trip.id}/edition", data=form()).status_code == 403


def test_who_follows_hears_when_it_moves_and_not_of_a_new_word(pia, ben, trip):
    follow(trip, by=ben)
    change(trip, words(text="Other words"), by=pia)
    assert told(ben) == []
    change(trip, words(ends=local(12)), by=pia)
    assert told(ben) == ["trip"]


def test_a_trip_does_not_move_away_from_its_stops(pia, trip, browser_of):
    answer = browser_of(pia).post(f"/trips/{trip.id}/edition", data=form(begins=local(4, 22)))
    assert "Move or remove those first" in answer.text
    assert answer.status_code == 422


def test_a_reminder_comes_an_hour_before_once_and_to_whoever_wanted_it(ben, mia, trip, browser_of):
    follow(trip, by=mia)
    browser_of(ben).post(f"/trips/{trip.id}/reminder", data={"reminded": "1"})
    assert "We remind you" in browser_of(ben).get(trip.url).text
    with clock.stopped(trip.begins_at - timedelta(hours=2)):
        jobs.run_due()
        assert told(ben) == []
    with clock.stopped(trip.begins_at - timedelta(minutes=59)):
        jobs.run_due()
        jobs.run_due()
        assert told(ben) == ["reminder"]
        assert told(mia) == []
        assert "begins in an hour" in browser_of(ben).get("/notifications").text


def test_a_reminder_moves_with_the_trip(pia, ben, trip, browser_of):
    browser_of(ben).post(f"/trips/{trip.id}/reminder", data={"reminded": "1"})
    first = trip.begins_at
    change(trip, words(begins=local(3, 10)), by=pia)
    with clock.stopped(first - timedelta(minutes=59)):
        jobs.run_due()
        assert told(ben) == ["trip"]
    with clock.stopped(trip.begins_at - timedelta(minutes=59)):
        jobs.run_due()
        assert told(ben) == ["trip", "reminder"]


def test_a_forgotten_reminder_is_silent_and_a_late_one_is_refused(ben, trip, browser_of):
    browser = browser_of(ben)
    browser.post(f"/trips/{trip.id}/reminder", data={"reminded": "1"})
    browser.post(f"/trips/{trip.id}/reminder", data={"reminded": "0"})
    with clock.stopped(trip.begins_at - timedelta(minutes=30)):
        jobs.run_due()
        assert told(ben) == []
        late = browser.post(f"/trips/{trip.id}/reminder", data={"reminded": "1"}, follow_redirects=True)
        assert "within the hour" in late.text
    with clock.stopped(trip.begins_at):
        assert browser.post(f"/trips/{trip.id}/reminder", data={"reminded": "1"}).status_code == 403


def test_unfollowing_leaves_the_room_but_a_traveller_stays(ada, ben, trip, browser_of):
    for member in (ada, ben):
        browser_of(member).post(f"/trips/{trip.id}/following", data={"followed": "1"})
        browser_of(member).post(f"/trips/{trip.id}/following", data={"followed": "0"})
    assert ben.id not in seated(trip)
    assert ada.id in seated(trip)
    assert not db.session.query(TripFollower).count()


def test_the_calendar_file_holds_the_trip_and_its_stops(ben, pia, trip, browser_of):
    change(trip, words(title="Piedmont; and, more", text="x" * 200), by=pia)
    answer = browser_of(ben).get(f"/trips/{trip.id}/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    calendar = Calendar.from_ical(answer.data)
    whole, first, second = calendar.events
    assert not calendar.errors
    assert whole["SUMMARY"] == "Piedmont; and, more"
    assert (whole.start, whole.end) == (trip.begins_at, trip.ends_at)
    assert first["SUMMARY"].startswith("The vineyard")
    assert len({whole["UID"], first["UID"], second["UID"]}) == 3


def test_the_phases_of_a_trip(trip):
    for moment, phase in (
        (trip.begins_at - timedelta(seconds=1), Phase.PLANNED),
        (trip.begins_at, Phase.UNDER_WAY),
        (trip.ends_at, Phase.OVER),
    ):
        with clock.stopped(moment):
            assert trip.phase is phase


def test_times_are_those_of_the_place_and_of_the_reader(ben, trip, browser_of):
    page = browser_of(ben).get(trip.url).text
    assert "10:00" in page
    assert "your time" in page
    with transaction():
        ben.time_zone = "Europe/Berlin"
    assert "10:00" in browser_of(ben).get(trip.url).text


def test_a_trip_is_found_by_what_it_stops_at(ada, trip, browser_of):
    jobs.run_due()
    assert ("trip", trip.id) in [(hit.kind, hit.id) for hit in find("vineyard").hits]
    assert trip.url in browser_of(ada).get("/search?q=vineyard&kind=trip").text


def test_a_trip_is_liked_shared_and_saved(ben, trip, browser_of):
    browser = browser_of(ben)
    browser.post(f"/contributions/{trip.id}/like")
    assert trip.likes == 1
    assert browser.post(f"/contributions/{trip.id}/shares").status_code in {200, 201, 303}
    browser.post(f"/contributions/{trip.id}/bookmark", data={"note": ""})
    assert trip.title in browser.get("/bookmarks").text


def test_a_removed_trip_is_gone(pia, ben, trip, browser_of):
    browser_of(pia).post(f"/trips/{trip.id}/removal")
    assert browser_of(ben).get(trip.url).status_code == 404
    assert trip.url not in browser_of(pia).get("/trips").text


def test_a_trip_outlives_whoever_planned_it(pia, ada, trip):
    name_host(trip, ada, by=pia)
    erase(pia, keeps_words=False)
    assert trip.author_id == ada.id
    assert trip.title == "Nine days in Piedmont"


def test_a_traveller_who_leaves_the_club_is_named_no_more(pia, ada, ben, trip, browser_of):
    name_host(trip, ada, by=pia)
    follow(trip, by=ben)
    erase(ada, keeps_words=False)
    erase(ben, keeps_words=False)
    db.session.expire_all()
    assert trip.travellers == []
    assert trip.host_id is None
    assert not db.session.query(TripFollower).count()
    assert browser_of(pia).get(trip.url).status_code == 200


def test_pages_ask_little_however_many_there_are(pia, mia, queries, browser_of):
    browser, first = browser_of(mia), {}
    for many in (1, 8):
        for nth in range(many):
            it = plan(words(title=f"Trip {many} {nth}"), by=pia)
            publish(it, by=pia)
            for on in range(many):
                ask_along(it, joins(f"m{many}x{nth}x{on}").handle, by=pia)
        for path in ("/trips", it.url):
            browser.get(path)
            with queries() as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 16, "\n\n".join(asked)
            assert len(asked) <= first.setdefault(path == "/trips", len(asked))


def test_strangers_and_odd_addresses(app, mia, trip, browser_of):
    assert app.test_client().get(trip.url).status_code == 401
    browser = browser_of(mia)
    assert browser.get(f"/trips/{trip.id}-wrong").location == trip.url
    assert browser.get("/trips/99999999999999999999").status_code == 404
    assert browser.get("/trips?page=99999999999999").status_code == 200
    assert browser.get(f"/trips/{trip.id + 1}/stops/{trip.stops[0].id}").status_code == 404


def test_service_managers_plan_too_and_a_gift_is_said(pia, ben, browser_of):
    with transaction():
        ben.role = Role.SERVICE_MANAGER
    it = plan(words(disclosure=Disclosure.GIFTED, sponsor="Orsa"), by=ben)
    publish(it, by=ben)
    assert "Gifted by Orsa" in browser_of(pia).get(it.url).text
