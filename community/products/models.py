"""What the club knows of things: brands, storefronts, products, prices seen, purchases told by the mall."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.db import Model
from community.members import Member


class Brand(Model):
    __tablename__ = "brand"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # its name as `finding.key_of` compares it
    name: Mapped[str]


class Storefront(Model):
    __tablename__ = "storefront"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Product(Model):
    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # of brand and name together
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"), index=True)
    name: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    photo: Mapped[str | None]  # the digest of a photo somebody showed to all members

    brand: Mapped[Brand | None] = relationship()


class PriceSeen(Model):
    """One member saw one price in one place. It is never corrected, only followed by another."""

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
    seen_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    source: Mapped[str]  # what it was written into: "list"
    told_at: Mapped[datetime | None]  # none: only the one who saw it knows

    product: Mapped[Product] = relationship()
    storefront: Mapped[Storefront | None] = relationship()


class CustomerNumber(Model):
    """By which number a shop's books know a member."""

    __tablename__ = "customer_number"

    source: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)

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
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
