"""The last searches of a member, kept for her alone, and forgotten when she says so."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from community import clock
from community.db import db, insert_or, transaction
from community.members import Member
from posts.finding.models import Searched

KEPT = 10


def remember(text: str, by: Member) -> None:
    """Said again, it moves to the front; the oldest goes."""
    mine, now = Searched.member_id == by.id, clock.now()
    row = {"member_id": by.id, "text": text, "at": now}
    last = select(Searched.text).where(mine).order_by(Searched.at.desc(), Searched.text).limit(KEPT)
    with transaction():
        new = insert_or(Searched).values(row)
        again = new.on_conflict_do_update(index_elements=["member_id", "text"], set_={"at": now})
        db.session.execute(again)
        db.session.execute(delete(Searched).where(mine, Searched.text.not_in(last)))


def remembered_of(me: Member) -> Sequence[str]:
    """The latest first."""
    mine = select(Searched.text).where(Searched.member_id == me.id)
    return db.session.scalars(mine.order_by(Searched.at.desc(), Searched.text)).all()


def forget(by: Member, text: str | None = None) -> None:
    """One of them, or all."""
    mine = Searched.member_id == by.id
    with transaction():
        db.session.execute(delete(Searched).where(mine, Searched.text == text if text is not None else mine))
