"""A crowd moves in: rows for every table, in an order that keeps every foreign key."""

import random
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert, text

from community import clock
from community.contributions import Contribution
from community.db import Model, db, transaction
from community.engagement.activity import Activity
from community.engagement.standing import Standing
from community.following import Follow
from community.members import Member
from community.products.models import PriceSeen, Product, Storefront
from posts.blog.models import Story
from posts.forum.models import Board, Topic
from posts.forum.moving import refresh
from posts.reactions.models import Like
from posts.replies.models import Reply
from posts.shopping.models import Item, ShoppingList
from seeds.crowd import shopping
from seeds.crowd.people import Size, boards, follows, members, standings
from seeds.crowd.scores import score_everybody
from seeds.crowd.writings import Writings

BATCH = 2000
COUNTED = (
    Member,
    Board,
    Contribution,
    Activity,
    Storefront,
    Product,
    PriceSeen,
)  # tables whose ids we chose ourselves
Rows = Iterator[dict[str, Any]]


def fill(size: Size, seed: int = 11) -> Iterator[tuple[str, int]]:
    """Yields each table and how many rows it got. One transaction; the same every time, but for the dates."""
    chance, now = random.Random(seed), clock.now().replace(microsecond=0)
    with transaction():
        yield "members", _write(Member, members(size, now, chance))
        yield "standings", _write(Standing, standings(size, now))
        yield "follows", _write(Follow, follows(size, now, chance))
        yield "boards", _write(Board, boards(size, now))
        written = Writings(size, now, chance)
        yield "contributions", _write(Contribution, written.spine())
        for model, rows in (
            (Topic, written.topics),
            (Story, written.stories),
            (Reply, written.replies),
            (ShoppingList, written.lists),
        ):
            yield model.__tablename__, _write(model, iter(rows))
        if written.lists:
            yield "pieces", _stock(written, now, chance)
        yield "activities", _write(Activity, written.activities())
        yield "likes", _write(Like, iter(written.likes))
        for board_id in range(1, size.boards + 1):
            refresh(db.session.connection(), board_id)
        yield "scores", score_everybody(now)
        _go_on_counting()


def _stock(written: Writings, now: datetime, chance: random.Random) -> int:
    """Products with their prices, and lists with pieces of them."""
    things = list(shopping.products(now, chance))
    _write(Storefront, shopping.storefronts())
    _write(Product, iter(things))
    _write(PriceSeen, shopping.prices(now, chance))
    names = {thing["id"]: thing["name"] for thing in things}
    return _write(Item, shopping.pieces(written.owners, names, chance))


def _write(model: type[Model], rows: Rows) -> int:
    written = 0
    table = model.__table__
    while batch := list(islice(rows, BATCH)):
        db.session.execute(insert(table), batch)  # type: ignore[arg-type]  # a Table, as every model's is
        written += len(batch)
    return written


def _go_on_counting() -> None:
    """PostgreSQL counts ids beside its tables, and must be told of those it did not give."""
    if db.engine.dialect.name != "postgresql":
        return
    for model in COUNTED:
        name = model.__tablename__
        top = f"(SELECT coalesce(max(id), 1) FROM {name})"  # noqa: S608  the names are our own
        db.session.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {top})"))
