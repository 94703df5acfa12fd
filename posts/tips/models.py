"""A tip: one photo, one line, perhaps a product."""

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.belonging import OWN, WORDS
from community.db import Refusal
from community.engagement.activity import Deed
from community.products.models import Product
from posts.short_forms import ShortForm

LINE, ALT = 280, 500  # characters


class Tip(ShortForm):
    """Its line is its title, its photo its cover."""

    __tablename__ = "tip"
    __mapper_args__ = {"polymorphic_identity": "tip"}
    home: ClassVar[str] = "/tips"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    alt: Mapped[str] = mapped_column(default="", info=WORDS)  # what the photo shows, in words
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)

    product: Mapped[Product | None] = relationship()

    @property
    def deed(self) -> Deed:
        return Deed.TIP_SHARED


class NoLine(Refusal):
    """A tip says something."""


class LineTooLong(Refusal):
    """One line, not a story."""


class NoPhoto(Refusal):
    """A tip shows something."""
