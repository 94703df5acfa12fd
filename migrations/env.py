"""How alembic meets the house: the app's own engine, and every table the roof can see."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy.engine import Connection

from community.db import Model, db


@contextmanager
def tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, and would not let go of one that others point to."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # before any transaction: within one it does nothing
    try:
        yield
        if broken := driver.execute("PRAGMA foreign_key_check").fetchone():
            raise RuntimeError(f"a row of {broken[0]} points to nothing in {broken[2]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


with db.engine.connect() as connection, tables_may_be_made_anew(connection):
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
