"""Word to the browsers: plain facts, sent to a room, once they are true."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, g, request
from flask_socketio import SocketIO, join_room

from community import fanout
from community.fanout import client_manager, speaker
from community.fanout.stock import server_of
from community.members import current_member

socketio = SocketIO()
MEMBERS = "members"
LINE = "/socket.io"  # where the path of every line begins
TICK = 0.02  # seconds within which what a crowd is told leaves together
Facts = dict[str, Any]
_looks: list[Callable[[], object]] = []
_goodbyes: list[Callable[[str], object]] = []


@socketio.on("connect")
def take_a_seat(auth: Facts | None = None) -> bool:
    """A browser hears the members' room and its own; it never chooses which. A program says `{token}`."""
    if isinstance(auth, dict) and isinstance(token := auth.get("token"), str):
        request.environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"  # as long as the line lasts
    if member := current_member():
        join_room(MEMBERS)
        join_room(room_of(member.id))
        if session_id := g.get("session_id"):
            join_room(session_room(session_id))
        if token := g.get("token"):
            join_room(token_room(token.id))
    return member is not None


@socketio.on("disconnect")
def give_up_the_seat(*_reason: object) -> None:
    for call in _goodbyes:
        call(vars(request)["sid"])


def when_gone(call: Callable[[str], object]) -> Callable[[str], object]:
    """Declare what is done when a browser's line ended, for whatever reason; it takes the line's id."""
    _goodbyes.append(call)
    return call


def looks_often(call: Callable[[], object]) -> Callable[[], object]:
    """Declare what each web process asks twice a second: what another one changed that concerns its lines."""
    _looks.append(call)
    return call


def look() -> None:
    for call in _looks:
        call()


def room_of(member_id: int) -> str:
    return f"member:{member_id}"


def session_room(session_id: int) -> str:
    return f"session:{session_id}"


def token_room(token_id: int) -> str:
    return f"token:{token_id}"


def cut(session_ids: Iterable[int]) -> None:
    """End every line of these sessions in this process; see entrance/watching.py for the other processes."""
    _cut_all_in(map(session_room, session_ids))


def cut_tokens(token_ids: Iterable[int]) -> None:
    """The same for lines that programs opened with these tokens."""
    _cut_all_in(map(token_room, token_ids))


def _cut_all_in(rooms: Iterable[str]) -> None:
    manager = server_of(socketio).manager
    fanout.cut(socketio, [sid for room in rooms for sid, _ in manager.get_participants("/", room)])


def open_lines(app: Flask) -> None:
    """The web process frames each message once for everybody; a worker speaks through Redis, if at all."""
    redis_url = app.config["REDIS_URL"]
    if app.config["REALTIME"] == "gevent":
        manager = client_manager(redis_url=redis_url, tick=TICK)
        socketio.init_app(app, async_mode="gevent", async_handlers=False, client_manager=manager)
    elif redis_url and not app.testing:
        socketio.init_app(app, async_mode="threading", client_manager=speaker(redis_url))
    else:
        socketio.init_app(app, async_mode="threading")


def empty(room: str) -> None:
    """Nobody hears it until they are let in again: for when fewer may than before."""
    socketio.close_room(room, namespace="/")


def tell(room: str, event: str, facts: Facts) -> None:
    socketio.emit(event, facts, to=room)
