"""What the author of a thing allows others to do with it."""

from community.contributions import Contribution
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from community.sharing.models import SharingTerms


def terms_of(contribution_id: int) -> SharingTerms:
    kept = db.session.get(SharingTerms, contribution_id)
    return kept or SharingTerms(contribution_id=contribution_id, outside=False)


def settle_terms(it: Contribution, by: Member, *, outside: bool) -> None:
    require(by, "revise", it)
    row = {"contribution_id": it.id, "outside": outside}
    settled = insert_or(SharingTerms).values(row)
    with transaction():
        db.session.execute(settled.on_conflict_do_update(index_elements=["contribution_id"], set_=row))
