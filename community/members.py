"""The people, and which of them is at the keyboard."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from flask import abort, current_app, g
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.db import Model


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
    name: Mapped[str]
    name_skeleton: Mapped[str] = mapped_column(unique=True)  # what the name looks like to an eye
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    theme: Mapped[str] = mapped_column(default="auto")
    bio: Mapped[str] = mapped_column(default="")
    portrait: Mapped[str | None]  # the digest of a photo in pictures.py
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)
    suspended_at: Mapped[datetime | None]
    suspended_until: Mapped[datetime | None]  # when it lifts by itself; none: when somebody lifts it

    @property
    def url(self) -> str:
        return f"/@{self.handle}"

    @property
    def is_staff(self) -> bool:
        return self.role not in {Role.MEMBER, Role.BLOGGER}


def recognise_by(recognise: Callable[[], Member | None]) -> None:
    """Say how a request is recognised; entrance knows, everyone else only asks `current_member`."""
    current_app.extensions["recognise"] = recognise


def current_member() -> Member | None:
    if "member" not in g:
        g.member = current_app.extensions["recognise"]()
    member: Member | None = g.member
    return member


def signed_in_member() -> Member:
    return current_member() or abort(401)
