"""A member says what she thinks of a product, and later perhaps something else."""

from dataclasses import dataclass

from sqlalchemy import select

from community import clock
from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.disclosing import disclose
from community.members import Member
from community.permissions import require
from community.pictures.models import Photo
from community.products.models import Product, PurchaseLine
from community.slugs import slug_of
from posts.prose import excerpt_of, readable
from posts.reviews.buying import purchases_of
from posts.reviews.models import (
    LONGEST,
    STARS,
    NoStars,
    NotYours,
    Review,
    ReviewedAlready,
    ReviewVersion,
    TooLong,
)
from posts.short_forms import address_to, follow_up, show_product
from posts.texts import text_of


@dataclass(frozen=True)
class Opinion:
    """`photo` is the digest of one that was brought before, `purchase_id` a line of an own order."""

    stars: int
    again: bool | None = None
    text: str = ""
    photo: str | None = None
    purchase_id: int | None = None
    audience: Audience = Audience.MEMBERS
    disclosure: Disclosure | None = None
    sponsor: str = ""


def review_by(member: Member, product: Product) -> Review | None:
    """The one that stands."""
    hers = (Review.product_id == product.id, Review.writer_id == member.id, Review.removed_at.is_(None))
    return db.session.scalar(select(Review).where(*hers).limit(1))


def write_review(product: Product, opinion: Opinion, by: Member) -> Review:
    """Raises NoStars, TooLong, NotYours, ReviewedAlready, and what `disclose` raises."""
    require(by, "write", Review)
    require(by, "review", product)
    with transaction():
        # Whoever clicks twice waits here, and then finds what the first click wrote.
        db.session.execute(select(Member.id).where(Member.id == by.id).with_for_update())
        if there := review_by(by, product):
            raise ReviewedAlready(there.id)
        it = Review(author=by, author_id=by.id, writer_id=by.id, product=product, product_id=product.id)
        it.published_at, it.audience, it.version = clock.now(), opinion.audience, 0
        it.title, it.slug, it.stars = product.name, slug_of(product.name), opinion.stars
        _check(opinion)
        db.session.add(it)
        db.session.flush()
        _say(it, opinion)
        disclose(it, opinion.disclosure, opinion.sponsor, by)
        show_product(product, it)
        follow_up(it)
    return it


def change_review(it: Review, opinion: Opinion, by: Member) -> None:
    """What it said before stays readable. Raises as `write_review`."""
    require(by, "revise", it)
    _check(opinion)
    with transaction():
        if (it.stars, it.again, it.text) != (opinion.stars, opinion.again, _cleaned(opinion.text)):
            since = it.edited_at or it.published_at or it.created_at
            said = {"stars": it.stars, "again": it.again, "text": it.text, "at": since}
            db.session.add(ReviewVersion(review_id=it.id, version=it.version, **said))
            it.edited_at = clock.now()
        _say(it, opinion)
        disclose(it, opinion.disclosure, opinion.sponsor, by)
        address_to(it, opinion.audience, by)
        show_product(it.product, it)
        follow_up(it)


def opinion_of(it: Review) -> Opinion:
    return Opinion(
        it.stars, it.again, it.text, it.cover, it.purchase_id, it.audience, it.disclosure, it.sponsor
    )


def _check(opinion: Opinion) -> None:
    if opinion.stars not in STARS:
        raise NoStars
    if len(_cleaned(opinion.text)) > LONGEST:
        raise TooLong


def _say(it: Review, opinion: Opinion) -> None:
    it.stars, it.again, it.text = opinion.stars, opinion.again, _cleaned(opinion.text)
    it.html = text_of(it, it.text)
    it.excerpt = excerpt_of(it.html)
    it.cover = opinion.photo if opinion.photo and db.session.get(Photo, opinion.photo) else None
    if opinion.purchase_id != it.purchase_id:
        it.purchase, it.returned_at = _purchase(it, opinion.purchase_id), None
        it.purchase_id = it.purchase.id if it.purchase else None
    it.version += 1


def _purchase(it: Review, id: int | None) -> PurchaseLine | None:
    if id is None:
        return None
    found = next((line for line in purchases_of(it.product, it.author) if line.id == id), None)
    if found is None:
        raise NotYours
    return found


def _cleaned(text: str) -> str:
    return readable(text).replace("\r\n", "\n").strip()
