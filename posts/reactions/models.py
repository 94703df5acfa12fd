"""A like: who, what, since when."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.db import Model


class Like(Model):
    __tablename__ = "reaction"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    activity_key: Mapped[str]  # what it was worth, to take back with it
    at: Mapped[datetime] = mapped_column(default=clock.now)
