"""Whoever is called in a room and does not look at it hears of it from the bell."""

from datetime import timedelta

import pytest

from community import clock
from community.chat import messages, presence
from community.chat.messages import TooManyToCall, say, take_back
from community.chat.models import Kind, Membership, Mention, Message
from community.chat.reading import rooms_of
from community.chat.rooms import direct_with, leave, open_room
from community.db import db, transaction
from community.notifications.kinds import Kind as News
from community.notifications.reading import lines_of
from community.notifications.sentences import sentence
from tests.community.notifications.conftest import news_of


@pytest.fixture
def room(ada):
    return open_room("Tea table", by=ada)


def said_to(app, member):
    with app.test_request_context():
        return [sentence(line) for line in lines_of(member.id)]


def test_a_name_calls_whoever_looks_elsewhere(app, ada, ben, mia, room):
    say(room, "@ben, the kettle is on.", by=ada, client_id="1")
    assert said_to(app, ben) == ["Ada called you in Tea table"]
    assert news_of(mia) == []


def test_whoever_looks_at_the_room_is_not_called_besides(ada, ben, room):
    presence.come(room.id, "a tab", "ben", "Ben")
    say(room, "@ben, the kettle is on.", by=ada, client_id="1")
    assert news_of(ben) == []
    presence.forget_all()


def test_a_muted_room_calls_nobody(ada, ben, room):
    say(room, "Here I am.", by=ben, client_id="1")
    with transaction():
        db.session.get(Membership, (room.id, ben.id)).muted_until = clock.now() + timedelta(hours=1)
    say(room, "@ben?", by=ada, client_id="2")
    assert news_of(ben) == []


def test_who_writes_to_me_is_told_once_until_i_look(app, ada, mia, browser_of):
    room = direct_with(mia, by=ada)
    for n in range(3):
        say(room, f"Are you there? {n}", by=ada, client_id=str(n))
    assert said_to(app, mia) == ["Ada wrote to you"]
    assert news_of(ada) == []
    browser_of(mia).get(room.url)
    assert news_of(mia, News.CHAT)[0].read_at


def test_words_that_are_taken_back_call_no_more(ada, ben, room):
    message = say(room, "@ben, the kettle is on.", by=ada, client_id="1")
    take_back(message, by=ada)
    assert news_of(ben) == []


def test_who_left_a_private_room_hears_nothing_of_it(ada, ben):
    room = open_room("Two of us", by=ada, kind=Kind.PRIVATE)
    with transaction():
        db.session.add(Membership(room_id=room.id, member_id=ben.id))
    say(room, "@ben, look.", by=ada, client_id="1")
    assert news_of(ben) == [News.CHAT]
    leave(room, by=ben)
    assert news_of(ben) == []


def test_a_closed_room_calls_nobody_from_outside(ada, mia):
    room = open_room("Mine", by=ada, kind=Kind.PRIVATE)
    say(room, "@mia does not know.", by=ada, client_id="1")
    assert news_of(mia) == []


def test_who_keeps_a_room_calls_everybody_in_it(app, ada, ben, mia, italy):
    message = say(italy, "Trains tomorrow, @room!", by=ada, client_id="1")
    assert '<strong class="mention">@room</strong>' in message.html
    assert [line.calls for line in rooms_of(ben) if line.id == italy.id] == [1]
    assert db.session.query(Mention).filter_by(message_id=message.id).count() == 1


def test_for_others_it_is_a_word_like_any(app, ada, ben, italy):
    message = say(italy, "Hello @room", by=ben, client_id="1")
    assert "mention" not in message.html
    assert db.session.query(Mention).count() == 0


def test_a_room_of_very_many_is_not_called(app, ada, ben, italy, monkeypatch):
    monkeypatch.setattr(messages, "MOST_CALLED", 1)
    with pytest.raises(TooManyToCall):
        say(italy, "@room", by=ada, client_id="1")
    assert db.session.query(Message).count() == 0
