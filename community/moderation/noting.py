"""What moderators tell each other of a member."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.audit import audit
from community.db import db, transaction
from community.members import Member
from community.moderation.appealing import checked
from community.moderation.models import StaffNote
from community.permissions import require

SHOWN = 50


def note(whom: Member, text: str, by: Member) -> StaffNote:
    """Raises SayWhy, TooLong."""
    require(by, "write", StaffNote)
    text = checked(text)
    with transaction():
        made = StaffNote(member_id=whom.id, by_id=by.id, text=text)
        db.session.add(made)
        audit("note.written", f"member {whom.id}", by.id)
    return made


def notes_on(member_id: int) -> list[StaffNote]:
    """The newest first."""
    theirs = select(StaffNote).where(StaffNote.member_id == member_id).options(joinedload(StaffNote.by))
    return list(db.session.scalars(theirs.order_by(StaffNote.id.desc()).limit(SHOWN)))
