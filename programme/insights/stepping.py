"""Which tier a member came from and to: read off the standings every night, so that none is missed.

Whoever leaves takes the standing along; what stays is that somebody of a tier left.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Row, select

from community import clock
from community.db import db
from community.engagement.standing import Standing, Tier
from community.leaving.erasing import before_leaving
from community.members import Member
from community.statements import among
from programme.insights.models import TierStep
from programme.insights.months import ends

Steps = Sequence[tuple[datetime, Tier]]  # when, and the tier since then


def keep_steps(ids: Collection[int]) -> dict[int, Steps]:
    """Of some members: whoever is not any more where the last step led. Must be called in a transaction."""
    known: defaultdict[int, list[tuple[datetime, Tier]]] = defaultdict(list)
    for row in db.session.execute(_steps, {"ids": sorted(ids)}):
        known[row.member_id].append((row.at, row.now or Tier.STANDARD))
    for it in db.session.execute(_standings, {"ids": sorted(ids)}):
        was = known[it.member_id][-1][1] if known[it.member_id] else Tier.STANDARD
        if was is not it.tier:
            at = _not_before(known[it.member_id], it)
            db.session.add(TierStep(member_id=it.member_id, was=was, now=it.tier, at=at))
            known[it.member_id].append((at, it.tier))
    return dict(known)


def tier_in(month: date, steps: Steps) -> Tier:
    """At its end."""
    end, tier = ends(month), Tier.STANDARD
    for at, now in steps:
        if at < end:
            tier = now
    return tier


@before_leaving
def somebody_of_a_tier_leaves(member: Member) -> int:
    was = db.session.scalar(select(Standing.tier).where(Standing.member_id == member.id))
    keep_steps([member.id])
    if was and was is not Tier.STANDARD:
        db.session.add(TierStep(member_id=member.id, was=was, now=None, at=clock.now()))
    return 0


def _not_before(known: Steps, it: Row[int, Tier, datetime]) -> datetime:
    """Steps follow one another, whatever was put right by hand."""
    since: datetime = it.tier_since
    return max(since, known[-1][0]) if known else since


_steps = (
    select(TierStep.member_id, TierStep.now, TierStep.at)
    .where(among(TierStep.member_id, "ids"))
    .order_by(TierStep.at, TierStep.id)
)
_standings = select(Standing.member_id, Standing.tier, Standing.tier_since).where(
    among(Standing.member_id, "ids")
)
