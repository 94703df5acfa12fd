"""Where a trip stops, and how that looks from above."""

import pytest

from community.db import db
from livestream.trips.mapping import HEIGHT, WIDTH, map_of
from livestream.trips.models import NoSpot, Stop
from livestream.trips.stops import spot_in
from tests.livestream.trips.conftest import local


def at(latitude, longitude, name="Alba"):
    return Stop(name=name, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize(
    ("typed", "spot"),
    [("44.70, 8.03", (44.7, 8.03)), (" -33.9;18 ", (-33.9, 18.0)), ("", None), ("44.7 8", (44.7, 8.0))],
)
def test_a_spot_is_read_as_maps_write_it(typed, spot):
    assert spot_in(typed) == spot


@pytest.mark.parametrize("typed", ["Alba", "91, 8", "44, 181", "44", "44,7,8", "1e3, 4", "nan, 1"])
def test_what_is_no_place_on_earth_is_refused(typed):
    with pytest.raises(NoSpot):
        spot_in(typed)


@pytest.mark.parametrize(
    "places",
    [
        [(44.7, 8.03), (45.07, 7.69)],
        [(44.7, 8.03), (44.7001, 8.0301)],
        [(35, 179.5), (36, -179.5)],
        [(-89.9, 0), (89.9, 120)],
        [(44.7, 8.03)] * 3,
    ],
)
def test_every_point_lies_on_the_sheet(places):
    sheet = map_of([at(*place, name="A rather long name of a place") for place in places])
    for point in sheet.points:
        assert 0 <= point.x <= WIDTH
        assert 0 <= point.y <= HEIGHT
    assert sorted(number for point in sheet.points for number in point.numbers) == [
        *range(1, len(places) + 1)
    ]


def test_north_is_up_and_east_is_right():
    south, north = map_of([at(44, 8), at(45, 9)]).points
    assert north.y < south.y
    assert north.x > south.x


def test_over_the_date_line_it_goes_on():
    west, east = map_of([at(35, 179.5), at(35, -179.5)]).points
    assert east.x > west.x


def test_one_place_is_no_map():
    assert map_of([at(44, 8), Stop(name="somewhere")]) is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Say what this stop is"),
        ({"begins": local(1)}, "lies within the trip"),
        ({"begins": ""}, "Give a day and a time"),
        ({"ends": local(4, 9)}, "ends before it begins"),
        ({"spot": "Alba"}, "Write it as a map does"),
        ({"name": "x" * 81}, "at most 80 characters"),
    ],
)
def test_what_is_wrong_with_a_stop_is_said(pia, trip, browser_of, fields, sentence):
    sent = {"name": "The lake", "begins": local(4, 15), "ends": "", "text": "Calm", "spot": ""} | fields
    answer = browser_of(pia).post(f"/trips/{trip.id}/stops", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Calm" in answer.text
    assert db.session.query(Stop).count() == 2


def test_a_stop_is_changed_and_taken_off(pia, ben, trip, browser_of):
    desk, stop = browser_of(pia), trip.stops[1]
    here = f"/trips/{trip.id}/stops/{stop.id}"
    assert "The factory" in desk.get(here).text
    desk.post(here, data={"name": "The car factory", "begins": local(5, 11)})
    page = browser_of(ben).get(trip.url).text
    assert "The car factory" in page
    assert '<svg class="trip-map"' not in page.replace("\n", " ").replace("  ", "")
    assert browser_of(ben).post(f"{here}/removal").status_code == 403
    desk.post(f"{here}/removal")
    assert "The car factory" not in browser_of(ben).get(trip.url).text
