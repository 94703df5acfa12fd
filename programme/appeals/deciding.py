"""Somebody else decides; what was taken wrongly comes back by a line of its own, exactly."""

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.engagement.record import record
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from community.permissions import require
from programme.appeals.asking import checked
from programme.appeals.models import LookedAlready, ScoreAppeal


def decide_again(it: ScoreAppeal, answer: str, by: Member, *, won: bool) -> None:
    """Raises LookedAlready, SayWhyAgain."""
    require(by, "decide", it)
    answer = checked(answer)
    with transaction():
        db.session.refresh(it, with_for_update={"of": ScoreAppeal})
        if it.decided_at:
            raise LookedAlready
        it.decided_at, it.decided_by_id = clock.now(), by.id
        it.won, it.answer = won, answer
        if won:
            _give_back(it)
        audit("score_appeal.decided", f"score appeal {it.id}", by.id, won=int(won))
        _tell(it)


def _give_back(it: ScoreAppeal) -> None:
    """The reversal is reversed: where another way has done so already, nothing is given twice."""
    if taken := it.activity:
        record(
            taken.deed,
            by=taken.member,
            about=taken.contribution,
            to=taken.counterparty,
            storefront=taken.storefront,
            category=taken.category,
            product=taken.product,
            amount=taken.amount,
            reverses=taken.key,
            key=it.key,
        )


def _tell(it: ScoreAppeal) -> None:
    withdraw(f"score appeal {it.id}")
    thing, what = f"score appeal {it.id} decided", "look_won" if it.won else "look_lost"
    notify(Kind.CLUB, [it.member_id], url=it.url, key=thing, thing=thing, what=what)
