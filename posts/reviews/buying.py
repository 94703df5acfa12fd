"""Which purchase stands behind a review: what a shop's books say, never what a member says of herself."""

from collections.abc import Sequence
from typing import TypeVarTuple

from sqlalchemy import Select, func, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity
from community.engagement.policy import PURCHASES
from community.engagement.record import when_recorded
from community.jobs import job, later
from community.members import Member
from community.products.finding import key_of, keys_of
from community.products.models import Product, PurchaseLine
from posts.reviews.models import Review
from posts.short_forms import follow_up

C = TypeVarTuple("C")
INLET = "inlet:"
OFFERED = 12  # purchases to choose from


def purchases_of(product: Product, by: Member) -> Sequence[PurchaseLine]:
    """Lines of her orders that are this product and were kept, the last first."""
    names = keys_of(product)
    code = PurchaseLine.product_code
    named = _lines_of(by, select(code, PurchaseLine.product).distinct())
    codes = {
        row.product_code
        for row in db.session.execute(named)
        if key_of(row.product) in names or (product.gtin and row.product_code.lstrip("0") == product.gtin)
    }
    newest = _lines_of(by, select(PurchaseLine)).where(code.in_(codes), PurchaseLine.quantity > 0)
    newest = newest.order_by(Activity.occurred_at.desc(), PurchaseLine.id.desc()).limit(OFFERED)
    return [line for line in db.session.scalars(newest) if is_kept(line, by)]


def is_kept(line: PurchaseLine, by: Member) -> bool:
    """Less was sent back than was bought, of all this member's lines with its code."""
    same = (PurchaseLine.source == line.source, PurchaseLine.product_code == line.product_code)
    total = _lines_of(by, select(func.sum(PurchaseLine.quantity))).where(*same)
    return (db.session.scalar(total) or 0) > 0


def _lines_of(member: Member, wanted: Select[*C]) -> Select[*C]:
    return wanted.join(Activity, Activity.id == PurchaseLine.activity_id).where(
        Activity.member_id == member.id
    )


@when_recorded
def hear(activity: Activity) -> None:
    """An order and a return change what a review is worth; the lines themselves are remembered after it.

    What another site tells at the inlet has no lines.
    """
    if activity.deed in PURCHASES and not activity.key.startswith(INLET):
        later(look_again, activity.member_id)


@job
def look_again(member_id: int) -> None:
    """At a member's reviews with a purchase: is it still kept?"""
    bought = select(Review).where(Review.writer_id == member_id, Review.purchase_id.is_not(None))
    for review in db.session.scalars(bought).all():
        assert review.purchase  # noqa: S101  it was asked for
        kept = is_kept(review.purchase, review.author)
        if kept is not review.is_confirmed:
            with transaction():
                review.returned_at = None if kept else clock.now()
                review.version += 1
                follow_up(review)
