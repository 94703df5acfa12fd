"""The scores of a crowd, from its activities: tallies by one statement each, then what follows from them."""

from datetime import date, datetime

from sqlalchemy import insert, select, update

from community.db import db
from community.engagement.activity import Activity, Deed
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import policy_on
from community.engagement.recomputing import measures_from_tallies
from community.engagement.standing import Standing, first_day, parts, tier_reached
from community.engagement.tallies import DayTally, GiverTally


def score_everybody(now: datetime) -> int:
    """Answers how many have a score; its lines say that they were counted when the books were opened."""
    policy, since = policy_on(now.date()), first_day(now.date(), policy_on(now.date()))
    _tally()
    lines: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    for member_id in db.session.scalars(select(Standing.member_id)).all():
        measures = measures_from_tallies(member_id, since, policy)
        worth = {part: points for part, points in parts(measures, policy).items() if points}
        score = sum(worth.values())
        rows.append({**measures, "member_id": member_id, "score": score, "tier": tier_reached(score, policy)})
        lines += [
            {"member_id": member_id, "part": part, "points": points, "at": now, "why": {"of": "opening"}}
            for part, points in worth.items()
        ]
    if rows:
        db.session.execute(update(Standing), rows)
    if lines:
        db.session.execute(insert(ScoreEntry), lines)
    return len(rows)


def _tally() -> None:
    """Days are cut here and not by the database, so that both kinds of it agree on where a day begins."""
    days: dict[tuple[int, Deed, date], int] = {}
    favours: dict[tuple[int, int, Deed, date], int] = {}
    done = select(Activity.member_id, Activity.counterparty_id, Activity.deed, Activity.occurred_at)
    for member_id, counterparty_id, deed, at in db.session.execute(done).yield_per(5000):
        day = at.date()
        days[member_id, deed, day] = days.get((member_id, deed, day), 0) + 1
        if counterparty_id and counterparty_id != member_id:
            favour = (counterparty_id, member_id, deed, day)
            favours[favour] = favours.get(favour, 0) + 1
    _insert_days(days)
    _insert_favours(favours)


def _insert_days(days: dict[tuple[int, Deed, date], int]) -> None:
    rows = [
        {"member_id": member_id, "deed": deed, "day": day, "count": count, "amount": 0}
        for (member_id, deed, day), count in days.items()
    ]
    db.session.execute(insert(DayTally), rows)


def _insert_favours(favours: dict[tuple[int, int, Deed, date], int]) -> None:
    rows = [
        {"member_id": member_id, "giver_id": giver_id, "deed": deed, "day": day, "count": count}
        for (member_id, giver_id, deed, day), count in favours.items()
    ]
    db.session.execute(insert(GiverTally), rows)
