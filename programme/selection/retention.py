"""Who stays: of those who accepted in a round, how many are here, are Apass still, and do something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select

from community import clock
from community.db import db
from community.engagement.standing import Standing, Tier
from community.engagement.tallies import DayTally
from programme.selection.metrics.deeds import ACTIVE
from programme.selection.models import Candidacy, InvitationRound, RoundStep, Taken

LATELY, A_QUARTER = timedelta(days=30), timedelta(days=90)
ROUNDS = 24
GOAL = 80  # percent who stay


@dataclass(frozen=True)
class Cohort:
    """Those who accepted in one round; whoever left the club since is counted in `accepted` alone."""

    round_id: int
    name: str
    sent_at: datetime
    accepted: int
    here: int
    apass: int
    active_lately: int
    active_quarter: int

    def share(self, of: int) -> int:
        """Whole percent of those who accepted."""
        return of * 100 // self.accepted if self.accepted else 0


def cohorts() -> list[Cohort]:
    """Of the last rounds, the newest first."""
    return [Cohort(**row._mapping) for row in _cohorts()]  # noqa: SLF001  its public name for this


def _cohorts() -> Sequence[Row[*tuple[Any, ...]]]:
    accepted = (
        select(func.coalesce(func.sum(RoundStep.number), 0))
        .where(RoundStep.round_id == InvitationRound.id, RoundStep.what == Taken.ACCEPTED)
        .scalar_subquery()
    )
    stayed = (
        select(
            Candidacy.round_id.label("round_id"),
            func.count().label("here"),
            func.count(case((Standing.tier == Tier.APASS, 1))).label("apass"),
            func.count(case((_active_within(LATELY), 1))).label("active_lately"),
            func.count(case((_active_within(A_QUARTER), 1))).label("active_quarter"),
        )
        .join(Standing, Standing.member_id == Candidacy.member_id)
        .where(Candidacy.accepted_at.is_not(None))
        .group_by(Candidacy.round_id)
        .subquery()
    )
    counts = [func.coalesce(column, 0).label(column.name) for column in stayed.c if column.name != "round_id"]
    sent = InvitationRound.sent_at.is_not(None)
    return db.session.execute(
        select(
            InvitationRound.id.label("round_id"),
            InvitationRound.name,
            InvitationRound.sent_at,
            accepted.label("accepted"),
            *counts,
        )
        .outerjoin(stayed, stayed.c.round_id == InvitationRound.id)
        .where(sent)
        .order_by(InvitationRound.id.desc())
        .limit(ROUNDS)
    ).all()


def _active_within(span: timedelta) -> ColumnElement[bool]:
    since = (clock.now() - span).date()
    return (
        select(DayTally.member_id)
        .where(DayTally.member_id == Candidacy.member_id, DayTally.deed.in_(ACTIVE))
        .where(DayTally.day >= since, DayTally.count > 0)
        .correlate(Candidacy)
        .exists()
    )
