"""What a page of elsewhere says of itself, kept for every text that leads there."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED
from community.db import Model


class LinkCard(Model):
    __tablename__ = "link_card"

    key: Mapped[str] = mapped_column(primary_key=True)  # a hash of the address
    url: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    title: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    picture: Mapped[str | None]  # the digest of a photo, our own copy
    found_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]  # the last attempt; what was found before stays
