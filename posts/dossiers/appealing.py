"""Who told of it or has it may say once that the verdict is wrong; somebody else looks at that."""

from sqlalchemy.exc import IntegrityError

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.genuine import marked
from community.members import Member
from community.moderation.models import DecidedAlready, TooClose, TooLate
from community.moderation.taking import refuse_what_is_taken
from community.permissions import may, require
from posts.dossiers.conflicts import refuse_who_has_a_part
from posts.dossiers.models import Dossier, DossierAppeal, Verdict
from posts.dossiers.reporting import checked_words
from posts.dossiers.telling import clear_notices, tell, tell_moderators, tell_those_it_concerns


def may_appeal(it: Dossier, me: Member) -> bool:
    """Within twenty days, each once, as long as no appeal was won."""
    in_time = it.is_heard_until is not None and clock.now() <= it.is_heard_until
    spoken = any(each.by_id == me.id or each.won for each in it.appeals)
    return in_time and not spoken and may(me, "appeal", it)


def appeal_to(it: Dossier, text: str, by: Member) -> DossierAppeal:
    """Raises SayWhy, TooLong, TooLate."""
    require(by, "appeal", it)
    text = checked_words(text)
    if it.verdict is None or not may_appeal(it, by):
        raise TooLate
    made = DossierAppeal(dossier_id=it.id, by_id=by.id, text=text, was=it.verdict)
    try:
        with transaction():
            db.session.add(made)
            db.session.flush()
            tell_moderators(it, "dossier appeal", but=it.decided_by_id)
    except IntegrityError as twice:
        raise TooLate from twice
    return made


def answer_appeal(appeal: DossierAppeal, verdict: Verdict, answer: str, by: Member) -> None:
    """The verdict from now on: the same, or another.

    Raises DecidedAlready, HeldByAnother, TooClose, SayWhy, TooLong.
    """
    require(by, "decide", appeal)
    answer = checked_words(answer)
    it = appeal.dossier
    with transaction():
        db.session.refresh(appeal, with_for_update={"of": DossierAppeal})
        if appeal.decided_at:
            raise DecidedAlready
        refuse_who_judged(it, by)
        refuse_what_is_taken("fake", it.id, by)
        appeal.verdict, appeal.answer = verdict, answer
        appeal.decided_by_id, appeal.decided_at = by.id, clock.now()
        it.verdict = verdict
        marked(it.product_id, it.storefront_id)
        clear_notices(it)
        audit("dossier.appeal", f"dossier {it.id}", by.id, was=appeal.was.value, verdict=verdict.value)
        if appeal.won:
            tell_those_it_concerns(it, "verdict changed")
        else:
            tell(it, [appeal.by_id], "appeal lost")


def refuse_who_judged(it: Dossier, by: Member) -> None:
    """Raises TooClose."""
    if by.id in {it.decided_by_id, *(each.decided_by_id for each in it.appeals)}:
        raise TooClose("decided")
    refuse_who_has_a_part(it, by)
