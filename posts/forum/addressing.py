"""What is said on a board is for whom the board is for: its topics and replies have the same audience."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import or_, select, update

from community.contributions import Audience, Contribution
from community.db import after_commit, db
from community.realtime import empty, tell
from posts.forum.models import Board, Topic
from posts.forum.rooms import lookers_at, readers_of
from posts.replies.models import Reply
from posts.replies.rooms import room_of_thread


def readdress(board: Board) -> None:
    """Everything on it. Must be called inside a transaction."""
    topics = db.session.scalars(
        select(Topic.__table__.c.id).where(Topic.__table__.c.board_id == board.id)
    ).all()
    address(topics, board.reads_from)
    after_commit(partial(_ask_again, lookers_at(board.id)))


def address(topic_ids: Sequence[int], audience: Audience) -> None:
    """These topics and all that was replied to them; who listens is asked anew whether they may.

    Must be called inside a transaction.
    """
    if not topic_ids:
        return
    replies = select(Reply.__table__.c.id).where(Reply.__table__.c.about_id.in_(topic_ids))
    theirs = or_(Contribution.id.in_(topic_ids), Contribution.id.in_(replies))
    other = Contribution.audience != audience
    db.session.execute(
        update(Contribution).where(theirs, other).values(audience=audience, version=Contribution.version + 1)
    )
    for topic_id in topic_ids:
        for room in (room_of_thread(topic_id), readers_of(topic_id)):
            after_commit(partial(_ask_again, room))


def _ask_again(room: str) -> None:
    tell(room, "rights.moved", {})
    empty(room)
