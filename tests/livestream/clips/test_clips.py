"""Ada cuts a minute from her replay and tells a story with it; Ben and Mia watch what they may."""

import re

import pytest
from werkzeug.exceptions import Forbidden

from community.contributions import Audience
from community.db import db, transaction
from community.leaving.erasing import erase
from livestream.clips import cutting
from livestream.clips.cutting import cut, second_in
from livestream.clips.models import Clip, Enough, Nameless, NoSuchSecond, TooLong
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.going_live import remove
from posts.blog.publishing import publish
from posts.blog.writing import write
from tests.livestream.trips.conftest import draft, pia, trip  # noqa: F401


def test_it_is_cut_by_whole_segments(ada, replay):
    lasts = [one.seconds for one in following(folder_of(replay.id)).look().finished]
    clip = cut(replay, "  The \n light ", sum(lasts[:1]) + 0.2, sum(lasts[:2]) + 0.2, by=ada)
    assert (clip.title, clip.first, clip.last) == ("The light", 1, 2)
    assert clip.second == pytest.approx(lasts[0], abs=0.002)
    assert clip.seconds == pytest.approx(sum(lasts[1:3]), abs=0.002)


def test_a_minute_is_the_most(ada, replay, monkeypatch):
    with pytest.raises(TooLong):
        cut(replay, "All", 0, 60.5, by=ada)
    monkeypatch.setattr(cutting, "LONGEST", 2.5)
    assert cut(replay, "Some", 0.9, 3.3, by=ada).seconds <= 2.5


@pytest.mark.parametrize(("begins", "ends"), [(2, 2), (3, 1), (-1, 2), (100, 110)])
def test_what_is_no_part_of_the_film_is_not_cut(ada, replay, begins, ends):
    with pytest.raises(NoSuchSecond):
        cut(replay, "Nothing", begins, ends, by=ada)


def test_it_has_a_name_and_there_are_not_too_many(ada, replay, monkeypatch):
    with pytest.raises(Nameless):
        cut(replay, " ", 1, 3, by=ada)
    monkeypatch.setattr(cutting, "MOST", 1)
    cut(replay, "One", 1, 3, by=ada)
    with pytest.raises(Enough):
        cut(replay, "Two", 1, 3, by=ada)


@pytest.mark.parametrize(
    ("typed", "second"), [("75", 75), ("1:15", 75), ("1:02:05", 3725), (" 0:01,5 ", 1.5), ("90:00", 5400)]
)
def test_times_are_typed_as_the_film_counts(typed, second):
    assert second_in(typed) == second


