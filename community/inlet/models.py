"""Which sites tell what members do there, and the keys by which they are known."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, SECRET
from community.db import Model
from community.members import Member


class Source(Model):
    """A site of the group: the mall, the travel agency, the ticket office."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # as the site writes it, and as keys of deeds begin
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    told_at: Mapped[datetime | None]  # when it last told something
    kept: Mapped[int] = mapped_column(default=0)  # events that count
    refused: Mapped[int] = mapped_column(default=0)  # events it was told to mend

    keys: Mapped[list["SourceKey"]] = relationship(
        back_populates="source", order_by="SourceKey.id.desc()", viewonly=True
    )

    @property
    def open_keys(self) -> list["SourceKey"]:
        return [key for key in self.keys if not key.revoked_at]


class SourceKey(Model):
    """A word that lets a site in. It may have two, so that one can be renewed without a gap."""

    __tablename__ = "source_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    source: Mapped[Source] = relationship(back_populates="keys")
    made_by: Mapped[Member | None] = relationship()
