"""Fraud is proven of a member: her word weighs nothing from now on, and all comes back if it was none.

A table of credibility that is in force is changed in her lines alone, and they remember what the night had
counted. So nobody waits for the next night, and a finding that is overturned leaves every score as it was.
"""

from sqlalchemy import delete, select, update

from community.db import db
from community.engagement.credibility.models import Discredited
from community.engagement.epochs import Credibility
from community.engagement.nights import Because, count_anew, weigh_anew
from community.engagement.standing import Standing, policy_of, standing_of
from community.engagement.tiers import fall_at_once, mark, return_to
from community.jobs import later

STOOD = ("tier", "tier_since", "reached_on", "reviewed_on")
NOTHING = {"kappa": 0, "c": 0}


def discredit(member_id: int) -> None:
    """Must be called inside a transaction. Found twice, it is as found once."""
    standing = standing_of(member_id)
    if db.session.get(Discredited, member_id):
        return
    db.session.add(Discredited(member_id=member_id, **{name: getattr(standing, name) for name in STOOD}))
    _silence(standing)
    count_anew([member_id], Because.FOUND)
    fall_at_once(standing, policy_of(standing))
    later(weigh_anew, member_id)


def believe_again(member_id: int) -> None:
    """The finding was overturned: as if it had never been. Must be called inside a transaction."""
    standing = standing_of(member_id)
    if not (kept := db.session.get(Discredited, member_id)):
        return
    _give_the_word_back(member_id)
    count_anew([member_id], Because.CLEARED)
    return_to(standing, kept.tier, kept.tier_since, kept.reviewed_on)
    standing.reached_on = kept.reached_on
    mark(standing, policy_of(standing))
    db.session.delete(kept)
    later(weigh_anew, member_id)


def discredited() -> set[int]:
    return set(db.session.scalars(select(Discredited.member_id)))


def silenced(line: dict[str, object]) -> dict[str, object]:
    """A line of the night's table, of one who is discredited."""
    return {**line, **NOTHING, "was_kappa": line["kappa"], "was_c": line["c"]}


def _silence(standing: Standing) -> None:
    """Who came after the table was counted has no line in it yet: there is one now, that was none."""
    mine = Credibility.member_id == standing.member_id
    was = {"was_kappa": Credibility.kappa, "was_c": Credibility.c}
    db.session.execute(update(Credibility).where(mine).values(**was, **NOTHING))
    by = (standing.epoch, standing.member_id)
    if standing.epoch and not db.session.get(Credibility, by):
        db.session.add(Credibility(epoch=standing.epoch, member_id=standing.member_id, **NOTHING))
    db.session.flush()


def _give_the_word_back(member_id: int) -> None:
    mine, was_none = Credibility.member_id == member_id, Credibility.was_kappa.is_(None)
    never_counted = was_none & (Credibility.kappa == 0)  # what a night counts is never nothing
    db.session.execute(delete(Credibility).where(mine, never_counted))
    was = {"kappa": Credibility.was_kappa, "c": Credibility.was_c}
    back = update(Credibility).where(mine, Credibility.was_kappa.is_not(None))
    db.session.execute(back.values(**was, was_kappa=None, was_c=None))
    db.session.expire_all()
