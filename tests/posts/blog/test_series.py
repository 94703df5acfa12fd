"""Stories in an order: begun, filled, ordered, read on from one to the next."""

import pytest

from community.contributions import Audience
from community.db import db
from posts.blog.models import Series, Story
from posts.blog.publishing import address_to, publish
from posts.blog.serialising import begin_series, move, order, place
from posts.blog.series import neighbours, parts_of
from posts.blog.writing import write


@pytest.fixture
def luggage(ada):
    """Four stories by Ada; the third is for her followers, the fourth a draft."""
    series = begin_series("Light luggage", by=ada, note="Less, each time.")
    for number in range(1, 5):
        story = write(f"Part {number}", "Words", by=ada)
        place(story, series, by=ada)
        if number < 4:
            publish(story, by=ada)
        if number == 3:
            address_to(story, Audience.FOLLOWERS, by=ada)
    return series


def titles(series, me):
    return [row.title for row in parts_of(series, me)]


def part(number):
    return db.session.query(Story).filter_by(title=f"Part {number}").one()


def test_each_reads_the_parts_that_are_for_them_in_their_order(ada, ben, mia, luggage, browser_of):
    assert titles(luggage, ben) == ["Part 1", "Part 2", "Part 3"]
    assert titles(luggage, mia) == ["Part 1", "Part 2"]
    page = browser_of(mia).get(luggage.url).text
    assert "Less, each time." in page
    assert "Part 3" not in page
    assert "Part 4" not in page
    assert "Part 4" in browser_of(ada).get(luggage.url).text
    assert "2 stories" in browser_of(mia).get("/stories/series").text


def test_from_one_to_the_next_without_a_gap_for_what_one_may_not_read(ada, ben, mia, luggage, browser_of):
    address_to(part(2), Audience.FOLLOWERS, by=ada)
    address_to(part(3), Audience.MEMBERS, by=ada)
    seen = neighbours(part(3), mia)
    assert (seen.number, seen.total, seen.before.title, seen.after) == (2, 2, "Part 1", None)
    page = browser_of(ben).get(part(2).url).text
    assert f'href="{part(1).url}"' in page
    assert f'href="{part(3).url}"' in page
    assert "2 of 3" in page
    assert neighbours(part(4), ada) is None


def test_its_owner_orders_it_and_nobody_else(ada, mia, luggage, browser_of):
    here = f"/stories/series/{luggage.id}/order"
    browser_of(ada).post(here, data={"up": part(2).id})
    assert titles(luggage, ada)[:2] == ["Part 2", "Part 1"]
    browser_of(ada).post(here, data={"up": part(2).id})  # stays first
    browser_of(ada).post(here, data={"down": part(2).id})
    assert titles(luggage, ada) == ["Part 1", "Part 2", "Part 3"]
    assert browser_of(mia).post(here, data={"up": part(2).id}).status_code == 403
    order(luggage, [part(3).id, part(1).id], by=ada)
    assert titles(luggage, ada) == ["Part 3", "Part 1", "Part 2"]
    move(part(3), 1, by=ada)
    assert titles(luggage, ada) == ["Part 1", "Part 3", "Part 2"]


def test_a_story_is_put_into_it_and_taken_out_in_its_settings(ada, mia, coast, luggage, browser_of):
    browser, here = browser_of(ada), f"/stories/{coast.id}/settings"
    browser.post(here, data={"series": str(luggage.id)})
    assert db.session.get(Story, coast.id).series_id == luggage.id
    browser.post(here, data={"audience": "members"})
    assert db.session.get(Story, coast.id).series_id == luggage.id
    browser.post(here, data={"series": ""})
    assert db.session.get(Story, coast.id).series_id is None
    refused = browser.post(here, data={"series": "new", "new_series": " "})
    assert (refused.status_code, "Give the series a title." in refused.text) == (422, True)
    browser.post(here, data={"series": "new", "new_series": "Bays"})
    assert db.session.get(Story, coast.id).series.title == "Bays"
    mias = write("Mine", "Words", by=mia)
    assert (
        browser_of(mia).post(f"/stories/{mias.id}/settings", data={"series": luggage.id}).status_code == 403
    )
    assert browser.post(here, data={"series": "99999"}).status_code == 404


def test_an_older_title_leads_to_the_newer_and_the_end_leaves_the_stories(ada, mia, luggage, browser_of):
    old = luggage.url
    here = f"/stories/series/{luggage.id}"
    assert browser_of(mia).post(here, data={"title": "Mine"}).status_code == 403
    assert browser_of(ada).post(here, data={"title": " "}).status_code == 422
    browser_of(ada).post(here, data={"title": "Lighter luggage", "note": ""})
    assert browser_of(mia).get(old).location == f"{here}-lighter-luggage"
    assert browser_of(mia).post(f"{here}/removal").status_code == 403
    browser_of(ada).post(f"{here}/removal")
    assert db.session.query(Series).count() == 0
    assert browser_of(mia).get(part(1).url).status_code == 200


def test_a_series_with_nothing_to_read_is_not_there(ada, mia, browser_of):
    empty = begin_series("Nothing yet", by=ada)
    assert browser_of(mia).get(empty.url).status_code == 404
    assert browser_of(mia).get(f"/api/v1/series/{empty.id}").status_code == 404
    assert "Nothing yet" not in browser_of(mia).get("/stories/series").text
    assert browser_of(ada).get(empty.url).status_code == 200


def test_its_pages_ask_little_however_long(ada, ben, luggage, browser_of, asked):
    for number in range(30):
        story = write(f"More {number}", "Words", by=ada)
        place(story, luggage, by=ada)
        publish(story, by=ada)
    browser = browser_of(ben)
    for address in (luggage.url, "/stories/series", part(2).url):
        browser.get(address)
        asked.clear()
        assert browser.get(address).status_code == 200
        assert len(asked) <= 7, (address, asked)


def test_a_program_begins_fills_orders_and_ends_it(ada, mia, coast, browser_of):
    browser = browser_of(ada)
    made = browser.post("/api/v1/series", json={"title": "Bays", "note": "By the sea"})
    here = f"/api/v1/series/{made.json['id']}"
    assert made.status_code == 201
    other = write("Second", "Words", by=ada)
    for story in (coast, other):
        publish(story, by=ada)
        changed = browser.patch(f"/api/v1/stories/{story.id}", json={"series": made.json["id"]})
        assert changed.json["series"] == made.json["id"]
    assert browser.patch(here, json={"stories": [other.id, coast.id]}).json["stories"][0]["title"] == "Second"
    assert browser_of(mia).patch(here, json={"title": "Mine"}).status_code == 403
    assert browser_of(mia).get(here).json["note"] == "By the sea"
    assert [it["title"] for it in browser_of(mia).get("/api/v1/series").json["items"]] == ["Bays"]
    assert browser.patch(here, json={"title": " "}).status_code == 422
    assert browser.delete(here).status_code == 204
    assert browser.get(f"/api/v1/stories/{coast.id}").json["series"] is None
