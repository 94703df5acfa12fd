"""The price a member waits for: met by any that all members know, told once, and again after it rose."""

from functools import partial

from sqlalchemy import or_, select

from community.db import db
from community.genuine import is_doubted
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.products.models import PriceSeen, ProductPage
from community.products.prices import when_told
from posts.shopping.models import Item, State


def aim(item: Item, target: int | None) -> None:
    """From now on its owner hears when it costs no more. What it costs already she sees by herself."""
    if item.target == target and item.target_met and item.target_met.currency == item.currency:
        return
    item.target = target
    last = _last_told(item) if target is not None else None
    item.target_met_id = last.id if last and target is not None and last.amount <= target else None


@when_told
def meet_targets(seen: PriceSeen) -> None:
    """Who waits for it has it; for those to whom the same shop gave it before, the waiting begins anew.

    A seller whose piece may be a fake gives it to nobody.
    """
    if is_doubted(seen.product_id, seen.storefront_id):
        return
    waiting = select(Item).where(
        Item.product_id == seen.product_id,
        Item.currency == seen.currency,
        Item.state == State.WANT,
        Item.removed_at.is_(None),
    )
    met = waiting.where(Item.target >= seen.amount, Item.target_met_id.is_(None))
    for item in db.session.scalars(met).all():
        item.target_met_id = seen.id
        _ring(item, seen)
    here = (
        PriceSeen.storefront_id == seen.storefront_id
        if seen.storefront_id
        else PriceSeen.storefront_id.is_(None)
    )
    risen = waiting.join(PriceSeen, PriceSeen.id == Item.target_met_id)
    for item in db.session.scalars(risen.where(Item.target < seen.amount, here)).all():
        item.target_met_id = None


def _ring(item: Item, seen: PriceSeen) -> None:
    """Its owner hears of it, unless she told of that price herself."""
    if item.list.author_id == seen.seen_by_id or item.list.removed_at:
        return
    ring = partial(
        notify,
        Kind.PRICE,
        [item.list.author_id],
        url=f"{item.list.url}#piece-{item.id}",
        thing=f"piece:{item.id}",
        product=item.name,
        price=seen.amount,
        currency=seen.currency,
        storefront=seen.storefront.name if seen.storefront else "",
    )
    before = _before(seen)
    ring() if before is None else ring(was=before)


def _before(seen: PriceSeen) -> int | None:
    """What it cost before, in minor units of the same currency, as all members knew."""
    told = (PriceSeen.product_id == seen.product_id, PriceSeen.currency == seen.currency)
    known = (PriceSeen.told_at.is_not(None), PriceSeen.id != seen.id, PriceSeen.amount != seen.amount)
    newest = select(PriceSeen.amount).where(*told, *known)
    return db.session.scalar(newest.order_by(PriceSeen.seen_at.desc(), PriceSeen.id.desc()).limit(1))


def address_of(item: Item) -> str:
    """Of the shop's page by which its product is known, if there is one."""
    first = select(ProductPage.url).where(ProductPage.product_id == item.product_id)
    return db.session.scalar(first.order_by(ProductPage.id).limit(1)) or ""


def _last_told(item: Item) -> PriceSeen | None:
    known = or_(PriceSeen.told_at.is_not(None), PriceSeen.id == item.price_id)
    of_it = (PriceSeen.product_id == item.product_id, PriceSeen.currency == item.currency, known)
    newest = select(PriceSeen).where(*of_it).order_by(PriceSeen.seen_at.desc(), PriceSeen.id.desc())
    return db.session.scalar(newest.limit(1))
