"""A link that a member shares, how many came by it, and what its author allows. No visitor is remembered."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, OWN
from community.contributions import Contribution
from community.db import Model
from community.engagement.activity import Deed
from community.members import Member

HOME = "/s"
STANDS = text("ended_at IS NULL")


class Reposts(StrEnum):
    """Who may repost a thing inside the club."""

    ALL = "all"
    ASK = "ask"  # its author says yes or no to each
    NOBODY = "nobody"


class ShareLink(Model):
    """One of each member for each thing, as long as it stands."""

    __tablename__ = "share_link"
    __table_args__ = (
        Index(
            "ix_share_link_stands",
            "contribution_id",
            "member_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]  # it leads nowhere any more, and what it was worth went back
    visits: Mapped[int] = mapped_column(default=0)  # by distinct visitors of each day

    contribution: Mapped[Contribution] = relationship()
    member: Mapped[Member] = relationship()

    @property
    def url(self) -> str:
        return f"{HOME}/{self.token}"


class ShareDay(Model):
    """How many came by a link on a day: all that stays of its visitors."""

    __tablename__ = "share_day"

    link_id: Mapped[int] = mapped_column(ForeignKey("share_link.id"), primary_key=True, info=OWN)
    day: Mapped[date] = mapped_column(primary_key=True)
    visits: Mapped[int] = mapped_column(default=0)


class ShareVisitor(Model):
    """Tells one visitor of today from another, and nothing else: gone with the day, as its salt is.

    By whichever link of one member to one thing somebody comes, the mark is the same.
    """

    __tablename__ = "share_visitor"

    day: Mapped[date] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("share_link.id"), index=True, info=ABOUT)


class VisitSalt(Model):
    """Chance of a day. Without it nobody can say whose a mark was, not even we."""

    __tablename__ = "visit_salt"

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[str]


class ShareCredit(Model):
    """Somebody joined, or took a piece, who came by a link. Known by a hash, so that it can be undone."""

    __tablename__ = "share_credit"

    mark: Mapped[str] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("share_link.id"), index=True, info=ABOUT)
    deed: Mapped[Deed]


class SharingTerms(Model):
    """What the author of a thing allows; where nothing is said, nothing outside, and inside as usual."""

    __tablename__ = "sharing_terms"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    outside: Mapped[bool] = mapped_column(default=False)  # strangers with a link see title and excerpt
    reposts: Mapped[Reposts | None]  # none: as its author usually has it


class SharingHabit(Model):
    """What a member allows of all that she makes, unless she says otherwise of one."""

    __tablename__ = "sharing_habit"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    reposts: Mapped[Reposts]
