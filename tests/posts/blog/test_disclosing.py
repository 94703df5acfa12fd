"""Who gave or paid is told with a story wherever it is, and what was told before stays readable."""

from datetime import timedelta

import pytest

from community import clock
from community.contributions import Disclosure
from community.db import db
from community.disclosing import NoSponsor, SponsorTooLong, disclose, disclosed
from community.search import rebuild
from posts.blog.models import Story
from posts.blog.publishing import publish
from posts.blog.writing import write

LABEL = "Gifted by Casa Levante"


@pytest.fixture
def gifted(ada, coast):
    disclose(coast, Disclosure.GIFTED, "Casa Levante", by=ada)
    publish(coast, by=ada)
    return coast


def test_it_is_told_wherever_the_story_is(ada, ben, gifted, browser_of):
    rebuild()
    publish(write("Another", "Words", by=ada), by=ada)
    browser = browser_of(ben)
    others = db.session.query(Story).filter(Story.title == "Another").one()
    for address in ("/", "/stories", gifted.url, "/@ada", "/search?q=coast", others.url):
        assert LABEL in " ".join(browser.get(address).text.split()), address
    told = {"kind": "gifted", "sponsor": "Casa Levante"}
    assert browser.get(f"/api/v1/stories/{gifted.id}").json["disclosure"] == told
    for address in ("/feed", "/stories", "/search?q=coast"):
        found = browser.get(f"/api/v1{address}").json["items"]
        assert [it["disclosure"] for it in found if it["id"] == gifted.id] == [told], address


def test_it_stands_before_the_text(ada, gifted, browser_of):
    page = browser_of(ada).get(gifted.url).text
    assert page.index("Casa Levante") < page.index("<em>simple</em>")


def test_what_was_told_before_stays_readable(ada, mia, gifted, browser_of):
    for days, change in enumerate([(Disclosure.SPONSORED, "Levante Group"), (None, "")], 1):
        with clock.stopped(clock.now() + timedelta(days=days)):
            disclose(gifted, *change, by=ada)
    assert [(it.disclosure, it.sponsor) for it in disclosed(gifted)] == [
        (None, ""),
        (Disclosure.SPONSORED, "Levante Group"),
        (Disclosure.GIFTED, "Casa Levante"),
    ]
    page = " ".join(browser_of(mia).get(f"/contributions/{gifted.id}/disclosures").text.split())
    assert LABEL in page
    assert "Sponsored by Levante Group" in page
    items = browser_of(mia).get(f"/api/v1/contributions/{gifted.id}/disclosures").json["items"]
    assert [it["disclosure"] for it in items] == [None, "sponsored", "gifted"]


def test_what_was_changed_before_anybody_read_it_is_nobodys_business(ada, mia, coast, browser_of):
    disclose(coast, Disclosure.OWN_BRAND, "Ada & Co", by=ada)
    disclose(coast, Disclosure.GIFTED, "Casa Levante", by=ada)
    assert browser_of(mia).get(f"/contributions/{coast.id}/disclosures").status_code == 404
    with clock.stopped(clock.now() + timedelta(days=1)):
        publish(coast, by=ada)
    assert [it.sponsor for it in disclosed(coast)] == ["Casa Levante"]


def test_it_names_somebody_and_shortly(ada, coast):
    with pytest.raises(NoSponsor):
        disclose(coast, Disclosure.GIFTED, "  ", by=ada)
    with pytest.raises(SponsorTooLong):
        disclose(coast, Disclosure.GIFTED, "x" * 81, by=ada)
    assert coast.disclosure is None
    assert disclosed(coast) == ()


def test_it_is_declared_by_form_when_publishing_and_later(ada, mia, coast, browser_of):
    browser = browser_of(ada)
    refused = browser.post(f"/stories/{coast.id}/publication", data={"disclosure": "gifted", "sponsor": " "})
    assert (refused.status_code, "Say who it was" in refused.text) == (422, True)
    assert 'value="gifted" checked' in refused.text
    assert db.session.get(Story, coast.id).published_at is None
    form = {"disclosure": "gifted", "sponsor": "Casa Levante"}
    browser.post(f"/stories/{coast.id}/publication", data=form)
    assert LABEL in " ".join(browser_of(mia).get(coast.url).text.split())
    settings = f"/stories/{coast.id}/settings"
    browser.post(settings, data={"audience": "members"})  # what a form leaves out stays
    assert db.session.get(Story, coast.id).disclosure is Disclosure.GIFTED
    assert browser_of(mia).post(settings, data={"disclosure": ""}).status_code == 403
    browser.post(settings, data={"disclosure": "", "sponsor": "Casa Levante"})
    assert db.session.get(Story, coast.id).disclosure is None
    assert "Nothing to disclose" in browser.get(f"/contributions/{coast.id}/disclosures").text


def test_a_program_declares_it_too(ada, browser_of):
    browser, told = browser_of(ada), {"kind": "sponsored", "sponsor": "Levante"}
    made = browser.post("/api/v1/stories", json={"title": "A", "text": "b", "disclosure": told})
    assert made.json["disclosure"] == told
    here = f"/api/v1/stories/{made.json['id']}"
    assert browser.patch(here, json={"title": "B"}).json["disclosure"] == told
    nobody = browser.patch(here, json={"disclosure": {"kind": "gifted", "sponsor": ""}})
    assert (nobody.status_code, list(nobody.json["errors"])) == (422, ["disclosure"])
    assert browser.patch(here, json={"disclosure": None}).json["disclosure"] is None


def test_hostile_names_are_only_text(ada, mia, coast, browser_of):
    disclose(coast, Disclosure.GIFTED, "<script>alert(1)</script>", by=ada)
    publish(coast, by=ada)
    assert "<script>alert(1)" not in browser_of(mia).get(coast.url).text
