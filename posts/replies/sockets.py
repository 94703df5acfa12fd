"""What a browser with a thread open says: I follow it, I am writing."""

from typing import Any

from flask_socketio import emit, rooms

from community import clock
from community.contributions import Contribution
from community.db import db
from community.members import Member, current_member
from community.permissions import may
from community.realtime import enter, leave, socketio
from posts.replies.news import news_since
from posts.replies.rooms import room_of_thread

Said = dict[str, Any]
EVERY = 2.0  # seconds between two words about one writer
LARGEST = 2**31  # no id is as large
_wrote: dict[tuple[int, int], float] = {}


@socketio.on("follow")
def follow(said: Said | None = None) -> Said:
    """From now on this browser hears of replies to a contribution, if its member may read it.

    `after` is the number of the last one it knows; those that came since are `missed`.
    """
    if not said or not (about := _readable(said)):
        return {"error": "not found"}
    enter(room_of_thread(about.id))
    after = _number(said.get("after"))
    return {"missed": [] if after is None else news_since(about.id, after)}


@socketio.on("unfollow")
def unfollow(said: Said | None = None) -> None:
    if id := _id_in(said):
        leave(room_of_thread(id))


@socketio.on("replying")
def replying(said: Said | None = None) -> None:
    """Told to the others in the room, and no oftener than every two seconds."""
    me, id = current_member(), _id_in(said)
    if not me or not id or room_of_thread(id) not in rooms():
        return
    if not _is_due(me, id):
        return
    facts = {"room": room_of_thread(id), "contribution": id, "id": me.id, "name": me.name}
    emit("typing", facts, to=room_of_thread(id), include_self=False)


def _readable(said: object) -> Contribution | None:
    me, id = current_member(), _id_in(said)
    about = db.session.get(Contribution, id) if me and id else None
    return about if me and about and may(me, "read", about) else None


def _id_in(said: object) -> int | None:
    """Browsers may say anything; an id is a number that fits."""
    return _number(said.get("contribution")) or None if isinstance(said, dict) else None


def _number(word: object) -> int | None:
    return word if isinstance(word, int) and 0 <= word < LARGEST else None


def _is_due(me: Member, id: int) -> bool:
    now, key = clock.now().timestamp(), (me.id, id)
    if now - _wrote.get(key, 0) < EVERY:
        return False
    if len(_wrote) > 10_000:  # noqa: PLR2004  long before it is much memory
        _wrote.clear()
    _wrote[key] = now
    return True
