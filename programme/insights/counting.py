"""Every night, and whenever a manager asks for it, the figures are counted anew."""

from datetime import timedelta

from sqlalchemy import delete, insert, select

from community import clock
from community.db import db, transaction
from community.jobs import job, later, nightly
from community.members import Member
from community.permissions import require
from programme.insights.gathering import keep_months
from programme.insights.models import FIGURES, FiguresCount
from programme.insights.months import KEPT, month_of, moved_on
from programme.insights.stepping import keep_steps
from programme.insights.summing import figures

AT_ONCE = 500  # members
PATIENCE = timedelta(minutes=10)  # after which a count that was never ended may be asked for again


@nightly
def count_figures() -> None:
    with transaction():
        _begin()


def count_now(by: Member) -> None:
    """Asked again while it goes on, nothing more is done."""
    require(by, "count", FiguresCount)
    last = last_count()
    if last and last.is_going_on and last.asked_at > clock.now() - PATIENCE:
        return
    with transaction():
        _begin()


def last_count() -> FiguresCount | None:
    return db.session.get(FiguresCount, 1)


@job
def count_some(after: int) -> None:
    """The next members by id. Run again, it finds nothing that is not as it should be."""
    here = select(Member.id).where(Member.id > after, Member.left_at.is_(None)).order_by(Member.id)
    ids = db.session.scalars(here.limit(AT_ONCE)).all()
    with transaction():
        keep_months(ids, keep_steps(ids), first=moved_on(month_of(clock.today()), 1 - KEPT))
        if len(ids) == AT_ONCE:
            later(count_some, ids[-1])
        else:
            later(sum_up)


@job
def sum_up() -> None:
    """What was counted is read first: others may write meanwhile."""
    found = figures(month_of(clock.today()))
    with transaction():
        for model in FIGURES:
            db.session.execute(delete(model))
            if rows := found[model]:
                db.session.execute(insert(model), rows)
        if count := db.session.get(FiguresCount, 1):
            count.ended_at = clock.now()


def _begin() -> None:
    count = db.session.get(FiguresCount, 1) or FiguresCount(id=1)
    count.asked_at = clock.now()
    db.session.add(count)
    later(count_some, 0)
