"""A member shares a tip, and changes it."""

from dataclasses import dataclass

from community import clock
from community.contributions import Audience, Disclosure
from community.db import db, transaction
from community.disclosing import disclose
from community.members import Member
from community.permissions import require
from community.pictures.models import Photo
from community.products.finding import squeezed
from community.products.models import Product
from community.slugs import slug_of
from posts.prose import readable
from posts.short_forms import address_to, follow_up, show_product
from posts.tips.models import ALT, LINE, LineTooLong, NoLine, NoPhoto, Tip


@dataclass(frozen=True)
class TipWords:
    """`photo` is the digest of one that was brought before."""

    line: str
    photo: str | None
    alt: str = ""
    product_id: int | None = None
    audience: Audience = Audience.MEMBERS
    disclosure: Disclosure | None = None
    sponsor: str = ""


def share_tip(words: TipWords, by: Member) -> Tip:
    """Raises NoLine, LineTooLong, NoPhoto, and what `disclose` raises."""
    require(by, "write", Tip)
    with transaction():
        it = Tip(author=by, author_id=by.id, published_at=clock.now(), audience=words.audience, version=0)
        _say(it, words)
        db.session.add(it)
        db.session.flush()
        disclose(it, words.disclosure, words.sponsor, by)
        show_product(it.product, it)
        follow_up(it)
    return it


def change_tip(it: Tip, words: TipWords, by: Member) -> None:
    """Raises as `share_tip`. Readers see that it was changed."""
    require(by, "revise", it)
    with transaction():
        before = (it.title, it.cover, it.alt, it.product_id)
        _say(it, words)
        if before != (it.title, it.cover, it.alt, it.product_id):
            it.edited_at = clock.now()
        disclose(it, words.disclosure, words.sponsor, by)
        address_to(it, words.audience, by)
        show_product(it.product, it)


def words_of(it: Tip) -> TipWords:
    return TipWords(it.title, it.cover, it.alt, it.product_id, it.audience, it.disclosure, it.sponsor)


def _say(it: Tip, words: TipWords) -> None:
    line = squeezed(readable(words.line))
    if not line:
        raise NoLine
    if len(line) > LINE:
        raise LineTooLong
    photo = db.session.get(Photo, words.photo) if words.photo else None
    if photo is None:
        raise NoPhoto
    it.title, it.slug, it.cover = line, slug_of(line), photo.digest
    it.alt = squeezed(readable(words.alt))[:ALT]
    it.product = db.session.get(Product, words.product_id) if words.product_id else None
    it.product_id = it.product.id if it.product else None
    it.version += 1
