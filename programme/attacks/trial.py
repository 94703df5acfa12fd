"""Whatever happens on trial is undone when it ends, with all that was committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app
from sqlalchemy.engine import Connection, Engine

from community.db import db


@contextmanager
def on_trial() -> Iterator[None]:
    """A trial may be held within another: each is undone by itself."""
    app = cast("Flask", current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001
    within = db.engine
    if isinstance(within, Connection):
        with _undone(app, within):
            yield
        return
    with within.connect() as connection, connection.begin() as outermost:
        with _undone(app, connection):
            yield
        outermost.rollback()


@contextmanager
def _undone(app: Flask, connection: Connection) -> Iterator[None]:
    """With a session of its own, so that nothing read before is believed after."""
    engines = cast("dict[str | None, Engine | Connection]", db.engines)
    before = engines[None]
    db.session.commit()  # what was only read
    point = connection.begin_nested()
    try:
        with app.app_context():
            engines[None] = connection
            yield
            db.session.remove()
    finally:
        point.rollback()
        engines[None] = before
