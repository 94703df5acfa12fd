"""Tips, reviews, reposts: there at once when written, and worth something while others may read them."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from community import clock
from community.contributions import Audience, Contribution
from community.db import after_commit, db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import may, require
from community.products.models import Product
from community.realtime import empty
from community.watched.heeding import waits
from posts.undoing import check_in_time, is_in_time


class ShortForm(Contribution):
    """No draft: who writes one shows it."""

    __abstract__ = True

    activity_key: Mapped[str | None]  # what it is worth just now, to take back with it

    @property
    def deed(self) -> Deed:
        raise NotImplementedError

    @property
    def subject(self) -> Contribution:
        """What the deed is about."""
        return self


def follow_up(it: ShortForm) -> None:
    """After whatever changed who may read it, or what it is worth. Must be called inside a transaction."""
    shared = bool(it.is_readable and it.audience is not Audience.ONLY_ME and not waits(it))
    if it.activity_key and not (shared and _deed_under(it.activity_key) is it.deed):
        take_back(it.activity_key, it.author)
        it.activity_key = None
    if shared and not it.activity_key:
        it.activity_key = record(it.deed, by=it.author, about=it.subject).key


def address_to(it: ShortForm, audience: Audience, by: Member) -> None:
    """From now on it is for these readers, and for no others."""
    require(by, "address", it)
    with transaction():
        if it.audience is not audience:
            it.audience = audience
            it.version += 1
            follow_up(it)
            after_commit(partial(empty, f"contribution:{it.id}"))


def remove(it: ShortForm, by: Member) -> None:
    require(by, "remove", it)
    with transaction():
        it.removed_at = clock.now()
        it.version += 1
        follow_up(it)


def restore(it: ShortForm, by: Member) -> None:
    """As if it had never been removed. Raises TooLate."""
    require(by, "restore", it)
    with transaction():
        if not it.removed_at:
            return
        check_in_time(it.removed_at)
        it.removed_at = None
        it.version += 1
        follow_up(it)


def is_undoable(it: ShortForm, by: Member) -> bool:
    return is_in_time(it.removed_at) and may(by, "restore", it)


def show_product(product: Product | None, it: ShortForm) -> None:
    """A product that is spoken of to all members is known to all. Must be called inside a transaction."""
    if product and it.is_readable and it.audience is Audience.MEMBERS and not waits(it):
        product.shown_at = product.shown_at or clock.now()
        product.photo = product.photo or it.cover


def _deed_under(key: str) -> Deed | None:
    return db.session.scalar(select(Activity.deed).where(Activity.key == key))
