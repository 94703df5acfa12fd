"""A dossier on one product of one seller: who told what of it, how experts voted, what was found."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, WORDS
from community.db import Model, Refusal
from community.members import Member
from community.moderation.models import APPEAL_WITHIN
from community.products.models import Product, Storefront

MOST_PHOTOS = 6  # of one member
LONGEST_SELLER, LONGEST_ORDER, LONGEST = 60, 120, 2_000
VOTE_WITHIN = timedelta(days=7)


class Verdict(StrEnum):
    FAKE = "fake"
    GENUINE = "genuine"
    UNPROVEN = "unproven"  # neither was shown: nothing stands by it any more


class Vote(StrEnum):
    FAKE = "fake"
    GENUINE = "genuine"
    UNSURE = "unsure"


class Sign(StrEnum):
    """What one compares with a piece that is known to be genuine."""

    PACKAGING = "packaging"
    PAPERS = "papers"
    NUMBER = "number"
    ENGRAVING = "engraving"
    MATERIAL = "material"
    WORK = "work"
    PRICE = "price"


class Dossier(Model):
    __tablename__ = "dossier"
    __table_args__ = (Index("ix_dossier_product_storefront", "product_id", "storefront_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    storefront_id: Mapped[int] = mapped_column(ForeignKey("storefront.id"), index=True)
    open_key: Mapped[str | None] = mapped_column(unique=True)  # one that is open for each pair
    opened_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    disputed_at: Mapped[datetime | None]  # since when all may read that there is doubt
    votes_until: Mapped[datetime | None]
    verdict: Mapped[Verdict | None]
    words: Mapped[str] = mapped_column(default="")  # why, for those whom it concerns
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    decided_at: Mapped[datetime | None]

    product: Mapped[Product] = relationship()
    storefront: Mapped[Storefront] = relationship()
    testimonies: Mapped[list["Testimony"]] = relationship(order_by="Testimony.id", back_populates="dossier")
    opinions: Mapped[list["ExpertOpinion"]] = relationship(
        order_by="ExpertOpinion.member_id", back_populates="dossier"
    )
    appeals: Mapped[list["DossierAppeal"]] = relationship(
        order_by="DossierAppeal.id", back_populates="dossier"
    )

    @property
    def url(self) -> str:
        return f"/dossiers/{self.id}"

    @property
    def voted(self) -> int:
        return sum(it.voted_at is not None for it in self.opinions)

    @property
    def has_voted(self) -> bool:
        """The vote is over, so that votes may be read: all have spoken, or their time has passed."""
        late = self.votes_until is not None and clock.now() >= self.votes_until
        return self.decided_at is not None or late or self.voted == len(self.opinions)

    @property
    def is_heard_until(self) -> datetime | None:
        return self.decided_at and self.decided_at + APPEAL_WITHIN


class Testimony(Model):
    """What one member tells and shows."""

    __tablename__ = "dossier_testimony"
    __table_args__ = (UniqueConstraint("dossier_id", "by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    order: Mapped[str] = mapped_column(default="", info=WORDS)  # its number, and the day
    text: Mapped[str] = mapped_column(info=WORDS)
    signs: Mapped[str] = mapped_column(default="")  # those that looked wrong, with blanks between
    at: Mapped[datetime] = mapped_column(default=clock.now)

    dossier: Mapped[Dossier] = relationship(back_populates="testimonies")
    by: Mapped[Member] = relationship()
    photos: Mapped[list["Evidence"]] = relationship(order_by="Evidence.place")


class Evidence(Model):
    """A photo that goes with what a member tells."""

    __tablename__ = "dossier_evidence"

    testimony_id: Mapped[int] = mapped_column(ForeignKey("dossier_testimony.id"), primary_key=True, info=OWN)
    digest: Mapped[str] = mapped_column(ForeignKey("photo.digest"), primary_key=True, index=True, info=NAMED)
    place: Mapped[int]


class ExpertOpinion(Model):
    """A seat at the table of those who are asked, and how they voted."""

    __tablename__ = "dossier_opinion"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    vote: Mapped[Vote | None]
    signs: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    voted_at: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship(back_populates="opinions")
    member: Mapped[Member] = relationship()


class DossierAppeal(Model):
    __tablename__ = "dossier_appeal"
    __table_args__ = (UniqueConstraint("dossier_id", "by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    text: Mapped[str] = mapped_column(info=WORDS)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    was: Mapped[Verdict]
    verdict: Mapped[Verdict | None]  # that of whoever read the appeal
    answer: Mapped[str] = mapped_column(default="", info=WORDS)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    decided_at: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship(back_populates="appeals")

    @property
    def won(self) -> bool:
        return self.decided_at is not None and self.verdict is not self.was


class NoSeller(Refusal):
    """The same thing may be genuine at one shop and fake at another."""


class NoPhoto(Refusal):
    """Nobody can say anything of a thing they have not seen."""


class TooManyPhotos(Refusal):
    """More than anybody compares."""


class ToldAlready(Refusal):
    """One member, one testimony; what is known of it stands on its page."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self.dossier = dossier


class NoExpert(Refusal):
    """Somebody was asked who is not verified for the brand, or has a part in it."""


class VoteIsOver(Refusal):
    """What was said after the others were read would not be blind."""


class VoteIsOn(Refusal):
    """Whoever decides hears the experts first."""
