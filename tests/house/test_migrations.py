"""A migrated club has exactly the tables the house speaks of."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from community.db import Model, db
from community.migrating import configuration, upgrade
from config import Config
from wsgi import create_app

NOON = "'2026-01-01 12:00:00'"
A_LITTLE = (
    f"""INSERT INTO member
    (id, handle, name, name_skeleton, email, role, language, time_zone, theme, bio, joined_at)
    VALUES (1, 'ada', 'Ada', 'ada', 'ada@example.org', 'member', 'en', 'UTC', 'auto', '', {NOON})""",
    f"""INSERT INTO contribution
    (id, kind, title, slug, excerpt, author_id, created_at, published_at, version, likes, replies)
    SELECT n, kind, '', '', '', 1, {NOON}, {NOON}, 1, 0, 0
    FROM (SELECT 1 AS n, 'shopping_list' AS kind UNION SELECT 2, 'reply' UNION SELECT 3, 'reply') AS made""",
    "INSERT INTO reply (id, about_id, number, text, html) VALUES (2, 1, 1, '1', '1'), (3, 1, 2, '2', '2')",
    "INSERT INTO storefront (id, key, name) VALUES (1, 'atelier', 'Atelier')",
    "INSERT INTO product (id, key, name, category) VALUES (1, 'bag', 'Bag', 'bags')",
    f"""INSERT INTO price_seen (product_id, storefront_id, seen_by_id, amount, currency, source, seen_at)
    VALUES (1, 1, 1, 100, 'CNY', 'hand', {NOON})""",
)


def test_the_steps_lead_to_the_tables_of_the_house(tmp_path):
    app = create_app(
        Config(ZONE_DATA=tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/new.db", TESTING=True)
    )
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Model.metadata) == []
        command.downgrade(configuration(), "base")
        with db.engine.connect() as connection:
            assert db.inspect(connection).get_table_names() == ["alembic_version"]
        db.engine.dispose()


def test_a_club_that_lives_is_brought_up_with_all_it_holds(tmp_path):
    """Tables that others point to are made anew, and nothing in them is lost."""
    app = create_app(
        Config(ZONE_DATA=tmp_path, SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/old.db", TESTING=True)
    )
    with app.app_context():
        upgrade("0001")
        with db.engine.begin() as connection:
            for statement in A_LITTLE:
                connection.execute(text(statement))
        upgrade()
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT name FROM storefront")).scalars().all() == ["Atelier"]
            assert connection.execute(text("SELECT storefront_id FROM price_seen")).scalars().all() == [1]
            assert connection.execute(text("SELECT root FROM reply ORDER BY number")).scalars().all() == [
                1,
                2,
            ]
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        db.engine.dispose()
