"""News by push: to every browser that takes it, short, and silent about names unless one wishes them.

The library that seals is loaded where something is sealed: commands start quicker without it.
"""

import json
import time
from collections.abc import Collection, Mapping
from http import HTTPStatus

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select

from community import clock, mail
from community.db import Refusal, db, insert_or, transaction
from community.entrance.sessions import Session
from community.jobs import job, later
from community.links import Unfetchable, post
from community.links.refusals import NoAddress, PrivateAddress
from community.members import Member
from community.notifications.models import PushLine
from community.notifications.reading import Told, lines_by
from community.notifications.sentences import discreet, sentence

LASTS = 24 * 60 * 60  # seconds a push service keeps it for a phone that is off
HALF_A_DAY = 12 * 60 * 60
LONGEST = 2000  # an address of a push service
MOST_LINES = 20  # browsers of one member
ENDED = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
BUSY = {HTTPStatus.TOO_MANY_REQUESTS, *(status for status in HTTPStatus if status >= 500)}  # noqa: PLR2004


class NoLine(Refusal):
    """This is not what a browser says of itself."""


class TryLater(Exception):
    """The push service is busy: the job is done again, ever later."""


def listen(
    member: Member, endpoint: str, key: str, auth: str, browser: str, session_id: int | None
) -> PushLine:
    """From now on this browser is told. Whoever had it before has it no more. Raises NoLine."""
    from community.notifications.sealing import is_key

    if not endpoint.startswith("https://") or len(endpoint) > LONGEST or not is_key(key, auth):
        raise NoLine
    row = {
        "member_id": member.id,
        "session_id": session_id,
        "endpoint": endpoint,
        "key": key,
        "auth": auth,
        "browser": browser[:200],
        "created_at": clock.now(),
    }
    with transaction():
        insert = insert_or(PushLine).values(row)
        db.session.execute(insert.on_conflict_do_update(index_elements=["endpoint"], set_=row))
        kept = select(PushLine.id).where(PushLine.member_id == member.id)
        newest = kept.order_by(PushLine.id.desc()).limit(MOST_LINES)
        db.session.execute(
            delete(PushLine).where(
                PushLine.member_id == member.id, PushLine.id.not_in(newest.scalar_subquery())
            )
        )
        return db.session.scalars(select(PushLine).where(PushLine.endpoint == endpoint)).one()


def listen_no_more(member: Member, *, id: int | None = None, endpoint: str = "") -> None:
    mine = delete(PushLine).where(PushLine.member_id == member.id)
    with transaction():
        db.session.execute(mine.where(PushLine.id == id if id else PushLine.endpoint == endpoint))


def lines_to(member: Member) -> list[PushLine]:
    """Those whose member is still signed in there, the latest first."""
    mine = (
        select(PushLine)
        .outerjoin(Session, Session.id == PushLine.session_id)
        .where(PushLine.member_id == member.id, Session.ended_at.is_(None))
    )
    return list(db.session.scalars(mine.order_by(PushLine.id.desc())))


def public_key() -> str:
    """The club's, as browsers take it."""
    from community.notifications import club_key

    return club_key.public_key()


def push_of(ids: Collection[int], to: Member, *, tells_who: bool) -> None:
    """Must be called inside a transaction. What does not stand any more is left out."""
    lines = lines_to(to) if ids else []
    if not lines:
        return
    with force_locale(to.language):
        words = [_words(told, tells_who=tells_who) for told in lines_by(ids)]
    for line in lines:
        for each in words:
            later(push, line.id, each)


def try_out(member: Member) -> None:
    """A first word to every browser of hers."""
    with transaction():
        text = _("This is how it sounds. You hear from us when something is meant for you.")
        words = {"title": mail.CLUB, "body": text, "url": "/settings/notifications", "tag": "test"}
        for line in lines_to(member):
            later(push, line.id, json.dumps(words))


@job
def push(line_id: int, words: str) -> None:
    """A browser that is gone is forgotten; a busy service is asked again."""
    from community.notifications.sealing import seal

    if not (line := db.session.get(PushLine, line_id)):
        return
    endpoint, body = line.endpoint, seal(words.encode(), line.key, line.auth)
    headers = _headers(endpoint, json.loads(words))
    db.session.rollback()  # nothing is held while another server thinks
    try:
        status = post(endpoint, body, headers).status
    except (NoAddress, PrivateAddress):
        status = HTTPStatus.GONE  # no push service on the open internet
    except Unfetchable as trouble:
        raise TryLater from trouble
    if status in ENDED:
        _forget(line_id)
    elif status in BUSY:
        raise TryLater(status)
    elif status < HTTPStatus.MULTIPLE_CHOICES:
        _reached(line_id)


def _headers(endpoint: str, words: Mapping[str, str]) -> dict[str, str]:
    """A later message about the same thing takes the place of one that still waits."""
    from community.notifications.club_key import club_key
    from community.notifications.sealing import credentials

    until = int(time.time()) + HALF_A_DAY
    return {
        "Authorization": credentials(endpoint, club_key(), f"mailto:{mail.sender()}", until),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LASTS),
        "Topic": words["tag"],
        "Urgency": "normal",
    }


def _words(told: Told, *, tells_who: bool) -> str:
    body = sentence(told) if tells_who else discreet(told.kind)
    words = {"title": mail.CLUB, "body": body[:300], "url": told.url, "tag": f"news-{told.id}"}
    return json.dumps(words, ensure_ascii=False)


def _forget(line_id: int) -> None:
    with transaction():
        db.session.execute(delete(PushLine).where(PushLine.id == line_id))


def _reached(line_id: int) -> None:
    with transaction():
        if line := db.session.get(PushLine, line_id):
            line.reached_at = clock.now()
