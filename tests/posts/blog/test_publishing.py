"""A story, from the first word to the line in its author's ledger."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db
from community.engagement.standing import Standing
from community.realtime import socketio
from posts.blog.models import Story
from posts.blog.publishing import remove, restore
from posts.blog.writing import write
from posts.undoing import TooLate


def test_writing_publishing_and_being_liked_moves_the_score(app, ada, ben, coast, browser_of):
    response = browser_of(ada).post(f"/stories/{coast.id}/publication")
    assert response.location == coast.url
    assert db.session.get(Standing, ada.id).points == 10

    adas_screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    browser_of(ben).post(f"/contributions/{coast.id}/like")
    assert db.session.get(Standing, ada.id).points == 12
    moved = [news for news in adas_screen.get_received() if news["name"] == "score.moved"]
    assert moved[0]["args"][0]["score"] == 12

    browser_of(ben).post(f"/contributions/{coast.id}/like", data={"liked": "0"})
    assert db.session.get(Standing, ada.id).points == 10


def test_nobody_reads_a_draft_but_its_author(ada, mia, coast, browser_of):
    assert browser_of(ada).get(coast.url).status_code == 200
    assert browser_of(mia).get(coast.url).status_code == 404
    assert browser_of(mia).post(f"/stories/{coast.id}/publication").status_code == 404
    assert db.session.get(Story, coast.id).published_at is None


def test_home_and_passport_are_read(ada, ben, coast, browser_of):
    browser_of(ada).post(f"/stories/{coast.id}/publication")
    assert "Three days on the coast" in browser_of(ben).get("/").text
    assert "You published the story" in browser_of(ada).get("/passport").text


def test_a_line_of_the_passport_leads_nowhere_once_its_story_is_gone(ada, published, browser_of):
    link = f'<a href="{published.url}">You published the story'
    assert link in browser_of(ada).get("/passport").text
    remove(published, by=ada)
    page = browser_of(ada).get("/passport").text
    assert "You published the story" in page
    assert link not in page


def test_before_publishing_one_sees_what_readers_will(ada, mia, coast, browser_of):
    page = browser_of(ada).get(f"/stories/{coast.id}/publication").text
    assert "Three days on the coast" in page
    assert "no cover" in page
    assert browser_of(mia).get(f"/stories/{coast.id}/publication").status_code == 404


def test_an_unfinished_story_is_not_published_and_says_why(ada, browser_of):
    story = write("", "Words without a title", by=ada)
    for method in ("get", "post"):
        answer = getattr(browser_of(ada), method)(f"/stories/{story.id}/publication", follow_redirects=True)
        assert "a title and a text" in answer.text
    assert db.session.get(Story, story.id).published_at is None


def test_others_hear_of_it_at_once_but_not_of_a_draft(app, ada, ben, coast, browser_of):
    bens_screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    write("Another draft", "Words", by=ada)
    browser_of(ada).post(f"/stories/{coast.id}/publication")
    news = [each["args"][0] for each in bens_screen.get_received() if each["name"] == "feed.new"]
    assert news == [{"kind": "story", "title": coast.title, "url": coast.url, "author": "ada"}]


def test_publishing_twice_is_refused(ada, published, browser_of):
    assert browser_of(ada).post(f"/stories/{published.id}/publication").status_code == 403
    assert db.session.get(Standing, ada.id).points == 10


def test_removing_can_be_undone_for_half_a_minute(ada, ben, published, browser_of):
    browser = browser_of(ada)
    removed = browser.post(f"/stories/{published.id}/removal")
    assert db.session.get(Standing, ada.id).points == 0
    assert 'name="undo"' in browser.get(removed.location).text
    assert browser_of(ben).post(f"/stories/{published.id}/removal", data={"undo": "1"}).status_code == 404
    browser.post(f"/stories/{published.id}/removal", data={"undo": "1"})
    assert browser_of(ben).get(published.url).status_code == 200
    assert db.session.get(Standing, ada.id).points == 10


def test_after_that_it_is_too_late(ada, published):
    remove(published, by=ada)
    with clock.stopped(clock.now() + timedelta(minutes=1)), pytest.raises(TooLate):
        restore(published, by=ada)
    assert db.session.get(Story, published.id).removed_at
