"""Boards and topics as they are read: columns, and how much of them the reader has not seen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from community import clock
from community.audience import admitting, open_to
from community.chat.models import Room
from community.contributions import Contribution
from community.db import rows
from community.engagement.standing import Standing
from community.members import Member
from community.moderation.models import Case
from community.moderation.reading import hidden_how
from community.permissions import may
from community.profiles.worn import tier_shown_to
from posts.forum.models import NEW_FOR, PAGE, Board, BoardReading, HeldPost, Interest, Topic, TopicReading
from posts.polls.models import Poll, Vote
from posts.reactions.models import Like

Line = Row[*tuple[Any, ...]]
MOST_COUNTED = 100
HEARD = 200

_speaker = aliased(Member)
_newest = Topic.__table__
_me: BindParameter[int] = bindparam("me")
_my_reading = (TopicReading.topic_id == Topic.id) & (TopicReading.member_id == _me)
_my_board = (BoardReading.board_id == Board.id) & (BoardReading.member_id == _me)
_readable = (Topic.removed_at.is_(None), Topic.hidden_at.is_(None), Topic.published_at.is_not(None))

_boards: Select[*tuple[Any, ...]] = (
    select(
        Board.id,
        Board.version,
        Board.slug,
        Board.name,
        Board.description,
        Board.topics,
        Board.group.label("group"),
        Contribution.id.label("topic_id"),
        Contribution.title,
        Contribution.slug.label("topic_slug"),
        Contribution.disclosure,
        Contribution.sponsor,
        _newest.c.active_at,
        Member.name.label("speaker"),
        Member.portrait,
        BoardReading.interest,
    )
    .outerjoin(BoardReading, _my_board)
    .outerjoin(Contribution, Contribution.id == Board.newest_id)
    .outerjoin(_newest, _newest.c.id == Board.newest_id)  # as two tables: a join within a join is read whole
    .outerjoin(Member, Member.id == func.coalesce(_newest.c.last_reply_by, Contribution.author_id))
    .where(admitting(_me, Board.reads_from))
    .order_by(Board.position, Board.group, Board.name)
)
_admitted = admitting(_me, Board.reads_from)
_heard = TopicReading.interest.is_distinct_from(Interest.MUTE)
_board_heard = BoardReading.interest.is_distinct_from(Interest.MUTE)
_stamp: Select[*tuple[Any, ...]] = select(
    select(func.max(TopicReading.at)).where(TopicReading.member_id == _me).scalar_subquery(),
    select(func.max(BoardReading.at)).where(BoardReading.member_id == _me).scalar_subquery(),
)
# What went on since, and what is new: two questions, each of which an index answers.
_gone_on: Select[*tuple[Any, ...]] = (
    select(Topic.board_id, Topic.id)
    .join(TopicReading, _my_reading)
    .join(Board, Board.id == Topic.board_id)
    .outerjoin(BoardReading, _my_board)
    .where(TopicReading.number < Topic.last_number, *_readable, _heard, _board_heard, _admitted)
)
_never_opened: Select[*tuple[Any, ...]] = (
    select(Topic.board_id, Topic.id)
    .join(Board, Board.id == Topic.board_id)
    .outerjoin(BoardReading, _my_board)
    .outerjoin(TopicReading, _my_reading)
    .where(
        Topic.active_at > func.coalesce(BoardReading.read_at, bindparam("since", type_=Topic.active_at.type)),
        TopicReading.number.is_(None),
        *_readable,
        _board_heard,
        _admitted,
    )
)
_each = union_all(_gone_on, _never_opened).subquery()
_unread: Select[*tuple[Any, ...]] = select(_each.c.board_id, func.count().label("unread")).group_by(
    _each.c.board_id
)
# Beside the word Boards: what the member has begun and has gone on, and what is new on boards they follow.
_waiting: Select[*tuple[Any, ...]] = union_all(
    _gone_on, _never_opened.where(BoardReading.interest == Interest.FOLLOW)
).limit(MOST_COUNTED)  # type: ignore[assignment]
_read_lately: Select[*tuple[Any, ...]] = (
    select(TopicReading.topic_id)
    .join(Topic.__table__, Topic.__table__.c.id == TopicReading.topic_id)
    .join(Board, Board.id == Topic.__table__.c.board_id)
    .where(TopicReading.member_id == _me, _heard, _admitted)
    .order_by(TopicReading.at.desc())
    .limit(HEARD)
)
_followed: Select[*tuple[Any, ...]] = (
    select(BoardReading.board_id)
    .join(Board, Board.id == BoardReading.board_id)
    .where(BoardReading.member_id == _me, BoardReading.interest == Interest.FOLLOW, _admitted)
)
_now: BindParameter[datetime] = bindparam("now", type_=Topic.active_at.type)
_on_top = and_(Topic.pinned_at.is_not(None), or_(Topic.pinned_until.is_(None), Topic.pinned_until > _now))
_topics: Select[*tuple[Any, ...]] = (
    select(
        Topic.id,
        Topic.version,
        Topic.title,
        Topic.slug,
        Topic.disclosure,
        Topic.sponsor,
        Topic.last_number,
        Topic.replies,
        Topic.active_at,
        case((_on_top, 1), else_=0).label("pinned"),
        Topic.locked_at.is_not(None).label("locked"),
        Topic.answer_id,
        Member.name,
        Member.handle,
        _speaker.name.label("speaker"),
        Topic.author_id,
        Topic.faces,
        TopicReading.number.label("read_to"),
        TopicReading.interest,
        case((_on_top, Topic.pinned_at)).label("pinned_at"),
    )
    .join(Member, Member.id == Topic.author_id)
    .outerjoin(_speaker, _speaker.id == Topic.last_reply_by)
    .outerjoin(TopicReading, _my_reading)
    .where(Topic.board_id == bindparam("board"), *_readable)
)
_others: Select[*tuple[Any, ...]] = (
    _topics.where(or_(Topic.pinned_at.is_(None), Topic.pinned_until <= _now))
    .order_by(Topic.active_at.desc(), Topic.id.desc())
    .limit(PAGE)
    .offset(bindparam("skip"))
)
_first = union_all(_topics.where(_on_top), select(_others.subquery())).subquery()
_first_page = select(_first).order_by(
    _first.c.pinned.desc(), _first.c.pinned_at.desc(), _first.c.active_at.desc(), _first.c.id.desc()
)
_topic: Select[*tuple[Any, ...]] = (
    select(
        Topic.id,
        Topic.version,
        hidden_how(Topic).label("hidden"),
        Topic.removed_at.is_not(None).label("removed"),
        Topic.author_id,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        tier_shown_to(_me),
        Topic.published_at,
        literal(0).label("number"),
        Topic.likes,
        Topic.felt,
        Like.kind.label("reaction"),
        Topic.removed_at,
        Topic.kind,
        Topic.title,
        Topic.slug,
        Topic.disclosure,
        Topic.sponsor,
        Topic.html,
        Topic.edited_at,
        Topic.replies,
        Topic.last_number,
        Topic.last_reply_at,
        Topic.active_at,
        Topic.pinned_at,
        Topic.locked_at,
        Topic.answer_id,
        Topic.faces,
        Topic.tags,
        Topic.pinned_until,
        Topic.slow_seconds,
        Topic.trace,
        Topic.audience,
        Topic.board_id,
        Poll.topic_id.label("poll_id"),
        Poll.question,
        Poll.answers,
        Poll.counts,
        Poll.voters,
        Poll.most,
        Poll.shows,
        Poll.secret,
        Poll.closes_at,
        Vote.choices,
        Board.name.label("board"),
        Board.slug.label("board_slug"),
        Board.keepers,
        Board.replies_from,
        Board.review,
        TopicReading.number.label("read_to"),
        TopicReading.interest,
    )
    .join(Member, Member.id == Topic.author_id)
    .join(Board, Board.id == Topic.board_id)
    .outerjoin(Poll, Poll.topic_id == Topic.id)
    .outerjoin(Vote, (Vote.topic_id == Topic.id) & (Vote.member_id == _me))
    .outerjoin(Standing, Standing.member_id == Topic.author_id)
    .outerjoin(Like, (Like.contribution_id == Topic.id) & (Like.member_id == _me))
    .outerjoin(TopicReading, _my_reading)
    .where(Topic.id == bindparam("id"), open_to(_me, Topic))
)


def _waits(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many posts somebody has yet to read."""
    held = select(func.count()).select_from(HeldPost).where(HeldPost.decided_at.is_(None), *which)
    return held.correlate(Board, Topic).scalar_subquery()


