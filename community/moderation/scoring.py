"""What was removed earned nothing: its points go back where they came from, and come again if it does.

Each of these has a key of its own beside what members took back themselves: giving again what we took gives
nothing that somebody took back on their own.
"""

from collections.abc import Iterable

from sqlalchemy import select

from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Activity
from community.engagement.record import record
from community.moderation.models import Decision


def take_points_back(decision: Decision) -> None:
    """Must be called inside a transaction, by a job: much may have been done with it."""
    it = decision.case.contribution
    for deed in _deeds_on(it) if it else ():
        _reverse(deed, key=_taken(decision, deed))


def give_points_again(decision: Decision) -> None:
    it = decision.case.contribution
    for deed in _deeds_on(it) if it else ():
        taken = db.session.scalar(select(Activity).where(Activity.key == _taken(decision, deed)))
        if taken:
            _reverse(taken, key=f"given again: {decision.id} {deed.id}")


def _deeds_on(it: Contribution) -> Iterable[Activity]:
    first = Activity.contribution_id == it.id, Activity.reverses.is_(None)
    return db.session.scalars(select(Activity).where(*first).order_by(Activity.id)).all()


def _reverse(deed: Activity, key: str) -> None:
    about, to = deed.contribution, deed.counterparty
    record(deed.deed, by=deed.member, about=about, to=to, reverses=deed.key, key=key)


def _taken(decision: Decision, deed: Activity) -> str:
    return f"removed: {decision.id} {deed.id}"
