"""The form of the database, brought up step by step; each step is a file in migrations/versions."""

from alembic import command
from alembic.config import Config
from flask import current_app


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", f"{current_app.root_path}/migrations")
    return config


def upgrade(to: str = "head") -> None:
    command.upgrade(configuration(), to)
