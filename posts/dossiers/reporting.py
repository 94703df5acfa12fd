"""A member says that a product of a seller is a fake, and shows it. All who say so share a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community import clock
from community.db import db, transaction
from community.members import Member
from community.moderation.models import AGAIN_AFTER, LookedAtLately, SayWhy, TooLong
from community.permissions import require
from community.pictures.keeping import photos_by_digest
from community.products.finding import squeezed, storefront_named
from community.products.models import Product
from posts.dossiers.models import (
    LONGEST,
    LONGEST_ORDER,
    LONGEST_SELLER,
    MOST_PHOTOS,
    Dossier,
    Evidence,
    NoPhoto,
    NoSeller,
    Sign,
    Testimony,
    ToldAlready,
    TooManyPhotos,
    Verdict,
)
from posts.dossiers.telling import tell_moderators


@dataclass(frozen=True)
class Account:
    """What a member tells; `photos` are digests of photos that were brought before."""

    seller: str
    text: str
    order: str = ""
    signs: Sequence[Sign] = ()
    photos: Sequence[str] = ()

    def checked(self) -> "Account":
        """Raises NoSeller, NoPhoto, TooManyPhotos, SayWhy, TooLong."""
        seller, order, text = squeezed(self.seller), squeezed(self.order), checked_words(self.text)
        shown = tuple(photos_by_digest(self.photos))
        if not seller:
            raise NoSeller
        if not shown:
            raise NoPhoto
        if len(shown) > MOST_PHOTOS:
            raise TooManyPhotos
        if len(seller) > LONGEST_SELLER or len(order) > LONGEST_ORDER:
            raise TooLong
        return Account(seller, text, order, tuple(sign for sign in Sign if sign in self.signs), shown)


def tell_of_fake(product: Product, account: Account, by: Member) -> Dossier:
    """Raises what `Account.checked` raises, ToldAlready, LookedAtLately."""
    require(by, "doubt", product)
    account = account.checked()
    with transaction():
        it = _dossier_on(product, account.seller, by)
        testimony = Testimony(
            by_id=by.id, order=account.order, text=account.text, signs=" ".join(account.signs)
        )
        testimony.photos = [Evidence(digest=digest, place=n) for n, digest in enumerate(account.photos)]
        it.testimonies.append(testimony)
        db.session.flush()
        tell_moderators(it, "dossier")
    return it


def checked_words(text: str) -> str:
    """Raises SayWhy, TooLong."""
    text = text.replace("\0", "").strip()
    if not text:
        raise SayWhy
    if len(text) > LONGEST:
        raise TooLong
    return text


def _dossier_on(product: Product, seller: str, by: Member) -> Dossier:
    storefront = storefront_named(seller)
    if storefront is None:
        raise NoSeller
    pair = Dossier.product_id == product.id, Dossier.storefront_id == storefront.id
    last = db.session.scalar(
        select(Dossier).where(*pair).order_by(Dossier.id.desc()).limit(1).with_for_update()
    )
    if last and last.decided_at is None:
        return _joined(last, by)
    if last and (
        last.verdict is Verdict.FAKE or (last.decided_at or clock.now()) > clock.now() - AGAIN_AFTER
    ):
        raise ToldAlready(last) if last.verdict is Verdict.FAKE else LookedAtLately
    return _opened(product.id, storefront.id)


def _joined(it: Dossier, by: Member) -> Dossier:
    """Experts vote on what they were shown: what comes later stands beside it."""
    if any(each.by_id == by.id for each in it.testimonies):
        raise ToldAlready(it)
    return it


def _opened(product_id: int, storefront_id: int) -> Dossier:
    """Of two who tell at the same moment one makes it, and the other finds it."""
    key = f"{product_id} {storefront_id}"
    it = Dossier(product_id=product_id, storefront_id=storefront_id, open_key=key)
    try:
        with db.session.begin_nested():
            db.session.add(it)
    except IntegrityError:
        return db.session.scalars(select(Dossier).where(Dossier.open_key == key)).one()
    return it
