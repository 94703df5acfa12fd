"""What is read: the rooms beside each other with what is unread in them, and messages by their numbers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from community import clock
from community.audience import admitting
from community.chat import telling
from community.chat.facts import facts_of, messages_for, spine, text
from community.chat.models import Kind, Membership, Mention, Message, Room, Thread
from community.contributions import Contribution
from community.db import db, rows, transaction
from community.members import Member
from community.quiet.hearing import parted
from community.quiet.models import LetterBox
from community.realtime import Facts

PAGE = 50
MOST = 200  # messages in one answer
LONGEST_QUESTION = 500  # characters; SQLite looks for no pattern of more than 50,000 bytes
ROOMS = 200  # rooms beside each other
LATELY = timedelta(days=7)  # a thread in which all is read stays beside them
_other, _partner = aliased(Membership), aliased(Member)
_root, _rooted = Message.__table__.alias("root"), Contribution.__table__.alias("rooted")
Line = Row[Any]


class Catching(NamedTuple):
    """What a browser missed: new messages, those changed since, and whether there is more to fetch."""

    items: list[Facts]
    changed: list[Facts]
    seq: int
    changes: int
    more: bool


def rooms_of(me: Member, besides: Room | None = None) -> list[Line]:
    """Mine, the open ones, and the one asked for: what is unread is a difference of numbers."""
    beside_each_other = (
        _rooms(me)
        .where(or_(_shown(me), Room.id == (besides.id if besides else 0)))
        .order_by(
            Membership.member_id.is_(None), Room.archived_at.is_not(None), func.lower(Room.name), Room.id
        )
        .limit(ROOMS)
    )
    lines: list[Any] = [*db.session.execute(beside_each_other)]
    if besides and besides.id not in {line.id for line in lines}:
        lines.append(line_of(besides, me))
    return lines


_belong = and_(Membership.room_id == Room.id, Membership.member_id == bindparam("me"))
_talking: Select[*tuple[Any, ...]] = (
    select(Room.id, Room.slug, Room.name, Room.said_at, (Room.last_seq - Membership.read_seq).label("unread"))
    .outerjoin(Membership, _belong)
    .where(
        Room.said_at.is_not(None),
        Room.kind != Kind.DIRECT,
        Room.parent_id.is_(None),
        or_(
            and_(Membership.member_id.is_not(None), Room.kind == Kind.PRIVATE),
            and_(
                Room.kind == Kind.OPEN, admitting(bindparam("me"), Room.audience), Room.archived_at.is_(None)
            ),
        ),
    )
    .order_by(Room.said_at.desc())
    .limit(bindparam("limit"))
)


def talking_in(me: Member, limit: int) -> Sequence[Line]:
    """The rooms where something was said last, for the corner of a page."""
    return rows(_talking, {"me": me.id, "limit": limit})


def line_of(room: Room, me: Member) -> Line:
    """One room as the member sees it."""
    return db.session.execute(_rooms(me).where(Room.id == room.id)).one()


def rooms_after(me: Member, id: int, limit: int) -> Sequence[Line]:
    """The same rooms as they were opened, for who reads them page by page."""
    mine = _rooms(me).where(_shown(me), Room.id > id)
    return db.session.execute(mine.order_by(Room.id).limit(limit)).all()


def _rooms(me: Member) -> Select[*tuple[Any, ...]]:
    calls = (
        select(func.count())
        .where(Mention.member_id == me.id, Mention.room_id == Room.id, Mention.seq > Membership.read_seq)
        .scalar_subquery()
    )
    rooms: Select[*tuple[Any, ...]] = select(
        Room.id,
        Room.slug,
        Room.kind,
        Room.topic,
        Room.last_seq,
        Room.last_change,
        Room.said_at,
        Room.archived_at,
        Room.pins,
        Room.audience,
        Room.slow_seconds,
        Room.parent_id,
        case((_rooted.c.removed_at.is_(None) & _rooted.c.hidden_at.is_(None), _root.c.text)).label("root"),
        Thread.message_id.label("root_id"),
        func.coalesce(_partner.name, Room.name).label("name"),
        _partner.handle.label("partner"),
        _partner.portrait,
        Membership.read_seq,
        case((_both_tell(me.id, _other.member_id), _other.read_seq)).label("seen"),
        parted(me.id, _other.member_id).label("apart"),
        Membership.role,
        Membership.muted_until,
        (Room.last_seq - Membership.read_seq).label("unread"),
        calls.label("calls"),
    )
    return (
        rooms.outerjoin(Membership, and_(Membership.room_id == Room.id, Membership.member_id == me.id))
        .outerjoin(
            _other,
            and_(
                Room.kind == Kind.DIRECT,
                _other.room_id == func.coalesce(Room.parent_id, Room.id),
                _other.member_id != me.id,
            ),
        )
        .outerjoin(_partner, _partner.id == _other.member_id)
        .outerjoin(Thread, Thread.room_id == Room.id)
        .outerjoin(_root, _root.c.id == Thread.message_id)
        .outerjoin(_rooted, _rooted.c.id == _root.c.id)
    )


def _shown(me: Member) -> ColumnElement[bool]:
    """Where I belong or may; two who never spoke are shown only to the one who would begin."""
    begun = or_(Room.kind != Kind.DIRECT, Room.last_seq > 0, Room.created_by_id == me.id)
    closed = and_(Room.kind != Kind.OPEN, Membership.member_id.is_not(None), begun)
    there = or_(Membership.member_id.is_not(None), Room.archived_at.is_(None))
    wanted = or_(Room.parent_id.is_(None), _followed())
    return and_(wanted, or_(closed, and_(_open_to(me), there)))


def _followed() -> ColumnElement[bool]:
    """Threads in which something is unread, or was said lately."""
    alive = or_(Room.said_at > clock.now() - LATELY, Room.last_seq > Membership.read_seq)
    return and_(Membership.member_id.is_not(None), Room.last_seq > 0, alive)


def heard_by(me: Member) -> ColumnElement[bool]:
    """Of messages joined with their rooms: those one may read, as the rule says."""
    home = func.coalesce(Room.parent_id, Room.id)
    seat = select(Membership.room_id).where(Membership.room_id == home, Membership.member_id == me.id)
    there = and_(spine.removed_at.is_(None), spine.hidden_at.is_(None))
    return and_(there, or_(_open_to(me), and_(Room.kind != Kind.OPEN, seat.exists())))


def _open_to(me: Member) -> ColumnElement[bool]:
    return and_(Room.kind == Kind.OPEN, admitting(me.id, Room.audience))


def is_muted(room: Line) -> bool:
    return room.muted_until is not None and room.muted_until > clock.now()


def rooms_that_wait(me: Member) -> dict[int, bool]:
    """The rooms I belong to and did not mute, and whether something unread is there."""
    heard = or_(Membership.muted_until.is_(None), Membership.muted_until < clock.now())
    mine = select(Room.id, Room.last_seq > Membership.read_seq).join(
        Membership, Membership.room_id == Room.id
    )
    readable = or_(Room.kind != Kind.OPEN, _open_to(me))
    rows = db.session.execute(mine.where(Membership.member_id == me.id, heard, readable))
    return {row[0]: bool(row[1]) for row in rows}


def belongs(me: Member, room: Room) -> bool:
    return db.session.get(Membership, (room.id, me.id)) is not None


def latest(room: Room | Line, me: Member, limit: int = PAGE) -> list[Facts]:
    return before(room, me, room.last_seq + 1, limit)


def before(room: Room | Line, me: Member, seq: int, limit: int = PAGE) -> list[Facts]:
    """The messages just above a number, the oldest of them first."""
    rows = db.session.execute(
        messages_for(me).where(text.room_id == room.id, text.seq < seq).order_by(text.seq.desc()).limit(limit)
    ).all()
    return [facts_of(row, me) for row in reversed(rows)]


def found(room: Room, me: Member, words: str, limit: int = PAGE) -> list[Facts]:
    """Messages in which all these words stand, the newest first."""
    parts = words[:LONGEST_QUESTION].split()[:8]
    wanted = [text.text.icontains(word, autoescape=True) for word in parts]
    spoken = and_(spine.removed_at.is_(None), spine.hidden_at.is_(None), *wanted)
    rows = db.session.execute(
        messages_for(me).where(text.room_id == room.id, spoken).order_by(text.seq.desc()).limit(limit)
    )
    return [facts_of(row, me) for row in rows] if wanted else []


def around(room: Room | Line, me: Member, seq: int, limit: int = PAGE) -> list[Facts]:
    """One message with what was said before and after it."""
    return after(room, me, max(0, seq - limit // 2), limit)


def after(room: Room | Line, me: Member, seq: int, limit: int = MOST) -> list[Facts]:
    rows = db.session.execute(
        messages_for(me).where(text.room_id == room.id, text.seq > seq).order_by(text.seq).limit(limit)
    )
    return [facts_of(row, me) for row in rows]


def missed(room: Room | Line, me: Member, seq: int, changes: int | None, limit: int = MOST) -> Catching:
    """Everything after `seq` in order, and what changed at or before it since the `changes`-th change."""
    items = after(room, me, seq, limit)
    altered: list[Facts] = []
    if changes is not None and changes < room.last_change:
        rows = db.session.execute(
            messages_for(me)
            .where(text.room_id == room.id, text.change > changes, text.seq <= seq)
            .order_by(text.change)
            .limit(MOST)
        )
        altered = [facts_of(row, me) for row in rows]
    seen = altered[-1]["change"] if len(altered) == MOST else room.last_change
    more = len(altered) == MOST or (bool(items) and items[-1]["seq"] < room.last_seq)
    return Catching(items, altered, room.last_seq, seen, more)


def mute(room: Room, me: Member, until: datetime | None) -> None:
    """No badge until then; with no time, again as before."""
    mine = (Membership.room_id == room.id, Membership.member_id == me.id)
    with transaction():
        db.session.execute(update(Membership).where(*mine).values(muted_until=until))


def _both_tell(*ids: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """How far one has read is told between two who both want it told."""
    keeps_it = select(LetterBox.member_id).where(LetterBox.member_id.in_(ids), ~LetterBox.tells_reading)
    return ~keeps_it.exists()


def _is_told(room: Room) -> bool:
    if room.kind is not Kind.DIRECT:
        return False
    two = db.session.scalars(select(Membership.member_id).where(Membership.room_id == room.id)).all()
    return bool(db.session.scalar(select(_both_tell(*two))))


def mark_read(room: Room, seq: int, me: Member) -> int:
    """All is read up to this number: never backwards, never beyond the last. Answers where the mark is."""
    mine = (Membership.room_id == room.id, Membership.member_id == me.id)
    until = min(seq, room.last_seq)
    with transaction():
        moved = db.session.scalar(
            update(Membership)
            .where(*mine, Membership.read_seq < until)
            .values(read_seq=until)
            .returning(Membership.read_seq)
        )
    if moved is not None:
        facts = {"room": room.id, "seq": moved, "handle": me.handle}
        telling.read(room.id, me.id, facts, between_two=_is_told(room))
    return until
