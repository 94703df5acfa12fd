"""Ada lives in the club for a while, and her passport is stamped; what was taken back stamps nothing."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from community import clock
from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.engagement.standing import standing_of
from livestream.trips.following import follow
from programme.stamps.reading import stamps_of
from programme.stamps.shelf import Stamp, stamps
from tests.conftest import joins
from tests.livestream.trips.conftest import draft, pia, trip

__all__ = ["draft", "pia", "trip"]

NOW = clock.now()


def stamped(member) -> dict[str, date]:
    return {it.stamp.name: it.on for it in stamps_of(member) if it.on}


def done(member, name: str) -> int:
    return next(it.done for it in stamps_of(member) if it.stamp.name == name)


def does(who, deed: Deed, ago: int = 0, **more):
    with transaction():
        return record(deed, by=who, occurred_at=NOW - timedelta(days=ago), **more)


def test_the_first_story_stamps_the_passport_with_its_day(ada):
    assert stamped(ada) == {}
    does(ada, Deed.STORY_PUBLISHED, ago=3)
    does(ada, Deed.STORY_PUBLISHED, ago=1)
    assert stamped(ada) == {"first_story": (NOW - timedelta(days=3)).date()}
    assert done(ada, "ten_stories") == 2


def test_ten_answers_that_helped(ada, ben):
    for ago in range(12, 2, -1):
        does(ben, Deed.HELPED, ago=ago, to=ada)
    found = stamped(ada)
    assert found["first_help"] == (NOW - timedelta(days=12)).date()
    assert found["ten_helps"] == (NOW - timedelta(days=3)).date()
    assert stamped(ben) == {}


def test_what_was_taken_back_stamps_nothing(ada):
    does(ada, Deed.TIP_SHARED, key="a tip")
    assert "first_tip" in stamped(ada)
    with transaction():
        take_back("a tip", by=ada)
    assert stamped(ada) == {}
    assert done(ada, "first_tip") == 0


def test_a_year_in_is_on_the_day_one_joined(app):
    with clock.stopped(datetime(2023, 6, 5, 12, tzinfo=UTC)):
        old = joins("Old")
    with clock.stopped(datetime(2024, 6, 4, 12, tzinfo=UTC)):
        assert "one_year" not in stamped(old)
    with clock.stopped(datetime(2024, 6, 5, 1, tzinfo=UTC)):
        assert stamped(old)["one_year"] == date(2024, 6, 5)
        assert done(old, "three_years") == 1


def test_who_joined_on_a_leap_day_waits_until_march(app):
    with clock.stopped(datetime(2024, 2, 29, 12, tzinfo=UTC)):
        leap = joins("Leap")
    with clock.stopped(datetime(2025, 3, 1, 12, tzinfo=UTC)):
        assert stamped(leap)["one_year"] == date(2025, 3, 1)


def test_the_first_trip_that_one_follows(ada, trip, ben):
    with transaction():
        follow(trip, by=ben)
    assert stamped(ben) == {"first_trip": clock.today()}
    assert "first_trip" not in stamped(ada)


def test_a_stamp_moves_no_score(ada, browser_of):
    does(ada, Deed.STORY_PUBLISHED)
    before = standing_of(ada.id).score
    page = browser_of(ada).get("/passport/stamps").text
    assert "Your first story" in page
    assert "To come" in page
    assert standing_of(ada.id).score == before


def test_the_pages_and_programs_say_the_same(ada, browser_of):
    browser = browser_of(ada)
    assert "No stamp yet" in browser.get("/passport/stamps").text
    does(ada, Deed.REPLY_WRITTEN)
    items = browser.get("/api/v1/me/stamps").json["items"]
    assert (items[0]["name"], items[0]["on"]) == ("first_reply", str(NOW.date()))
    assert len(items) == len(stamps())
    assert 'href="/passport/stamps"' in browser.get("/passport").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": {"en": "Only English"}},
        {"counts": [], "received": []},
        {"other": "years"},
        {"times": 0},
        {"counts": ["story.read"]},
        {"colour": "red"},
    ],
)
def test_a_stamp_that_is_not_whole_is_no_stamp(wrong):
    whole = {"name": "x", "icon": "gem", "counts": ["tip.shared"]}
    words = {"words": {"en": "x", "zh_Hans": "x", "vi": "x"}}
    assert Stamp.model_validate(whole | words)
    with pytest.raises(ValidationError):
        Stamp.model_validate(whole | words | wrong)


def test_every_stamp_has_a_name_of_its_own_and_a_picture_of_the_house():
    names = [it.name for it in stamps()]
    assert len(set(names)) == len(names)
    known = set(re.split(r"\s+", (Path(__file__).parents[3] / "static/icons.txt").read_text()))
    assert {it.icon for it in stamps()} <= known
