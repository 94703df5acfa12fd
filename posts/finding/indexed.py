"""What can be found of each kind, as it is read, and for whom it is where that is not everybody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select
from sqlalchemy.orm import aliased

from community.audience import TIED
from community.contributions import Audience, Contribution
from community.db import db
from community.genuine import DOUBTS, mark_on
from community.products.models import Brand, Product
from community.search import Document, part, searchable
from posts.blog.models import Story
from posts.forum.models import Board, Topic
from posts.prose import plain
from posts.replies.models import Reply
from posts.reviews.models import Review
from posts.shopping.models import Item, ShoppingList
from posts.shopping.shelves import strips
from posts.tagging import tags_in
from posts.tips.models import Tip

PHOTO = "<img"  # in a rendered text
_about = aliased(Contribution, flat=True)
_named = func.coalesce(Brand.name + " ", "") + Product.name


def is_shown(it: type[Contribution]) -> ColumnElement[bool]:
    """To others than its author: to everybody, or to some."""
    return and_(
        it.published_at.is_not(None),
        it.hidden_at.is_(None),
        it.removed_at.is_(None),
        it.audience != Audience.ONLY_ME,
    )


def for_whom(audience: Audience) -> list[str]:
    """The fact that says so; none where it is for everybody."""
    return [] if audience is Audience.MEMBERS else [f"for:{audience}"]


def stories(ids: Sequence[int]) -> Iterable[Document]:
    return _tagged(Story, ids)


def topics(ids: Sequence[int]) -> Iterable[Document]:
    return _tagged(Topic, ids)


def _tagged(kind: type[Story | Topic], ids: Sequence[int]) -> Iterable[Document]:
    columns = (
        kind.id,
        kind.kind,
        kind.title,
        kind.html,
        kind.published_at,
        kind.author_id,
        kind.tags,
        kind.cover,
        kind.audience,
    )
    row = select(*columns, literal("").label("board"))
    if kind is Topic:
        row = select(*columns, Board.slug.label("board")).join(Board, Board.id == Topic.board_id)
    for it in db.session.execute(row.where(kind.id.in_(ids), is_shown(kind))):
        tags = tags_in(it.tags)
        text = " ".join([plain(it.html), *(tag.name for tag in tags)])
        slugs = [tag.slug for tag in tags]
        yield Document(
            it.kind, it.id, it.title, text, it.published_at, it.author_id, tags=slugs, facts=list(_facts(it))
        )


def _facts(it: Any) -> Iterable[str]:  # noqa: ANN401  a row
    """What operators ask: whether it has a photo, and on which board it stands."""
    if it.cover or PHOTO in it.html:
        yield "has:photo"
    if it.board:
        yield f"board:{it.board.casefold()}"
    yield from for_whom(it.audience)


def lists(ids: Sequence[int]) -> Iterable[Document]:
    row = select(
        ShoppingList.id,
        ShoppingList.title,
        ShoppingList.note,
        ShoppingList.published_at,
        ShoppingList.author_id,
        ShoppingList.audience,
    )
    there = db.session.execute(row.where(ShoppingList.id.in_(ids), is_shown(ShoppingList))).all()
    pieces, shown = pieces_of([it.id for it in there]), strips(it.id for it in there)
    for it in there:
        text = " · ".join([*pieces[it.id], it.note])
        facts = (["has:photo"] if shown.get(it.id) else []) + for_whom(it.audience)
        yield Document("shopping_list", it.id, it.title, text, it.published_at, it.author_id, facts=facts)


def pieces_of(list_ids: Sequence[int]) -> dict[int, list[str]]:
    """What stands on lists, with its brand, for everybody to see."""
    named: dict[int, list[str]] = defaultdict(list)
    shown = (
        select(Item.list_id, Item.name, Item.note, Brand.name.label("brand"))
        .join(Product, Product.id == Item.product_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
        .where(Item.list_id.in_(list_ids), Item.removed_at.is_(None), Item.private.is_(False))
        .order_by(Item.list_id, Item.place, Item.id)
    )
    for it in db.session.execute(shown):
        named[it.list_id].append(" ".join(filter(None, [it.brand, it.name, it.note])))
    return named


def doubted_on(list_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The piece by which the gravest doubt stands on a list, for everybody to see, and its word."""
    word = mark_on(Item.product_id, Item.storefront_id)
    shown = (
        select(Item.list_id, Item.name, word.label("word"))
        .where(Item.list_id.in_(list_ids), Item.removed_at.is_(None), Item.private.is_(False))
        .where(word.in_(list(map(literal, DOUBTS))))
        .order_by(word, Item.place.desc(), Item.id.desc())
    )
    return {it.list_id: (it.name, it.word) for it in db.session.execute(shown)}


