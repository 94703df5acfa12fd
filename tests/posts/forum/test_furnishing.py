"""A board may have a room to talk in: open to whoever reads the board."""

from community.chat.messages import say
from community.chat.models import Room
from community.chat.reading import rooms_of
from community.contributions import Audience
from community.db import db
from community.permissions import may
from community.realtime import socketio
from posts.forum.boards import create_board, revise_board
from tests.posts.conftest import plan


def room_of(board):
    return db.session.get(Room, board.room_id)


def lab_with(moderator, **more):
    return create_board({**plan("Slow skincare"), "has_room": True, **more}, by=moderator)


def test_whoever_reads_the_board_finds_its_room_there(ada, moderator, browser_of):
    board = lab_with(moderator)
    assert f'href="{room_of(board).url}"' in browser_of(ada).get(board.url).text
    assert room_of(board).id in {line.id for line in rooms_of(ada)}


def test_a_board_without_one_shows_no_way_there(ada, moderator, browser_of):
    board = create_board(plan("Travel"), by=moderator)
    assert board.room_id is None
    assert (
        "/chat/" not in browser_of(ada).get(board.url).text.split('class="page-head"')[1].split("</div>")[0]
    )


def test_the_form_gives_a_room_and_takes_it_away(ada, moderator, browser_of):
    board = create_board(plan("Travel"), by=moderator)
    form = {"name": "Travel", "posts_from": "members", "has_room": "1"}
    browser_of(moderator).post(f"{board.url}/edition", data=form)
    db.session.refresh(board)
    room = room_of(board)
    assert may(ada, "write", room)
    say(room, "Where to?", by=ada, client_id="1")
    browser_of(moderator).post(f"{board.url}/edition", data=form | {"has_room": ""})
    db.session.refresh(room)
    assert (may(ada, "read", room), may(ada, "write", room)) == (True, False)
    assert room.url not in browser_of(ada).get(board.url).text
    browser_of(moderator).post(f"{board.url}/edition", data=form)
    db.session.refresh(room)
    assert (board.room_id, may(ada, "write", room)) == (room.id, True)


def test_a_board_for_fewer_has_a_room_for_fewer(app, ada, moderator, browser_of):
    board = lab_with(moderator)
    room = room_of(board)
    screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    screen.emit("join", {"room": room.id}, callback=True)
    revise_board(board, {**plan("For the team"), "reads_from": Audience.STAFF}, by=moderator)
    screen.get_received()
    say(room, "Among ourselves", by=moderator, client_id="1")
    assert not [it for it in screen.get_received() if it["name"] == "message"]
    assert "error" in screen.emit("join", {"room": room.id}, callback=True)
    assert not may(ada, "read", room)
    assert (room.name, room.audience) == ("For the team", Audience.STAFF)
