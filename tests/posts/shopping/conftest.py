"""Ada's November basket: three pieces to see, one for herself; and how to fill it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from community.db import db
from community.products.prices import Price
from posts.shopping.filling import Piece, add
from posts.shopping.models import State
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.shops import shop  # noqa: F401


def cny(yuan):
    return Price(yuan * 100, "CNY")


@pytest.fixture
def basket(ada):
    """Only Ada sees it."""
    it = begin("The November basket", "Four things.", by=ada)
    add(it, Piece("Saddle leather weekender", "Ardita", "Flagship store", price=cny(3280)), by=ada)
    add(it, Piece("Repair cream 60 ml", price=cny(1190), quantity=2), by=ada)
    add(it, Piece("Metodo classico", price=cny(1080), state=State.BOUGHT), by=ada)
    add(it, Piece("A ring for Ben", "Secret", price=cny(7777), private=True), by=ada)
    return it


@pytest.fixture
def november(basket, ada):
    """The same, published."""
    publish(basket, by=ada)
    return basket


def piece_called(it, name):
    return next(item for item in it.items if item.name.startswith(name))


@contextmanager
def queries() -> Iterator[list[str]]:
    """What the database is asked meanwhile; savepoints are the test's own."""
    asked: list[str] = []
    engine = db.session.connection().engine

    def note(_connection, _cursor, statement, *_):
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
