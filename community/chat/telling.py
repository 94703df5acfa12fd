"""What browsers hear of a room: words in it, that there are some elsewhere, and who may listen."""

from collections.abc import Sequence
from itertools import product

from flask_socketio import join_room, leave_room

from community.chat.facts import without_counts
from community.chat.models import live, news
from community.realtime import Facts, empty, is_in, leave, lines_in, room_of, tell, tell_counts


def said(room_id: int, slug: str, facts: Facts, called: list[str]) -> None:
    """Those who look at the room hear the words, those who belong to it that there are some."""
    tell_counts(live(room_id), "message", facts, bare=without_counts(facts))
    by = facts["author"]["handle"]
    tell(
        news(room_id),
        "room.moved",
        {"room": room_id, "slug": slug, "seq": facts["seq"], "called": called, "by": by},
    )


def changed(room_id: int, facts: Facts) -> None:
    tell_counts(live(room_id), "message.changed", facts, bare=without_counts(facts))


def read(room_id: int, member_id: int, facts: Facts, *, between_two: bool) -> None:
    """My other tabs always, the other one of two as well. A hundred readers do not tell each other."""
    tell(room_of(member_id), "read", facts)
    if between_two:
        tell(live(room_id), "read", facts)


def seated(room_id: int, member_id: int) -> None:
    """From now on each browser of theirs hears of the room, whatever page it shows."""
    for sid in browsers_of(member_id):
        if not is_in(sid, live(room_id)):
            join_room(news(room_id), sid=sid, namespace="/")
    tell(room_of(member_id), "room.opened", {"room": room_id})


def unseated(room_ids: Sequence[int], member_id: int, *, may_listen: bool) -> None:
    """From a room and its threads. Before this returns, no browser of theirs hears of it here.

    In an open room they may stay. Browsers that other processes hold are let go by departing.py.
    """
    let_go(room_ids, member_id, may_listen=may_listen)
    if not may_listen:
        for room_id in room_ids:
            tell(room_of(member_id), "room.closed", {"room": room_id})


def ask_anew(room_ids: Sequence[int]) -> None:
    """Nobody hears of them until their browser has come in again."""
    for name in (name for id in room_ids for name in (live(id), news(id))):
        tell(name, "rights.moved", {})
        empty(name)


def let_go(room_ids: Sequence[int], member_id: int, *, may_listen: bool = False) -> None:
    for sid, room_id in product(browsers_of(member_id), room_ids):
        leave_room(news(room_id), sid=sid, namespace="/")
        if not may_listen:
            leave(live(room_id), sid)


def browsers_of(member_id: int) -> list[str]:
    """The connections this process holds for a member."""
    return list(lines_in(room_of(member_id)))