def replies(ids: Sequence[int]) -> Iterable[Document]:
    """Each as what it replies to, while that is shown; beneath what is for friends of its author, none."""
    row = (
        select(
            Reply.id,
            Reply.html,
            Reply.published_at,
            Reply.author_id,
            Reply.about_id,
            _about.kind,
            _about.audience,
            Board.slug.label("board"),
        )
        .join(_about, _about.id == Reply.about_id)
        .outerjoin(Topic.__table__, Topic.__table__.c.id == Reply.about_id)
        .outerjoin(Board, Board.id == Topic.__table__.c.board_id)
        .where(Reply.id.in_(ids), is_shown(Reply), is_shown(_about), _about.audience.not_in(TIED))
    )
    for it in db.session.execute(row):
        facts = ["has:photo"] if PHOTO in it.html else []
        facts += [f"board:{it.board.casefold()}"] if it.board else []
        facts += for_whom(it.audience)
        text = plain(it.html)
        yield Document(it.kind, it.id, "", text, it.published_at, it.author_id, root=it.about_id, facts=facts)


def replies_to(ids: Sequence[int]) -> tuple[str, Sequence[int]]:
    return "reply", db.session.scalars(select(Reply.id).where(Reply.about_id.in_(ids))).all()


searchable("story", Story, stories, watch={"html", "tags", "cover"}, beneath=replies_to, called=["stories"])
searchable("shopping_list", ShoppingList, lists, watch={"note"}, beneath=replies_to, called=["list", "lists"])
searchable(
    "topic", Topic, topics, watch={"html", "tags", "board_id", "cover"}, beneath=replies_to, called=["topics"]
)


def tips(ids: Sequence[int]) -> Iterable[Document]:
    """With the product it is about, and what its photo shows."""
    row = (
        select(Tip.id, Tip.title, Tip.alt, Tip.published_at, Tip.author_id, Tip.audience)
        .add_columns(_named.label("product"))
        .outerjoin(Product, Product.id == Tip.product_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
        .where(Tip.id.in_(ids), is_shown(Tip))
    )
    for it in db.session.execute(row):
        text = " · ".join(filter(None, [it.alt, it.product]))
        yield Document(
            "tip",
            it.id,
            it.title,
            text,
            it.published_at,
            it.author_id,
            facts=["has:photo", *for_whom(it.audience)],
        )


def reviews(ids: Sequence[int]) -> Iterable[Document]:
    row = (
        select(
            Review.id,
            Review.title,
            Review.html,
            Review.cover,
            Review.published_at,
            Review.author_id,
            Review.audience,
            _named.label("product"),
        )
        .join(Product, Product.id == Review.product_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
        .where(Review.id.in_(ids), is_shown(Review))
    )
    for it in db.session.execute(row):
        facts = (["has:photo"] if it.cover or PHOTO in it.html else []) + for_whom(it.audience)
        text = f"{it.product} · {plain(it.html)}"
        yield Document("review", it.id, it.title, text, it.published_at, it.author_id, facts=facts)


searchable("tip", Tip, tips, watch={"alt", "product_id"}, beneath=replies_to, called=["tips"])
searchable("review", Review, reviews, watch={"html", "cover"}, beneath=replies_to, called=["reviews"])
searchable("reply", Reply, replies, watch={"html"})
part("shopping_list", Item, {"name", "note", "private", "removed_at", "product_id"}, lambda it: it.list_id)
