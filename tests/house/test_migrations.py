"""A migrated club has exactly the tables the house speaks of."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from community.db import Model, db
from community.migrating import configuration, upgrade
from config import Config
from wsgi import create_app


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
