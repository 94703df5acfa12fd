"""Who is around a list besides its owner: those who keep it with her, and those who follow it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, OWN
from community.db import Model, Refusal
from community.members import Member
from posts.shopping.models import ShoppingList


class Part(StrEnum):
    """What somebody who was asked in may do; the list's name, its publishing and its end are the owner's."""

    FILLS = "fills"  # puts pieces on it, changes and arranges them
    LOOKS = "looks"  # sees it, also while nobody else does


class Companion(Model):
    """Somebody was asked by its owner to keep a list with her; a part in it begins with a yes."""

    __tablename__ = "list_companion"

    list_id: Mapped[int] = mapped_column(ForeignKey("shopping_list.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    part: Mapped[Part] = mapped_column(default=Part.FILLS)
    invited_at: Mapped[datetime] = mapped_column(default=clock.now)
    accepted_at: Mapped[datetime | None]

    list: Mapped[ShoppingList] = relationship()
    member: Mapped[Member] = relationship()

    @property
    def fills(self) -> bool:
        return self.part is Part.FILLS and self.accepted_at is not None


class Follower(Model):
    """Somebody hears what is new on a list."""

    __tablename__ = "list_follower"

    list_id: Mapped[int] = mapped_column(ForeignKey("shopping_list.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    looked_at: Mapped[datetime] = mapped_column(default=clock.now)  # last; what came after is new
    activity_key: Mapped[str]


class Crowded(Refusal):
    """A list is kept by a few, or nobody knows who did what."""


class NotAskable(Refusal):
    """Whoever does not want to hear of somebody is not asked by them."""


class NotOneself(Refusal):
    """The list is one's own already."""
