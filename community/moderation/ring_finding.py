"""A moderator finds a circle to be a ring: fraud is proven of each of its members, who may appeal."""

from sqlalchemy import select

from community.db import db, transaction
from community.engagement.credibility.models import Circle, CircleSeat, Discredited
from community.members import Member
from community.moderation.club_rules import OTHER, club_rules
from community.moderation.deciding import Verdict, decide_together
from community.moderation.models import Decision, Measure, SayWhy
from community.moderation.reporting import case_on
from community.permissions import require

RULE = "harm"  # no fraud; a club with rules of its own may not have it


def find_ring(circle: Circle, words: str, by: Member) -> list[Decision]:
    """One decision for each, of whom it was not found before. Raises SayWhy, and what `decide` raises."""
    require(by, "clear", circle)
    if not words.strip():
        raise SayWhy
    rule = RULE if RULE in {it.name for it in club_rules()} else OTHER
    with transaction():
        cases = [case_on(one, rule) for one in _members(circle)]
        return decide_together(cases, Verdict(Measure.FRAUD, rule, words), by)


def _members(circle: Circle) -> list[Member]:
    found = select(Discredited.member_id)
    seated = select(Member).join(CircleSeat, CircleSeat.member_id == Member.id).order_by(Member.id)
    return list(db.session.scalars(seated.where(CircleSeat.circle_id == circle.id, Member.id.not_in(found))))
