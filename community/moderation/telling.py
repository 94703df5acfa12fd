"""Who hears of a case and of what became of it. What can be undone is told once it cannot be any more."""

from functools import partial
from typing import Any

from sqlalchemy import Select, select

from community.audience import OVERSEEING
from community.db import after_commit, db, transaction
from community.jobs import at, job
from community.members import Member
from community.moderation.models import GRACE, UNDO, Appeal, Case, Decision, Measure, Report
from community.moderation.queue import how_much_waits
from community.moderation.scoring import take_points_back
from community.moderation.writing_to import write_of_appeal, write_to_who_is_kept_out
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from community.realtime import room_of, tell


def tell_moderators(case: Case) -> None:
    """One notice for each case, however many report. Must be called inside a transaction."""
    notify(Kind.MODERATION, moderators(), url=case.url, key=_key(case), thing=_key(case), what="case")
    tell_queue(case.id)


def tell_queue(case_id: int) -> None:
    """Every open queue moves, once the transaction is stored, and the page of this case."""
    queue_moves()
    after_commit(partial(_tell_of_case, case_id))


def queue_moves() -> None:
    """Once for a transaction, however much of it changes. Must be called inside one."""
    calls = db.session().info["after_commit"]
    if _tell_queue not in calls:
        calls.append(_tell_queue)


def clear_notices(case: Case) -> None:
    """Colleagues need not look any more."""
    withdraw(_key(case))


def tell_later(decision: Decision) -> None:
    at(decision.at + UNDO + GRACE, settle, decision.id)


@job
def settle(decision_id: int) -> None:
    """What follows once it cannot be undone: the author reads why, reporters hear of it, points go back."""
    decision = db.session.get(Decision, decision_id)
    if decision is None or decision.undone_at or decision.told_at:
        return
    with transaction():
        decision.told_at = decision.at + UNDO
        if decision.measure.takes_points:
            take_points_back(decision)
        if decision.measure is not Measure.KEEP:
            _tell_author(decision)
        elif decision.case.is_held:
            _tell_that_it_appeared(decision)
        if decision.measure is Measure.BAN and decision.confirmed_at is None:
            tell_of_what_waits(decision, "second")
        _tell_reporters(decision)


def tell_of_what_waits(decision: Decision, what: str) -> None:
    """`appeal` or `second`: for all moderators but who signed it. Must be called inside a transaction."""
    others = set(moderators()) - {decision.by_id, decision.confirmed_by_id}
    thing = f"decision {decision.id} {what}"
    notify(Kind.MODERATION, others, url=decision.case.url, thing=thing, key=thing, what=what)
    tell_queue(decision.case_id)


def tell_of_appeal(appeal: Appeal) -> None:
    """The author hears what became of it, reporters where it came out otherwise. Must be in a transaction."""
    decision = appeal.decision
    if appeal.won:
        _tell_reporters_otherwise(decision)
    _notify_author(decision, "appeal won" if appeal.won else "appeal lost")
    if not decision.member.left_at and (decision.measure.keeps_out or decision.member.suspended_at):
        write_of_appeal(appeal)


def tell_that_it_is_for_good(decision: Decision) -> None:
    """Of what they have not read yet they read once, as it stands. Must be called inside a transaction."""
    if decision.told_at and not decision.member.left_at:
        write_to_who_is_kept_out(decision)


def _notify_author(decision: Decision, what: str) -> None:
    thing = f"decision {decision.id} {what}"
    notify(Kind.MODERATION, [decision.member_id], url=decision.url, thing=thing, what=what)


def _tell_author(decision: Decision) -> None:
    _notify_author(decision, decision.measure.value)
    if decision.member.suspended_at and not decision.member.left_at:
        write_to_who_is_kept_out(decision)


def _tell_that_it_appeared(decision: Decision) -> None:
    if it := decision.case.contribution:
        thing = f"decision {decision.id} shown"
        notify(Kind.REVIEW, [it.author_id], url=it.url, thing=thing, outcome="approved", title=it.title)


def _tell_reporters(decision: Decision) -> None:
    _notify_reporters(decision, "nothing done" if decision.measure is Measure.KEEP else "something done")


def _tell_reporters_otherwise(decision: Decision) -> None:
    """In place of what they heard before."""
    withdraw(f"case {decision.case_id} decided")
    _notify_reporters(decision, "taken back")


def _notify_reporters(decision: Decision, what: str) -> None:
    ids = db.session.scalars(select(Report.by_id).where(Report.case_id == decision.case_id)).all()
    thing = f"case {decision.case_id} decided"
    notify(Kind.MODERATION, ids, url="/reports", thing=thing, key=thing, what=what)


def moderators() -> list[int]:
    return list(db.session.scalars(_overseeing(Member.id)))


def _tell_queue() -> None:
    """Each hears how much waits for her: nobody decides on what is her own."""
    for me in db.session.scalars(_overseeing(Member)).all():
        tell(room_of(me.id), "count.moved", {"place": "moderation", "count": how_much_waits(me)})


def _tell_of_case(case_id: int) -> None:
    for member_id in moderators():
        tell(room_of(member_id), "case.moved", {"id": case_id})


def _overseeing(what: Any) -> Select[Any]:  # noqa: ANN401  a column of members, or they themselves
    return select(what).where(Member.role.in_(OVERSEEING), Member.suspended_at.is_(None))


def _key(case: Case) -> str:
    return f"case {case.id}"
