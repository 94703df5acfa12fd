"""A member says something, says it better, or takes it back.

The message on the spine is itself the record of the deed. `Deed.MESSAGE_SENT` is worth nothing (see the
policy), so neither activity nor ledger is written for it: a chat costs one row where a story may cost ten.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from flask import abort
from sqlalchemy import Select, Table, and_, bindparam, insert, select, update

from community import clock
from community.audience import admitted
from community.chat import cards, changes, telling  # noqa: F401  whose listening begins with its import
from community.chat.calling import call_upon, forget_call
from community.chat.facts import message_facts
from community.chat.finding import one_voice_at_a_time
from community.chat.models import Kind, Membership, Mention, Message, Room
from community.chat.pacing import newcomers_in_measure, not_too_soon
from community.chat.pinning import let_go
from community.chat.seats import seat
from community.chat.things import show_another, show_thing
from community.chat.threads import tell_the_room_around
from community.chat.wording import EVERYBODY, NothingSaid, calls_everybody, cleaned, handles_in, rendered
from community.contributions import Contribution
from community.db import Refusal, after_commit, change, db, rows, transaction
from community.limits import spend
from community.members import Member
from community.permissions import may, require
from community.pictures.keeping import photos_by_digest, show_in_text
from community.quiet.hearing import blocked_by
from community.watched.heeding import flag, heeded

CLIENT_ID = 64  # the longest key a browser may give its message
MOST_CALLED = 500  # members whom one word calls
MOST_PHOTOS = 10  # of one message
OFTEN = "20 per 10 second"  # quicker than anybody types; a browser that was away sends what waited


class TooManyToCall(Refusal):
    """A call to thousands is a letter from the house, not a word in a room."""


class NoSuchPhoto(Refusal):
    """A photo is brought first, then named by its digest, which only those know who have seen it."""


class TooManyPhotos(Refusal):
    """More than one looks at in passing: an album is a story."""


class Stored(NamedTuple):
    """What whoever said it is answered: its id, and its number in the room."""

    id: int
    seq: int


def say(
    room: Room,
    text: str,
    *,
    by: Member,
    client_id: str,
    reply_to: int | None = None,
    photos: Sequence[str] = (),
) -> Message:
    """`store`, in a transaction of its own, for whoever wants the message itself."""
    with transaction():
        held = one_voice_at_a_time(room.id) or abort(404)
        stored = store(held, text, by=by, client_id=client_id, reply_to=reply_to, photos=photos)
    return db.session.get_one(Message, stored.id)


def store(
    room: Room,
    text: str,
    *,
    by: Member,
    client_id: str,
    reply_to: int | None = None,
    photos: Sequence[str] = (),
) -> Stored:
    """The next message of the room; the same `client_id` again answers the one that was stored.

    Must be called inside a transaction in which nobody else speaks in the room: `one_voice_at_a_time`.
    A crowd speaks at once: what is asked and written every time goes past the session.
    """
    require(by, "write", room)
    words = cleaned(text)
    if not words and not photos:
        raise NothingSaid
    photos = _known(photos)
    words, flagged = heeded(words, by)
    if stored := _said_before(room.id, by.id, client_id):
        return stored
    not_too_soon(room, by)
    called = _called_in(words, room, by)
    facts = {
        "room": room.id,
        "by": by.id,
        "key": client_id[:CLIENT_ID],
        "text": words,
        "html": rendered(words, _names(words, room, by, called)),
        "reply_to": _quotable(reply_to, room),
        "photo": photos[0] if photos else None,
        "more_photos": " ".join(photos[1:]),
        "now": clock.now(),
    }
    stored = _write(facts)
    show_thing(stored.id, words, by)
    if flagged and room.is_for_all:  # what is said behind closed doors is reported by those who heard it
        flag(stored.id, flagged)
    if len(photos) > 1:
        show_in_text(stored.id, photos[1:])
    _mark_own_as_read(room, stored.seq, by.id)
    tell_the_room_around(room)
    heard = _remember_calls(stored, room, by.id, called)
    shown = message_facts(stored.id)
    call_upon(stored.id, room, called=heard, by=by)
    after_commit(partial(telling.said, room.id, room.slug, shown, heard))
    return stored


def not_too_often(by: Member, room: Room) -> None:
    """Asked at every door where members speak; else 429, whose `retry_after` says when."""
    spend("say", by.id, OFTEN)
    newcomers_in_measure(by, room)


def revise(message: Message, text: str, by: Member) -> None:
    require(by, "revise", message)
    words = cleaned(text)
    if not words and not message.photo:
        raise NothingSaid
    words, flagged = heeded(words, by)
    with transaction():
        called = members_called(words)
        names = _names(words, message.room, by, called)
        message.text, message.html = words, rendered(words, names)
        message.edited_at = clock.now()
        show_another(message, by)
        if flagged and message.room.is_for_all:
            flag(message.id, flagged)


def take_back(message: Message, by: Member) -> None:
    """Its number stays, so that nobody waits for it; its words are shown to nobody."""
    require(by, "remove", message)
    with transaction():
        message.removed_at = clock.now()
        let_go(message)
        forget_call(message)


def members_called(text: str) -> list[tuple[int, str, str]]:
    """Id, handle and name of the members a text calls."""
    handles = handles_in(text)
    if not handles:
        return []
    found = db.session.execute(
        select(Member.id, Member.handle, Member.name).where(Member.handle.in_(handles))
    )
    return [(row.id, row.handle, row.name) for row in found]


def _called_in(words: str, room: Room, by: Member) -> list[tuple[int, str, str]]:
    """Those named; all who belong to the room where one who may says so. Raises TooManyToCall."""
    if not (calls_everybody(words) and may(by, "call_all", room)):
        return members_called(words)
    seated = select(Member.id, Member.handle, Member.name).join(Membership, Membership.member_id == Member.id)
    found = db.session.execute(seated.where(Membership.room_id == room.id).limit(MOST_CALLED + 1)).all()
    if len(found) > MOST_CALLED:
        raise TooManyToCall
    return list({(row.id, row.handle, row.name) for row in found} | set(members_called(words)))


def _names(words: str, room: Room, by: Member, called: list[tuple[int, str, str]]) -> dict[str, str]:
    """By what the words call them: what is shown in their place."""
    names = {handle: name for _, handle, name in called}
    if calls_everybody(words) and may(by, "call_all", room):
        names[EVERYBODY] = EVERYBODY
    return names


_messages, _spine, _rooms, _seats = (
    cast("Table", it.__table__) for it in (Message, Contribution, Room, Membership)
)
_same_key = select(_messages.c.id, _messages.c.seq).where(
    _messages.c.room_id == bindparam("room"),
    _messages.c.writer_id == bindparam("by"),
    _messages.c.client_id == bindparam("key"),
)
_next = (
    update(_rooms)
    .where(_rooms.c.id == bindparam("room"))
    .values(last_seq=_rooms.c.last_seq + 1, said_at=bindparam("now"))
    .returning(_rooms.c.last_seq)
)
_new_on_spine = (
    insert(_spine)
    .values(kind="message", author_id=bindparam("by"), created_at=bindparam("now"))
    .returning(_spine.c.id)
)
_new = insert(_messages).values(
    id=bindparam("message"),
    room_id=bindparam("room"),
    seq=bindparam("number"),
    writer_id=bindparam("by"),
    client_id=bindparam("key"),
    text=bindparam("text"),
    html=bindparam("html"),
    reply_to_id=bindparam("reply_to"),
    photo=bindparam("photo"),
    more_photos=bindparam("more_photos"),
)
_read_up_to = (
    update(_seats)
    .where(_seats.c.room_id == bindparam("room"), _seats.c.member_id == bindparam("by"))
    .values(read_seq=bindparam("number"))
)


def _said_before(room_id: int, by_id: int, client_id: str) -> Stored | None:
    known = rows(_same_key, {"room": room_id, "by": by_id, "key": client_id[:CLIENT_ID]})
    return Stored(*known[0]) if known else None


def _write(facts: dict[str, Any]) -> Stored:
    seq = change(_next, facts).scalar_one()
    stored = Stored(change(_new_on_spine, facts).scalar_one(), seq)
    change(_new, {**facts, "message": stored.id, "number": seq})
    return stored


def _known(photos: Sequence[str]) -> Sequence[str]:
    """Each once, in their order. Raises TooManyPhotos, and NoSuchPhoto when one of them is not there."""
    wanted = list(dict.fromkeys(photos))
    if len(wanted) > MOST_PHOTOS:
        raise TooManyPhotos
    if wanted and len(photos_by_digest(wanted)) < len(wanted):
        raise NoSuchPhoto
    return wanted


def _quotable(message_id: int | None, room: Room) -> int | None:
    """What one answers to stands in the same room; anything else is forgotten."""
    if not message_id:
        return None
    return db.session.scalar(select(Message.id).where(Message.id == message_id, Message.room_id == room.id))


def _mark_own_as_read(room: Room, seq: int, by_id: int) -> None:
    """With the first word one belongs to an open room; what one wrote oneself is read."""
    if not change(_read_up_to, {"room": room.id, "by": by_id, "number": seq}).rowcount:
        seat(room, by_id, read_seq=seq)


def _readers_among(ids: set[int], room: Room) -> Select[int]:
    there = select(Member.id).where(Member.id.in_(ids))
    if room.kind is Kind.OPEN:
        return there.where(admitted(room.audience))
    seated = and_(Membership.member_id == Member.id, Membership.room_id == room.home_id)
    return there.join(Membership, seated)


def _remember_calls(stored: Stored, room: Room, by_id: int, called: list[tuple[int, str, str]]) -> list[str]:
    """Answers the handles of those who may read it: a call tells nobody of a room that is closed to them."""
    ids = {member_id for member_id, _, _ in called} - {by_id}
    if not room.is_for_all and ids:
        ids = set(db.session.scalars(_readers_among(ids, room)))
    ids -= blocked_by(ids, whom_id=by_id)
    for id in ids:
        db.session.add(Mention(message_id=stored.id, member_id=id, room_id=room.id, seq=stored.seq))
    return [handle for member_id, handle, _ in called if member_id in ids]
