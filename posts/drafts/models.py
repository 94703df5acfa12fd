"""One draft for each place where a member writes: a new topic, or the reply to one thing."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, OWN
from community.db import Model, Refusal

MOST = 20_000  # characters
TOPIC = "topic"  # the place of a new topic; the reply to contribution 7 is "reply-7"


class Draft(Model):
    __tablename__ = "draft"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    place: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=1)  # rises with every keeping, so that a stale tab is noticed
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    tags: Mapped[str] = mapped_column(default="")
    board: Mapped[str] = mapped_column(default="")  # its slug
    about_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), info=ABOUT)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class StaleTab(Refusal):
    """Another tab or device has kept a newer version."""


class NoPlace(Refusal):
    """Drafts are of new topics, and of replies to what one may read."""
