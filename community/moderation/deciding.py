"""A moderator decides on a case: it takes effect at once, may be undone for half a minute, then is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select, update

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.members import Member
from community.moderation.claiming import refuse_what_is_held
from community.moderation.club_rules import checked_rule, rule_called
from community.moderation.conflicts import refuse_who_is_close
from community.moderation.effects import first_end_of, put_back, take_effect
from community.moderation.models import (
    GRACE,
    LONGEST_WORDS,
    UNDO,
    Case,
    Decision,
    Measure,
    NotForThis,
    Report,
    SayWhy,
    TooLate,
    TooLong,
)
from community.moderation.reporting import key_of
from community.moderation.telling import clear_notices, tell_later, tell_queue
from community.permissions import require

SPANS = (1, 3, 7, 14, 30)  # days for which somebody may be kept out


@dataclass(frozen=True)
class Verdict:
    measure: Measure
    rule: str
    words: str = ""  # that the author reads, beside the rule
    days: int = 7  # of a suspension

    def checked(self) -> "Verdict":
        """Raises UnknownRule, SayWhy, TooLong, NotForThis."""
        words = self.words.replace("\0", "").strip()
        if len(words) > LONGEST_WORDS:
            raise TooLong
        checked_rule(self.rule)
        if self.measure is not Measure.KEEP and not (words or rule_called(self.rule).template):
            raise SayWhy
        if self.measure is Measure.SUSPEND and self.days not in SPANS:
            raise NotForThis
        return Verdict(self.measure, self.rule, words, self.days)


def decide(case: Case, verdict: Verdict, by: Member, together: int | None = None) -> Decision:
    """Raises DecidedAlready, HeldByAnother, TooClose, and what `Verdict.checked` raises."""
    require(by, "decide", case)
    verdict = verdict.checked()
    with transaction():
        db.session.refresh(case, with_for_update={"of": Case})
        refuse_what_is_held(case, by)
        refuse_who_is_close(case, by)
        decision = _decision(case, verdict, by, together)
        close(case, upheld=verdict.measure is not Measure.KEEP)
        clear_notices(case)
        tell_later(decision)
        facts = {"measure": verdict.measure.value, "rule": verdict.rule, "decision": decision.id}
        audit("case.decided", f"case {case.id}", by.id, **facts, together=together)
        tell_queue(case.id)
    return decision


def decide_together(cases: Sequence[Case], verdict: Verdict, by: Member) -> list[Decision]:
    """All or none; each stands in the log for itself, and names the first."""
    made: list[Decision] = []
    with transaction():
        for case in cases:
            first = made[0].id if made else None
            made.append(decide(case, verdict, by, together=first))
    return made


def undo(decision: Decision, by: Member) -> None:
    """As if nobody had decided: the case is open again. Raises TooLate."""
    require(by, "undo", decision)
    with transaction():
        db.session.refresh(decision, with_for_update={"of": Decision})
        if not _is_in_time(decision):
            raise TooLate
        _undo(decision, by)


def undo_together(decision: Decision, by: Member) -> list[Case]:
    """All that was decided in one go, and the cases that stay decided. Raises TooLate where all do."""
    require(by, "undo", decision)
    with transaction():
        lot = db.session.scalars(_decided_with(decision).with_for_update(of=Decision)).all()
        kept = [it for it in lot if not _is_in_time(it)]
        if len(kept) == len(lot):
            raise TooLate
        for it in lot:
            if it not in kept:
                _undo(it, by)
    return [it.case for it in kept]


def _decided_with(decision: Decision) -> Select[Decision]:
    same = or_(Decision.id == decision.lot, Decision.together == decision.lot)
    return select(Decision).where(same, Decision.by_id == decision.by_id).order_by(Decision.id)


def _is_in_time(decision: Decision) -> bool:
    return decision.stands and not decision.told_at and clock.now() <= decision.at + UNDO + GRACE


def _undo(decision: Decision, by: Member) -> None:
    decision.undone_at = clock.now()
    put_back(decision, by, waits_again=True)
    _open_again(decision.case)
    audit("case.undone", f"case {decision.case_id}", by.id, decision=decision.id)
    tell_queue(decision.case_id)


def _decision(case: Case, verdict: Verdict, by: Member, together: int | None) -> Decision:
    decision = Decision(
        case=case,
        member_id=case.member_id,
        by_id=by.id,
        together=together,
        measure=verdict.measure,
        rule=verdict.rule,
        words=verdict.words,
        until=first_end_of(verdict.measure, verdict.days),
        at=clock.now(),
        before={},
    )
    db.session.add(decision)
    decision.before = take_effect(decision, by)
    db.session.flush()
    return decision


def close(case: Case, *, upheld: bool) -> None:
    """Must be called inside a transaction."""
    case.closed_at, case.open_key = clock.now(), None
    case.claimed_by_id = case.claimed_at = None
    db.session.execute(update(Report).where(Report.case_id == case.id).values(upheld=upheld))


def _open_again(case: Case) -> None:
    """Unless somebody has reported it anew meanwhile, in a case of its own."""
    key = key_of(case.contribution or case.member)
    if db.session.scalar(select(Case.id).where(Case.open_key == key)):
        return
    case.closed_at, case.open_key = None, key
    db.session.execute(update(Report).where(Report.case_id == case.id).values(upheld=None))
