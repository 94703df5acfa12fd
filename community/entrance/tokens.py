"""What lets a member's programs in: a word of 256 bits, told once, that opens only what it was made for."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, func, select, update
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from community import clock
from community.belonging import OWN, SECRET
from community.db import Model, Refusal, after_commit, db, transaction
from community.entrance.sessions import digest
from community.members import Member
from community.realtime import cut_tokens

BEGINS = "mz_"  # so that those who look for lost secrets recognise one
LONGEST_NAME = 60
MOST = 50
USED_EVERY = timedelta(minutes=10)


class Scope(StrEnum):
    """What a token opens. The rules for members hold besides: a scope never gives, it only leaves out."""

    READ = "read"
    WRITE = "write"
    CHAT = "chat"
    ACTIVITY = "activity"
    MODERATE = "moderate"
    ALL = "all"


class Token(Model):
    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    opens: Mapped[str]  # its scopes, with spaces between
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None] = mapped_column(index=True)

    member: Mapped[Member] = relationship()

    @property
    def scopes(self) -> list[Scope]:
        return [Scope(word) for word in self.opens.split()]


class TooManyTokens(Refusal):
    """Nobody keeps an eye on that many."""


class NoScope(Refusal):
    """A token that opens nothing is none."""


def create_token(member: Member, name: str, scopes: Collection[Scope]) -> tuple[Token, str]:
    """Answers the token and its word, which is kept nowhere and cannot be told again."""
    if not scopes:
        raise NoScope
    word = BEGINS + secrets.token_urlsafe(32)
    with transaction():
        if _count(member) >= MOST:
            raise TooManyTokens
        token = Token(
            member_id=member.id, name=_tidy(name), token_hash=digest(word), opens=" ".join(_plain(scopes))
        )
        db.session.add(token)
        db.session.flush()
    return token, word


def token_by(word: str) -> Token | None:
    """The token with this word, if it still opens anything; one query, its member with it."""
    good = (Token.token_hash == digest(word), Token.revoked_at.is_(None), Member.suspended_at.is_(None))
    found = select(Token).join(Token.member).options(contains_eager(Token.member)).where(*good)
    return db.session.scalar(found)


def use(token: Token) -> None:
    """Remember that it was used, to the nearest ten minutes."""
    if token.last_used_at and token.last_used_at > clock.now() - USED_EVERY:
        return
    with transaction():
        token.last_used_at = clock.now()


def tokens_of(member: Member) -> Sequence[Token]:
    """Those that open something, the newest first."""
    mine = select(Token).where(Token.member_id == member.id, Token.revoked_at.is_(None))
    return db.session.scalars(mine.order_by(Token.id.desc())).all()


def revoke_tokens(member: Member, *, only: int | None = None) -> int:
    """All of a member's tokens, or `only` one; answers how many. Their lines are cut.

    Must be called inside a transaction.
    """
    ending = update(Token).where(Token.member_id == member.id, Token.revoked_at.is_(None))
    if only is not None:
        ending = ending.where(Token.id == only)
    ended = list(db.session.scalars(ending.values(revoked_at=clock.now()).returning(Token.id)))
    after_commit(partial(cut_tokens, ended))
    return len(ended)


def _count(member: Member) -> int:
    mine = select(func.count()).where(Token.member_id == member.id, Token.revoked_at.is_(None))
    return db.session.scalar(mine) or 0


def _plain(scopes: Iterable[Scope]) -> list[str]:
    """Each once, in our order; all is all."""
    return (
        [Scope.ALL.value] if Scope.ALL in scopes else [scope.value for scope in Scope if scope in set(scopes)]
    )


def _tidy(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:LONGEST_NAME] or _("Without a name")
