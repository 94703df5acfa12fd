"""Who wants no numbers is told none by what she asks of a room; whoever asks beside her is told them."""

from collections.abc import Mapping
from typing import Any

import pytest

from community.chat.messages import say
from community.chat.models import Message
from community.chat.pinning import pin
from community.chat.threads import open_thread
from community.db import db
from community.quiet.keeping import show_counts
from posts.reactions.liking import like
from tests.community.chat.conftest import heard

JSON = {"Accept": "application/json"}
ASKED = {
    "/chat/{room}/messages": "items",
    "/chat/{room}/messages?since=0": "items",
    "/chat/{room}/messages?since=1&changes=0": "changed",
    "/api/v1/rooms/{room}/messages": "items",
    "/api/v1/rooms/{room}/messages?since=1&changes=0": "changed",
    "/api/v1/rooms/{room}/search?q=meet": "items",
    "/api/v1/rooms/{room}/pins": "items",
}


@pytest.fixture
def question(ada, ben, mia, owls) -> Message:
    """Liked by one, answered once, pinned. Mia wants to be spared numbers."""
    said = say(owls, "Where do we meet?", by=ada, client_id="1")
    question = db.session.get_one(Message, said.id)
    like(question, by=ben)
    say(open_thread(question, by=ben), "At the port", by=ben, client_id="2")
    pin(question, by=ada)
    show_counts(by=mia, on=False)
    return question


def numbers(message: Mapping[str, Any]) -> tuple[object, object, object]:
    return message["likes"], message["reactions"], message["thread"]["count"]


@pytest.mark.parametrize("address", ASKED)
def test_what_is_said_is_answered_without_numbers(question, owls, ada, mia, browser_of, address):
    def asked_by(member):
        (message,) = browser_of(member).get(address.format(room=owls.slug)).json[ASKED[address]]
        return message

    assert numbers(asked_by(mia)) == (None, {}, None)
    assert numbers(asked_by(ada)) == (1, {"like": 1}, 1)
    assert asked_by(mia)["thread"]["url"] == asked_by(ada)["thread"]["url"]
    show_counts(by=mia, on=True)
    assert numbers(asked_by(mia)) == (1, {"like": 1}, 1)


def test_the_page_of_a_room_says_that_it_was_answered_and_not_how_often(question, owls, ada, mia, browser_of):
    hers, others = (browser_of(it).get(owls.url).text.split("<template")[0] for it in (mia, ada))
    assert ("Answered in a thread" in hers, "1 reply" in hers) == (True, False)
    assert ("Answered in a thread" in others, "1 reply" in others) == (False, True)
    assert ('data-likes="1"' in hers, 'data-likes="1"' in others) == (False, True)
    assert "data-like-count>1<" not in hers


def test_her_own_reaction_is_answered_without_numbers(question, ben, mia, browser_of):
    def liked_by(member):
        address = f"/contributions/{question.id}/reaction"
        return browser_of(member).post(address, data={"kind": "like"}, headers=JSON).json

    told = liked_by(mia)
    assert (told["reaction"], told["count"], told["counts"]) == ("like", None, {})
    assert liked_by(ben)["count"] == 2
    (seen,) = browser_of(mia).get(f"{question.room.url}/messages").json["items"]
    assert (seen["liked"], seen["likes"]) == (True, None)


def test_who_reacted_is_told_by_name_and_not_by_number(question, ada, mia, browser_of):
    address = f"/contributions/{question.id}/reactions"
    hers, others = browser_of(mia).get(address).text, browser_of(ada).get(address).text
    assert ("/@ben" in hers, "/@ben" in others) == (True, True)
    assert ('<span class="num">1</span>' in hers, '<span class="num">1</span>' in others) == (False, True)


def test_a_thread_shows_the_message_it_hangs_on_without_numbers(question, ada, mia, screen_of):
    thread = open_thread(question, by=ada)
    hers, others = (screen_of(it).emit("join", {"room": thread.id}, callback=True) for it in (mia, ada))
    assert numbers(hers["root"]) == (None, {}, None)
    assert numbers(others["root"]) == (1, {"like": 1}, 1)


def test_an_answer_in_a_thread_is_told_to_her_line_without_their_number(
    question, owls, ada, ben, mia, looks_at
):
    hers, others = looks_at(mia, owls), looks_at(ada, owls)
    say(open_thread(question, by=ben), "Or at the hotel", by=ben, client_id="3")
    assert [numbers(it) for it in heard(hers, "message.changed")] == [(None, {}, None)]
    assert [numbers(it) for it in heard(others, "message.changed")] == [(1, {"like": 1}, 2)]
