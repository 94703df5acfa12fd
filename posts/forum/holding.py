"""On some boards a post is read by those who look after it before it is read by all."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community import clock
from community.audit import audit
from community.contributions import Contribution
from community.db import db, transaction
from community.members import Member
from community.moderation.taking import refuse_what_is_taken
from community.permissions import may, require
from posts.drafts.keeping import forget
from posts.forum.models import (
    MOST_REASON,
    Board,
    DecidedAlready,
    HeldPost,
    NeedsReason,
    Review,
    Topic,
)
from posts.forum.opening import checked, open_topic
from posts.forum.telling import tell_author, tell_keepers
from posts.replies.models import ReadFirst, Reply
from posts.replies.writing import before_replying, reply
from posts.replies.writing import checked as checked_reply
from posts.tagging import checked_tags

SHOWN = 50


class ReplyReadFirst(ReadFirst):
    """It goes to those who look after the board."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.topic = topic

    def words(self) -> str:
        return _("Thank you. Your reply waits: those who look after this board read it first.")

    def keep(self, text: str, by: Member, quoted: Contribution | None) -> None:
        hold_reply(self.topic, text, by, quoted)


def is_read_first(board: Board, by: Member, *, topic: bool) -> bool:
    reads = {Review.NOTHING: False, Review.TOPICS: topic, Review.EVERYTHING: True}[board.review]
    return reads and not may(by, "keep", board)


@before_replying
def replies_are_read_first(about: Contribution, by: Member) -> None:
    if isinstance(about, Topic) and is_read_first(about.board, by, topic=False):
        raise ReplyReadFirst(about)


def hold_topic(board: Board, title: str, text: str, by: Member, tags: str = "") -> HeldPost:
    require(by, "open_topic", board)
    title, text = checked(title, text)
    checked_tags(tags)
    with transaction():
        return _held(HeldPost(board_id=board.id, author_id=by.id, title=title, text=text, tags=tags))


def hold_reply(topic: Topic, text: str, by: Member, quoted: Contribution | None = None) -> HeldPost:
    require(by, "reply", topic)
    text = checked_reply(text)
    quoted_id = quoted.id if isinstance(quoted, Reply) else None
    with transaction():
        forget(f"reply-{topic.id}", by.id)
        return _held(
            HeldPost(
                board_id=topic.board_id, topic_id=topic.id, author_id=by.id, text=text, quoted_id=quoted_id
            )
        )


def approve(it: HeldPost, by: Member) -> Contribution:
    """It is published as if its author had sent it just now; what refuses its author, refuses it too."""
    require(by, "decide", it)
    with transaction():
        _decide(it, by)
        if it.topic:
            quoted = db.session.get(Reply, it.quoted_id) if it.quoted_id else None
            became: Contribution = reply(it.topic, it.text, by=it.author, quoted=quoted, was_read=True)
        else:
            became = open_topic(it.board, it.title, it.text, by=it.author, tags=it.tags)
        db.session.flush()
        it.became_id = became.id
        audit("post.approved", f"held post {it.id}", by.id)
        tell_author(it, by, "approved", became.url)
    return became


def decline(it: HeldPost, reason: str, by: Member) -> None:
    """Its author keeps the words, and is told why."""
    require(by, "decide", it)
    reason = " ".join(reason.split())[:MOST_REASON]
    if not reason:
        raise NeedsReason
    with transaction():
        _decide(it, by)
        it.reason = reason
        audit("post.declined", f"held post {it.id}", by.id)
        tell_author(it, by, "refused", "/boards/held")


def withdraw(it: HeldPost, by: Member) -> None:
    require(by, "withdraw", it)
    with transaction():
        db.session.delete(it)


def waiting_on(board: Board) -> Sequence[HeldPost]:
    """The longest waiting first."""
    waits = _posts().where(HeldPost.board_id == board.id, HeldPost.decided_at.is_(None))
    return db.session.scalars(waits.order_by(HeldPost.id).limit(SHOWN)).all()


def own_held(me: Member) -> Sequence[HeldPost]:
    """What waits, and what was declined; the newest first. What was approved stands on its board."""
    mine = _posts().where(HeldPost.author_id == me.id, HeldPost.became_id.is_(None))
    return db.session.scalars(mine.order_by(HeldPost.id.desc()).limit(SHOWN)).all()


def _posts() -> Select[HeldPost]:
    with_all = (joinedload(HeldPost.author), joinedload(HeldPost.board), joinedload(HeldPost.topic))
    return select(HeldPost).options(*with_all)


def _held(it: HeldPost) -> HeldPost:
    db.session.add(it)
    db.session.flush()
    tell_keepers(it)
    return it


def _decide(it: HeldPost, by: Member) -> None:
    """Whoever comes second finds it decided."""
    db.session.refresh(it, with_for_update={"of": HeldPost})  # it alone, not what is joined to it
    if it.decided_at:
        raise DecidedAlready
    refuse_what_is_taken("held_post", it.id, by)
    it.decided_at, it.decided_by_id = clock.now(), by.id
