"""A shopping list and its pieces: its owner's alone until it is published, single pieces even then."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, WORDS
from community.contributions import Contribution
from community.db import Model, Refusal
from community.members import Member
from community.products.models import PriceSeen, Product, Storefront


class State(StrEnum):
    WANT = "want"
    BOUGHT = "bought"
    RETURNED = "returned"
    PASSED_ON = "passed_on"


class Priority(StrEnum):
    MUST = "must"
    WISH = "wish"
    SOMEDAY = "someday"


class ShoppingList(Contribution):
    __tablename__ = "shopping_list"
    __mapper_args__ = {"polymorphic_identity": "shopping_list"}
    home: ClassVar[str] = "/lists"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    note: Mapped[str] = mapped_column(default="", info=WORDS)
    cover_chosen: Mapped[bool] = mapped_column(default=False)  # by hand, and not the first photo
    news_from: Mapped[datetime | None]  # the first piece its followers are not told of yet
    activity_key: Mapped[str | None]  # what publishing it was worth, to take back with it

    items: Mapped[list["Item"]] = relationship(
        order_by="(Item.place, Item.id)",
        primaryjoin="and_(Item.list_id == ShoppingList.id, Item.removed_at.is_(None))",
        viewonly=True,
    )
    sections: Mapped[list["Section"]] = relationship(order_by="(Section.place, Section.id)", viewonly=True)

    def publish(self) -> None:
        if all(item.private for item in self.items):
            raise EmptyList
        self.published_at = clock.now()


class Section(Model):
    """A heading on a list; pieces under none stand above the first."""

    __tablename__ = "shopping_section"
    __table_args__ = (Index("ix_shopping_section_list_place", "list_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("shopping_list.id"), info=OWN)
    name: Mapped[str]
    place: Mapped[int]

    list: Mapped[ShoppingList] = relationship()


class Item(Model):
    """One piece on a list."""

    __tablename__ = "shopping_item"
    __table_args__ = (
        Index("ix_shopping_item_list_place", "list_id", "place"),
        CheckConstraint("quantity > 0", name="at_least_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("shopping_list.id"), info=OWN)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("shopping_section.id"), index=True, info=NAMED)
    place: Mapped[int]  # on the list, whatever the section
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    name: Mapped[str]  # as its owner spells it
    category: Mapped[str] = mapped_column(default="")
    storefront_id: Mapped[int | None] = mapped_column(ForeignKey("storefront.id"), index=True)
    price_id: Mapped[int | None] = mapped_column(ForeignKey("price_seen.id"), index=True)
    currency: Mapped[str] = mapped_column(default="CNY")
    state: Mapped[State] = mapped_column(default=State.WANT)
    state_at: Mapped[datetime] = mapped_column(default=clock.now)
    priority: Mapped[Priority] = mapped_column(default=Priority.WISH)
    quantity: Mapped[int] = mapped_column(default=1)
    size: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    photo: Mapped[str | None]  # the digest of a photo in pictures.py
    private: Mapped[bool] = mapped_column(default=False)  # for the owner only, on a published list too
    target: Mapped[int | None] = mapped_column(
        BigInteger
    )  # minor units of `currency`: tell me when it is there
    target_met_id: Mapped[int | None] = mapped_column(ForeignKey("price_seen.id"), index=True)  # told of once
    origin_id: Mapped[int | None] = mapped_column(
        ForeignKey("shopping_item.id"), index=True, info=NAMED
    )  # taken from
    first_id: Mapped[int | None] = mapped_column(
        ForeignKey("shopping_item.id"), index=True, info=NAMED
    )  # of them all
    via_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id"), index=True, info=NAMED
    )  # the stream on whose table it lay when it was taken
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    list: Mapped[ShoppingList] = relationship(foreign_keys=[list_id])
    section: Mapped[Section | None] = relationship()
    product: Mapped[Product] = relationship()
    storefront: Mapped[Storefront | None] = relationship()
    price: Mapped[PriceSeen | None] = relationship(foreign_keys=[price_id])
    target_met: Mapped[PriceSeen | None] = relationship(foreign_keys=[target_met_id])
    origin: Mapped["Item | None"] = relationship(remote_side="Item.id", foreign_keys=[origin_id])
    added_by: Mapped[Member | None] = relationship(foreign_keys=[added_by_id])


class Taken(Model):
    """Somebody took a piece of another's list into one of her own."""

    __tablename__ = "item_taken"

    item_id: Mapped[int] = mapped_column(ForeignKey("shopping_item.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    copy_id: Mapped[int] = mapped_column(ForeignKey("shopping_item.id"), index=True, info=ABOUT)
    activity_key: Mapped[str]  # what it was worth, to take back with it
    at: Mapped[datetime] = mapped_column(default=clock.now)


class EmptyList(Refusal):
    """Nobody is helped by a list with nothing on it to see."""


class FullList(Refusal):
    """A list of more than `pieces.MOST` pieces is read by nobody."""


class NoTitle(Refusal):
    """A list has a title, to be found by."""


class NoName(Refusal):
    """A piece has a name."""


class AlreadyListed(Refusal):
    """The same product stands on this list: merge the two, or keep both."""

    def __init__(self, twin: Item) -> None:
        super().__init__()
        self.twin = twin


class ChangedMeanwhile(Refusal):
    """Somebody, perhaps oneself in another tab, changed the piece since the form was opened."""


class TooLate(Refusal):
    """What was removed can be put back for `pieces.REGRET`, not longer."""


class ForeignList(Refusal):
    """Pieces move between lists of one owner; from another's they are taken, with a credit line."""


class TooManySections(Refusal):
    """More than `sections.MOST` headings are no help."""
