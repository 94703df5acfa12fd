"""Who is kept out cannot sign in to read why: it is written to them, with a way to appeal."""

from collections.abc import Callable

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from community.db import db
from community.languages import spoken_to
from community.mail import send
from community.members import Member
from community.moderation.addressing import effect_of, reason
from community.moderation.club_rules import rule_called
from community.moderation.models import Appeal, Decision, Measure
from community.moderation.wording import outcome
from community.words import exact

Letter = tuple[str, str]  # its subject and its words


def write_to_who_is_kept_out(decision: Decision) -> None:
    """Must be called inside a transaction."""
    _write(decision, lambda: _kept_out(decision))


def write_of_appeal(appeal: Appeal) -> None:
    """What became of it. Must be called inside a transaction."""
    _write(appeal.decision, lambda: _answered(appeal))


def write_to_who_may_come_in(member: Member) -> None:
    """Sooner than was said. Must be called inside a transaction."""
    with spoken_to(member):
        hello = _("Hello %(name)s,", name=member.name)
        words = f"{hello}\n\n{_('Your membership is not suspended any more. You may come in again:')}"
        address = f"{current_app.config['PUBLIC_URL']}/sign-in"
        send(member.email, _("You may come in again"), f"{words}\n\n{address}", member.language)


def _write(decision: Decision, told: Callable[[], Letter]) -> None:
    member = decision.member
    with spoken_to(member):
        subject, words = told()
        url = f"{current_app.config['PUBLIC_URL']}{decision.url}?key={key_to(decision)}"
        send(member.email, subject, f"{words}\n\n{url}", member.language)


def _kept_out(decision: Decision) -> Letter:
    if not decision.measure.keeps_out:
        subject = _("We decided about something of yours")
        what = _(
            "You cannot come in just now for another reason, so we write it to you: %(outcome)s.",
            outcome=outcome(decision.measure),
        )
    elif decision.is_for_good:
        subject = _("Your membership is suspended for good")
        what = _("A second person has looked at it, and agreed: your membership is suspended for good.")
    else:
        until = _("until %(day)s", day=exact(decision.until)) if decision.until else _("until we lift it")
        subject = _("Your membership is suspended")
        what = _("Your membership is suspended %(until)s.", until=until)
        if decision.measure is Measure.BAN:
            what = f"{what} {effect_of(decision)}"
    then = _("Read why, and appeal if we are wrong:") if decision.may_be_appealed else _("Read why:")
    return subject, f"{what}\n\n{_why(decision)}\n\n{then}"


def _why(decision: Decision) -> str:
    """The rule, and what whoever decided says beside it: some read no further than the letter."""
    rule = rule_called(decision.rule)
    named = decision.words or rule.template
    return f"{rule.title}\n{reason(decision)}" if named else reason(decision)


def _answered(appeal: Appeal) -> Letter:
    subject = _("Your appeal was heard")
    if appeal.won:
        return subject, _("You were right, and this decision is taken back. Read our answer:")
    return subject, _(
        "Somebody who had not decided before has read your appeal: the decision stays. Read why:"
    )


def key_to(decision: Decision) -> str:
    """Opens this one page without signing in."""
    return str(_signer().dumps(decision.id))


def opens(key: str) -> Decision | None:
    try:
        id = _signer().loads(key)
    except BadSignature:
        return None
    return db.session.get(Decision, id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="a decision")
