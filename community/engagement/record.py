"""What follows when a member does something: remembered, tallied, scored, told."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from sqlalchemy import select

from community import clock
from community.contributions import Contribution
from community.db import after_commit, db
from community.engagement.activity import Activity, Deed
from community.engagement.ledger import enter
from community.engagement.standing import Standing
from community.members import Member
from community.realtime import room_of, tell

Hearer = Callable[[Activity], object]
_hearers: list[Hearer] = []


def when_recorded(call: Hearer) -> Hearer:
    """Declare what else follows from a deed, in the same transaction: it must cost the same for everybody."""
    _hearers.append(call)
    return call


def record(
    deed: Deed,
    *,
    by: Member,
    about: Contribution | None = None,
    to: Member | None = None,
    key: str | None = None,
    reverses: str | None = None,
    storefront: str | None = None,
    category: str | None = None,
    product: str | None = None,
    amount: int = 0,
    occurred_at: datetime | None = None,
) -> Activity:
    """Must be called inside a transaction. The same `key` told again answers what was kept the first time."""
    told_before = key is not None  # a key of our own making is nobody else's
    key = key or f"zone:{uuid4().hex}"
    if told_before and (kept := db.session.scalar(select(Activity).where(Activity.key == key))):
        return kept
    activity = Activity(
        key=key,
        deed=deed,
        member=by,
        counterparty=to or (about and about.author),
        contribution=about,
        storefront=storefront,
        category=category,
        product=product,
        amount=amount,
        reverses=reverses,
        occurred_at=occurred_at or clock.now(),
    )
    db.session.add(activity)
    db.session.flush()
    for member_id, points in enter(activity, alone=not told_before).items():
        score = db.session.get_one(Standing, member_id).points
        facts = {
            "score": score,
            "moved": points,
            "deed": deed,
            "url": about.url if about else "/passport",
        }
        after_commit(partial(tell, room_of(member_id), "score.moved", facts))
    hear(activity)
    return activity


def hear(activity: Activity) -> None:
    """Let whoever asked for it hear of what was recorded."""
    for call in _hearers:
        call(activity)


def take_back(activity_key: str, by: Member) -> Activity:
    """Reverse what was recorded under a key: its points go back where they came from."""
    undone = db.session.scalars(select(Activity).where(Activity.key == activity_key)).one()
    return record(
        undone.deed,
        by=by,
        about=undone.contribution,
        to=undone.counterparty,
        reverses=activity_key,
        key=f"{activity_key}:taken-back",
    )