_pinned_here = select(_newest.c.id).where(_newest.c.board_id == Board.id, _newest.c.pinned_at.is_not(None))
_board: Select[*tuple[Any, ...]] = (
    select(
        Board.id,
        Board.version,
        Board.slug,
        Board.name,
        Board.description,
        Board.topics,
        Board.posts_from,
        Board.reads_from,
        Board.replies_from,
        Board.review,
        Board.keepers,
        Room.slug.label("room"),
        BoardReading.read_at,
        BoardReading.interest,
        _pinned_here.exists().label("has_pinned"),
        _waits(HeldPost.board_id == Board.id).label("waiting"),
        _waits(HeldPost.board_id == Board.id, HeldPost.author_id == _me).label("mine_waiting"),
    )
    .outerjoin(BoardReading, _my_board)
    .outerjoin(Room, (Room.id == Board.room_id) & Room.archived_at.is_(None))
    .where(Board.slug == bindparam("slug"), _admitted)
)


def boards_for(me: Member) -> Sequence[Line]:
    return rows(_boards, {"me": me.id})


def stamp_of(me: Member) -> tuple[datetime | None, ...]:
    """When the member last read on: with the versions of the boards it says whether counts have changed."""
    return tuple(rows(_stamp, {"me": me.id})[0])


def new_since(me: Member) -> datetime:
    """What was silent since then is not new to the member; it moves once a day."""
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(me.joined_at, today - NEW_FOR)


