"""Drafts are kept on the server, come back on every device, and are gone once they were sent."""

import pytest

from posts.blog.writing import write
from posts.drafts.keeping import Words, draft_of, keep
from posts.drafts.models import NoPlace, StaleTab
from posts.replies.writing import reply


def kept(browser, place, **words):
    return browser.post(f"/drafts/{place}", data=words)


def test_what_is_begun_on_the_phone_goes_on_at_the_desk(ben, cream, browser_of):
    phone, desk = browser_of(ben), browser_of(ben)
    first = kept(phone, f"reply-{cream.id}", text="Half a", seq=0)
    assert first.json["seq"] == 1
    assert desk.get(f"/drafts/reply-{cream.id}").json["text"] == "Half a"
    assert kept(desk, f"reply-{cream.id}", text="Half a jar", seq=1).json["seq"] == 2
    assert "Half a jar" in phone.get("/drafts").text


def test_a_stale_tab_overwrites_nothing(ben, cream, browser_of):
    browser = browser_of(ben)
    kept(browser, "topic", title="One", text="Text", seq=0)
    kept(browser, "topic", title="Two", text="Text", seq=1)
    assert kept(browser, "topic", title="Old", text="Text", seq=1).status_code == 409
    assert kept(browser, "topic", title="Older", text="Text", seq=0).status_code == 409
    assert browser.get("/drafts/topic").json["title"] == "Two"
    with pytest.raises(StaleTab):
        keep("topic", Words("x"), 0, ben)


def test_what_was_sent_is_no_draft(ada, ben, lab, cream, browser_of):
    keep(f"reply-{cream.id}", Words("Half a jar"), 0, ben)
    reply(cream, "Half a jar", by=ben)
    assert draft_of(f"reply-{cream.id}", ben) is None
    keep("topic", Words("Text", "Title"), 0, ben)
    browser_of(ben).post("/topics", data={"board": lab.slug, "title": "", "text": "Text"})
    assert draft_of("topic", ben)  # it was refused
    browser_of(ben).post("/topics", data={"board": lab.slug, "title": "Title", "text": "Text"})
    assert draft_of("topic", ben) is None


def test_an_emptied_draft_is_gone(ben, browser_of):
    browser = browser_of(ben)
    kept(browser, "topic", text="x", seq=0)
    assert kept(browser, "topic", text="  ", seq=1).status_code == 204
    assert browser.get("/drafts/topic").status_code == 204
    kept(browser, "topic", text="y", seq=0)
    browser.post("/drafts/topic/removal")
    assert "No drafts" in browser.get("/drafts").text


def test_a_draft_is_ones_own_and_of_what_one_may_read(ada, ben, mia, cream, browser_of):
    keep(f"reply-{cream.id}", Words("Secret"), 0, ben)
    assert browser_of(mia).get(f"/drafts/reply-{cream.id}").status_code == 204
    assert "Secret" not in browser_of(mia).get("/drafts").text
    story = write("Not yet", "x", by=ada)
    for place in (f"reply-{story.id}", "reply-999999999", "reply-99999999999", "reply-x", "nowhere"):
        with pytest.raises(NoPlace):
            keep(place, Words("x"), 0, ben)
        assert kept(browser_of(ben), place, text="x").status_code == 404


def test_a_program_keeps_drafts(ben, browser_of):
    browser, here = browser_of(ben), "/api/v1/me/drafts/topic"
    assert browser.post(here, json={"title": "One", "text": "Text"}).json["seq"] == 1
    assert browser.post(here, json={"title": "Two", "text": "Text"}).status_code == 409
    assert browser.post("/api/v1/me/drafts/nowhere", json={"text": "x"}).status_code == 404
    assert [it["title"] for it in browser.get("/api/v1/me/drafts").json["items"]] == ["One"]
    assert browser.delete(here).status_code == 204
    assert browser.get(here).status_code == 404
