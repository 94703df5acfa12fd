"""Who may be asked about a brand: verified bloggers whose badge names it (docs/decisions/0024)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.db import db
from community.members import Member
from community.products.finding import key_of
from posts.bloggers.models import Badge
from posts.dossiers.models import Dossier
from posts.dossiers.owners import owners_of


def experts_for(it: Dossier, but: Member) -> Sequence[Member]:
    """Without those who told of it, who have it, or who ask."""
    brand = it.product.brand
    if brand is None:
        return ()
    apart = {but.id, *(each.by_id for each in it.testimonies), *owners_of(it)}
    badges = select(Badge).join(Badge.member).options(joinedload(Badge.member))
    verified = badges.where(Badge.ended_at.is_(None), Member.suspended_at.is_(None)).order_by(Member.name)
    return [
        badge.member
        for badge in db.session.scalars(verified)
        if badge.member_id not in apart and brand.key in map(key_of, badge.topics.split(", "))
    ]
