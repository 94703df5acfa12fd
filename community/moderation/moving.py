"""Whatever changes something that waits, in whatever room, every open queue of a moderator moves."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from community.db import db
from community.moderation.telling import queue_moves
from community.moderation.waiting import what_moves_them


@event.listens_for(db.session, "before_flush")
def _see_what_changes(session: Session, *_: object) -> None:
    changed = (it for changes in (session.new, session.dirty, session.deleted) for it in changes)
    if "after_commit" in session.info and any(isinstance(it, what_moves_them()) for it in changed):
        queue_moves()
