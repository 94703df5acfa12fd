"""The digest: what one has not seen, and what was liked most, in one letter a day or a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Row, Select, or_, select

from community import clock
from community.audience import readable_by
from community.contributions import Contribution, address, home_of
from community.db import db, transaction
from community.disclosing import words_of
from community.jobs import at, job, nightly
from community.members import Member
from community.notifications.bells import bell_of, own_bell, plan_digest
from community.notifications.mailing import MOST_BOUNCES, full, send
from community.notifications.models import Bell, Rhythm
from community.notifications.reading import Told, lines_of
from community.notifications.sentences import sentence
from community.notifications.unsubscribing import DIGEST, one_click, way_out
from community.quiet.hearing import quiet_of

LINES, LIKED = 10, 5
SPAN = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7), Rhythm.NEVER: timedelta(days=7)}
LATE = timedelta(hours=12)  # a digest of the morning is none in the evening
AHEAD = timedelta(hours=26)  # the next night's work comes before
SOME = 500


@dataclass(frozen=True)
class Digest:
    """What stands in the letter."""

    title: str
    lines: Sequence[Told]
    liked: Sequence[Row[Any]]

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.liked


def digest_of(member: Member) -> Digest:
    """As it would be sent now. Say it in her language."""
    bell, now = bell_of(member), clock.now()
    span = SPAN[bell.digest]
    since = max(bell.digested_at or now - span, now - span)
    lines = [line for line in lines_of(member.id, unread=True, limit=LINES) if line.at > since]
    today = format_date(now.astimezone(ZoneInfo(member.time_zone)), "long", locale=member.language)
    title = _("Your week in the club") if span > SPAN[Rhythm.DAILY] else _("Your day in the club")
    return Digest(f"{title}, {today}", lines, _liked(member, since))


@job
def send_digest(member_id: int, due: str) -> None:
    """Once for each moment it is due, however often it is run: the moment moves on with the letter."""
    with transaction():
        bell = db.session.get(Bell, member_id, with_for_update=True)
        member = db.session.get(Member, member_id)
        if not bell or not member or bell.digest_due_at != datetime.fromisoformat(due):
            return
        late = clock.now() > bell.digest_due_at + LATE
        if not late and not member.suspended_at and bell.bounces < MOST_BOUNCES:
            _write(member)
        bell.digested_at = clock.now()
        plan_digest(bell, member)
        leave(bell)


@nightly
def leave_digests() -> None:
    """Whoever has no bell yet is given one; every digest of the coming day has its job."""
    while ids := db.session.scalars(_without_plan().limit(SOME)).all():
        with transaction():
            for member in db.session.scalars(select(Member).where(Member.id.in_(ids))):
                plan_digest(own_bell(member), member)
    soon = select(Bell).where(Bell.digest_due_at < clock.now() + AHEAD)
    with transaction():
        for bell in db.session.scalars(soon):
            leave(bell)


def leave(bell: Bell) -> None:
    """Must be called inside a transaction. A second job for the same moment finds it done."""
    due = bell.digest_due_at
    if due and due < clock.now() + AHEAD:
        at(due, send_digest, bell.member_id, due.isoformat())


def rendered(digest: Digest, member: Member, template: str) -> str:
    """Its words alone, for a letter or a page."""
    words = {
        "digest": digest,
        "sentence": sentence,
        "paid": lambda it: words_of(it.disclosure, it.sponsor),
        "full": full,
        "address_of": lambda row: full(address(home_of(row.kind), row.id, row.slug)),
        "out": way_out(member.id, DIGEST),
        "settings": full("/settings/notifications#when"),
        "language": member.language,
        "_": _,
    }
    return current_app.jinja_env.get_template(template).render(words)


def _write(member: Member) -> None:
    with force_locale(member.language):
        digest = digest_of(member)
        if digest.is_empty:
            return
        text, html = (
            rendered(digest, member, f"community/notifications/digest.{kind}") for kind in ("txt", "html")
        )
        send(member, digest.title, text, one_click(member.id, DIGEST), html)


def _liked(member: Member, since: datetime) -> Sequence[Row[Any]]:
    """What others published since and all liked most, without those she does not hear."""
    quiet = quiet_of(member)
    best: Select[*tuple[Any, ...]] = (
        select(
            Contribution.id,
            Contribution.kind,
            Contribution.title,
            Contribution.slug,
            Contribution.excerpt,
            Contribution.likes,
            Contribution.disclosure,
            Contribution.sponsor,
            Member.name,
        )
        .join(Member, Member.id == Contribution.author_id)
        .where(Contribution.published_at > since, readable_by(member.id))
        .where(
            Contribution.kind.in_(("story", "shopping_list", "topic", "tip", "review")),
            Contribution.author_id != member.id,
        )
        .where(quiet.open(Contribution.author_id))
        .order_by(Contribution.likes.desc(), Contribution.id.desc())
        .limit(LIKED)
    )
    rows = db.session.execute(best).all()
    return [row for row in rows if not quiet.hides(row.title, row.excerpt)]


def _without_plan() -> Any:  # noqa: ANN401  a select of ids
    planned = or_(Bell.member_id.is_(None), Bell.digest_due_at.is_(None) & (Bell.digest != Rhythm.NEVER))
    return (
        select(Member.id)
        .outerjoin(Bell, Bell.member_id == Member.id)
        .where(planned, Member.suspended_at.is_(None))
        .order_by(Member.id)
    )
