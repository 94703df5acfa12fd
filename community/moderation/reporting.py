"""A member says that something, or somebody, breaks a rule of the club. All reports on it make one case."""

from flask import current_app
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError

from community import clock
from community.audit import audit
from community.contributions import Contribution
from community.db import Refusal, db, transaction
from community.members import Member
from community.moderation.club_rules import OTHER, checked_rule
from community.moderation.keeping import as_it_stands, kind_of, photo_of, stamped
from community.moderation.models import (
    AGAIN_AFTER,
    LONGEST,
    Case,
    LookedAtLately,
    Report,
    ReportedAlready,
    SayWhy,
    TooLong,
)
from community.moderation.telling import tell_moderators
from community.moderation.weighing import weight_of
from community.permissions import may, require

Reportable = Contribution | Member


def report(it: Reportable, rule: str, text: str, by: Member) -> Report:
    """Raises UnknownRule, SayWhy, TooLong, ReportedAlready, LookedAtLately."""
    require(by, "report", it)
    rule, text = checked_rule(rule), _checked(text, needed=rule == OTHER)
    with transaction():
        refuse_again(it, by)
        case = case_on(it, rule)
        made = Report(case=case, by_id=by.id, rule=rule, text=text, weight=weight_of(by))
        case.weight += made.weight
        db.session.add(made)
        db.session.flush()
        _hide_what_passes_by(case, by)
        _hide_what_many_report(case)
        tell_moderators(case)
    return made


def case_on(it: Reportable, rule: str) -> Case:
    """The one that is open, or a new one. Must be called inside a transaction."""
    return _open_case(it) or _new_case(it, rule)


def refuse_again(it: Reportable, by: Member) -> None:
    """Raises ReportedAlready, LookedAtLately."""
    if refusal := told_already(it, by):
        raise refusal


def told_already(it: Reportable, by: Member) -> Refusal | None:
    """Why one need not report it: it waits, or was decided on a short while ago."""
    theirs = select(Case).join(Report, Report.case_id == Case.id).where(Report.by_id == by.id, _is_on(it))
    case = db.session.scalar(theirs.order_by(Case.id.desc()).limit(1))
    if case and case.closed_at is None:
        return ReportedAlready()
    lately = case and case.closed_at and case.closed_at > clock.now() - AGAIN_AFTER
    return LookedAtLately() if lately else None


def _checked(text: str, *, needed: bool) -> str:
    text = text.replace("\0", "").strip()
    if needed and not text:
        raise SayWhy
    if len(text) > LONGEST:
        raise TooLong
    return text


def _is_on(it: Reportable) -> ColumnElement[bool]:
    if isinstance(it, Member):
        return (Case.member_id == it.id) & Case.contribution_id.is_(None)
    return Case.contribution_id == it.id


def _open_case(it: Reportable) -> Case | None:
    open_one = select(Case).where(Case.open_key == key_of(it)).with_for_update(of=Case)
    return db.session.scalar(open_one)


def key_of(it: Reportable) -> str:
    return f"{'member' if isinstance(it, Member) else 'thing'} {it.id}"


def _new_case(it: Reportable, rule: str) -> Case:
    """Of two who report at the same moment one makes it, and the other finds it."""
    about = it if isinstance(it, Contribution) else None
    case = Case(
        member_id=about.author_id if about else it.id,
        contribution_id=about.id if about else None,
        kind=kind_of(it),
        open_key=key_of(it),
        rule=rule,
        as_reported=stamped(as_it_stands(it)),
        photo=photo_of(it),
    )
    try:
        with db.session.begin_nested():
            db.session.add(case)
    except IntegrityError:
        return db.session.scalars(select(Case).where(Case.open_key == key_of(it))).one()
    return case


def hides_at_once(it: Reportable, by: Member) -> bool:
    """A moderator's report does, of what is said in a room: before a colleague comes all have read it."""
    if not isinstance(it, Contribution) or it.kind != "message" or it.author.is_staff:
        return False
    return may(by, "see_queue", Case) and _hides_unseen()


def _hide_what_passes_by(case: Case, by: Member) -> None:
    it = case.contribution
    if it and not it.hidden_at and not case.seen_at and hides_at_once(it, by):
        _hide(case, it)
        audit("message.hidden", f"case {case.id}", by.id)


def _hide_what_many_report(case: Case) -> None:
    """Until a moderator has seen it. A case that was seen is not hidden by more reports."""
    it = case.contribution
    reporters = select(func.count()).where(Report.case_id == case.id)
    most = current_app.config["REPORTS_HIDE_AT"]
    if it is None or it.hidden_at or case.seen_at or not _hides_unseen() or case.weight < most:
        return
    if (db.session.scalar(reporters) or 0) > 1 and not it.author.is_staff:
        _hide(case, it)


def _hides_unseen() -> bool:
    most: int = current_app.config["REPORTS_HIDE_AT"]
    return most > 0


def _hide(case: Case, it: Contribution) -> None:
    it.hidden_at = case.hidden_at = clock.now()
    it.version += 1
