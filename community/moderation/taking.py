"""A moderator takes something of the queue, so that two do not look at it at once, and lets it go."""

from sqlalchemy.exc import IntegrityError

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.members import Member
from community.moderation.models import Case, DecidedAlready, HeldByAnother, Taken
from community.moderation.queue import may_take
from community.moderation.telling import queue_moves
from community.moderation.waiting import sorts
from community.permissions import require


def take(kind: str, id: int, by: Member) -> None:
    """Raises DecidedAlready, HeldByAnother."""
    require(by, "see_queue", Case)
    sort = sorts()[kind]
    if sort.take:
        sort.take(id, by)
        return
    if not may_take(by, kind, id):
        raise DecidedAlready
    try:
        with transaction():
            _put_name(kind, id, by)
            audit("queue.taken", f"{kind} {id}", by.id)
            queue_moves()
    except IntegrityError as at_once:
        raise HeldByAnother from at_once


def let_go(kind: str, id: int, by: Member) -> None:
    """Also a colleague's: somebody may have gone home. It stands in the log."""
    require(by, "see_queue", Case)
    sort = sorts()[kind]
    if sort.let_go:
        sort.let_go(id, by)
        return
    with transaction():
        taken = db.session.get(Taken, (kind, id))
        if taken:
            audit("queue.let_go", f"{kind} {id}", by.id, held_by=taken.by_id)
            db.session.delete(taken)
            queue_moves()


def refuse_what_is_taken(kind: str, id: int, by: Member) -> None:
    """Whoever decides on it must be asked, or it is released first. Raises HeldByAnother."""
    taken = db.session.get(Taken, (kind, id))
    if taken and not taken.is_over and taken.by_id != by.id:
        raise HeldByAnother


def _put_name(kind: str, id: int, by: Member) -> None:
    refuse_what_is_taken(kind, id, by)
    taken = db.session.get(Taken, (kind, id), with_for_update=True) or Taken(kind=kind, thing_id=id)
    taken.by_id, taken.at = by.id, clock.now()
    db.session.add(taken)
