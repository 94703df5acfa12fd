"""Many deeds at once, in the order they came.

What each moves, and every line that says so, is what `record` would have made of them one by one: it is the
same that counts them. But what it asks is read once before and what it says is written once after, and so a
site of the group may tell thousands a second.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import func, or_, select

from community import clock
from community.db import after_commit, all_of, change_many, facts_of, read_as, rows
from community.engagement.activity import Activity
from community.engagement.at_hand import Hand, hand
from community.engagement.ledger import ScoreEntry, enter
from community.engagement.policy import PURCHASES
from community.engagement.record import hear
from community.engagement.standing import Standing, standings_at_hand
from community.engagement.tallies import BreadthTally, DayTally, add_many
from community.engagement.worths import GIVEN
from community.realtime import room_of, tell
from community.statements import among, asked_for

Row = Mapping[str, Any]  # the columns of an activity but its id, what it is about and when it was recorded


def record_many(told: Sequence[Row]) -> None:
    """Must be called inside a transaction, with keys that nobody has told and of nothing that is here."""
    if not told:
        return
    before = _concerned(told)
    activities = _remembered(told)
    counted = [*before, *activities]
    with standings_at_hand(_members(counted)) as standings, _held_for(counted) as held:
        held.hear(before)
        moved = _entered(activities, held)
    news = [(id, standings[id].points, points) for id, points in moved.items() if points]
    after_commit(partial(_tell_all, news))
    for activity in activities:
        hear(activity)


def _tell_all(news: Iterable[tuple[int, int, int]]) -> None:
    """Each member, where she stands and how far she moved."""
    for member_id, score, moved in news:
        facts = {"score": score, "moved": moved, "url": "/passport"}
        tell(room_of(member_id), "score.moved", facts)


def _concerned(told: Sequence[Row]) -> list[Activity]:
    """What those take back or are taken back by, and so on, as far as it was told before."""
    named = {row["reverses"] for row in told} - {None}
    naming = {row["key"] for row in told} | named
    asked: set[str] = set()
    found: dict[str, Activity] = {}
    while naming:
        near = rows(_near, {"named": sorted(named), "naming": sorted(naming)})
        found |= {it["key"]: read_as(Activity, it) for it in facts_of(near)}
        asked |= naming
        named = naming = {key for it in near for key in (it.key, it.reverses) if key} - asked
    return list(found.values())


_near = select(*Activity.__table__.columns).where(
    or_(among(Activity.key, "named"), among(Activity.reverses, "naming"))
)


def _remembered(told: Sequence[Row]) -> list[Activity]:
    """As things by themselves, beside the session: that costs a third."""
    more = {"contribution_id": None, "recorded_at": clock.now()}
    change_many(_new, [{**row, **more} for row in told])
    ids = {row.key: row.id for row in rows(_ids, {"keys": [row["key"] for row in told]})}
    more |= {"contribution": None}
    return [read_as(Activity, {**row, **more, "id": ids[row["key"]]}) for row in told]


_new = all_of(Activity)
_ids = select(Activity.key, Activity.id).where(among(Activity.key, "keys"))


def _members(activities: Iterable[Activity]) -> set[int]:
    return {id for it in activities for id in (it.member_id, it.counterparty_id) if id}


def _entered(activities: Sequence[Activity], held: Hand) -> Counter[int]:
    moved: Counter[int] = Counter()
    for activity in activities:
        held.hear([activity])
        moved.update(enter(activity))
    return moved


@contextmanager
def _held_for(activities: Sequence[Activity]) -> Iterator[Hand]:
    held = Hand(_days(activities), _kept(activities))
    before = hand.set(held)
    try:
        yield held
    finally:
        hand.reset(before)
    _write(held)


def _write(held: Hand) -> None:
    change_many(_line, held.lines)
    add_many(
        DayTally,
        [
            {"member_id": member_id, "deed": deed, "day": day, "count": count, "amount": amount}
            for (member_id, deed, day), (count, amount) in held.more_days.items()
        ],
    )
    add_many(
        BreadthTally,
        [
            {"member_id": member_id, "kind": kind, "name": name, "day": day, "amount": amount}
            for ((member_id, kind, name), day), amount in held.more_kept.items()
        ],
    )


_line = all_of(ScoreEntry)


def _days(activities: Sequence[Activity]) -> dict[tuple[int, str, Any], int]:
    """Of what is given alone: of nothing else anybody asks how many a day has."""
    asked = {(it.member_id, it.deed.value, it.day.isoformat()) for it in activities if it.deed in GIVEN}
    found = rows(_counts, {"asked": sorted(asked)}) if asked else ()
    return {(row.member_id, row.deed, row.day): row.times for row in found}


_days_of = (DayTally.member_id, DayTally.deed, DayTally.day)
_counts = select(*_days_of, DayTally.count.label("times")).join(*asked_for(_days_of, "asked"))


def _kept(activities: Sequence[Activity]) -> dict[tuple[int, str, str], int]:
    asked = {
        (it.member_id, kind, name)
        for it in activities
        if it.deed in PURCHASES
        for kind, name in (("storefront", it.storefront), ("category", it.category))
        if name
    }
    found = rows(_sums, {"asked": sorted(asked)}) if asked else ()
    return {(row.member_id, row.kind, row.name): int(row.amount) for row in found}


_names = (BreadthTally.member_id, BreadthTally.kind, BreadthTally.name)
_sums = (
    select(*_names, func.sum(BreadthTally.amount).label("amount"))
    .join(*asked_for(_names, "asked"))
    .join(Standing, Standing.member_id == BreadthTally.member_id)
    .where(BreadthTally.day >= Standing.since)
    .group_by(*_names)
)
