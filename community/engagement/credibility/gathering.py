"""What is counted tonight, read from the chronicle: favours that stand, and what members put in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.sql.functions import coalesce

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Activity, Deed
from community.engagement.credibility.favours import Favours, Flags, Floats, Ints
from community.engagement.credibility.undoing import taken_back
from community.engagement.policy import policy_on
from community.engagement.standing import Standing, first_day
from community.members import Member

WORTH = {
    Deed.HELPED: 1.0,
    Deed.LIKED: 0.5,
    Deed.ITEM_COLLECTED: 0.5,
    Deed.REPOSTED: 0.5,
    Deed.LIST_FOLLOWED: 0.5,
    Deed.MEMBER_FOLLOWED: 0.5,
}
SETTLED = timedelta(days=90)
WHOLE = 2_000_00  # net spend of the window in minor units of CNY; who kept less has a smaller stake
AT_ONCE = 50_000
Doubt = Callable[[], Select[int]]
Judgement = Callable[[datetime], Select[*tuple[Any, ...]]]
_doubts: list[Doubt] = []
_judgements: list[Judgement] = []


def unless(doubt: Doubt) -> Doubt:
    """Declare whom the club does not vouch for now: a select of member ids."""
    _doubts.append(doubt)
    return doubt


def also(judgement: Judgement) -> Judgement:
    """Declare what else members are known by since a moment.

    A select of giver, receiver, thing, day (as `day_of` says it) and worth: from -1, an upheld report, to 1.
    """
    _judgements.append(judgement)
    return judgement


@dataclass(frozen=True)
class Night:
    """What is counted, by place; `ids` says whose place it is, in rising order."""

    ids: Ints
    favours: Favours
    stake: Floats
    anchors: Flags


def gather(today: date) -> Night:
    """Read in one go, before anything is counted."""
    ids, stake, anchors = _people()
    giver, receiver, thing, day, worth = _said(first_day(today, policy_on(today)))
    known = np.isin(giver, ids) & np.isin(receiver, ids) & (giver != receiver)
    by, of = (np.searchsorted(ids, who[known]) for who in (giver, receiver))
    favours = Favours(len(ids), by, of, thing[known].astype(np.int64), day[known], worth[known])
    return Night(ids, favours, stake, anchors)


def _people() -> tuple[Ints, Floats, Flags]:
    here = (
        select(Member.id, Member.joined_at, coalesce(Standing.spend, 0))
        .outerjoin(Standing, Standing.member_id == Member.id)
        .where(Member.left_at.is_(None))
        .order_by(Member.id)
    )
    doubted = {id for doubt in _doubts for id in db.session.scalars(doubt())}
    people = [
        (id, 0 if id in doubted else min(1, max(0, spend) / WHOLE), clock.now() - joined >= SETTLED)
        for id, joined, spend in db.session.execute(here)
    ]
    ids, stake, settled = zip(*people, strict=True) if people else ((), (), ())
    return np.array(ids, dtype=np.int64), np.array(stake, dtype=float), np.array(settled, dtype=bool)


@unless
def _suspended() -> Select[int]:
    return select(Member.id).where(Member.suspended_at.is_not(None))


def day_of(moment: Any) -> ColumnElement[Any]:  # noqa: ANN401  a moment, or where one stands
    """In days of any beginning; only what lies between two is asked."""
    if db.engine.dialect.name == "sqlite":
        return func.julianday(moment)
    return extract("epoch", moment) / 86_400


def _said(since: date) -> Floats:
    """Giver, receiver, thing, day and worth, each a row of numbers."""
    begins = datetime.combine(since, time(), UTC)
    favours = _columns(_favours(begins), 6)
    kept = favours[:5, ~np.isin(favours[5], list(taken_back()))]
    return np.concatenate([kept, *(_columns(told(begins), 5) for told in _judgements)], axis=1)


def _favours(begins: datetime) -> Select[*tuple[Any, ...]]:
    """What is hidden by a moderator was no favour. The last column says which activity it is."""
    about = Activity.contribution_id
    return (
        select(
            Activity.member_id,
            Activity.counterparty_id,
            coalesce(about, -Activity.counterparty_id),
            day_of(Activity.occurred_at),
            case(WORTH, value=Activity.deed),
            Activity.id,
        )
        .outerjoin(Contribution.__table__, about == Contribution.id)
        .where(
            Activity.deed.in_(WORTH),
            Activity.reverses.is_(None),
            Activity.counterparty_id.is_not(None),
            Activity.occurred_at >= begins,
            Contribution.hidden_at.is_(None),
        )
        .order_by(Activity.id)
    )


def _columns(asked: Select[*tuple[Any, ...]], width: int) -> Floats:
    rows = db.session.execute(asked, execution_options={"stream_results": True})
    some = [np.array(part, dtype=float).T for part in rows.partitions(AT_ONCE)]
    return np.concatenate([np.empty((width, 0)), *some], axis=1)
