"""`zone search`: the index, from a terminal."""

import click
from sqlalchemy import func, select

from community.db import Refusal, db


@click.group("search")
def search_commands() -> None:
    """What is found, and how it is kept."""


class AlreadyBuilding(Refusal):
    """Somebody else writes the index."""


@search_commands.command()
def rebuild() -> None:
    """Build the index anew from the database; searching goes on meanwhile."""
    from community.search.changes import everything
    from community.search.kinds import kinds
    from community.search.shelf import shelf
    from community.search.writing import SomebodyWrites, write_all

    rows = sum(
        db.session.scalar(select(func.count()).select_from(kind.model)) or 0 for kind in kinds.values()
    )
    try:
        with click.progressbar(everything(), length=rows, label="Indexing") as documents:
            write_all(documents)
    except SomebodyWrites as trouble:
        raise AlreadyBuilding("Somebody else is writing the index now. Try again in a minute.") from trouble
    click.echo(f"{shelf().documents} things can be found.")
