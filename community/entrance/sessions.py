"""Who is signed in where: sessions live on the server, so that ending one ends it everywhere, at once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from flask import current_app, request
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.wrappers import Response

from community import clock
from community.db import Model, db, transaction
from community.members import Member

COOKIE = "zone"
LASTS = timedelta(days=60)
SEEN_EVERY = timedelta(minutes=10)


class Session(Model):
    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = relationship()


def open_session(member: Member, browser: str) -> str:
    """Sign a member in; answers the token for the cookie. Must be called inside a transaction."""
    token = secrets.token_urlsafe(32)
    db.session.add(Session(member=member, token_hash=digest(token), browser=browser[:200]))
    return token


def session_of_request() -> Session | None:
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    found = select(Session).where(Session.token_hash == digest(token)).join(Session.member)
    session = db.session.scalar(found)
    fresh = session is not None and session.seen_at > clock.now() - LASTS
    return session if session and fresh and session.member.suspended_at is None else None


def recognise() -> Member | None:
    session = session_of_request()
    if session and session.seen_at < clock.now() - SEEN_EVERY:
        with transaction():
            session.seen_at = clock.now()
    return session.member if session else None


def digest(token: str) -> str:
    """Tokens are 256 bits of chance, so a plain hash keeps them: reading the database opens no door."""
    return hashlib.sha256(token.encode()).hexdigest()


def keep(response: Response, token: str) -> Response:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, token, max_age=LASTS, httponly=True, secure=secure, samesite="Lax")
    return response
