"""Somebody comes by a link: counted once a day, whoever it is, and followed nowhere.

A member who ends a link and makes another to the same thing brings nobody twice.
"""

import hashlib
import secrets
from datetime import date

from sqlalchemy import delete, select, update

from community import clock
from community.db import db, insert_or, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.jobs import nightly
from community.sharing.linking import key_of_visits
from community.sharing.models import ShareDay, ShareLink, ShareVisitor, VisitSalt

WORTH_A_DAY = 3  # visits of one link that are told to the ledger, whose own limit is no higher


def visit(link: ShareLink, who: str) -> bool:
    """Whether this was a visitor who had not come today; `who` is forgotten at once."""
    today = clock.today()
    with transaction():
        mark = _mark(link, who, today)
        row = {"link_id": link.id, "day": today, "mark": mark}
        came = insert_or(ShareVisitor).values(row).on_conflict_do_nothing().returning(ShareVisitor.mark)
        if db.session.scalar(came) is None:
            return False
        db.session.execute(
            update(ShareLink).where(ShareLink.id == link.id).values(visits=ShareLink.visits + 1)
        )
        nth = _count_day(link.id, today)
        if nth <= WORTH_A_DAY:
            key = f"{key_of_visits(link.id)}{today}:{nth}"
            record(Deed.SHARE_VISITED, by=link.member, about=link.contribution, key=key)
    return True


@nightly
def forget_visitors() -> None:
    """Yesterday's marks go, and the chance that made them."""
    with transaction():
        db.session.execute(delete(ShareVisitor).where(ShareVisitor.day < clock.today()))
        db.session.execute(delete(VisitSalt).where(VisitSalt.day < clock.today()))


def _mark(link: ShareLink, who: str, today: date) -> str:
    salt = bytes.fromhex(_salt_of(today))
    visitor = f"{link.contribution_id} {link.member_id} {who}"
    return hashlib.blake2b(visitor.encode(), key=salt, digest_size=16).hexdigest()


def _salt_of(day: date) -> str:
    """The same for every process of the club."""
    row = {"day": day, "salt": secrets.token_hex(32)}
    db.session.execute(insert_or(VisitSalt).values(row).on_conflict_do_nothing())
    return db.session.scalars(select(VisitSalt.salt).where(VisitSalt.day == day)).one()


def _count_day(link_id: int, day: date) -> int:
    """Answers how many came today."""
    row = {"link_id": link_id, "day": day, "visits": 1}
    plus = {"visits": ShareDay.visits + 1}
    counted = (
        insert_or(ShareDay).values(row).on_conflict_do_update(index_elements=["link_id", "day"], set_=plus)
    )
    return int(db.session.scalar(counted.returning(ShareDay.visits)))
