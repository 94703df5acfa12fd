"""What the author of a thing allows others to do with it, of one thing and usually."""

from community.contributions import Contribution
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from community.sharing.models import Reposts, SharingHabit, SharingTerms


def terms_of(contribution_id: int) -> SharingTerms:
    kept = db.session.get(SharingTerms, contribution_id)
    return kept or SharingTerms(contribution_id=contribution_id, outside=False, reposts=None)


def settle_terms(it: Contribution, by: Member, *, outside: bool, reposts: Reposts | None) -> None:
    """`reposts` None: as its author usually has it."""
    require(by, "revise", it)
    row = {"contribution_id": it.id, "outside": outside, "reposts": reposts}
    settled = insert_or(SharingTerms).values(row)
    with transaction():
        db.session.execute(settled.on_conflict_do_update(index_elements=["contribution_id"], set_=row))


def reposts_of(it: Contribution) -> Reposts:
    """Who may repost it: as its author said of it, else as she usually has it."""
    return terms_of(it.id).reposts or usually(it.author_id)


def usually(member_id: int) -> Reposts:
    habit = db.session.get(SharingHabit, member_id)
    return habit.reposts if habit else Reposts.ALL


def settle_habit(by: Member, reposts: Reposts) -> None:
    row = {"member_id": by.id, "reposts": reposts}
    settled = insert_or(SharingHabit).values(row)
    with transaction():
        db.session.execute(settled.on_conflict_do_update(index_elements=["member_id"], set_=row))
