"""A member replies, changes what was said, takes it away, and for a while may bring it back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from sqlalchemy import Select, Table, bindparam, func, select, update

from community import clock
from community.contributions import Contribution
from community.db import after_commit, change, db, rows, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import may, require
from community.pictures.models import named_in
from community.quiet.hearing import keeps_away
from community.realtime import tell
from community.statements import among
from community.watched.heeding import waits
from posts.prose import excerpt_of, readable
from posts.replies.models import (
    ANSWERABLE,
    AT_ONCE,
    EDITABLE,
    GRACE,
    MOST,
    UNDO,
    Closed,
    EditOver,
    EmptyReply,
    KeptAway,
    Reply,
    ReplyVersion,
    TooLate,
    TooLong,
)
from posts.replies.news import news_of
from posts.replies.rooms import room_of_thread
from posts.replies.threads import Post, tail_of
from posts.texts import html_of, text_of

Follows = Callable[[Contribution, Reply], object]
_follows: list[Follows] = []
Asks = Callable[[Contribution, Member], object]
_asks: list[Asks] = []


_counted = (
    update(cast("Table", Contribution.__table__))
    .where(Contribution.id == bindparam("thread"))
    .values(replies=Contribution.replies + bindparam("more"))
)


_saying: Select[int] = (
    select(Reply.id)
    .where(among(Reply.id, "ids"), Reply.text == bindparam("text"))
    .where(func.coalesce(Reply.quoted_id, 0) == bindparam("quoted"), Reply.removed_at.is_(None))
    .order_by(Reply.number)
    .limit(1)
)


def before_replying(call: Asks) -> Asks:
    """Declare what else must be so before somebody replies; it raises a Refusal where it is not."""
    _asks.append(call)
    return call


def when_replies_change(call: Follows) -> Follows:
    """Declare what else a new, removed or restored reply does to its thread, in the same transaction."""
    _follows.append(call)
    return call


def reply(
    about: Contribution, text: str, by: Member, quoted: Contribution | None = None, *, was_read: bool = False
) -> Reply:
    """`was_read`: somebody who looks after the thread has read it already."""
    require(by, "read", about)
    if not may(by, "reply", about):
        raise why_closed(about, by)
    if quoted and quoted.author_id != by.id and keeps_away(quoted.author_id, from_id=by.id):
        raise KeptAway
    text = checked(text)
    for ask in () if was_read else _asks:
        ask(about, by)
    html = html_of(text, by)
    answered = quoted if isinstance(quoted, Reply) and quoted.about_id == about.id else None
    with transaction():
        _count(about.id, 1)  # holds the thread until the transaction ends: no two replies get one number
        latest = tail_of(about.id)
        if said := _said_just_now(text, answered, by, latest):
            _count(about.id, -1)
            return said
        # A topic remembers the numbers of replies that went elsewhere, too.
        number = max(latest[0].number if latest else 0, getattr(about, "last_number", 0)) + 1
        it = Reply(
            author=by,
            about_id=about.id,
            number=number,
            root=answered.root if answered else number,
            quoted_id=answered.id if answered else None,
            title=about.title,
            text=text,
            html=html,
            excerpt=excerpt_of(html),
            published_at=clock.now(),
        )
        db.session.add(it)
        db.session.flush()
        if named_in(text):
            text_of(it, text)  # its photos are kept with it
        _follow(about, it)
        if not waits(it):
            _appears(it)
    return it


def appear(it: Reply) -> None:
    """What waited is said now; once. Must be called inside a transaction."""
    if not keys_of_its_worth(it):
        _appears(it)


def why_closed(about: Contribution, to: Member) -> Closed:
    return KeptAway() if keeps_away(about.author_id, from_id=to.id) else Closed()


def revise(it: Reply, text: str, by: Member) -> None:
    """What it said before is kept. Sending the same again changes nothing."""
    require(by, "revise", it)
    text = checked(text)
    if is_too_late(it):
        raise EditOver
    with transaction():
        if text == it.text:
            return
        before = it.edited_at or it.published_at or it.created_at
        db.session.add(ReplyVersion(reply_id=it.id, version=it.version, text=it.text, at=before))
        it.text, it.html = text, text_of(it, text)
        it.excerpt = excerpt_of(it.html)
        it.edited_at = clock.now()
        it.version += 1
        tell_of_change(it)


def remove(it: Reply, by: Member) -> None:
    """Its place and its number stay; its points go back where they came from."""
    require(by, "remove", it)
    with transaction():
        if it.removed_at:
            return
        it.removed_at = clock.now()
        it.version += 1
        _count(it.about_id, -1)
        take_back(key_of_its_worth(it), by)
        tell_of_change(it)
        _follow(it.about, it)


def restore(it: Reply, by: Member) -> None:
    require(by, "restore", it)
    if not it.removed_at:
        return
    if clock.now() > it.removed_at + UNDO + GRACE:
        raise TooLate
    with transaction():
        if not it.removed_at:
            return
        it.removed_at = None
        it.version += 1
        tell_of_change(it)
        _count(it.about_id, 1)
        record(Deed.REPLY_WRITTEN, by=by, about=it, to=it.about.author)
        _follow(it.about, it)


def is_too_late(it: Reply) -> bool:
    """To change what it says."""
    return it.published_at is not None and clock.now() > it.published_at + EDITABLE + GRACE


def checked(text: str) -> str:
    text = readable(text).replace("\r\n", "\n").strip()
    if not text:
        raise EmptyReply
    if len(text) > MOST:
        raise TooLong
    return text


def is_answerable(it: Contribution) -> bool:
    return it.kind in ANSWERABLE and it.is_readable


def key_of_its_worth(it: Reply) -> str:
    """Under which it was last recorded, and can be taken back."""
    return keys_of_its_worth(it)[0]


def keys_of_its_worth(it: Reply) -> Sequence[str]:
    """The last first; none, while it waits to be read."""
    worth = (Deed.REPLY_WRITTEN, Deed.TOPIC_OPENED)  # a topic that was merged into another is a reply
    recorded = select(Activity.key).where(
        Activity.contribution_id == it.id, Activity.deed.in_(worth), Activity.reverses.is_(None)
    )
    return db.session.scalars(recorded.order_by(Activity.id.desc()).limit(1)).all()


def tell_of_change(it: Reply) -> None:
    """Whoever has the thread open sees it as it is now."""
    facts = {"contribution": it.about_id, "id": it.id, "number": it.number}
    after_commit(partial(tell, room_of_thread(it.about_id), "reply.changed", facts))


def _appears(it: Reply) -> None:
    """It is worth its points, and whoever has the thread open sees it."""
    record(Deed.REPLY_WRITTEN, by=it.author, about=it, to=it.about.author)
    after_commit(partial(tell, room_of_thread(it.about_id), "topic.reply", news_of(it)))


def _said_just_now(text: str, answered: Reply | None, by: Member, latest: Sequence[Post]) -> Reply | None:
    """A second click, or the same page in another tab: what was said is said."""
    since = clock.now() - AT_ONCE
    mine = [post.id for post in latest if post.author_id == by.id and post.published_at > since]
    if not mine:
        return None
    facts = {"ids": mine, "text": text, "quoted": answered.id if answered else 0}
    same = rows(_saying, facts)
    return db.session.get_one(Reply, same[0].id) if same else None


def _count(about_id: int, by: int) -> None:
    change(_counted, {"thread": about_id, "more": by})


def _follow(about: Contribution, it: Reply) -> None:
    for call in _follows:
        call(about, it)
