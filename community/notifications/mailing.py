"""News by mail: one letter for all that is due, with a way out in every one."""

import smtplib
from collections.abc import Collection, Mapping
from email.utils import make_msgid

from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from community import mail
from community.db import db, transaction
from community.disclosing import words_of
from community.jobs import job, later
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.models import Bell
from community.notifications.reading import Told, lines_by
from community.notifications.sentences import kind_name, sentence
from community.notifications.unsubscribing import ALL, one_click, way_out

MOST_BOUNCES = 3  # in a row; then an address is left alone until its member says that it works
FOR_GOOD = range(500, 600)  # what a mail server says of an address that it will never take


def write_of(ids: Collection[int], to: Member) -> None:
    """Must be called inside a transaction. What does not stand any more is left out."""
    if not (lines := lines_by(ids)):
        return
    kinds = {line.kind for line in lines}
    what = kinds.pop() if len(kinds) == 1 else ALL
    with force_locale(to.language):
        subject = sentence(lines[0])
        if more := len(lines) - 1:
            subject = ngettext(
                "%(first)s, and %(num)d more", "%(first)s, and %(num)d more", more, first=subject
            )
        name = _("all mail about news") if what == ALL else kind_name(Kind(what))
        text = "\n\n".join([*map(_paragraph, lines), _foot(to, what, name)])
    send(to, subject, text, one_click(to.id, what))


def send(to: Member, subject: str, text: str, headers: Mapping[str, str], html: str = "") -> None:
    """Must be called inside a transaction. Its number is made here: sent again, it is the same letter."""
    number = make_msgid(domain=mail.sender().partition("@")[2])
    later(post, to.id, " ".join(subject.split()), text, html, {**headers, "Message-ID": number})


@job
def post(member_id: int, subject: str, text: str, html: str, headers: dict[str, str]) -> None:
    """An address that refuses for good is not asked again and again: three times, and it is left alone."""
    member = db.session.get(Member, member_id)
    if not member or member.suspended_at:
        return
    letter = mail.letter(member.email, subject, text, member.language, html=html, headers=headers)
    try:
        mail.post(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        if not all(code in FOR_GOOD for code in codes):
            raise  # later, perhaps
        _count(member_id, 1)
    else:
        _count(member_id, 0)


def _count(member_id: int, more: int) -> None:
    """Bounces in a row; a letter that is taken ends the row."""
    with transaction():
        bell = db.session.get(Bell, member_id)
        if bell and (more or bell.bounces):
            bell.bounces = bell.bounces + more if more else 0


def _paragraph(line: Told) -> str:
    paid = words_of(line.disclosure, line.sponsor)
    said_paid = words_of(*line.said_paid) if line.said_paid else ""
    excerpt = f"“{line.excerpt}”" if line.excerpt else ""
    said = [sentence(line), paid, said_paid, excerpt, full(line.url)]
    return "\n".join(part for part in said if part)


def _foot(to: Member, what: str, name: str) -> str:
    words = _("You have this letter because of “%(name)s” in your settings.", name=name)
    no_more = _("No more of these:")
    return f"{words}\n{no_more} {way_out(to.id, what)}\n{full('/settings/notifications')}"


def full(url: str) -> str:
    """An address of ours as a letter needs it."""
    return current_app.config["PUBLIC_URL"] + url if url.startswith("/") else url
