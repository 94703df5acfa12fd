"""What a browser says of the boards: tell me what waits, I look at this board."""

from typing import Any

from flask_socketio import join_room

from community.members import current_member
from community.realtime import socketio
from posts.forum.reading import boards_followed_by, boards_for, read_lately, waiting_for
from posts.forum.rooms import lookers_at, readers_of

Said = dict[str, Any]


@socketio.on("boards")
def count(_said: Said | None = None) -> Said:
    """What waits, asked by every page once its line is there; from now on it hears what comes."""
    if not (me := current_member()):
        return {"error": "not signed in"}
    for topic_id in read_lately(me):
        join_room(readers_of(topic_id))
    followed = boards_followed_by(me)
    for board_id in followed:
        join_room(lookers_at(board_id))
    return {"topics": waiting_for(me), "boards": followed}


@socketio.on("look")
def look(said: Said | None = None) -> Said:
    """From now on this browser hears what moves on a board, if its member may read it."""
    me, id = current_member(), said.get("board") if isinstance(said, dict) else None
    if not me or not isinstance(id, int) or not any(board.id == id for board in boards_for(me)):
        return {"error": "not found"}
    join_room(lookers_at(id))
    return {}