def unread_of(me: Member) -> dict[int, int]:
    """Topics with something new, by board. What the member muted is not new."""
    counts = rows(_unread, {"me": me.id, "since": new_since(me)})
    return {row.board_id: row.unread for row in counts}


def waiting_for(me: Member) -> list[int]:
    """The topics counted beside the word Boards; at most a hundred."""
    return [row.id for row in rows(_waiting, {"me": me.id, "since": new_since(me)})]


def read_lately(me: Member) -> list[int]:
    """Topics whose news the member's browsers hear at once; others are counted at the next page."""
    return [row.topic_id for row in rows(_read_lately, {"me": me.id})]


def boards_followed_by(me: Member) -> list[int]:
    return [row.board_id for row in rows(_followed, {"me": me.id})]


def board_by(slug: str, me: Member) -> Line | None:
    return next(iter(rows(_board, {"slug": slug, "me": me.id})), None)


def topics_on(board: Line, page: int, me: Member) -> Sequence[Line]:
    """A page of a board, the last active first; the first page begins with what is pinned."""
    facts = {"board": board.id, "me": me.id, "now": clock.now(), "skip": (page - 1) * PAGE}
    return rows(_first_page if page == 1 and board.has_pinned else _others, facts)


def topic_for(id: int, me: Member) -> Line | None:
    """A topic the member may read, with what the member did with it."""
    topic = next(iter(rows(_topic, {"id": id, "me": me.id})), None)
    if topic is None or topic.removed or not topic.published_at:
        return None
    reads_hidden = topic.author_id == me.id or may(me, "see_queue", Case)
    return topic if reads_hidden or not topic.hidden else None


def is_begun(topic: Line) -> bool:
    return topic.read_to is not None and topic.read_to >= 0


def unread_in(topic: Line, since: datetime) -> int:
    """Posts the member has not seen; of a topic never opened, all of them, if it moved after `since`."""
    if topic.interest == Interest.MUTE:
        return 0
    if topic.read_to is None:
        return topic.last_number + 1 if topic.active_at > since else 0
    return int(topic.last_number - topic.read_to)
