"""A review: stars, whether one would buy it again, words, and the purchase behind it."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.belonging import NAMED, OWN, PAST, SAID, WORDS
from community.db import Model, Refusal
from community.engagement.activity import Deed
from community.products.models import Product, PurchaseLine
from posts.short_forms import ShortForm

LONGEST = 5_000  # characters of a review
STARS = range(1, 6)


class Review(ShortForm):
    """Its product's name is its title."""

    __tablename__ = "review"
    __mapper_args__ = {"polymorphic_identity": "review"}
    __table_args__ = (  # type: ignore[assignment]
        Index("ix_review_product_writer", "product_id", "writer_id"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="one_to_five"),
    )
    home: ClassVar[str] = "/reviews"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    writer_id: Mapped[int] = mapped_column(
        ForeignKey("member.id"), info=SAID
    )  # its author: one review of a product
    stars: Mapped[int]
    again: Mapped[bool | None]  # would buy it again; none: did not say
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    html: Mapped[str] = mapped_column(default="", info=WORDS)
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_line.id"), info=NAMED)
    returned_at: Mapped[datetime | None]  # when we learned that what was bought went back

    product: Mapped[Product] = relationship()
    purchase: Mapped[PurchaseLine | None] = relationship()

    @property
    def is_confirmed(self) -> bool:
        """Bought, and kept."""
        return self.purchase_id is not None and self.returned_at is None

    @property
    def deed(self) -> Deed:
        return Deed.REVIEW_WRITTEN if self.is_confirmed else Deed.REVIEW_TOLD


class ReviewVersion(Model):
    """What a review said before it was changed, for whoever may read it."""

    __tablename__ = "review_version"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), primary_key=True, info=PAST)
    version: Mapped[int] = mapped_column(primary_key=True)
    stars: Mapped[int]
    again: Mapped[bool | None]
    text: Mapped[str]
    at: Mapped[datetime]  # since when it read so


class NoStars(Refusal):
    """A review says how good it is."""


class TooLong(Refusal):
    """More than anybody reads of one thing."""


class NotYours(Refusal):
    """A purchase is shown by whoever made it."""


class ReviewedAlready(Refusal):
    """One member, one review of a product."""

    def __init__(self, review_id: int) -> None:
        super().__init__(review_id)
        self.review_id = review_id
