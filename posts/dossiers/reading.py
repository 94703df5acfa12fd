"""Dossiers as pages show them, and where the pair they are about is shown."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from community.audience import OVERSEEING
from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.products.models import Brand, Product, ProductPage, Storefront
from posts.blog.models import Story
from posts.dossiers.models import Dossier, DossierAppeal, ExpertOpinion, Testimony
from posts.reviews.models import Review
from posts.shopping.models import Item

PAGE, SHOWN = 30, 40
Rows = Sequence[Row[Any]]
Columns = Select[*tuple[Any, ...]]


class Places(NamedTuple):
    """Public things that show the pair; of reviews and stories, those that show the product."""

    lists: Rows
    reviews: Rows
    stories: Rows


def whole(dossier_id: int) -> Dossier | None:
    """With all that its page shows of it."""
    with_all = (
        joinedload(Dossier.product).joinedload(Product.brand),
        joinedload(Dossier.storefront),
        selectinload(Dossier.testimonies).joinedload(Testimony.by),
        selectinload(Dossier.testimonies).selectinload(Testimony.photos),
        selectinload(Dossier.opinions).joinedload(ExpertOpinion.member),
        selectinload(Dossier.appeals),
    )
    return db.session.scalar(select(Dossier).where(Dossier.id == dossier_id).options(*with_all))


def dossiers_for(me: Member, *, waiting: bool, before: int | None = None, limit: int = PAGE) -> Rows:
    """Those one told of or is asked about, of a moderator all; the newest first, one more than a page."""
    columns: Columns = select(
        Dossier.id,
        Dossier.opened_at,
        Dossier.disputed_at,
        Dossier.verdict,
        Dossier.decided_at,
        Product.name,
        Product.photo,
        Brand.name.label("brand"),
        Storefront.name.label("storefront"),
    )
    shown = (
        columns.join(Product, Product.id == Dossier.product_id)
        .join(Storefront, Storefront.id == Dossier.storefront_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
        .where(_concerns(me))
    )
    if waiting:
        shown = shown.where(waits())
    if before:
        shown = shown.where(Dossier.id < before)
    return db.session.execute(shown.order_by(Dossier.id.desc()).limit(limit + 1)).all()


def waits() -> ColumnElement[bool]:
    """For a moderator to decide on: told of, voted on or appealed."""
    return Dossier.decided_at.is_(None) | _is_appealed()


def dossiers_with_names(ids: Sequence[int]) -> Sequence[Dossier]:
    with_names = (joinedload(Dossier.product), joinedload(Dossier.storefront), selectinload(Dossier.opinions))
    told = selectinload(Dossier.testimonies).joinedload(Testimony.by)
    found = select(Dossier).where(Dossier.id.in_(ids))
    return db.session.scalars(found.options(*with_names, told, selectinload(Dossier.appeals))).all()


def sellers_of(product_id: int, me: Member) -> Sequence[str]:
    """By which the club knows it is sold, and where the reader's own lists say she found it."""
    pages = select(ProductPage.storefront_id).where(ProductPage.product_id == product_id)
    own = (
        select(Item.storefront_id)
        .join(Contribution, Contribution.id == Item.list_id)
        .where(Item.product_id == product_id, Item.removed_at.is_(None), Contribution.author_id == me.id)
    )
    known = Storefront.id.in_(pages) | Storefront.id.in_(own)
    return db.session.scalars(select(Storefront.name).where(known).order_by(Storefront.name)).all()


def places_of(it: Dossier) -> Places:
    pair = Item.product_id == it.product_id, Item.storefront_id == it.storefront_id
    on_lists = select(Item.list_id).where(*pair, Item.removed_at.is_(None), Item.private.is_(False))
    reviewed = select(Review.id).where(Review.product_id == it.product_id)
    in_texts = select(Story.id).where(Story.html.contains(f'data-embed="{it.product.url}"', autoescape=True))
    return Places(*(_public(Contribution.id.in_(ids)) for ids in (on_lists, reviewed, in_texts)))


def _public(which: ColumnElement[bool]) -> Rows:
    columns: Columns = select(
        Contribution.id, Contribution.kind, Contribution.title, Contribution.slug, Member.name
    )
    there = Contribution.published_at.is_not(None), Contribution.removed_at.is_(None)
    shown = columns.join(Member, Member.id == Contribution.author_id).where(which, *there)
    return db.session.execute(shown.order_by(Contribution.id.desc()).limit(SHOWN)).all()


def _concerns(me: Member) -> ColumnElement[bool]:
    if me.role in OVERSEEING:
        return Dossier.id.is_not(None)
    told = select(Testimony.dossier_id).where(Testimony.by_id == me.id)
    asked = select(ExpertOpinion.dossier_id).where(ExpertOpinion.member_id == me.id)
    return or_(Dossier.id.in_(told), Dossier.id.in_(asked))


def _is_appealed() -> ColumnElement[bool]:
    waits = select(DossierAppeal.id).where(DossierAppeal.dossier_id == Dossier.id)
    return waits.where(DossierAppeal.decided_at.is_(None)).exists()
