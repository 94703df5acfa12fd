"""The form of the database, brought up step by step; each step is a file in migrations/versions."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from alembic.config import Config

STEPS = Path(__file__).parents[1] / "migrations"


def configuration() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS))
    return config


def upgrade(to: str = "head") -> None:
    from alembic import command

    command.upgrade(configuration(), to)


def is_settled(url: str) -> bool:
    """Whether the database has its newest form and somebody lives there; asked before the house is opened."""
    newest = max(step.name for step in STEPS.glob("versions/*.py")).partition("_")[0]
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            form = connection.scalar(text("SELECT version_num FROM alembic_version"))
            somebody = connection.scalar(text("SELECT id FROM member LIMIT 1"))
    except DBAPIError:
        return False  # nothing there yet: whoever goes on will say what is wrong with it, if anything is
    finally:
        engine.dispose()
    return form == newest and somebody is not None
