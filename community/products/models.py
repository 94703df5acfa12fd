"""What the club knows of things: brands, storefronts, products, prices seen, purchases told by the mall."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, SAID
from community.db import Model
from community.links.offers import Stock
from community.members import Member


class Source(StrEnum):
    """How the club knows of a price."""

    LIST = "list"  # a member wrote it on her list
    PAGE = "page"  # the shop's own page said so


class Brand(Model):
    __tablename__ = "brand"
    home: ClassVar[str] = "/brands"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # its name as `finding.key_of` compares it
    name: Mapped[str]


class Storefront(Model):
    __tablename__ = "storefront"
    home: ClassVar[str] = "/storefronts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    host: Mapped[str | None] = mapped_column(unique=True)  # on the web: "shop.example"


class Product(Model):
    __tablename__ = "product"
    home: ClassVar[str] = "/products"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # of brand and name together
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"), index=True)
    name: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    photo: Mapped[str | None]  # the digest of a photo somebody showed to all members
    gtin: Mapped[str] = mapped_column(default="", index=True)  # its number in trade, without leading zeros
    shown_at: Mapped[datetime | None]  # since when all members may know of it
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)

    brand: Mapped[Brand | None] = relationship()
    merged_into: Mapped["Product | None"] = relationship(remote_side="Product.id")

    @property
    def url(self) -> str:
        return f"{self.home}/{self.id}"


class ProductPage(Model):
    """A page of a shop that shows one product."""

    __tablename__ = "product_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # its address as `links.plain_address` compares it
    url: Mapped[str]
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True, info=OWN)
    storefront_id: Mapped[int] = mapped_column(ForeignKey("storefront.id"), index=True)
    sku: Mapped[str] = mapped_column(default="")  # what the shop itself calls it
    stock: Mapped[Stock | None]
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)  # when it was last read
    look_at: Mapped[datetime | None] = mapped_column(index=True)  # not to be read again before; none: gone
    failures: Mapped[int] = mapped_column(default=0)  # since it was last read

    product: Mapped[Product] = relationship()
    storefront: Mapped[Storefront] = relationship()


class ProductMerge(Model):
    """Somebody who keeps order said that two products are one. What was moved can be moved back."""

    __tablename__ = "product_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    moved: Mapped[dict[str, Any]]  # by "table.column" the ids of the rows
    undone_at: Mapped[datetime | None]

    kept: Mapped[Product] = relationship(foreign_keys=[kept_id])
    merged: Mapped[Product] = relationship(foreign_keys=[merged_id])
    by: Mapped[Member] = relationship()


class PriceSeen(Model):
    """A member, or we on a shop's page, saw one price in one place. It is never corrected, only followed."""

    __tablename__ = "price_seen"
    __table_args__ = (
        Index("ix_price_seen_product_currency_seen", "product_id", "currency", "seen_at"),
        CheckConstraint("amount >= 0", name="not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    storefront_id: Mapped[int | None] = mapped_column(ForeignKey("storefront.id"), index=True)
    amount: Mapped[int] = mapped_column(BigInteger)  # minor units
    currency: Mapped[str]
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("member.id"), index=True, info=SAID
    )  # none: by us
    source: Mapped[Source]
    told_at: Mapped[datetime | None]  # none: only the one who saw it knows

    product: Mapped[Product] = relationship()
    storefront: Mapped[Storefront | None] = relationship()


class CustomerNumber(Model):
    """By which number a shop's books know a member."""

    __tablename__ = "customer_number"

    source: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)

    member: Mapped[Member] = relationship()


class PurchaseLine(Model):
    """One line of an order that was imported, and the activity it counted in."""

    __tablename__ = "purchase_line"
    __table_args__ = (UniqueConstraint("source", "order", "product_code", "nth"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    order: Mapped[str]
    product_code: Mapped[str]
    nth: Mapped[int]  # an order may name one product on several lines
    product: Mapped[str]
    quantity: Mapped[int]  # as in the file: negative when it went back
    amount: Mapped[int] = mapped_column(BigInteger)  # minor units of `currency`, never negative
    currency: Mapped[str]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True, info=OWN)
