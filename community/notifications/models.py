"""What is remembered of news: one row for a thing until it is read, and a cause for each time it happened."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, OWN, SECRET
from community.db import Model
from community.notifications.kinds import Channel, Kind

UNREAD = text("read_at IS NULL")


class Notification(Model):
    """What happened to one thing since its member last looked: «Ben and 3 others liked your story»."""

    __tablename__ = "notification"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=OWN)
    kind: Mapped[Kind]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True, info=ABOUT)
    thing: Mapped[str]  # what is told together: the contribution, else the address, else nothing
    path: Mapped[str]  # of the page that shows it: whoever sees the page has read the news
    shown: Mapped[bool] = mapped_column(default=True)  # in the app; else it goes by mail or push alone
    at: Mapped[datetime] = mapped_column(default=clock.now)  # of the latest cause
    read_at: Mapped[datetime | None]
    mail_due_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    push_due_at: Mapped[datetime | None]
    pushed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_notification_unread",
            "member_id",
            "kind",
            "thing",
            unique=True,
            sqlite_where=UNREAD,
            postgresql_where=UNREAD,
        ),
        Index("ix_notification_member_at", "member_id", "at"),
    )


class Cause(Model):
    """Somebody did something. When it is undone, this row goes; the last one takes its news with it."""

    __tablename__ = "notification_cause"
    __table_args__ = (UniqueConstraint("notification_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notification_id: Mapped[int] = mapped_column(ForeignKey("notification.id", ondelete="CASCADE"), info=OWN)
    key: Mapped[str] = mapped_column(index=True)  # of the activity, or whatever else withdraws it
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=ABOUT)
    through_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id"), index=True, info=ABOUT
    )  # the reply
    url: Mapped[str]  # where one sees it
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Wish(Model):
    """Where a member wants a kind of news, or does not, other than is usual."""

    __tablename__ = "notification_wish"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    kind: Mapped[Kind] = mapped_column(primary_key=True)
    channel: Mapped[Channel] = mapped_column(primary_key=True)
    wanted: Mapped[bool]


class Muted(Model):
    """A member wants no more news of one thing."""

    __tablename__ = "notification_muted"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    about_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id"), primary_key=True, index=True, info=ABOUT
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Rhythm(StrEnum):
    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


class Bell(Model):
    """When a member may be rung, and how often she is written a digest. Times are of her own zone."""

    __tablename__ = "bell"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    quiet_from: Mapped[int | None]  # minutes after midnight; none: she is never quiet
    quiet_until: Mapped[int | None]
    undisturbed_until: Mapped[datetime | None]
    tells_who: Mapped[bool] = mapped_column(default=False)  # names and titles on the lock screen
    digest: Mapped[Rhythm] = mapped_column(default=Rhythm.WEEKLY)
    digest_hour: Mapped[int] = mapped_column(default=8)
    digest_due_at: Mapped[datetime | None] = mapped_column(index=True)
    digested_at: Mapped[datetime | None]
    rings_at: Mapped[datetime | None]  # when the next mail or push is looked after
    bounces: Mapped[int] = mapped_column(default=0)  # in a row; too many and no more mail goes out


class PushLine(Model):
    """A browser that takes news while no page of ours is open."""

    __tablename__ = "push_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    # With the session it began in it ends: whoever signs out is told nothing more on that browser.
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), index=True, info=ABOUT
    )
    endpoint: Mapped[str] = mapped_column(unique=True, info=SECRET)
    key: Mapped[str] = mapped_column(info=SECRET)  # the browser's public key and secret, base64url
    auth: Mapped[str] = mapped_column(info=SECRET)
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    reached_at: Mapped[datetime | None]
