"""The people, and which of them is at the keyboard."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from flask import abort, current_app, g
from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED, SECRET
from community.db import Model
from community.told import Name


class Role(StrEnum):
    MEMBER = "member"
    BLOGGER = "blogger"
    MODERATOR = "moderator"
    SERVICE_MANAGER = "service_manager"
    PROGRAMME_MANAGER = "programme_manager"
    ADMINISTRATOR = "administrator"


class Member(Model):
    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Name)
    name_skeleton: Mapped[str] = mapped_column(unique=True)  # what the name looks like to an eye
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None] = mapped_column(info=SECRET)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    theme: Mapped[str] = mapped_column(default="auto")
    bio: Mapped[str] = mapped_column(default="")
    portrait: Mapped[str | None]  # the digest of a photo in pictures.py
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)
    suspended_at: Mapped[datetime | None]
    suspended_until: Mapped[datetime | None]  # when it lifts by itself; none: when somebody lifts it
    leaves_at: Mapped[datetime | None]  # when what is theirs will be erased, unless they stay
    leaves_words: Mapped[bool] = mapped_column(default=False, server_default=false())  # under nobody's name
    numbers_hidden_at: Mapped[datetime | None]  # since then the own score and tier are not shown to them
    left_at: Mapped[datetime | None]  # since then the row is nobody

    @property
    def url(self) -> str:
        return f"/@{self.handle}"

    @property
    def is_staff(self) -> bool:
        return self.role not in {Role.MEMBER, Role.BLOGGER}


def recognise_by(recognise: Callable[[], Member | None]) -> None:
    """Say how a request is recognised; entrance knows, everyone else only asks `current_member`."""
    current_app.extensions["recognise"] = recognise


_unknown = object()


def current_member() -> Member | None:
    """Asked a dozen times by each page: the way through `g` is gone once."""
    member: Member | None = g.get("member", _unknown)
    if member is _unknown:
        member = g.member = current_app.extensions["recognise"]()
    return member


def signed_in_member() -> Member:
    return current_member() or abort(401)
