"""Who is signed in where: sessions live on the server, so that ending one ends it everywhere, at once."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from flask import current_app, g, request
from sqlalchemy import ColumnElement, ForeignKey, bindparam, delete, or_, select, update
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship
from werkzeug.wrappers import Response

from community import clock
from community.db import Model, after_commit, db, transaction
from community.members import Member
from community.realtime import cut

COOKIE = "zone"
LASTS = timedelta(days=60)  # since it was last used
SEEN_EVERY = timedelta(minutes=10)
REMEMBERED = timedelta(days=1)  # how long an ended one is kept, for other processes to learn of it


class Session(Model):
    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)

    member: Mapped[Member] = relationship()


# Every request asks this first: it is put together once.
_good = (
    select(Session)
    .join(Session.member)
    .options(contains_eager(Session.member))
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


def session_of_request() -> Session | None:
    """The session whose token the browser brought, if it is still good; one query, its member with it."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    return db.session.scalar(_good, {"digest": digest(token), "since": clock.now() - LASTS})


def recognise() -> Member | None:
    session = session_of_request()
    g.session_id = session and session.id
    if session and session.seen_at < clock.now() - SEEN_EVERY:
        with transaction():
            session.seen_at = clock.now()
    return session.member if session else None


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
