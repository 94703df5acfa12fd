"""What members write for others waits here, if they are read first, whatever room they write it in."""

from flask import has_request_context
from sqlalchemy import event
from sqlalchemy.orm import Session

from community.contributions import Contribution
from community.db import db
from community.members import Member, current_member
from community.read_first.asking import is_read_first
from community.watched.heeding import hold, said_anew

READ = {"story", "shopping_list", "topic", "reply", "tip", "review", "repost"}


@event.listens_for(db.session, "before_flush")
def _hold_what_is_written(session: Session, *_: object) -> None:
    for it in said_anew(session):
        if it.kind in READ and _waits(it):
            hold(it)


def _waits(it: Contribution) -> bool:
    """Not what somebody of the team does with it: they are reading it."""
    with db.session.no_autoflush:
        author = it.author or db.session.get(Member, it.author_id)
        return bool(author and is_read_first(author) and not _is_asked_by_staff())


def _is_asked_by_staff() -> bool:
    me = current_member() if has_request_context() else None
    return me is not None and me.is_staff
