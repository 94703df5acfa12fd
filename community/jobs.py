"""What is done later: a job is a row of the same transaction, so it is never early, never lost, done once."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ParamSpec

from sqlalchemy import JSON, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.db import Model, after_commit, db, insert_or, stored_if_possible, transaction

log = logging.getLogger(__name__)
P = ParamSpec("P")
Work = Callable[..., None]
PATIENCE = timedelta(minutes=10)  # after which a job whose worker died may be taken by another
TRIES = 8
NEVER = datetime.max.replace(tzinfo=UTC)
A_WHILE = timedelta(days=2)
_works: dict[str, Work] = {}
_nightly: list[Work] = []
_ring: list[Callable[[int, datetime], object]] = []


class Job(Model):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    work: Mapped[str]
    args: Mapped[list[Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(unique=True)  # of what happens once, whoever asks for it
    due_at: Mapped[datetime] = mapped_column(index=True)
    taken_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None]  # the last error, for whoever looks after the club


def job(work: Callable[P, None]) -> Callable[P, None]:
    """Declare what may be done later. Its arguments are ids and words; it runs again if a worker dies."""
    _works[f"{work.__module__}.{work.__name__}"] = work
    return work


def is_job(work: object) -> bool:
    """Whether it is done later, by the house itself and by nobody's leave."""
    return any(work is known for known in _works.values())


def nightly(work: Callable[[], None]) -> Callable[[], None]:
    """Declare what is done every night."""
    _nightly.append(job(work))
    return work


def tonight() -> None:
    """Leave tonight's jobs, once for the whole club however many workers think of it."""
    for work in _nightly:
        name = f"{work.__module__}.{work.__name__}"
        row = {"work": name, "args": [], "key": f"{name}:{clock.today()}", "due_at": clock.now(), "tries": 0}
        with transaction():
            db.session.execute(insert_or(Job).values(row).on_conflict_do_nothing())


def later(work: Callable[P, None], *args: P.args, **_none: P.kwargs) -> None:
    """Must be called inside a transaction; with it the job is kept or forgotten."""
    at(clock.now(), work, *args, **_none)


def at(due_at: datetime, work: Callable[P, None], *args: P.args, **_none: P.kwargs) -> None:
    """The same, not before a given moment."""
    row = Job(work=f"{work.__module__}.{work.__name__}", args=list(args), due_at=due_at)
    db.session.add(row)
    db.session.flush()
    for ring in _ring:
        after_commit(partial(ring, row.id, due_at))


def ring_with(ring: Callable[[int, datetime], object] | None) -> None:
    """How the worker hears of a new job; without it, it finds the job at its next round."""
    _ring[:] = [ring] if ring else []


def due() -> list[int]:
    """The jobs that wait to be done, the oldest first."""
    now = clock.now()
    waiting = or_(Job.taken_at.is_(None), Job.taken_at < now - PATIENCE)
    return list(
        db.session.scalars(select(Job.id).where(Job.due_at <= now, waiting).order_by(Job.due_at, Job.id))
    )


def run(job_id: int) -> None:
    """Do one job, unless somebody else is at it. A failing one is tried again, ever later."""
    if not (row := _take(job_id)):
        return
    work, args, tries = row
    try:
        _works[work](*args)
    except Exception as trouble:  # whatever went wrong, the worker goes on and says what it was
        log.exception("job %s %s(%s) failed", job_id, work, args)
        _put_back(job_id, tries, repr(trouble))
    else:
        with transaction():
            _finish(job_id)


def run_due() -> int:
    """Do everything that waits, and what comes of it; answers how many jobs were done."""
    done = 0
    while waiting := due():
        for job_id in waiting:
            run(job_id)
        done += len(waiting)
    return done


def _finish(job_id: int) -> None:
    """What has a key stays a while, so that it is not done again by whoever asks for it late."""
    done = Job.id == job_id
    db.session.execute(delete(Job).where(done, Job.key.is_(None)))
    db.session.execute(update(Job).where(done).values(due_at=NEVER))
    db.session.execute(delete(Job).where(Job.due_at == NEVER, Job.taken_at < clock.now() - A_WHILE))


def _take(job_id: int) -> tuple[str, list[Any], int] | None:
    now = clock.now()
    free = or_(Job.taken_at.is_(None), Job.taken_at < now - PATIENCE)
    take = update(Job).where(Job.id == job_id, Job.due_at <= now, free)
    with transaction():
        taken = db.session.execute(
            take.values(taken_at=now, tries=Job.tries + 1).returning(Job.work, Job.args, Job.tries)
        ).one_or_none()
    return taken and (taken.work, taken.args, taken.tries)


def _put_back(job_id: int, tries: int, trouble: str) -> None:
    again = clock.now() + timedelta(seconds=2**tries * 5) if tries < TRIES else NEVER
    with stored_if_possible():  # else it is found again when PATIENCE ends
        db.session.execute(
            update(Job).where(Job.id == job_id).values(taken_at=None, due_at=again, trouble=trouble[:1000])
        )
