"""The bell, for programs."""

import pytest

from community.db import db
from community.entrance.tokens import Scope, create_token
from community.notifications.kinds import USUAL, Channel, Kind
from community.notifications.listeners import wishes_of
from community.notifications.models import Bell, Muted
from posts.reactions.liking import like
from posts.replies.writing import reply
from tests.community.notifications.conftest import news_of

ROOT = "/api/v1"


@pytest.fixture
def program(app, ada):
    """A program of Ada's."""
    browser = app.test_client()
    browser.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {create_token(ada, 'a test', [Scope.ALL])[1]}"
    return browser


def test_what_happened_is_told_page_by_page(ada, ben, mia, story, program):
    like(story, by=ben)
    like(story, by=mia)
    it = reply(story, "Where did you stay?", by=ben)
    first = program.get(f"{ROOT}/me/notifications?limit=1").json
    (news,) = first["items"]
    assert news["text"] == "Ben replied to “Three days on the coast”"
    assert (news["kind"], news["url"], news["about"], news["read"]) == ("reply", it.url, story.id, False)
    second = program.get(f"{ROOT}/me/notifications?limit=1&cursor={first['next']}").json
    assert second["items"][0]["by"] == ["mia", "ben"]
    assert second["items"][0]["people"] == 2
    assert second["next"] is None


def test_it_is_asked_for_a_kind_or_for_what_is_unread(ada, ben, story, program):
    like(story, by=ben)
    reply(story, "Where did you stay?", by=ben)
    likes = program.get(f"{ROOT}/me/notifications?kind=like").json["items"]
    assert [news["kind"] for news in likes] == ["like"]
    id = likes[0]["id"]
    assert program.post(f"{ROOT}/me/notifications/{id}/read").json == {"unread": 1}
    unread = program.get(f"{ROOT}/me/notifications?unread=true").json["items"]
    assert [news["kind"] for news in unread] == ["reply"]
    assert program.post(f"{ROOT}/me/notifications/read").json == {"unread": 0}
    assert program.get(f"{ROOT}/me/notifications/count").json == {"unread": 0}
    assert program.get(f"{ROOT}/me/notifications?kind=nonsense").status_code == 422


def test_wishes_are_read_and_changed(ada, program):
    told = program.get(f"{ROOT}/me/notifications/settings").json
    assert told["kinds"]["reply"] == ["app", "mail", "push"]
    assert (told["digest"], told["quiet"]) == ("weekly", False)
    sent = {"kinds": {"reply": ["app"]}, "quiet": True, "quiet_from": "23:00", "digest": "never"}
    told = program.patch(f"{ROOT}/me/notifications/settings", json=sent).json
    assert told["kinds"]["reply"] == ["app"]
    assert (told["quiet_from"], told["quiet_until"], told["digest"]) == ("23:00", "08:00", "never")
    assert wishes_of(ada.id) == USUAL | {Kind.REPLY: {Channel.APP}}
    assert db.session.get(Bell, ada.id).digest_due_at is None


@pytest.mark.parametrize(
    "sent",
    [
        {"kinds": {"x": ["app"]}},
        {"kinds": {"reply": ["pigeon"]}},
        {"quiet_from": "late"},
        {"digest_hour": 24},
    ],
)
def test_wishes_that_are_none_change_nothing(ada, program, sent):
    answer = program.patch(f"{ROOT}/me/notifications/settings", json=sent)
    assert answer.status_code == 422
    assert wishes_of(ada.id) == USUAL
    assert db.session.get(Bell, ada.id) is None


def test_a_thing_is_muted_and_heard_of_again(ada, ben, story, program):
    assert program.post(f"{ROOT}/contributions/{story.id}/mute").status_code == 201
    like(story, by=ben)
    assert news_of(ada) == []
    assert program.delete(f"{ROOT}/contributions/{story.id}/mute").status_code == 204
    assert db.session.query(Muted).count() == 0
    assert program.post(f"{ROOT}/contributions/98765/mute").status_code == 404
