"""What was said in a room is kept for later, as long as one may hear it there."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock, jobs
from community.chat.messages import say, take_back
from community.chat.models import Kind
from community.chat.rooms import add, open_room, remove
from community.db import db
from community.notifications.models import Cause, Notification
from posts.bookmarks.keeping import keep
from posts.bookmarks.reading import kept_by


@pytest.fixture
def said(ada, mia):
    room = open_room("The porch", by=ada, kind=Kind.PRIVATE)
    add(mia, room, by=ada)
    return say(room, "The kiln opens at five.", by=ada, client_id="1")


def kept(member):
    return [row.id for row in kept_by(member)]


def test_a_message_is_kept_found_again_and_let_go(mia, said, browser_of):
    browser, here = browser_of(mia), f"/contributions/{said.id}/bookmark"
    assert "The kiln opens at five." in browser.get(here).text
    assert browser.post(here, data={"note": "Bring gloves"}).location == f"/chat/messages/{said.id}"
    page = browser.get("/bookmarks").text
    for words in ("The kiln opens at five.", "Bring gloves", "Message", "The porch", said.url):
        assert words in page
    told = browser.get("/api/v1/me/bookmarks").json["items"]
    assert [(it["kind"], it["title"]) for it in told] == [("message", "The kiln opens at five.")]
    browser.post(f"{here}/removal")
    assert kept(mia) == []


def test_it_is_gone_with_the_door_and_with_its_words(ada, ben, mia, said, browser_of):
    assert browser_of(ben).get(f"/contributions/{said.id}/bookmark").status_code in {403, 404}
    keep(said, by=mia)
    keep(said, by=ada)
    assert kept(mia) == kept(ada) == [said.id]
    remove(mia, said.room, by=ada)
    assert kept(mia) == []
    assert kept(ada) == [said.id]
    take_back(said, by=ada)
    assert kept(ada) == []


def test_one_is_reminded_of_it_by_its_words(mia, said):
    keep(said, mia, "", clock.now() + timedelta(hours=1))
    with clock.stopped(clock.now() + timedelta(hours=2)):
        jobs.run_due()
        told = db.session.scalars(select(Cause).join(Notification).where(Notification.member_id == mia.id))
        assert [cause.facts["title"] for cause in told] == ["The kiln opens at five."]
