"""What a decision does at once, and how it is put back: each keeps how it was before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from community import clock
from community.contributions import Audience, Contribution, Disclosure
from community.db import db
from community.disclosing import put_label
from community.engagement.credibility.discrediting import believe_again, discredit
from community.entrance.suspending import lift, suspend
from community.members import Member
from community.moderation.models import LONGEST_ALONE, Case, Decision, Measure, NotForThis

Before = dict[str, Any]
Seen = Callable[[Contribution], object]
_seen: list[Seen] = []
OF_A_MEMBER = [Measure.KEEP, Measure.WARN, Measure.FRAUD, Measure.SUSPEND, Measure.BAN]
HAS_READERS_OF_ITS_OWN = {"story", "shopping_list", "tip", "review"}
WEARS_A_LABEL = HAS_READERS_OF_ITS_OWN | {"topic", "reply", "message", "trip", "trip_answer", "stream"}


def when_shown_or_hidden(call: Seen) -> Seen:
    """Declare what else follows when a moderator hides, shows or labels a thing, in the same transaction."""
    _seen.append(call)
    return call


def measures_for(case: Case) -> list[Measure]:
    """What may be decided of it: a member is not hidden, and a reply has no readers of its own."""
    if case.contribution is None:
        return OF_A_MEMBER
    labelled = case.contribution.disclosure is Disclosure.ADVERTISEMENT
    fits = {
        Measure.LIMIT: case.kind in HAS_READERS_OF_ITS_OWN,
        Measure.LABEL: case.kind in WEARS_A_LABEL and not labelled,
        Measure.FRAUD: False,
    }
    return [measure for measure in Measure if fits.get(measure, True)]


def take_effect(decision: Decision, by: Member) -> Before:
    """Must be called inside a transaction. Answers how it was."""
    if decision.measure not in measures_for(decision.case):
        raise NotForThis
    before = how_it_is(decision.case)
    if decision.measure.keeps_out:
        suspend(decision.case.member, until=decision.until)
    elif decision.measure is Measure.FRAUD:
        discredit(decision.member_id)
    elif it := decision.case.contribution:
        _act_on(it, decision, by)
    return before


def how_it_is(case: Case) -> Before:
    """What was hidden by the weight of reports alone counts as shown: nobody had decided that."""
    it, member = case.contribution, case.member
    hidden = it.hidden_at if it and it.hidden_at != case.hidden_at else None
    moments = {"suspended": member.suspended_at, "until": member.suspended_until, "hidden": hidden}
    told = {name: at.isoformat() for name, at in moments.items() if at}
    if it is None:
        return told
    return told | {"audience": it.audience.value, "disclosure": it.disclosure, "sponsor": it.sponsor}


def put_back(decision: Decision, by: Member, *, waits_again: bool = False) -> None:
    """Must be called inside a transaction. Another decision that stands on the same thing still holds.

    With `waits_again`, what was hidden until somebody decides is hidden as before.
    """
    before, it = decision.before, decision.case.contribution
    if decision.measure.keeps_out:
        if "suspended" in before:
            suspend(decision.case.member, until=_moment(before.get("until")))
        else:
            lift(decision.case.member)
        if it and decision.hides_too:
            _show(it, hidden_at=_hidden_before(decision, waits_again=waits_again))
    elif decision.measure is Measure.FRAUD:
        _believe_again(decision)
    elif it:
        if decision.measure is Measure.LABEL:
            said = before["disclosure"]
            put_label(it, Disclosure(said) if said else None, before["sponsor"], by)
        hidden = _hidden_before(decision, waits_again=waits_again)
        _show(it, hidden_at=hidden, audience=Audience(before["audience"]))


def _hidden_before(decision: Decision, *, waits_again: bool) -> datetime | None:
    held = decision.case.hidden_at if waits_again else None
    return _moment(decision.before.get("hidden")) or held


def _believe_again(decision: Decision) -> None:
    """Unless fraud was found by another decision as well."""
    found = select(Decision.id).where(Decision.member_id == decision.member_id, Decision.id != decision.id)
    stand = Decision.measure == Measure.FRAUD, Decision.undone_at.is_(None)
    if db.session.scalar(found.where(*stand).limit(1)) is None:
        believe_again(decision.member_id)


def is_limited(it: Contribution) -> bool:
    """A moderator has said for whom it is: its author does not widen that."""
    limits = select(Decision.id).join(Case, Case.id == Decision.case_id)
    stand = Decision.measure == Measure.LIMIT, Decision.undone_at.is_(None)
    return db.session.scalar(limits.where(Case.contribution_id == it.id, *stand).limit(1)) is not None


def days_from_now(days: int) -> datetime:
    return clock.now() + timedelta(days=days)


def first_end_of(measure: Measure, days: int) -> datetime | None:
    """One moderator alone keeps nobody out for longer than a month: a ban is confirmed by a second."""
    if measure is Measure.BAN:
        return days_from_now(LONGEST_ALONE)
    return days_from_now(days) if measure is Measure.SUSPEND else None


def _act_on(it: Contribution, decision: Decision, by: Member) -> None:
    now = clock.now()
    held = it.hidden_at is not None and it.hidden_at == decision.case.hidden_at
    if decision.measure is Measure.LABEL:
        put_label(it, Disclosure.ADVERTISEMENT, it.sponsor, by)
        _show(it, hidden_at=None if held else it.hidden_at)
    elif decision.measure in {Measure.HIDE, Measure.REMOVE}:
        _show(it, hidden_at=it.hidden_at or now)
    elif decision.measure is Measure.LIMIT:
        _show(it, hidden_at=None, audience=Audience.FOLLOWERS)
    elif held:
        _show(it, hidden_at=None)  # it was hidden until somebody had seen it


def _show(it: Contribution, hidden_at: datetime | None, audience: Audience | None = None) -> None:
    it.hidden_at, it.audience = hidden_at, audience or it.audience
    it.version += 1
    db.session.flush()
    for call in _seen:
        call(it)


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
