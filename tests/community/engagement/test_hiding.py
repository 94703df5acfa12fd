"""Ada would rather not see her numbers: no page shows them to her, and they go on being counted."""

import re

import pytest

from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.hiding import hide_numbers
from community.engagement.record import record
from community.engagement.standing import standing_of
from community.leaving.erasing import erase

PAGES = [
    "/",
    "/passport",
    "/passport/weeks",
    "/passport/next",
    "/passport/rules",
    "/settings",
    "/passport/stamps",
]
NUMBERS = re.compile(r"data-score|class=\"ring |data-ledger|class=\"history\"|What still counts today")


@pytest.fixture
def written(ada):
    with transaction():
        record(Deed.REVIEW_WRITTEN, by=ada)
    return ada


def test_a_page_shows_them_as_long_as_one_wants(written, browser_of):
    assert NUMBERS.search(browser_of(written).get("/passport").text)


@pytest.mark.parametrize("path", PAGES)
def test_hidden_they_stand_on_no_page(written, browser_of, path):
    browser = browser_of(written)
    browser.get(path)  # what was kept of a page does not show them either
    hide_numbers(written, hidden=True)
    answer = browser.get(path)
    assert answer.status_code == 200
    assert not NUMBERS.search(answer.text)


def test_hidden_they_go_on_being_counted(written):
    hide_numbers(written, hidden=True)
    with transaction():
        record(Deed.STORY_PUBLISHED, by=written)
    assert standing_of(written.id).points == 30


def test_the_rules_can_still_be_read(written, browser_of):
    hide_numbers(written, hidden=True)
    assert "What others did with it" in browser_of(written).get("/passport/rules").text


def test_one_switch_hides_and_shows(written, browser_of):
    browser = browser_of(written)
    assert "Hide my numbers from me" in browser.get("/settings").text
    assert browser.post("/passport/quiet", data={"on": "1", "next": "/settings"}).location == "/settings"
    assert "Show my numbers again" in browser.get("/settings").text
    assert "Your numbers are hidden from you" in browser.get("/passport").text
    assert browser.post("/passport/quiet", data={"on": "0", "next": "//evil.example"}).location == "/passport"
    assert NUMBERS.search(browser.get("/passport").text)


def test_others_see_what_they_saw(written, ben, browser_of):
    bens = browser_of(ben)
    before = bens.get("/@ada").text
    hide_numbers(written, hidden=True)
    assert bens.get("/@ada").text == before
    assert "data-score" in bens.get("/").text


def test_the_same_for_programs(written, browser_of):
    browser = browser_of(written)
    at = "/api/v1/me/score/quiet"
    assert browser.get(at).json["since"] is None
    since = browser.post(at, json={"on": True}).json["since"]
    assert since == browser.post(at, json={"on": True}).json["since"]
    assert browser.get("/api/v1/members/ada/score").json["score"] == 20
    assert browser.post(at, json={"on": False}).json["since"] is None
    assert browser.post(at, json={"on": "yes"}).status_code in {400, 422}


def test_it_goes_with_whoever_leaves(written):
    hide_numbers(written, hidden=True)
    erase(written, keeps_words=False)
    assert written.numbers_hidden_at is None
