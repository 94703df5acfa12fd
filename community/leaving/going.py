"""A member decides to leave, and has two weeks to come back; then what is theirs is erased."""

from datetime import timedelta

from flask import current_app
from flask_babel import force_locale, format_date
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import func, select

from community import clock
from community.db import Refusal, db, transaction
from community.entrance.passwords import fits
from community.jobs import at, job
from community.leaving.erasing import erase
from community.leaving.models import Erasure
from community.mail import send
from community.members import Member, Role
from community.words import dates

TO_COME_BACK = timedelta(days=14)


class NotYou(Refusal):
    """The password is not the member's."""


class LastKeeper(Refusal):
    """A club without an administrator could not be looked after."""


def leave(me: Member, password: str, *, keeps_words: bool) -> None:
    """Raises NotYou or LastKeeper. Asked again, only what becomes of the words is decided anew."""
    if not fits(password, me.password_hash):
        raise NotYou
    with transaction():
        if is_last_keeper(me):
            raise LastKeeper
        me.leaves_words = keeps_words
        if me.leaves_at:
            return
        me.leaves_at = clock.now() + TO_COME_BACK
        at(me.leaves_at, leave_in_time, me.id)
        with force_locale(me.language):
            text = _(
                "You asked to leave Members Zone. What is yours will be erased on %(day)s. Until then you "
                "can change your mind, or take everything with you: %(address)s",
                day=format_date(me.leaves_at, "long"),
                address=f"{current_app.config['PUBLIC_URL']}/settings/leaving",
            )
            send(
                me.email,
                _("You are leaving on %(day)s", day=format_date(me.leaves_at, dates().short_day)),
                text,
                me.language,
            )


def stay(me: Member) -> None:
    with transaction():
        me.leaves_at = None


def is_last_keeper(me: Member) -> bool:
    if me.role is not Role.ADMINISTRATOR:
        return False
    others = select(func.count()).where(
        Member.role == Role.ADMINISTRATOR, Member.id != me.id, Member.suspended_at.is_(None)
    )
    return not db.session.scalar(others)


@job
def leave_in_time(member_id: int) -> None:
    """Does nothing for who stayed, or decided anew and has time still."""
    member = db.session.get_one(Member, member_id)
    if member.leaves_at and member.leaves_at <= clock.now():
        erase_and_write(member, keeps_words=member.leaves_words)


def erase_and_write(member: Member, *, keeps_words: bool) -> Erasure:
    """The last letter goes to an address that nobody keeps afterwards."""
    email, language = member.email, member.language
    with transaction():
        erasure = erase(member, keeps_words=keeps_words)
        with force_locale(language):
            text = _(
                "What was yours in Members Zone is erased. This page says what is gone, what stays and why; "
                "it names nobody, and is there for as long as the club is: %(address)s",
                address=receipt_of(erasure),
            )
            send(email, _("You have left Members Zone"), text, language)
    return erasure


def receipt_of(erasure: Erasure) -> str:
    """Its address: only the club can have made it."""
    return f"{current_app.config['PUBLIC_URL']}/receipts/{_seal().dumps(erasure.id)}"


def erasure_by(word: str) -> Erasure | None:
    try:
        return db.session.get(Erasure, _seal().loads(word))
    except BadData:
        return None


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="receipt of an erasure")
