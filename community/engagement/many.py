"""Many deeds at once: done by a member alone, and taken back by nothing that was told before.

What each moves, and every line that says so, is what `record` would have made of them one by one. But the
tallies and standings are read once and written once, and so a site of the group may tell thousands a second.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.orm.instrumentation import manager_of_class

from community import clock
from community.db import Model, after_commit, change, db
from community.engagement.activity import Activity
from community.engagement.at_hand import Hand, hand
from community.engagement.ledger import enter, undo
from community.engagement.policy import PURCHASES
from community.engagement.record import hear
from community.engagement.standing import Standing, standings_at_hand
from community.engagement.tallies import BreadthTally, DayTally, add_many
from community.realtime import room_of, tell

_new = insert(Activity).returning(Activity.key, Activity.id)
M = TypeVar("M", bound=Model)
Row = Mapping[str, Any]  # the columns of an activity, all but its id and when it was recorded


def record_many(rows: Sequence[Row], undone: Mapping[str, Row]) -> None:
    """Must be called inside a transaction, with keys that nobody has told.

    `undone` says by its key what each takes back: what was told before, stands, and is the same member's.
    """
    if not rows:
        return
    activities = _remembered(rows)
    firsts = {key: _read_as(Activity, row) for key, row in undone.items()}
    counted = [firsts.get(it.reverses or "", it) for it in activities]
    with standings_at_hand({it.member_id for it in activities}) as standings, _tallies_at_hand(counted):
        moved = _entered(activities, firsts)
    for member_id, points in moved.items():
        facts = {"score": standings[member_id].points, "moved": points, "url": "/passport"}
        after_commit(partial(tell, room_of(member_id), "score.moved", facts))
    for activity in activities:
        hear(activity)


def _remembered(rows: Sequence[Row]) -> list[Activity]:
    """As things by themselves, past the session: that costs a third."""
    now = clock.now()
    whole = [{**row, "recorded_at": now} for row in rows]
    ids = {row.key: row.id for row in change(_new, whole)}
    return [_read_as(Activity, {**row, "id": ids[row["key"]]}) for row in whole]


def _read_as(kind: type[M], row: Row) -> M:
    """A thing as if it had been read, past all that watches over one that is made: a tenth of the time."""
    thing = manager_of_class(kind).new_instance()
    thing.__dict__.update(row)
    return thing


def _entered(activities: Sequence[Activity], firsts: Mapping[str, Activity]) -> Counter[int]:
    moved: Counter[int] = Counter()
    for activity in activities:
        key = activity.reverses
        moved.update(undo(firsts[key], because=activity) if key else enter(activity, alone=True))
    return moved


@contextmanager
def _tallies_at_hand(activities: Sequence[Activity]) -> Iterator[None]:
    held = Hand(_days(activities), _kept(activities))
    before = hand.set(held)
    try:
        yield
    finally:
        hand.reset(before)
    days = ({"member_id": m, "deed": d, "day": day, **more} for (m, d, day), more in held.more_days.items())
    add_many(DayTally, [{"count": 0, "amount": 0, **row} for row in days])
    add_many(
        BreadthTally,
        [
            {"member_id": member_id, "kind": kind, "name": name, "day": day, "amount": amount}
            for ((member_id, kind, name), day), amount in held.more_kept.items()
        ],
    )


def _days(activities: Sequence[Activity]) -> dict[tuple[int, str, Any], int]:
    """Of purchases nobody asks how many a day has."""
    asked = {(it.member_id, it.deed, it.day) for it in activities if it.deed not in PURCHASES}
    columns = (DayTally.member_id, DayTally.deed, DayTally.day)
    said = select(*columns, DayTally.count.label("told")).where(tuple_(*columns).in_(asked))
    found = db.session.execute(said) if asked else ()
    return {(row.member_id, row.deed, row.day): row.told for row in found}


def _kept(activities: Sequence[Activity]) -> dict[tuple[int, str, str], int]:
    asked = {
        (it.member_id, kind, name)
        for it in activities
        if it.deed in PURCHASES
        for kind, name in (("storefront", it.storefront), ("category", it.category))
        if name
    }
    columns = (BreadthTally.member_id, BreadthTally.kind, BreadthTally.name)
    said = (
        select(*columns, func.sum(BreadthTally.amount).label("amount"))
        .join(Standing, Standing.member_id == BreadthTally.member_id)
        .where(tuple_(*columns).in_(asked), BreadthTally.day >= Standing.since)
        .group_by(*columns)
    )
    found = db.session.execute(said) if asked else ()
    return {(row.member_id, row.kind, row.name): int(row.amount) for row in found}
