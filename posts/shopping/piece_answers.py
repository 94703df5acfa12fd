"""A piece of a list as programs read it."""

from community.api.answers import Answer, Moment
from community.products.prices import WHOLE
from posts.shopping.models import Priority, ShoppingList, State
from posts.shopping.summing import Line


class ItemAnswer(Answer):
    """`price` is in major units (1190.5), `amount` the same in minor units (119050): what counts for one.

    `product` is its id, `target` the price its owner waits for, told to her alone. `mark`: of this storefront
    it is disputed, fake or genuine.
    """

    id: int
    url: str
    name: str
    brand: str | None
    storefront: str | None
    mark: str | None
    category: str
    price: float | None
    amount: int | None
    currency: str
    seen_at: Moment | None
    state: State
    priority: Priority
    quantity: int
    size: str
    note: str
    photo: str | None
    private: bool
    section_id: int | None
    version: int
    added_by: str | None  # by name, where others keep the list, too
    from_list: int | None  # whose piece it was, if that can be read
    product: int
    target: float | None


def item_of(line: Line, it: ShoppingList, *, mine: bool) -> ItemAnswer:
    row = line.item
    return ItemAnswer(
        id=row.id,
        url=f"{it.url}#piece-{row.id}",
        name=row.name,
        brand=row.brand,
        storefront=row.storefront,
        mark=row.mark,
        category=row.category,
        price=major(line.amount, row.currency),
        amount=line.amount,
        currency=row.currency,
        seen_at=line.seen_at,
        state=row.state,
        priority=row.priority,
        quantity=row.quantity,
        size=row.size,
        note=row.note,
        photo=row.photo,
        private=row.private,
        section_id=row.section_id,
        version=row.version,
        added_by=row.added_by if row.added_by_id != it.author_id else None,
        from_list=row.source_id if row.source_readable else None,
        product=row.product_id,
        target=major(row.target, row.currency) if mine else None,
    )


def major(amount: int | None, currency: str) -> float | None:
    return amount if amount is None or currency in WHOLE else amount / 100
