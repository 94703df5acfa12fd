"""Facts of members by month, from the tallies, and the figures that are made of them every night."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import OWN, SAID
from community.db import Model
from community.engagement.standing import Tier


class TierStep(Model):
    """A member came from one tier to another; `now` is none where she left the club."""

    __tablename__ = "tier_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=SAID)
    was: Mapped[Tier]
    now: Mapped[Tier | None]
    at: Mapped[datetime] = mapped_column(index=True)


class MemberMonth(Model):
    """What one member bought and did in a month in which there was anything."""

    __tablename__ = "member_month"
    __table_args__ = (
        Index("ix_member_month_month_tier_spent", "month", "tier", "spent"),
        Index("ix_member_month_joined_month", "joined", "month"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    month: Mapped[date] = mapped_column(primary_key=True)
    joined: Mapped[date]  # the month of joining
    tier: Mapped[Tier]  # at its end
    spent: Mapped[int] = mapped_column(BigInteger)  # net, minor units of CNY
    orders: Mapped[int]
    days: Mapped[int]  # on which the member did something


class MemberKept(Model):
    """What one member kept of a category in a month, in minor units of CNY; what went back is taken off."""

    __tablename__ = "member_kept"
    __table_args__ = (Index("ix_member_kept_category_month", "category", "month"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    month: Mapped[date] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)


class TierMonth(Model):
    """How many had a tier at the end of a month, and how many came to it and went from it."""

    __tablename__ = "tier_month"

    month: Mapped[date] = mapped_column(primary_key=True)
    tier: Mapped[Tier] = mapped_column(primary_key=True)
    members: Mapped[int]
    came: Mapped[int]
    went: Mapped[int]


class SpentMonth(Model):
    """What those who had a tier bought and kept in a month, in minor units of CNY."""

    __tablename__ = "spent_month"

    month: Mapped[date] = mapped_column(primary_key=True)
    tier: Mapped[Tier] = mapped_column(primary_key=True)
    members: Mapped[int]
    orders: Mapped[int]
    spent: Mapped[int] = mapped_column(BigInteger)


class CategoryMonth(Model):
    """What was kept of a category in a month, in minor units of CNY."""

    __tablename__ = "category_month"

    month: Mapped[date] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)


class Cohort(Model):
    """Those who joined in a month, and how they stand."""

    __tablename__ = "cohort"

    joined: Mapped[date] = mapped_column(primary_key=True)
    came: Mapped[int]
    here: Mapped[int]
    super: Mapped[int]
    apass: Mapped[int]


class CohortMonth(Model):
    """How many of a cohort did something in a month."""

    __tablename__ = "cohort_month"

    joined: Mapped[date] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    active: Mapped[int]


class FiguresCount(Model):
    """When the figures were counted the last time; one row."""

    __tablename__ = "figures_count"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]

    @property
    def is_going_on(self) -> bool:
        return self.ended_at is None or self.ended_at < self.asked_at


FIGURES: tuple[type[Model], ...] = (TierMonth, SpentMonth, CategoryMonth, Cohort, CohortMonth)
