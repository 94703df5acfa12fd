"""How a member wants her feed, what was picked for her and why, and of what she wants less."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, OWN
from community.db import Model

MOST = 4  # a slider goes from 0 to this
MIDDLE = 2


class View(StrEnum):
    FOLLOWING = "following"
    FOR_YOU = "for-you"
    LATEST = "latest"


class Taste(Model):
    """The view she chose last, and where she put the sliders."""

    __tablename__ = "taste"
    __table_args__ = tuple(
        CheckConstraint(f"{slider} BETWEEN 0 AND {MOST}", name=slider)
        for slider in ("people", "topics", "fresh")
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    view: Mapped[View] = mapped_column(default=View.FOLLOWING)
    people: Mapped[int] = mapped_column(default=MIDDLE)
    topics: Mapped[int] = mapped_column(default=MIDDLE)
    fresh: Mapped[int] = mapped_column(default=MIDDLE)
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)  # what was picked earlier is picked anew


class Edition(Model):
    """What was picked at one moment, in its order, each with its levers: pages of it never shift."""

    __tablename__ = "edition"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)  # milliseconds since 1970
    picked_at: Mapped[datetime] = mapped_column(default=clock.now)
    picks: Mapped[list[Any]] = mapped_column(JSON)  # [contribution id, {lever: points}]
    shown: Mapped[int] = mapped_column(default=0)  # so many of them were on a page
    seen: Mapped[dict[str, int]] = mapped_column(JSON)  # by contribution: in how many editions before


class Less(Model):
    """She wants less like this: not it, and less of its author and its tags."""

    __tablename__ = "less_like"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id"), primary_key=True, index=True, info=ABOUT
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)
