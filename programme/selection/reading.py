"""What managers read of rounds, and members of what they were asked."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import db
from community.members import Member
from programme.selection.models import Candidacy, InvitationRound, RoundStep

PAGE = 50


def rounds(before: int | None = None, limit: int = PAGE) -> Sequence[Row[InvitationRound, int, int]]:
    """The newest first, with how many were invited and how many accepted."""
    counted = (
        select(
            Candidacy.round_id,
            func.count(Candidacy.invited_at).label("invited"),
            func.count(Candidacy.accepted_at).label("accepted"),
        )
        .group_by(Candidacy.round_id)
        .subquery()
    )
    listed: Select[InvitationRound, int, int] = select(
        InvitationRound, func.coalesce(counted.c.invited, 0), func.coalesce(counted.c.accepted, 0)
    ).outerjoin(counted, counted.c.round_id == InvitationRound.id)
    if before:
        listed = listed.where(InvitationRound.id < before)
    return db.session.execute(listed.order_by(InvitationRound.id.desc()).limit(limit)).all()


def ranked(it: InvitationRound, after: int = 0, limit: int = PAGE) -> Sequence[Candidacy]:
    """Those who pass, in rank."""
    here = _seen(it).where(Candidacy.rank > after).order_by(Candidacy.rank)
    return _with_members(here.limit(limit))


def near_misses(it: InvitationRound, limit: int = PAGE) -> Sequence[Candidacy]:
    """The nearest first."""
    here = _seen(it).where(Candidacy.rank.is_(None))
    order = (Candidacy.weight.desc(), Candidacy.score.desc(), Candidacy.member_id)
    return _with_members(here.order_by(*order).limit(limit))


def steps_of(it: InvitationRound) -> Sequence[RoundStep]:
    """The latest first; answers of one kind in a row are still one line each."""
    here = select(RoundStep).where(RoundStep.round_id == it.id).order_by(RoundStep.id.desc()).limit(PAGE)
    return db.session.scalars(here.options(joinedload(RoundStep.by))).all()


def answers_in(it: InvitationRound) -> Mapping[str, int]:
    """How many were invited, and what became of it."""
    counts = select(
        func.count(Candidacy.invited_at).label("invited"),
        func.count(Candidacy.accepted_at).label("accepted"),
        func.count(Candidacy.declined_at).label("declined"),
        func.count(Candidacy.expired_at).label("expired"),
        func.count(case((_is_open(), 1))).label("open"),
    ).where(Candidacy.round_id == it.id)
    return dict(db.session.execute(counts).mappings().one())


def open_invitations_of(member: Member) -> Sequence[Candidacy]:
    return db.session.scalars(select(Candidacy).where(Candidacy.member_id == member.id, _is_open())).all()


def invitations_of(member: Member) -> Sequence[Candidacy]:
    """All that a member was ever asked, the latest first."""
    mine = select(Candidacy).where(Candidacy.member_id == member.id, Candidacy.invited_at.is_not(None))
    asked = mine.options(joinedload(Candidacy.round)).order_by(Candidacy.id.desc())
    return db.session.scalars(asked).all()


def _is_open() -> ColumnElement[bool]:
    unanswered = Candidacy.accepted_at.is_(None) & Candidacy.declined_at.is_(None)
    return Candidacy.invited_at.is_not(None) & unanswered & (Candidacy.ends_at > clock.now())


def _seen(it: InvitationRound) -> Select[Candidacy]:
    return select(Candidacy).where(Candidacy.round_id == it.id)


def _with_members(listed: Select[Candidacy]) -> Sequence[Candidacy]:
    return db.session.scalars(listed.options(joinedload(Candidacy.member))).all()
