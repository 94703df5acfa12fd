"""A guest sees one list without being a member: by a link that ends, shows little, and follows nobody."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import OWN, PAST, SECRET
from community.db import Model, Refusal, db, insert_or, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import squeezed
from posts.shopping.models import ShoppingList

DAYS = (1, 7, 30, 90)
MOST, NAME = 20, 60


class GuestLink(Model):
    """Its word is known to whoever has the link; here only what it is hashed to."""

    __tablename__ = "guest_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("shopping_list.id"), index=True, info=PAST)
    word_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    name: Mapped[str] = mapped_column(default="")  # for whom, as the owner calls them
    prices: Mapped[bool] = mapped_column(default=True)
    notes: Mapped[bool] = mapped_column(default=False)
    wanted_only: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    list: Mapped[ShoppingList] = relationship()

    @property
    def is_open(self) -> bool:
        there = not self.list.removed_at and not self.list.hidden_at and not self.list.author.suspended_at
        return there and not self.revoked_at and clock.now() < self.ends_at


class GuestView(Model):
    """How often a link was opened within an hour; not by whom, nor from where."""

    __tablename__ = "guest_view"

    link_id: Mapped[int] = mapped_column(ForeignKey("guest_link.id"), primary_key=True, info=OWN)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    times: Mapped[int] = mapped_column(default=1)


class TooManyLinks(Refusal):
    """Twenty open doors are enough; close one first."""


def open_to_guests(
    it: ShoppingList,
    by: Member,
    *,
    name: str = "",
    days: int = 7,
    prices: bool = True,
    notes: bool = False,
    wanted_only: bool = False,
) -> tuple[GuestLink, str]:
    """The link, and its word, which is told this once."""
    require(by, "share", it)
    with transaction():
        if sum(link.is_open for link in links_of(it)) >= MOST:
            raise TooManyLinks
        word = secrets.token_urlsafe(18)
        link = GuestLink(
            list=it,
            word_hash=_hash(word),
            name=squeezed(name)[:NAME],
            prices=prices,
            notes=notes,
            wanted_only=wanted_only,
            ends_at=clock.now() + timedelta(days=min(max(1, days), max(DAYS))),
        )
        db.session.add(link)
        db.session.flush()
    return link, word


def revoke(link: GuestLink, by: Member) -> None:
    require(by, "share", link.list)
    with transaction():
        link.revoked_at = link.revoked_at or clock.now()


def link_by(word: str) -> GuestLink | None:
    """One that opens something now."""
    link = db.session.scalar(select(GuestLink).where(GuestLink.word_hash == _hash(word)))
    return link if link and link.is_open else None


def seen(link: GuestLink) -> None:
    """Counted in its hour, so that nothing tells one guest from another."""
    row = {"link_id": link.id, "hour": clock.now().replace(minute=0, second=0, microsecond=0), "times": 1}
    insert = insert_or(GuestView).values(row)
    more = {"times": GuestView.times + 1}
    with transaction():
        db.session.execute(insert.on_conflict_do_update(index_elements=["link_id", "hour"], set_=more))


def links_of(it: ShoppingList) -> list[GuestLink]:
    """The newest first."""
    of_it = select(GuestLink).where(GuestLink.list_id == it.id)
    return list(db.session.scalars(of_it.order_by(GuestLink.made_at.desc(), GuestLink.id.desc())))


def views_of(it: ShoppingList) -> dict[int, list[GuestView]]:
    """By link, the latest hour first."""
    rows = select(GuestView).join(GuestLink, GuestLink.id == GuestView.link_id)
    views: dict[int, list[GuestView]] = {}
    for view in db.session.scalars(rows.where(GuestLink.list_id == it.id).order_by(GuestView.hour.desc())):
        views.setdefault(view.link_id, []).append(view)
    return views


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode(errors="replace")).hexdigest()
