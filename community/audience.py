"""For whom a contribution is: one rule, and the selects that agree with it.

A board that only some may read gives its topics the same audience, and needs no rule of its own.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from community.coauthors import is_invited_to
from community.contributions import Audience, Contribution
from community.db import db
from community.engagement.standing import Standing, Tier
from community.following import Follow
from community.members import Member, Role
from community.statements import one_of

AND_UP = {
    Audience.MEMBERS: tuple(Tier),
    Audience.SUPER: (Tier.SUPER, Tier.APASS),
    Audience.APASS: (Tier.APASS,),
}
OVERSEEING = (Role.MODERATOR, Role.ADMINISTRATOR)  # they keep order among whatever others can read
STAFF = tuple(role for role in Role if role not in {Role.MEMBER, Role.BLOGGER})
_reader, _standing, _follow = aliased(Member), aliased(Standing), aliased(Follow)
Who = int | BindParameter[int]
# Audiences that follow from a tie between reader and author: who of the two follows whom.
TIED: dict[Audience, Callable[[Any, Any], tuple[Any, Any]]] = {
    Audience.FOLLOWERS: lambda reader, author: (reader, author),
    Audience.FOLLOWED: lambda reader, author: (author, reader),
}


def reaches(it: Contribution, member: Member) -> bool:
    """Whether it is for this member, once it is published. Those who write it always read it."""
    if it.audience is Audience.MEMBERS or it.author_id == member.id:
        return True
    return it.invites(member) or (it.audience is not Audience.ONLY_ME and _is_among_them(it, member))


def _is_among_them(it: Contribution, member: Member) -> bool:
    if it.audience in TIED and member.role not in OVERSEEING:
        follower, followed = TIED[it.audience](member.id, it.author_id)
        return db.session.get(Follow, (follower, followed)) is not None
    return admits(it.audience, member)


def admits(audience: Audience, member: Member) -> bool:
    """Whether an audience takes a member in, whoever the author is: for what has none, as a board."""
    if audience is Audience.MEMBERS or member.role in OVERSEEING:
        return True
    if audience is Audience.STAFF:
        return member.is_staff
    standing = db.session.get(Standing, member.id)
    return standing is not None and standing.tier in AND_UP.get(audience, ())


def open_to_all_of(role: Role, tier: Tier | None) -> frozenset[Audience]:
    """Audiences that take in whoever has a role and a tier, whoever the author is; but for everybody's."""
    if role in OVERSEEING:
        return frozenset(Audience) - {Audience.MEMBERS, Audience.ONLY_ME}
    tiers = {one for one, those in AND_UP.items() if tier in those} - {Audience.MEMBERS}
    return frozenset(tiers | ({Audience.STAFF} if role in STAFF else set()))


def open_to(me: Who, it: Any = Contribution) -> ColumnElement[bool]:  # noqa: ANN401  or an alias of it
    """The same, of rows. The usual case stands first, so that a database asks nothing else of most rows."""
    tied = (and_(it.audience == one, _follows(*tie(me, it.author_id))) for one, tie in TIED.items())
    shared = (*tied, *_taking_in(me, it.audience))
    return or_(it.audience == Audience.MEMBERS, it.author_id == me, *shared, is_invited_to(it, me))


def admitting(me: Who, audience: Any) -> ColumnElement[bool]:  # noqa: ANN401  a column
    """The same as `admits`, of rows."""
    return or_(audience == Audience.MEMBERS, *_taking_in(me, audience))


def _taking_in(me: Who, audience: Any) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401
    tiers = ((one, tiers) for one, tiers in AND_UP.items() if one != Audience.MEMBERS)
    return (
        *(and_(audience == one, _is_of(me, those)) for one, those in tiers),
        and_(audience == Audience.STAFF, has_role(me, STAFF)),
        and_(audience != Audience.ONLY_ME, has_role(me, OVERSEEING)),
    )


def readable_by(me: Who, it: Any = Contribution) -> ColumnElement[bool]:  # noqa: ANN401
    """What a member may read among what is published, as pages list and count it."""
    return and_(
        it.published_at.is_not(None), it.hidden_at.is_(None), it.removed_at.is_(None), open_to(me, it)
    )


def readers_of(it: Contribution) -> Select[int]:
    """The ids of all it is for, its authors among them: for whoever tells them of it."""
    there = select(Member.id).where(Member.suspended_at.is_(None))
    writers = [it.author_id, *(seat.member_id for seat in it.seats)]
    return there.where(or_(Member.id.in_(writers), *_shared_with(it)))


def admitted(audience: Audience) -> ColumnElement[bool]:
    """Of rows of members: the same as `admits`, for what has no author."""
    if audience is Audience.MEMBERS:
        return Member.id.is_not(None)
    tiers = AND_UP.get(audience, ())
    of_tier = exists().where(_standing.member_id == Member.id, one_of(_standing.tier, tiers))
    return or_(
        one_of(Member.role, OVERSEEING), one_of(Member.role, STAFF) if audience is Audience.STAFF else of_tier
    )


def _shared_with(it: Contribution) -> list[ColumnElement[bool]]:
    if it.audience is Audience.ONLY_ME:
        return []
    if it.audience in TIED:
        return [one_of(Member.role, OVERSEEING), _follows(*TIED[it.audience](Member.id, it.author_id))]
    return [admitted(it.audience)]


def _follows(follower: Any, followed: Any) -> ColumnElement[bool]:  # noqa: ANN401  columns or ids
    return exists().where(_follow.follower_id == follower, _follow.followed_id == followed)


def _is_of(me: Who, tiers: tuple[Tier, ...]) -> ColumnElement[bool]:
    return exists().where(_standing.member_id == me, one_of(_standing.tier, tiers))


def has_role(me: Who, roles: tuple[Role, ...]) -> ColumnElement[bool]:
    """For queries: whether a member is one of these."""
    return exists().where(_reader.id == me, one_of(_reader.role, roles))
