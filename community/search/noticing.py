"""Every change passes through the session: what can be found is noticed here, and no room has to remember.

A note is a row of its own in the same transaction, only ever added, and deleted by its number, so none is
lost between a change that is not yet committed and a worker that is just reading. Many notes are one job:
whoever finds that one waits adds none, and holds it until her own commit (SQLite has one writer anyway).
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Update, bindparam, event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from community import clock
from community.contributions import Contribution
from community.db import Model, change, db, rows
from community.jobs import Job, later
from community.members import Member
from community.search.changes import IndexChange, Thing, index_changes
from community.search.kinds import VISIBILITY, watches

_notes = insert(IndexChange.__table__)  # type: ignore[arg-type]
_waiting = (
    select(Job.id)
    .where(
        Job.work == f"{index_changes.__module__}.{index_changes.__name__}",
        Job.taken_at.is_(None),
        Job.due_at <= bindparam("now"),
    )
    .limit(1)
    .with_for_update(read=True, skip_locked=True)
)
NOTED = "search.noted"  # in session.info
SEEN = (Contribution, Member)  # of which UPDATE ... WHERE is seen too; for the rest there is `changed`


def changed(it: Contribution) -> None:
    """For what the session cannot see: a change made in plain SQL. Must be called inside a transaction."""
    _note(db.session(), [(it.kind, it.id)])


def member_changed(member: Member) -> None:
    _note(db.session(), [("member", member.id)])


@event.listens_for(Session, "after_flush")
def _see(session: Session, _flush: object) -> None:
    whole = [it for it in (*session.new, *session.deleted) if type(it) in watches]
    partly = [it for it in session.dirty if type(it) in watches and _is_other(it)]
    if seen := whole + partly:
        _note(session, [(watches[type(it)].kind, watches[type(it)].id(it)) for it in seen])


def _is_other(it: Any) -> bool:  # noqa: ANN401  whatever the session holds
    attributes = inspect(it).attrs
    names = (name for name in watches[type(it)].attributes if name in attributes)
    return any(attributes[name].history.has_changes() for name in names)


@event.listens_for(Session, "do_orm_execute")
def _see_many(execution: ORMExecuteState) -> None:
    """UPDATE ... WHERE over what can be found: whom it meets is asked before it does."""
    statement, mapper = execution.statement, execution.bind_mapper
    if not isinstance(statement, Update) or not mapper or not issubclass(mapper.class_, SEEN):
        return
    names = {getattr(column, "key", column) for column in statement._values or ()}  # noqa: SLF001  no public way
    if names & _attributes(mapper.class_):
        met = select(mapper.class_).where(*statement._where_criteria)  # noqa: SLF001
        its = [it for it in execution.session.scalars(met) if type(it) in watches]
        _note(execution.session, [(watches[type(it)].kind, watches[type(it)].id(it)) for it in its])


def _attributes(model: type[Model]) -> frozenset[str]:
    own = watches.get(model)
    return own.attributes if own else VISIBILITY


def _note(session: Session, things: Iterable[Thing]) -> None:
    session.info.setdefault(NOTED, set()).update(things)


@event.listens_for(Session, "before_commit")
def _keep(session: Session) -> None:
    session.flush()
    if things := session.info.pop(NOTED, None):
        noted = [{"kind": kind, "thing_id": id} for kind, id in sorted(things)]
        change(_notes, noted)
        if not rows(_waiting, {"now": clock.now()}):
            later(index_changes)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(NOTED, None)
