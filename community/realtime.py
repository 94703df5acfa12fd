"""Word to the browsers: plain facts, sent to a room, once they are true."""

from typing import Any

from flask_socketio import SocketIO, join_room

from community.members import current_member

socketio = SocketIO()
MEMBERS = "members"
Facts = dict[str, Any]


@socketio.on("connect")
def take_a_seat(_auth: Facts | None = None) -> bool:
    """A browser hears the members' room and its own; it never chooses which."""
    if member := current_member():
        join_room(MEMBERS)
        join_room(room_of(member.id))
    return member is not None


def room_of(member_id: int) -> str:
    return f"member:{member_id}"


def tell(room: str, event: str, facts: Facts) -> None:
    socketio.emit(event, facts, to=room)
