"""All that browsers can say on a line is said by everybody, of what is Ada's alone and of what never was."""

import pytest
from flask_socketio import SocketIOTestClient
from sqlalchemy import select

from community.chat.messages import say
from community.chat.models import Room
from community.db import db, transaction
from community.doors import doors_of
from community.entrance.joining import joined
from community.realtime import socketio
from tests.house.conftest import PLANTED
from tests.house.test_doors import OTHERS, everything_with_the_word

NEVER_WERE = {int: 987654321, str: "never-was"}
NAMES = ("room", "contribution", "board", "stream", "case", "id")  # by which something is spoken of
MORE = {"text": "mine", "client_id": "mine", "kind": "mp4", "body": b"mine", "after": 0, "since": 0, "seq": 1}
pytestmark = pytest.mark.timeout(400)


def events(app):
    said = [door["path"] for door in doors_of(app) if door["kind"] == "socket"]
    return [event for event in said if event not in {"connect", "disconnect"}]


def line_of(app, browser):
    return SocketIOTestClient(app, socketio, flask_test_client=browser)


def one_who_is(role):
    with transaction():
        return joined(handle="passing", name="Passing", email="passing@example.org", password=None, role=role)


def answers(line, event, thing):
    return line.emit(event, {**dict.fromkeys(NAMES, thing), **MORE}, callback=True)


@pytest.mark.parametrize("role", OTHERS)
def test_what_is_adas_alone_is_neither_told_nor_changed_nor_heard_on_a_line(
    app, ada, private, browser_of, role
):
    line, (numbers, names) = line_of(app, browser_of(one_who_is(role))), private
    before, walked = everything_with_the_word(), 0
    for event in events(app):
        never = {kind: answers(line, event, thing) for kind, thing in NEVER_WERE.items()}
        for thing in (*numbers, *names):
            told = answers(line, event, thing)
            assert PLANTED not in str(told).lower(), (event, thing)
            assert told == never[type(thing)], (event, thing)
            walked += 1
    assert walked > 100
    db.session.expire_all()
    assert everything_with_the_word() == before
    room = db.session.scalars(select(Room).where(Room.name == f"{PLANTED} room")).one()
    say(room, f"{PLANTED} again", by=ada, client_id="later")
    assert PLANTED not in str(line.get_received()).lower()
    line.disconnect()


NONSENSE = [None, "", -1, 2**70, 1.5, True, [], {}, "\0", {"room": {"room": 1}}, "x" * 9000]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_on_a_line_breaks_nothing(app, mia, browser_of, nonsense):
    line = line_of(app, browser_of(mia))
    for event in events(app):
        line.emit(event, nonsense, callback=True)
        line.emit(event, dict.fromkeys((*NAMES, *MORE), nonsense), callback=True)
        line.emit(event, callback=True)
    assert line.is_connected()
    line.disconnect()


def test_a_stranger_has_no_line(app):
    assert not line_of(app, app.test_client()).is_connected()
