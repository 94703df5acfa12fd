"""A manager gives an award; a large one counts when a second has signed it."""

from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.policy import policy_on
from community.engagement.record import record
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.permissions import require
from programme.awards.models import (
    A_YEAR,
    ALONE,
    LARGEST,
    LONGEST,
    MOST,
    SHORTEST,
    Award,
    AwardedEnough,
    AwardMoved,
    InvalidAward,
)

PAGE = 50


def give(whom: Member, steps: int, reason: str, by: Member) -> Award:
    require(by, "award", whom)
    reason = " ".join(reason.split())
    if not 1 <= steps <= LARGEST:
        raise InvalidAward("steps")
    if not SHORTEST <= len(reason) <= LONGEST:
        raise InvalidAward("reason")
    with transaction():
        db.session.refresh(whom, with_for_update={"of": Member})
        if _given_to(whom) + steps > MOST:
            raise AwardedEnough
        it = Award(member_id=whom.id, steps=steps, reason=reason, given_by_id=by.id)
        db.session.add(it)
        db.session.flush()
        if steps <= ALONE:
            _count(it)
    return it


def sign_award(it: Award, by: Member) -> None:
    require(by, "sign", it)
    with transaction():
        _held(it)
        it.signed_by_id = by.id
        _count(it)


def decline_award(it: Award, by: Member) -> None:
    """The one it was for hears nothing of it."""
    require(by, "sign", it)
    with transaction():
        _held(it)
        it.signed_by_id, it.declined_at = by.id, clock.now()


def step_worth() -> int:
    """Points of one step, as the policy in force says."""
    return policy_on(clock.today()).contribution[Deed.AWARDED].points


def awards(before: int | None = None, limit: int = PAGE) -> Sequence[Award]:
    """The latest first."""
    listed = select(Award).order_by(Award.id.desc()).limit(limit)
    if before:
        listed = listed.where(Award.id < before)
    people = (Award.member, Award.given_by, Award.signed_by)
    return db.session.scalars(listed.options(*(joinedload(one) for one in people))).all()


def awards_of(member: Member) -> Sequence[Award]:
    """What a member was thanked for, the latest first."""
    mine = select(Award).where(Award.member_id == member.id, Award.counted_at.is_not(None))
    return db.session.scalars(mine.order_by(Award.id.desc())).all()


def _given_to(whom: Member) -> int:
    lately = select(func.sum(Award.steps)).where(
        Award.member_id == whom.id, Award.given_at > clock.now() - A_YEAR, Award.declined_at.is_(None)
    )
    return int(db.session.scalar(lately) or 0)


def _held(it: Award) -> None:
    db.session.refresh(it, with_for_update={"of": Award})
    if not it.waits:
        raise AwardMoved


def _count(it: Award) -> None:
    """Each step is a deed of its own, so that the policy's limits hold as for any other."""
    it.counted_at = clock.now()
    for nth in range(it.steps):
        record(Deed.AWARDED, by=it.member, key=f"award:{it.id}:{nth}")
    with force_locale(it.member.language):
        text = _("The club thanks you: %(reason)s", reason=it.reason)
    thing = f"award {it.id}"
    notify(Kind.CLUB, [it.member_id], url="/passport/awards", key=thing, thing=thing, text=text)
