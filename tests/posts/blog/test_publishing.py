"""A story, from the first word to the line in its author's ledger."""

import pytest

from community.db import db
from community.engagement.standing import Standing
from community.realtime import socketio
from posts.blog.models import Story
from posts.blog.writing import write


@pytest.fixture
def coast(ada):
    """Ada's unpublished story."""
    return write("Three days on the coast", "The rule was *simple*: one bag.", by=ada)


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
