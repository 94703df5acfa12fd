"""Who reacted to something, and how."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing
from community.members import Member
from community.profiles.worn import tier_shown_to
from posts.reactions.models import Kind, Like

PAGE = 50


def given_to(it: Contribution, me: Member, kind: Kind | None = None) -> Select[Any]:
    """Columns of who reacted, without an order."""
    columns: Select[*tuple[Any, ...]] = select(
        Like.member_id, Like.kind, Like.at, Member.name, Member.handle, Member.portrait, tier_shown_to(me.id)
    )
    found = (
        columns.join(Member, Member.id == Like.member_id)
        .outerjoin(Standing, Standing.member_id == Like.member_id)
        .where(Like.contribution_id == it.id)
    )
    return found.where(Like.kind == kind) if kind else found


def who_reacted(it: Contribution, me: Member, kind: Kind | None, after: int = 0) -> Sequence[Row[Any]]:
    """A page and one more, by when they joined: an order in which nobody moves."""
    seen = given_to(it, me, kind).where(Like.member_id > after).order_by(Like.member_id)
    return db.session.execute(seen.limit(PAGE + 1)).all()


def reaction_of(it: Contribution, me: Member) -> Kind | None:
    given = db.session.get(Like, (it.id, me.id))
    return given.kind if given else None
