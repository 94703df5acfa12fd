"""Circles as a night found them: who is in one, the evidence, and whether somebody looked at it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, NAMED
from community.db import Model
from community.engagement.standing import Tier


class Circle(Model):
    """Found again with the same members, it stays the same row."""

    __tablename__ = "circle"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # made of its members
    found_on: Mapped[date]
    seen_on: Mapped[date]  # the last night that found it
    inside: Mapped[int]  # thousandths of the favours its members receive that come from within
    cleared_at: Mapped[datetime | None]  # a moderator found nothing wrong: it is not damped
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)


class CircleSeat(Model):
    __tablename__ = "circle_seat"

    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=ABOUT)


class CircleEdge(Model):
    """How often one praised the other, and how many rare things both praised."""

    __tablename__ = "circle_edge"

    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=ABOUT)
    receiver_id: Mapped[int] = mapped_column(
        ForeignKey("member.id"), primary_key=True, index=True, info=ABOUT
    )
    favours: Mapped[int]
    shared: Mapped[int]


class Discredited(Model):
    """Of whom fraud was proven, and how she stood until then: it comes back if that is overturned."""

    __tablename__ = "discredited"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=ABOUT)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    tier: Mapped[Tier]
    tier_since: Mapped[datetime]
    reached_on: Mapped[date | None]
    reviewed_on: Mapped[date | None]
