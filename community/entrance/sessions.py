"""Who is signed in where: sessions live on the server, so that ending one ends it everywhere, at once."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from flask import current_app, g, request
from sqlalchemy import ColumnElement, ForeignKey, Select, bindparam, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.wrappers import Response

from community import clock
from community.belonging import OWN, SECRET
from community.db import Model, after_commit, db, prepared, stored_if_possible
from community.members import Member, current_member
from community.realtime import cut

COOKIE = "zone"
LASTS = timedelta(days=60)  # since it was last used
SEEN_EVERY = timedelta(minutes=10)
REMEMBERED = timedelta(days=1)  # how long an ended one is kept, for other processes to learn of it


class Session(Model):
    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    token_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    proven_at: Mapped[datetime] = mapped_column(default=clock.now)  # when it last was seen to be the member
    ended_at: Mapped[datetime | None] = mapped_column(index=True)

    member: Mapped[Member] = relationship()


# Every request asks this first: it is put together once.
_good: Select[Member, int, datetime] = (
    select(Member, Session.id, Session.seen_at)
    .join(Session, Session.member_id == Member.id)
    .where(
        Session.token_hash == bindparam("digest"),
        Session.ended_at.is_(None),
        Session.seen_at > bindparam("since"),
        Member.suspended_at.is_(None),
    )
)


def open_session(member: Member, browser: str) -> str:
    """Sign a member in; answers the token for the cookie. Must be called inside a transaction."""
    forget_old_sessions(member)
    token = secrets.token_urlsafe(32)
    db.session.add(Session(member=member, token_hash=digest(token), browser=browser[:200]))
    return token


def recognise() -> Member | None:
    """Whose session it is whose token the browser brought, if it is still good."""
    g.session_id = None
    if not (token := request.cookies.get(COOKIE)):
        return None
    now = clock.now()
    facts = {"digest": digest(token), "since": now - LASTS}
    found = db.session.execute(_good, facts, execution_options=prepared(_good)).one_or_none()
    if found is None:
        return None
    member, g.session_id, seen_at = found
    if seen_at < now - SEEN_EVERY:
        with stored_if_possible():
            db.session.execute(update(Session).where(Session.id == g.session_id).values(seen_at=now))
    return member


def session_of_request() -> Session | None:
    """The session by which whoever asks was recognised."""
    return db.session.get(Session, g.session_id) if current_member() and g.session_id else None


def sessions_of(member: Member) -> Sequence[Session]:
    """Where the member is signed in, the latest first."""
    mine = select(Session).where(Session.member_id == member.id, is_open())
    return db.session.scalars(mine.order_by(Session.seen_at.desc(), Session.id.desc())).all()


def end_sessions(member: Member, *, but: int | None = None, only: int | None = None) -> int:
    """End all of a member's sessions, all `but` one, or `only` one; answers how many.

    Their sockets are cut. Must be called inside a transaction.
    """
    ending = update(Session).where(Session.member_id == member.id, Session.ended_at.is_(None))
    if but is not None:
        ending = ending.where(Session.id != but)
    if only is not None:
        ending = ending.where(Session.id == only)
    ended = list(db.session.scalars(ending.values(ended_at=clock.now()).returning(Session.id)))
    after_commit(partial(cut, ended))
    return len(ended)


def forget_old_sessions(member: Member) -> None:
    """Rows of sessions that are over serve nobody. Must be called inside a transaction."""
    now = clock.now()
    over = or_(Session.ended_at < now - REMEMBERED, Session.seen_at < now - LASTS)
    db.session.execute(delete(Session).where(Session.member_id == member.id, over))


def is_open() -> ColumnElement[bool]:
    return Session.ended_at.is_(None) & (Session.seen_at > clock.now() - LASTS)


def digest(token: str) -> str:
    """Tokens are 256 bits of chance, so a plain hash keeps them: reading the database opens no door."""
    return hashlib.sha256(token.encode()).hexdigest()


def keep(response: Response, token: str) -> Response:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, token, max_age=LASTS, httponly=True, secure=secure, samesite="Lax")
    return response
