"""What they think of what they bought, and what they found out."""

from collections.abc import Iterator, Sequence
from functools import partial

from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Deed
from community.engagement.record import record
from community.products.finding import product_named
from community.products.models import Product, PurchaseLine
from posts.reviews.buying import purchases_of
from posts.reviews.writing import Opinion, write_review
from posts.tips.writing import TipWords, share_tip
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Bought, Named, Review, Tip
from seeds.village.pictures import THING
from seeds.village.staging.answering import answered, liked

MALL = "village"


def scenes(reviews: Sequence[Review], tips: Sequence[Tip], cast: Cast) -> Iterator[Scene]:
    for review in reviews:
        if review.bought:
            yield Scene(review.bought.ago, partial(_buys, review, review.bought, cast))
        yield Scene(review.posted, partial(_reviews, review, cast))
        yield from liked(review.liked_by, review.posted, partial(_kept, review, cast), cast)
        yield from answered(review.replies, review.posted, partial(_kept, review, cast), cast)
    for tip in tips:
        yield Scene(tip.posted, partial(_shares, tip, cast))
        yield from liked(tip.liked_by, tip.posted, partial(_kept, tip, cast), cast)


def _buys(told: Review, bought: Bought, cast: Cast) -> None:
    """As the mall's books would tell it."""
    buyer, name = cast.member(told.by), f"{told.about.brand} {told.about.name}"
    activity = record(Deed.PURCHASE_MADE, by=buyer, amount=bought.price, product=name)
    line = PurchaseLine(
        source=MALL,
        order=f"VZ-{activity.id}",
        product_code=f"V{_product(told.about).id}",
        nth=1,
        product=name,
        quantity=1,
        amount=bought.price,
        currency=bought.currency,
        activity_id=activity.id,
    )
    db.session.add(line)


def _reviews(told: Review, cast: Cast) -> None:
    writer, product = cast.member(told.by), _product(told.about)
    lines = purchases_of(product, writer)
    opinion = Opinion(told.stars, told.again, told.text, purchase_id=lines[0].id if lines else None)
    cast.opinions[id(told)] = write_review(product, opinion, by=writer).id


def _shares(told: Tip, cast: Cast) -> None:
    by = cast.member(told.by)
    photo = cast.photo(told.drawing, THING, by=by, alt=told.alt)
    about = _product(told.about).id if told.about else None
    cast.opinions[id(told)] = share_tip(TipWords(told.line, photo, told.alt, about), by=by).id


def _product(named: Named) -> Product:
    return product_named(named.name, named.brand)


def _kept(told: Review | Tip, cast: Cast) -> Contribution:
    return db.session.get_one(Contribution, cast.opinions[id(told)])
