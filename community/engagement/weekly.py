"""What moved a score in seven days: a few kinds of things, how often, and how far. They sum to the week."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, case, func, select

from community import clock
from community.db import db
from community.engagement.activity import Activity, Deed
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import PURCHASES

A_WEEK = timedelta(days=7)


class Sort(StrEnum):
    """The kinds, in the order in which they are told."""

    BOUGHT = "bought"
    WORK = "work"
    FAVOURS = "favours"
    RETURNED = "returned"
    ANSWERS = "answers"
    ONLY_RETURNS = "only_returns"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    WINDOW = "window"
    EPOCH = "epoch"
    RULES = "rules"
    FOUND = "found"
    CLEARED = "cleared"
    OPENING = "opening"


@dataclass(frozen=True)
class Moved:
    """`times` counts what happened, not the lines it wrote; points in thousandths."""

    sort: Sort
    times: int
    points: int


def week_of(member_id: int, until: datetime | None = None) -> list[Moved]:
    """Of the seven days that end now, or at `until`."""
    end = until or clock.now()
    kinds = _sorts().where(
        ScoreEntry.member_id == member_id, ScoreEntry.at > end - A_WEEK, ScoreEntry.at <= end
    )
    told = kinds.subquery()
    sums = select(
        told.c.sort,
        func.count(func.distinct(told.c.activity_id)),
        func.sum(told.c.points),
    ).group_by(told.c.sort)
    rows = db.session.execute(sums).all()
    found = {sort: Moved(Sort(sort), int(times), int(points)) for sort, times, points in rows}
    return [found[sort] for sort in Sort if sort in found]


def _sorts() -> Select[str, int, int]:
    kind, of = ScoreEntry.why["kind"].as_string(), ScoreEntry.why["of"].as_string()
    sort = case(
        (Activity.id.is_(None), of),
        (kind == "answer", Sort.ANSWERS.value),
        (Activity.reverses.is_not(None), Sort.TAKEN_BACK.value),
        (Activity.deed == Deed.PURCHASE_RETURNED, Sort.SENT_BACK.value),
        (Activity.deed.in_(PURCHASES), Sort.BOUGHT.value),
        (of == "given", Sort.WORK.value),
        (kind == "returned", Sort.RETURNED.value),
        (kind == "return", Sort.ONLY_RETURNS.value),
        else_=Sort.FAVOURS.value,
    ).label("sort")
    return select(sort, ScoreEntry.activity_id, ScoreEntry.points).outerjoin(
        Activity, Activity.id == ScoreEntry.activity_id
    )
