"""One goes on where one stopped; the author sees how many, and nobody sees who."""

from datetime import timedelta

import pytest

from community import clock
from community.contributions import Audience
from community.db import db
from community.sharing.linking import share
from posts.blog.inviting import accept, invite
from posts.blog.models import StoryReading, Words
from posts.blog.progress import begun, keep_place, lay_aside
from posts.blog.publishing import address_to, publish, remove
from posts.blog.writing import revise, write
from posts.bookmarks.keeping import keep
from posts.reposts.reposting import repost
from tests.conftest import joins


@pytest.fixture
def long(ada, published):
    """Four minutes of reading."""
    revise(published, Words("Three days on the coast", "word " * 880), ada)
    return published


def read(story, by, *places, over=timedelta(minutes=5)):
    start = clock.now()
    for number, place in enumerate(places):
        with clock.stopped(start + over * number / max(len(places) - 1, 1)):
            keep_place(story, place, by=by)


def titles(rows):
    return [(row.title, row.place) for row in rows]


def test_what_one_began_is_offered_with_how_far_one_came(ada, ben, long, browser_of):
    browser = browser_of(ben)
    assert browser.post(f"/stories/{long.id}/reading", data={"place": "420"}).status_code == 204
    assert titles(begun(ben)) == [("Three days on the coast", 420)]
    page = browser.get("/stories").text
    assert "Go on reading" in page
    assert "42 %" in page
    story = browser.get(long.url).text
    assert 'data-place="420"' in story
    assert "Go on where you stopped" in story
    browser.post(f"/stories/{long.id}/reading/removal")
    assert begun(ben) == []
    assert "Go on where you stopped" not in browser.get(long.url).text


@pytest.mark.parametrize("place", [0, 49, 930, 1000])
def test_hardly_begun_or_read_to_the_end_there_is_nothing_to_go_on_with(ada, ben, long, place):
    keep_place(long, place, by=ben)
    assert begun(ben) == []


def test_the_last_place_counts_and_the_farthest_is_remembered(ada, ben, long):
    read(long, ben, 300, 800, 500)
    assert titles(begun(ben)) == [("Three days on the coast", 500)]
    assert db.session.get(StoryReading, (long.id, ben.id)).farthest == 800


def test_what_one_may_no_longer_read_is_not_offered(ada, mia, long):
    keep_place(long, 300, by=mia)
    address_to(long, Audience.FOLLOWERS, by=ada)
    assert begun(mia) == []
    address_to(long, Audience.MEMBERS, by=ada)
    assert begun(mia)
    remove(long, by=ada)
    assert begun(mia) == []


def test_after_two_months_it_is_forgotten(ada, ben, long):
    keep_place(long, 300, by=ben)
    with clock.stopped(clock.now() + timedelta(days=61)):
        assert begun(ben) == []


def test_one_reads_only_what_one_may(ada, mia, coast, browser_of):
    assert browser_of(mia).post(f"/stories/{coast.id}/reading", data={"place": "9"}).status_code == 404
    assert browser_of(mia).post("/api/v1/stories/999/reading", json={"place": 9}).status_code == 404


def insight(browser, story):
    return browser.get(f"/api/v1/stories/{story.id}/insight").json


def test_readers_are_counted_once_and_its_authors_never(ada, ben, mia, long, browser_of):
    invite(long, "mia", by=ada)
    accept(long, by=mia)
    for one in (ada, ben, ben, mia, joins("Cai")):
        keep_place(long, 100, by=one)
    keep_place(write("Draft", "Words", by=ada), 100, by=ada)
    told = insight(browser_of(ada), long)
    assert (told["readers"], told["finished"], told["by_day"][-1]) == (2, 0, 2)
    assert insight(browser_of(mia), long) == told
    assert len(told["by_day"]) == 30


def test_to_the_end_has_come_who_took_the_time(ada, ben, mia, long, browser_of):
    read(long, ben, 100, 1000, over=timedelta(minutes=2))
    read(long, mia, 100, 1000, over=timedelta(seconds=5))
    read(long, joins("Cai"), 100, 600)
    told = insight(browser_of(ada), long)
    assert (told["readers"], told["finished"]) == (3, 1)
    assert told["came_to"] == [3, 3, 2, 2]
    page = browser_of(ada).get(f"/stories/{long.id}/insight").text
    assert "33 %" in page
    for name in ("Ben", "Mia", "Cai"):
        assert f">{name}" not in page


def test_who_keeps_it_and_carries_it_on_is_counted_and_not_named(ada, ben, mia, long, browser_of):
    keep(long, by=ben)
    keep(long, by=mia)
    repost(long, "Read this.", by=ben)
    link = share(long, by=mia)
    browser_of(joins("Cai")).get(link.url)
    told = insight(browser_of(ada), long)
    assert (told["saved"], told["reposted"]) == (2, 1)
    assert told["travelled"] == {"links": 1, "visits": 1, "joined": 0, "taken": 0}
    page = browser_of(ada).get(f"/stories/{long.id}/insight").text
    assert "Where it travelled" in page
    for name in ("Ben", "Mia", "Cai"):
        assert f">{name}" not in page


def test_it_is_nobody_elses_business(ada, ben, mia, moderator, long, browser_of):
    for one in (ben, moderator):
        assert browser_of(one).get(f"/stories/{long.id}/insight").status_code == 403
        assert browser_of(one).get(f"/api/v1/stories/{long.id}/insight").status_code == 403


def test_a_draft_and_a_story_nobody_read_say_so(ada, coast, browser_of):
    browser = browser_of(ada)
    assert "Not published yet" in browser.get(f"/stories/{coast.id}/insight").text
    publish(coast, by=ada)
    assert "Nobody has read it yet" in browser.get(f"/stories/{coast.id}/insight").text


def test_a_program_keeps_and_finds_its_place(ada, ben, long, browser_of):
    browser, here = browser_of(ben), f"/api/v1/stories/{long.id}/reading"
    assert browser.post(here, json={"place": 420}).status_code == 204
    assert browser.post(here, json={"place": 1001}).status_code == 422
    items = browser.get("/api/v1/reading").json["items"]
    assert [(it["story"]["id"], it["place"]) for it in items] == [(long.id, 420)]
    assert browser.delete(here).status_code == 204
    assert browser.get("/api/v1/reading").json["items"] == []


def test_laying_aside_what_one_never_began_does_nothing(ada, ben, long):
    lay_aside(long, by=ben)
    assert db.session.query(StoryReading).count() == 0