@pytest.mark.parametrize("typed", ["", "soon", "-1", "1:", ":15", "1:2:3:4", "٣"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(NoSuchSecond):
        second_in(typed)


def test_only_its_host_cuts_and_only_what_has_ended(ada, mia, live):
    for who in (ada, mia):
        with pytest.raises(Forbidden):
            cut(live, "Too early", 0, 2, by=who)


def test_members_watch_it_on_its_own_page(ada, mia, replay, browser_of):
    answer = browser_of(ada).post(
        f"{replay.url}/clips", data={"title": "Light", "begins": "0:01", "ends": "3"}
    )
    browser = browser_of(mia)
    assert "Light" in browser.get(answer.location).text
    assert "Light" in browser.get(replay.url).text
    assert "Cut a clip" not in browser.get(replay.url).text
    playlist = browser.get(browser.get(f"{answer.location}/address").get_json()["playlist"]).text
    names = re.findall(r"^[^#].*m4s$", playlist, re.MULTILINE)
    assert 1 < len(names) < len(following(folder_of(replay.id)).look().finished)
    assert playlist.endswith("#EXT-X-ENDLIST\n")


def test_what_is_wrong_is_said(ada, replay, browser_of):
    browser = browser_of(ada)
    for typed, words in (("soon", "Say from when to when"), ("2:00", "at most 60 seconds")):
        browser.post(f"{replay.url}/clips", data={"title": "Light", "begins": "0", "ends": typed})
        assert words in browser.get(replay.url).text


def test_who_may_not_watch_the_stream_watches_no_clip_of_it(ada, mia, clip, browser_of):
    with transaction():
        clip.stream.audience = Audience.STAFF
    for path in (clip.url, f"{clip.url}/address"):
        assert browser_of(mia).get(path).status_code == 404
    assert browser_of(mia).get(f"/live/{clip.stream_id + 1}/clips/{clip.id}").status_code == 404


def test_it_goes_with_its_stream_and_with_its_host(ada, mia, clip, browser_of):
    remove(clip.stream, by=ada)
    assert browser_of(mia).get(clip.url).status_code == 404
    erase(ada, keeps_words=False)
    assert not db.session.query(Clip).count()


def test_its_host_takes_it_away_and_nobody_else(ada, mia, clip, browser_of):
    assert browser_of(mia).post(f"{clip.url}/removal").status_code == 403
    browser_of(ada).post(f"{clip.url}/removal")
    assert browser_of(mia).get(clip.url).status_code == 404


def test_a_story_shows_it_to_those_who_may_watch_it(ada, ben, mia, clip, browser_of):
    page = browser_of(ada).get(clip.url).text
    begun = re.search(r'href="(/stories/new\?text=[^"]+)"', page)[1]
    assert f"[The light]({clip.url})" in browser_of(ada).get(begun).text
    story = write("A morning", f"[The light]({clip.url})", by=ada)
    publish(story, by=ada)
    shown = browser_of(ben).get(story.url).text
    assert f'data-clip="{clip.url}"' in shown
    assert "from “A morning at the lake” by Ada" in shown
    with transaction():
        clip.stream.audience = Audience.STAFF
    hidden = browser_of(mia).get(story.url).text
    assert "not shown any more" in hidden
    assert "data-clip=" not in hidden


def test_an_address_of_another_stream_shows_nothing(ada, ben, clip, browser_of):
    story = write("A morning", f"[x](/live/{clip.stream_id + 1}/clips/{clip.id})", by=ada)
    publish(story, by=ada)
    assert "data-clip=" not in browser_of(ben).get(story.url).text


def test_the_page_of_the_trip_lists_it(ada, mia, replay, trip, browser_of):  # noqa: F811
    with transaction():
        replay.trip_id = trip.id
    cut(replay, "The light", 1, 3, by=ada)
    assert "The light" in browser_of(mia).get(trip.url).text
    with transaction():
        replay.audience = Audience.STAFF
    assert "The light" not in browser_of(mia).get(trip.url).text


def test_programs_do_the_same(ada, mia, replay, browser_of):
    home = f"/api/v1/streams/{replay.id}/clips"
    told = browser_of(ada).post(home, json={"title": "Light", "begins": 1, "ends": 3})
    assert told.status_code == 201
    assert browser_of(ada).post(home, json={"title": "Light", "begins": 3, "ends": 1}).status_code == 422
    assert browser_of(mia).post(home, json={"title": "Light", "begins": 1, "ends": 3}).status_code == 403
    read = browser_of(mia).get(home).get_json()["items"]
    assert [(one["title"], one["url"]) for one in read] == [("Light", told.get_json()["url"])]
    assert browser_of(ada).delete(f"{home}/{read[0]['id']}").status_code == 204


def test_its_card_shows_a_picture_of_it(ada, clip, browser_of):
    browser, address = browser_of(ada), f"{clip.url}/still"
    assert f'<img src="{address}"' in browser.get(clip.stream.url).get_data(as_text=True)
    with browser.get(address) as answer:
        assert answer.mimetype == "image/jpeg"
    assert [one.stem for one in folder_of(clip.stream_id).glob("*.jpg")] == [f"s1-{clip.first}"]
