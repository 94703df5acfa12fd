"""A member says what she wants to hear of, where, and when not."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, select

from community import clock
from community.contributions import Contribution
from community.db import Refusal, db, transaction
from community.members import Member
from community.notifications.bells import own_bell, plan_digest
from community.notifications.digesting import leave
from community.notifications.models import Muted, Rhythm
from community.notifications.quiet import tomorrow_morning

LONGEST_SILENCE = timedelta(days=60)
MINUTE = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class WrongHour(Refusal):
    """A time of day is two numbers, as on a clock."""


@dataclass(frozen=True)
class Rhythms:
    """When she is rung, and when she is written a digest."""

    quiet: bool = False
    quiet_from: str = "22:00"
    quiet_until: str = "08:00"
    digest: Rhythm = Rhythm.WEEKLY
    digest_hour: int = 8
    tells_who: bool = False


def settle(member: Member, said: Rhythms) -> None:
    """Raises WrongHour."""
    begin, end = minutes(said.quiet_from), minutes(said.quiet_until)
    with transaction():
        bell = own_bell(member)
        bell.quiet_from, bell.quiet_until = (begin, end) if said.quiet else (None, None)
        bell.digest, bell.digest_hour, bell.tells_who = said.digest, said.digest_hour, said.tells_who
        plan_digest(bell, member)
        leave(bell)


def be_silent(member: Member, until: datetime | None) -> None:
    """Neither mail nor push before that moment; none ends the silence."""
    latest = clock.now() + LONGEST_SILENCE
    with transaction():
        own_bell(member).undisturbed_until = until and min(until, latest)


def silence(word: str, member: Member) -> datetime | None:
    """What a button says: an hour, until tomorrow morning, a week; any other word ends it."""
    now = clock.now()
    return {
        "hour": now + timedelta(hours=1),
        "tomorrow": tomorrow_morning(member.time_zone, now),
        "week": now + timedelta(days=7),
    }.get(word)


def mail_again(member: Member) -> None:
    """Her address takes mail again."""
    with transaction():
        own_bell(member).bounces = 0


def muted_by(member: Member) -> list[Row[Any]]:
    """What she wants no more news of, the latest first."""
    muted = (
        select(
            Contribution.id, Contribution.kind, Contribution.title, Contribution.excerpt, Contribution.slug
        )
        .join(Muted, Muted.about_id == Contribution.id)
        .where(Muted.member_id == member.id)
        .order_by(Muted.at.desc())
        .limit(100)
    )
    return list(db.session.execute(muted))


def minutes(word: str) -> int:
    """Since midnight, of «22:30»."""
    if not (match := MINUTE.fullmatch(word)):
        raise WrongHour(_("Write an hour as 22:30."))
    return int(match[1]) * 60 + int(match[2])


def hour(minute: int | None, usual: str) -> str:
    return usual if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"
