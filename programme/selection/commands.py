"""`zone criteria`: what stands on the shelf, and whether a file of one's own may stand there too."""

from pathlib import Path

import click
from flask import current_app

from programme.selection.shelf import FOLDER, read_criteria, shelf
from programme.selection.wording import criterion_words


@click.group()
def criteria_commands() -> None:
    """Read and check sets of criteria for invitations."""


@criteria_commands.command(name="list")
def list_criteria() -> None:
    """Every set that a round can be opened with."""
    for it in shelf().values():
        click.echo(
            f"{it.name:<24} from {it.from_}  {len(it.criterion)} criteria, {it.share} % of the weights"
        )
    click.echo(f"Sets of your own: TOML files in {current_app.config['ZONE_DATA'] / FOLDER}.")


@criteria_commands.command(name="check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_criteria(file: Path) -> None:
    """Say what is wrong with FILE, or how its criteria read to members."""
    it = read_criteria(file)
    for one in (*it.mandatory, *it.weighed):
        click.echo(f"{'mandatory' if one.mandatory else f'weight {one.weight}':<10} {criterion_words(one)}")
    click.echo(f"{len(it.criterion)} criteria; {it.enough} of {it.weights} weights are enough.")
