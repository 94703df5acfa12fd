"""Rooms are opened, entered and left; two members find the one room that is theirs."""

import secrets
from collections.abc import Sequence
from functools import partial

from sqlalchemy import select, update

from community import clock
from community.audience import admits
from community.chat import telling
from community.chat.keeping import note
from community.chat.models import Kind, Membership, Post, Room
from community.chat.seats import seat, threads_in, unseat
from community.chat.wording import cleaned
from community.contributions import Audience
from community.db import Refusal, after_commit, db, insert_or, transaction
from community.members import Member
from community.permissions import may, require
from community.slugs import slug_of

NAME, TOPIC = 60, 140  # how long they may be
OPENS_TO = (Audience.MEMBERS, Audience.SUPER, Audience.APASS, Audience.STAFF)
TAKEN = {"new", "messages", "direct", "rooms"}  # words that are addresses of our own
OURS = ("direct-", "thread-")


class Nameless(Refusal):
    """A room needs a name."""


class NotAmongThem(Refusal):
    """One opens a room for those to whom one belongs."""


class NotAskable(Refusal):
    """Who may write to a member, and so bring them into a room, is theirs to say."""


class LastOwner(Refusal):
    """Somebody has to keep the keys of a room that not everybody enters."""


def open_room(
    name: str,
    *,
    by: Member,
    topic: str = "",
    kind: Kind = Kind.OPEN,
    audience: Audience = Audience.MEMBERS,
    company: Sequence[Member] = (),
) -> Room:
    """`audience`: who finds an open one; `company`: who is let into it at once."""
    require(by, "open", Room)
    if audience not in OPENS_TO or not admits(audience, by):
        raise NotAmongThem
    with transaction():
        room = Room(slug="", kind=kind, audience=audience, created_by_id=by.id)
        _call(room, name, topic)
        room.slug = _free_slug(room.name, kind)
        db.session.add(room)
        db.session.flush()
        seat(room, by.id, Post.OWNER)
        for whom in company:
            add(whom, room, by)
    return room


def rename(room: Room, name: str, topic: str, by: Member) -> None:
    require(by, "keep", room)
    with transaction():
        before = (room.name, room.topic)
        _call(room, name, topic)
        _so_are_its_threads(room)
        if (room.name, room.topic) != before:
            note("room.renamed", room, by)


def archive(room: Room, by: Member) -> None:
    """It stays to be read."""
    require(by, "keep", room)
    with transaction():
        room.archived_at = room.archived_at or clock.now()
        _so_are_its_threads(room)
        note("room.closed", room, by)


def reopen(room: Room, by: Member) -> None:
    require(by, "keep", room)
    with transaction():
        room.archived_at = None
        _so_are_its_threads(room)
        note("room.opened", room, by)


def become(room: Room, *, name: str, audience: Audience, closed: bool) -> None:
    """An open room that belongs to something is as that is. Must be called inside a transaction.

    When others may read it than before, whoever listens is asked anew.
    """
    readers_moved = room.audience is not audience
    room.name, room.audience = name, audience
    room.archived_at = (room.archived_at or clock.now()) if closed else None
    _so_are_its_threads(room)
    if readers_moved:
        after_commit(partial(telling.ask_anew, [room.id, *threads_in(room.id)]))


def join(room: Room, by: Member) -> None:
    require(by, "join", room)
    with transaction():
        seat(room, by.id, read_seq=room.last_seq)


def leave(room: Room, by: Member) -> None:
    """Raises LastOwner while others stay in a private room without anybody to keep it."""
    require(by, "leave", room)
    with transaction():
        if room.kind is Kind.PRIVATE and _needs(by, room):
            raise LastOwner
        unseat(room, by.id)


def add(whom: Member, room: Room, by: Member) -> None:
    """The newcomer reads everything; what was said before does not count as unread.

    Raises NotAskable where they let nobody write to them who may not.
    """
    require(by, "keep", room)
    if whom.id != by.id and (not may(by, "write_to", whom) or not admits(room.audience, whom)):
        raise NotAskable(whom.name)
    with transaction():
        seat(room, whom.id, read_seq=room.last_seq)


def remove(whom: Member, room: Room, by: Member) -> None:
    """Their browsers hear nothing more of it. Raises LastOwner when one would remove oneself."""
    require(by, "keep", room)
    with transaction():
        if whom.id == by.id and _needs(by, room):
            raise LastOwner
        unseat(room, whom.id)


def direct_with(whom: Member, by: Member) -> Room:
    """The one room of these two, made when it is first needed."""
    require(by, "write_to", whom)
    low, high = sorted((by.id, whom.id))
    slug = f"direct-{low}-{high}"
    with transaction():
        new = {"slug": slug, "name": "", "kind": Kind.DIRECT, "created_by_id": by.id}
        db.session.execute(insert_or(Room).values(new).on_conflict_do_nothing())
        room = db.session.scalars(select(Room).where(Room.slug == slug)).one()
        for member in (by, whom):
            seat(room, member.id)
    return room


def _needs(owner: Member, room: Room) -> bool:
    """Whether it would be left to members none of whom keeps it."""
    others = db.session.scalars(
        select(Membership.role).where(Membership.room_id == room.id, Membership.member_id != owner.id)
    ).all()
    mine = db.session.get(Membership, (room.id, owner.id))
    return mine is not None and mine.role is Post.OWNER and bool(others) and Post.OWNER not in others


def _so_are_its_threads(room: Room) -> None:
    """Named, open and closed like the room around them."""
    alike = {"name": room.name, "audience": room.audience, "archived_at": room.archived_at}
    db.session.execute(update(Room).where(Room.parent_id == room.id).values(alike))


def _call(room: Room, name: str, topic: str) -> None:
    room.name = " ".join(cleaned(name).split())[:NAME]
    room.topic = " ".join(cleaned(topic).split())[:TOPIC]
    if not room.name:
        raise Nameless


def _free_slug(name: str, kind: Kind) -> str:
    """A private room's ends in chance: neither guessed, nor betrayed by the next room of that name."""
    slug = slug_of(name)[:40].strip("-")
    if slug.isdecimal() or not slug:
        slug = f"room-{slug}".strip("-")
    free = slug not in TAKEN and not slug.startswith(OURS) and kind is Kind.OPEN
    if free and not db.session.scalar(select(Room.id).where(Room.slug == slug)):
        return slug
    return f"{slug}-{secrets.token_hex(3 if kind is Kind.OPEN else 6)}"


def hand_over(room: Room, to: Member, by: Member) -> None:
    """Another owner beside the first."""
    require(by, "keep", room)
    with transaction():
        theirs = (Membership.room_id == room.id, Membership.member_id == to.id)
        db.session.execute(update(Membership).where(*theirs).values(role=Post.OWNER))
