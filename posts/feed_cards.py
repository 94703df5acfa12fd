"""Cards of what members published, in columns: what is read of them wherever they stand."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, select

from community.audience import readable_by
from community.coauthors import names_of_others
from community.contributions import Contribution
from community.engagement.standing import Standing
from community.members import Member
from community.profiles.worn import tier_shown_to
from posts.for_you.window import KINDS
from posts.on_air import air, stream
from posts.reactions.models import Like
from posts.reviews.models import Review as Reviewed

Card = Row[Any]
_review = Reviewed.__table__.c


def published(me: Member, kinds: Iterable[str] = KINDS) -> Select[Any]:
    """Columns of what is published and `me` may read: the select of the rule "read" on contributions."""
    return cards_for(me).where(Contribution.kind.in_(list(kinds)), readable_by(me.id))


def cards_for(me: Member) -> Select[Any]:
    """Columns of contributions, with who made each and whether `me` likes it."""
    return columns_for(me.id)


def columns_for(me: Any) -> Select[Any]:  # noqa: ANN401  an id, or a place for one
    """What all readers see stands first; the last four change with each reaction: see showing.py."""
    columns: Select[*tuple[Any, ...]] = select(
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.slug,
        Contribution.excerpt,
        Contribution.cover,
        Contribution.published_at,
        Contribution.audience,
        Contribution.disclosure,
        Contribution.sponsor,
        names_of_others().label("others"),
        _review.stars,
        _review.again,
        (_review.purchase_id.is_not(None) & _review.returned_at.is_(None)).label("confirmed"),
        air,
        Contribution.author_id,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        tier_shown_to(me),
        Contribution.likes,
        Contribution.replies,
        Contribution.felt,
        Like.kind.label("reaction"),
    )
    return (
        columns.join(Member, Member.id == Contribution.author_id)
        .outerjoin(Reviewed.__table__, _review.id == Contribution.id)
        .outerjoin(stream, stream.c.id == Contribution.id)
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Like, (Like.contribution_id == Contribution.id) & (Like.member_id == me))
    )
