"""The chronicle: who did what, to whom, about which contribution, when. Rows are only ever added."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, SAID
from community.contributions import Contribution
from community.db import Model
from community.members import Member


class Deed(StrEnum):
    """Everything that can happen in the club, as `thing.happened`."""

    MEMBER_JOINED = "member.joined"
    MEMBER_INVITED = "member.invited"
    MEMBER_FOLLOWED = "member.followed"
    STORY_PUBLISHED = "story.published"
    LIST_PUBLISHED = "list.published"
    LIST_FOLLOWED = "list.followed"
    ITEM_COLLECTED = "item.collected"
    TOPIC_OPENED = "topic.opened"
    TIP_SHARED = "tip.shared"
    REVIEW_WRITTEN = "review.written"  # of something bought and kept, as a shop's books say
    REVIEW_TOLD = "review.told"  # of anything else
    REPLY_WRITTEN = "reply.written"
    HELPED = "reply.helped"
    MESSAGE_SENT = "message.sent"
    LIKED = "contribution.liked"
    SHARE_VISITED = "share.visited"
    REPOSTED = "contribution.reposted"
    WENT_LIVE = "stream.begun"
    AWARDED = "member.awarded"  # by the club, with a reason
    PURCHASE_MADE = "purchase.made"
    PURCHASE_RETURNED = "purchase.returned"
    STOREFRONT_VISITED = "storefront.visited"


class Activity(Model):
    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_member_occurred", "member_id", "occurred_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # source and its own id: told twice, kept once
    deed: Mapped[Deed]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=SAID)
    counterparty_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True, info=NAMED)
    storefront: Mapped[str | None]
    category: Mapped[str | None]
    product: Mapped[str | None]
    amount: Mapped[int] = mapped_column(BigInteger, default=0)  # minor units of CNY, never negative
    reverses: Mapped[str | None] = mapped_column(index=True)  # the key of what this takes back
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    counterparty: Mapped[Member | None] = relationship(foreign_keys=[counterparty_id])
    contribution: Mapped[Contribution | None] = relationship()

    @property
    def day(self) -> date:
        """In UTC, whatever zone it was told in: it must be the same when it is taken back."""
        at = self.occurred_at
        return (at if at.tzinfo is UTC else at.astimezone(UTC)).date()
